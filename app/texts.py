"""All words of the screens. A text with values is a template; Dutch is at level B1."""

from __future__ import annotations

from graph.privacy import Audience
from graph.text import Text

# The page
APP = Text("Verwijskaart", "Verwijskaart")
LANGUAGE = Text("Taal", "Language")
LANGUAGES = {"nl": "Nederlands", "en": "English"}
TITLE = Text("Van het kastje naar de muur", "From pillar to post")
LEAD = Text(
    "Waar sturen loketten mensen heen en weer? Hier zie je het per twee loketten.",
    "Where do lokets send people back and forth? Here you see it for each two lokets.",
)
AUDIENCES = {
    Audience.BEHEERDER: Text(
        "Je bekijkt dit op je eigen computer, als beheerder. Daarom zie je alle cijfers precies.",
        "You see this on your own computer, as administrator. That is why all figures are exact.",
    ),
    Audience.REGISSEUR: Text(
        "Je bekijkt dit als regisseur. Cijfers zijn afgerond. Zo is niemand te herkennen.",
        "You see this as regisseur. Figures are rounded. So nobody can be recognised.",
    ),
    Audience.PROFESSIONAL: Text(
        "Je bekijkt dit als professional. Cijfers zijn afgerond. Zo is niemand te herkennen.",
        "You see this as professional. Figures are rounded. So nobody can be recognised.",
    ),
    Audience.WERKSESSIE: Text(
        "Je bekijkt dit in een werksessie. Cijfers zijn afgerond. Zo is niemand te herkennen.",
        "You see this in a workshop. Figures are rounded. So nobody can be recognised.",
    ),
    Audience.OPENBAAR: Text(
        "Dit mag iedereen zien. Cijfers zijn afgerond. Zo is niemand te herkennen.",
        "Everybody may see this. Figures are rounded. So nobody can be recognised.",
    ),
}
NOTHING_PUBLISHED = Text(
    "Er zijn nog geen cijfers gepubliceerd. De beheerder doet dat op de pagina Start.",
    "No figures are published yet. The administrator does so on the page Start.",
)
DEMO = Text(
    "Dit is een voorbeeld. Het zijn geen echte gezinnen.",
    "This is a demo. These are no real households.",
)
DEMO_INSTEAD = Text(
    "Je hebt nog geen eigen gegevens. Daarom zie je een voorbeeld. Het zijn geen echte gezinnen. "
    "Je eigen bestand voeg je toe op de pagina Beheer.",
    "You have no data of your own yet. That is why you see a demo. These are no real households. "
    "You add a file of your own on the page Administration.",
)
WHICH = Text("Welke gegevens wil je zien?", "Which data do you want to see?")
OWN = Text("Mijn eigen gegevens", "My own data")
EXAMPLE = Text("Het voorbeeld", "The demo")
RELOAD = Text("Kijk of er nieuwe gegevens zijn", "Look for new data")
SOURCE = Text("Welke bron wil je zien?", "Which source do you want to see?")
SOURCES_APART = Text(
    "Deze bronnen mag je niet bij elkaar optellen. Kies er een.",
    "These sources do not add up. Choose one.",
)
ALL_SOURCES = Text("Alle bronnen samen", "All sources together")
NO_CASES = Text(
    "Er staan nog geen hulpvragen in. Voeg hieronder een bestand toe, of kijk naar het voorbeeld.",
    "There are no cases yet. Add a file below, or look at the demo.",
)
BROKEN = Text(
    "Er ging iets mis in het programma. Laad de pagina opnieuw. Gaat het weer mis? Meld dan: {what}.",
    "Something went wrong in the program. Load the page again. If it goes wrong again, report: {what}.",
)

# What is loaded
LOADED = Text("Wat is er ingelezen?", "What is loaded?")
LOADED_SHORT = Text(
    "{rows}, {cases} en {lokets}. Van {since} tot en met {until}.",
    "{rows}, {cases} and {lokets}. From {since} to {until}.",
)
ONE_ROW, ROWS = Text("{n} rij", "{n} row"), Text("{n} rijen", "{n} rows")
ONE_CASE, CASES = Text("{n} hulpvraag", "{n} case"), Text("{n} hulpvragen", "{n} cases")
ONE_LOKET, LOKETS = Text("{n} loket", "{n} loket"), Text("{n} loketten", "{n} lokets")
FACT, VALUE = Text("Wat", "What"), Text("Hoeveel", "How much")
FACT_ROWS = Text("Rijen", "Rows")
FACT_CASES = Text("Hulpvragen", "Cases")
FACT_HOUSEHOLDS = Text("Gezinnen", "Households")
FACT_LOKETS = Text("Loketten", "Lokets")
FACT_REFERRALS = Text("Keer doorgestuurd", "Times sent on")
FACT_SINCE = Text("Eerste dag", "First day")
FACT_UNTIL = Text("Laatste dag", "Last day")
FACT_SOURCES = Text("Bronnen", "Sources")
LEFT_OUT = Text("Wat is niet gebruikt, en waarom?", "What was not used, and why?")
NOTHING_LEFT_OUT = Text("Alles is gebruikt.", "Everything was used.")
ROW_WITHOUT_LOKET = Text(
    "{n} rij noemt geen loket. Die rij telt niet mee in de route.",
    "{n} row names no loket. It does not count in the route.",
)
ROWS_WITHOUT_LOKET = Text(
    "{n} rijen noemen geen loket. Die rijen tellen niet mee in de route.",
    "{n} rows name no loket. They do not count in the route.",
)
CASE_WITHOUT_VISIT = Text(
    "{n} hulpvraag noemt nergens een loket. Die staat in geen enkel cijfer.",
    "{n} case names no loket anywhere. It is in no figure.",
)
CASES_WITHOUT_VISIT = Text(
    "{n} hulpvragen noemen nergens een loket. Die staan in geen enkel cijfer.",
    "{n} cases name no loket anywhere. They are in no figure.",
)
ROW_FROM_ELSEWHERE = Text(
    "{n} verwijzing begint bij een ander loket dan waar de hulpvraag was. We volgen waar hij heen ging.",
    "{n} referral starts at another loket than where the case was. We follow where it went.",
)
ROWS_FROM_ELSEWHERE = Text(
    "{n} verwijzingen beginnen bij een ander loket dan waar de hulpvraag was. We volgen waar ze heen gingen.",
    "{n} referrals start at another loket than where the case was. We follow where they went.",
)

# The figures
BOUNCES = Text("Waar gaan mensen heen en weer?", "Where do people go back and forth?")
TOTAL = Text(
    "{cases} van de {all} hulpvragen gingen heen en weer, samen {bounces} keer terug.",
    "{cases} of the {all} cases went back and forth, {bounces} times back in all.",
)
TOTAL_ONE = Text(
    "1 van de {all} hulpvragen ging heen en weer, samen {bounces} keer terug.",
    "1 of the {all} cases went back and forth, {bounces} times back in all.",
)
MEANING = Text(
    "Heen en weer betekent: van loket A naar loket B, en daarna meteen terug naar A. "
    "De dagen zijn de tijd die de hulpvraag bij B lag.",
    "Back and forth means: from loket A to loket B, and then straight back to A. "
    "The days are the time that the case lay at B.",
)
NO_BOUNCES = Text(
    "Geen enkele hulpvraag ging heen en weer tussen twee loketten.",
    "No case went back and forth between two lokets.",
)
TIE = Text(
    "Bij {n} hulpvraag hebben rijen precies dezelfde tijd. Daar hangt de route af van hun volgorde in het bestand.",
    "In {n} case rows have exactly the same time. There the route depends on their order in the file.",
)
TIES = Text(
    "Bij {n} hulpvragen hebben rijen precies dezelfde tijd. Daar hangt de route af van hun volgorde in het bestand.",
    "In {n} cases rows have exactly the same time. There the route depends on their order in the file.",
)
FIGURE_CASES = Text("Hulpvragen", "Cases")
FIGURE_PAIRS = Text("Andere loketten", "Other lokets")
FIGURE_BACK = Text("Keer terug", "Times back")
FIGURE_DAYS = Text("Dagen kwijt", "Days lost")
FIGURE_ON = Text("Keer doorgestuurd", "Times sent on")
FIGURE_SHARE = Text("Deel dat terugkwam", "Share that came back")
PAIRS = Text("Loketten met de meeste hulpvragen heen en weer", "Lokets with most back and forth")
ADVICES = Text("Misschien gaat het hier om advies", "This may be advice")
ADVICES_WHY = Text(
    "Deze hulpvragen komen bijna altijd terug. Misschien vroeg het ene loket alleen advies aan het andere.",
    "These cases almost always come back. Perhaps one loket only asked the other for advice.",
)
PAIR = Text(
    "{a} en {b}: {cases} hulpvragen gingen heen en weer ({bounces}), samen {days}.",
    "{a} and {b}: {cases} cases went back and forth ({bounces}), {days} in all.",
)
PAIR_ONE = Text(
    "{a} en {b}: {cases} hulpvraag ging heen en weer ({bounces}), samen {days}.",
    "{a} and {b}: {cases} case went back and forth ({bounces}), {days} in all.",
)
PAIR_ADVICE = Text(
    "Misschien vraagt {asks} hier advies aan {asked}: bijna alles komt terug.",
    "Perhaps {asks} asks {asked} for advice here: almost everything comes back.",
)
MORE = Text("Toon meer loketten ({n})", "Show more lokets ({n})")
CLEAR = Text("Toon weer alles", "Show everything again")
NOTHING_CHOSEN = Text(
    "Klik op een loket of een pijl in het plaatje, of kies een zin in de lijst.",
    "Click a loket or an arrow in the picture, or choose a sentence in the list.",
)
NO_BOUNCE_HERE = Text(
    "Tussen deze twee loketten ging geen hulpvraag heen en weer.",
    "Between these two lokets no case went back and forth.",
)
ARROW = Text(
    "Van {source} naar {target}: {hops}. Van {known} weten we wat er daarna kwam: {bounces} kwamen terug ({rate}).",
    "From {source} to {target}: {hops}. Of {known} we know what came next: {bounces} came back ({rate}).",
)
ARROW_ONE = Text(
    "Van {source} naar {target}: {hops}. Van {known} weten we wat er daarna kwam: 1 kwam terug ({rate}).",
    "From {source} to {target}: {hops}. Of {known} we know what came next: 1 came back ({rate}).",
)
ARROW_UNKNOWN = Text(
    "Van {source} naar {target}: {hops}. We weten nog niet wat er daarna kwam.",
    "From {source} to {target}: {hops}. We do not know yet what came next.",
)
ARROW_BACK, ARROW_ADVICE = Text("{n} terug", "{n} back"), Text("{n} terug (advies?)", "{n} back (advice?)")
LOKET = Text(
    "Vanaf {name}: {sent}. Naar {name}: {got}. {bounces}, met {others}. Samen {days}.",
    "From {name}: {sent}. To {name}: {got}. {bounces}, with {others}. In all {days}.",
)
ONCE_ON = Text("{n} keer doorgestuurd", "sent on {n} time")
TIMES_ON = Text("{n} keer doorgestuurd", "sent on {n} times")
ONCE_BACK, TIMES_BACK = Text("{n} keer terug", "{n} time back"), Text("{n} keer terug", "{n} times back")
ONCE_BACK_AND_FORTH = Text("{n} keer ging het heen en weer", "{n} time it went back and forth")
TIMES_BACK_AND_FORTH = Text("{n} keer ging het heen en weer", "{n} times it went back and forth")
ONE_OTHER, OTHERS = Text("{n} ander loket", "{n} other loket"), Text("{n} andere loketten", "{n} other lokets")
ONE_DAY, DAYS = Text("{n} dag", "{n} day"), Text("{n} dagen", "{n} days")
LESS_THAN_A_DAY = Text("minder dan 1 dag", "less than 1 day")
MONTHS = Text(
    "januari februari maart april mei juni juli augustus september oktober november december",
    "January February March April May June July August September October November December",
)

# The picture and its table
PICTURE = {
    "picture": Text(
        "Plaatje van loketten en pijlen. De tabel onder het plaatje zegt hetzelfde.",
        "Picture of lokets and arrows. The table below the picture says the same.",
    ),
    "kind": Text("kaart van loketten", "map of lokets"),
    "zoom_in": Text("Dichterbij", "Zoom in"),
    "zoom_out": Text("Verder weg", "Zoom out"),
    "fit": Text("Alles in beeld", "Fit all in view"),
    "back": Text("Hier komt vaak iets terug (getal: hoe vaak)", "Things often come back here (number: how often)"),
    "flow": Text("Hier komt weinig of niets terug", "Little or nothing comes back here"),
    "advice": Text("Misschien advies", "Perhaps advice"),
    "help": Text(
        "Dikke pijl: vaak doorgestuurd. Met het toetsenbord: pijltjes gaan naar een loket, de spatiebalk naar een "
        "pijl, Enter kiest, Escape toont weer alles.",
        "Thick arrow: often sent on. With the keyboard: arrow keys go to a loket, Space to an arrow, "
        "Enter chooses, Escape shows everything again.",
    ),
    "chosen": Text("Gekozen:", "Chosen:"),
    "at": Text("Hier:", "Here:"),
    "to": Text("naar", "to"),
    "nothing": Text("niets, alles staat weer in beeld", "nothing, everything is in view again"),
}
DRAWN = Text(
    "Getekend: {lokets} van de {all_lokets} loketten en {arrows} van de {all_arrows} pijlen, de ergste eerst.",
    "Drawn: {lokets} of {all_lokets} lokets and {arrows} of {all_arrows} arrows, the worst first.",
)
SHOW_REST = Text("Teken ook de andere loketten", "Draw the other lokets too")
TABLE = Text("De cijfers bij de pijlen", "The figures of the arrows")
TABLE_ALT = Text(
    "Tabel met een rij per pijl: van, naar, hoe vaak doorgestuurd en hoe vaak terug.",
    "Table with one row an arrow: from, to, how often sent on and how often back.",
)
COLUMNS = (
    Text("Van", "From"),
    Text("Naar", "To"),
    Text("Doorgestuurd", "Sent on"),
    Text("Vervolg bekend", "Sequel known"),
    Text("Terug", "Back"),
    Text("Deel terug", "Share back"),
)
ALL_ROWS = Text("Toon alle {n} rijen", "Show all {n} rows")

# A file of one's own
ADD = Text("Eigen bestand toevoegen", "Add a file of your own")
ADD_HOW = Text(
    "Een bestand met verwijzingen of een logboek. Het mag CSV, XES of Excel zijn, ook ingepakt als .gz. "
    "Namen en nummers van gezinnen worden meteen vervangen door een schuilnaam.",
    "A file of referrals or an event log. It may be CSV, XES or Excel, also packed as .gz. "
    "Names and numbers of households are replaced by a pseudonym at once.",
)
FILE = Text("Kies een bestand", "Choose a file")
COLUMN_OF = {
    "case": Text("Kolom met het nummer van de hulpvraag", "Column with the case number"),
    "time": Text("Kolom met de tijd", "Column with the time"),
    "group": Text("Kolom met het loket of team", "Column with the loket or team"),
    "household": Text("Kolom met het gezin (mag leeg blijven)", "Column with the household (may stay empty)"),
}
CHOOSE = Text("Kies een kolom", "Choose a column")
NO_COLUMN = Text("geen", "none")
MISSING = Text("Woorden die 'leeg' betekenen", "Words that mean 'missing'")
MISSING_HELP = Text(
    "Zet een komma tussen de woorden. Een rij met zo'n woord noemt geen loket.",
    "Put a comma between the words. A row with such a word names no loket.",
)
SOURCE_NAME = Text("Naam voor deze bron", "Name of this source")
SOURCE_HELP = Text(
    "Dezelfde naam als eerder? Dan komt alleen bij wat nieuw is.",
    "The same name as before? Then only what is new is added.",
)
SOURCE_NEEDED = Text(
    "Er is al een logboek ingelezen. Geef hierboven de naam van die bron, of een nieuwe naam.",
    "An event log was imported before. Give the name of that source above, or a new name.",
)
CHECK = Text("Controleer het bestand", "Check the file")
IMPORT = Text("Lees het bestand in", "Import the file")
STOP = Text("Stop", "Stop")
CHECKING = Text("Het bestand wordt gecontroleerd", "The file is being checked")
IMPORTING = Text("Het bestand wordt ingelezen", "The file is being imported")
CHECKED = Text(
    "Gecontroleerd: {read} rijen gelezen, {added} nieuw, {known} al bekend, {reported} niet gebruikt. "
    "Er is nog niets opgeslagen.",
    "Checked: {read} rows read, {added} new, {known} known already, {reported} not used. Nothing is stored yet.",
)
IMPORTED = Text(
    "Ingelezen: {read} rijen gelezen, {added} nieuw, {known} al bekend, {reported} niet gebruikt.",
    "Imported: {read} rows read, {added} new, {known} known already, {reported} not used.",
)
REASON = Text("{n} niet gebruikt: {reason}", "{n} not used: {reason}")
PROBLEMS = Text("Deze rijen kloppen niet", "These rows are not right")
MORE_PROBLEMS = Text("En nog {n}.", "And {n} more.")
STOPPED = Text("Gestopt. Er is niets opgeslagen.", "Stopped. Nothing was stored.")

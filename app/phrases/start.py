"""The words of the page Start."""

from __future__ import annotations

from graph.codes import Gap
from graph.text import Text

TITLE = Text("Start", "Start")
LEAD = Text(
    "Wat er is ingelezen, wat opvalt, en waar gezinnen de meeste dagen kwijtraken.",
    "What is loaded, what stands out, and where households lose most days.",
)

# What is loaded
LOADED = Text("Wat is er ingelezen?", "What is loaded?")
UNTIL = Text("De gegevens lopen tot en met {day}. {age}", "The data run until {day}. {age}")
AGE_DAY = Text("Dat is {n} dag geleden.", "That is {n} day ago.")
AGE_DAYS = Text("Dat is {n} dagen geleden.", "That is {n} days ago.")
AGE_MONTHS = Text("Dat is {n} maanden geleden.", "That is {n} months ago.")
HOLDS = Text(
    "Ingelezen zijn {referrals} verwijzingen tussen {lokets} loketten.",
    "Loaded are {referrals} referrals between {lokets} lokets.",
)
ABOUT = Text("ongeveer {n}", "about {n}")
UNDER = Text("minder dan {n}", "fewer than {n}")
COVERAGE = Text(
    "{delivered} van {lokets} loketten leverden gegevens.",
    "{delivered} of {lokets} lokets delivered data.",
)
COVERAGE_HOW = Text(
    "Een loket leverde gegevens als het minstens één keer iemand doorstuurde.",
    "A loket delivered data when it sent somebody on at least once.",
)
ONE_UNCHECKED = Text(
    "Van 1 loket keek niemand ooit na of de gegevens kloppen, zoals het adres en de tijden.",
    "Of 1 loket nobody ever checked whether the facts are right, such as channels and hours.",
)
UNCHECKED = Text(
    "Van {n} loketten keek niemand ooit na of de gegevens kloppen, zoals het adres en de tijden.",
    "Of {n} lokets nobody ever checked whether the facts are right, such as channels and hours.",
)
ALL_CHECKED = Text("Van elk loket zijn de gegevens nagekeken.", "The facts of every loket were checked.")
BY_ORGANISATION = Text("Wie leverde hoeveel?", "Who delivered how much?")
ORGANISATION, LOKETS = Text("Organisatie", "Organisation"), Text("Loketten", "Lokets")
DELIVERED, LAST = Text("Leverden gegevens", "Delivered data"), Text("Laatste maand", "Last month")
NO_ORGANISATION = Text("Organisatie onbekend", "Organisation unknown")
SILENT = Text("Geen gegevens van: {lokets}.", "No data from: {lokets}.")
NOT_CHECKED = Text("Nooit nagekeken: {lokets}.", "Never checked: {lokets}.")
AND_MORE = Text("{lokets} en nog {n}", "{lokets} and {n} more")
NOT_MEASURED = Text("Wat we niet kunnen zien", "What we cannot see")

# Which version
DEMO_FOR_OTHERS = Text(
    "Er zijn nog geen eigen gegevens ingelezen. Daarom zie je een voorbeeld. Het zijn geen echte gezinnen. "
    "Vraag de beheerder om de eigen gegevens in te lezen.",
    "No data of your own are loaded yet. That is why you see a demo. These are no real households. "
    "Ask the administrator to load your own data.",
)
VERSION_PUBLISHED = Text(
    "Je ziet de cijfers die op {day} zijn gepubliceerd.",
    "You see the figures that were published on {day}.",
)
VERSION_LIVE = Text("Je ziet de gegevens zoals ze nu zijn.", "You see the data as they are now.")
VERSION_DEMO = Text("Het voorbeeld verandert nooit.", "The demo never changes.")
OTHERS_NOTHING = Text(
    "Anderen zien nog geen cijfers: er is nog niets gepubliceerd.",
    "Others see no figures yet: nothing was published.",
)
OTHERS_SEE = Text(
    "Anderen zien de cijfers die op {day} zijn gepubliceerd.",
    "Others see the figures that were published on {day}.",
)
CHANGED_SINCE = Text("Daarna zijn de gegevens veranderd.", "The data changed after that.")
PUBLISH = Text("Publiceer deze cijfers", "Publish these figures")
PUBLISH_ASK = Text(
    "Wil je publiceren? Anderen zien dan afgeronde cijfers uit de gegevens van nu. "
    "Terugzetten kan later, op de pagina Beheer.",
    "Do you want to publish? Others will then see rounded figures from the data of now. "
    "You can put it back later, on the page Beheer.",
)
PUBLISH_YES, PUBLISH_NO = Text("Ja, publiceer", "Yes, publish"), Text("Nee, nu niet", "No, not now")
PUBLISHED = Text("De cijfers zijn gepubliceerd.", "The figures are published.")

# Five figures
SERVED = Text("Deze gegevens gaan over {who}.", "These data hold {who}.")
FIVE = Text("Vijf cijfers", "Five figures")
FIVE_KINDS = (Gap.BOUNCE, Gap.DEAD_END, Gap.NO_PICKUP, Gap.REINTAKE, Gap.REFUSAL)
"""In the order of the page."""
HAPPENED = {
    Gap.BOUNCE: Text(
        "We zagen {who} heen en weer gaan tussen twee loketten.",
        "We saw {who} go back and forth between two lokets.",
    ),
    Gap.DEAD_END: Text("Van {who} liep de hulp vast.", "For {who} the help got stuck."),
    Gap.NO_PICKUP: Text(
        "Bij {who} pakte een loket de hulpvraag niet op.", "For {who} a loket did not pick up the case."
    ),
    Gap.REINTAKE: Text(
        "Bij {who} begon alles opnieuw: weer hetzelfde verhaal vertellen.",
        "For {who} everything began anew: telling the same story again.",
    ),
    Gap.REFUSAL: Text("Bij {who} zei een loket nee.", "For {who} a loket said no."),
}
CASES_COUNTED = Text(
    "Deze gegevens kennen geen gezinnen. Daarom tellen we hulpvragen.",
    "These data know no households. That is why we count cases.",
)
ROUNDED = Text("Cijfers zijn afgerond. Ze hoeven niet op te tellen.", "Figures are rounded. They need not add up.")
SHOW = {
    Gap.BOUNCE: Text("Bekijk waar het heen en weer gaat", "See where it goes back and forth"),
    Gap.DEAD_END: Text("Bekijk waar het vastloopt", "See where it gets stuck"),
    Gap.NO_PICKUP: Text("Bekijk waar het blijft liggen", "See where it is left lying"),
    Gap.REINTAKE: Text("Bekijk waar het opnieuw begint", "See where it begins anew"),
    Gap.REFUSAL: Text("Bekijk waar een loket nee zegt", "See where a loket says no"),
}

# The three gaps
WORST = Text("Waar raken gezinnen de meeste dagen kwijt?", "Where do households lose most days?")
REMEDY = Text("Wat kan helpen: {title}.", "What may help: {title}.")
EVIDENCE = Text("Bekijk het bewijs: {gap}", "See the evidence: {gap}")
ALL_GAPS = Text("Bekijk de hele lijst", "See the whole list")
NO_GAPS = Text("Er ging nergens iets mis.", "Nothing went wrong anywhere.")
TOO_SMALL = Text(
    "Er zijn te weinig gezinnen om cijfers te laten zien. Minder dan {k} laten we nooit zien. "
    "Zo kan niemand zien om welk gezin het gaat.",
    "There are too few households to show figures. Fewer than {k} we never show. "
    "So nobody can see which household it is.",
)
TOO_SMALL_NOW = Text(
    "Kijk naar het voorbeeld, of lees de verhalen op de pagina Reis. Met meer gegevens komen hier cijfers.",
    "Look at the demo, or read the stories on the page Journey. With more data there will be figures here.",
)
TO_STORIES = Text("Lees de zeven verhalen", "Read the seven stories")

# What changed
CHANGED = Text("Wat veranderde er?", "What changed?")
COMPARED = Text(
    "We vergelijken het {now} met het {then}. Van beide kijken we tot {days} dagen na het einde.",
    "We compare {now} with {then}. Of both we look until {days} days after the end.",
)
KIND, DIFFERENCE = Text("Wat", "What"), Text("Verschil", "Change")
MORE, LESS = Text("{n} meer", "{n} more"), Text("{n} minder", "{n} fewer")
SAME, CANNOT_TELL = Text("evenveel", "the same"), Text("te klein om te zeggen", "too small to tell")
NOT_COMPARED = Text(
    "Er zijn nog geen twee kwartalen die we eerlijk kunnen vergelijken.",
    "There are no two quarters yet that we can compare fairly.",
)

# Beginning
EMPTY = Text("Er staat nog niets in.", "There is nothing in it yet.")
BEGIN = Text("Hoe begin je?", "How do you begin?")
BEGIN_STEPS = (
    Text(
        "Kijk eerst naar het voorbeeld: kies hierboven 'Het voorbeeld'.",
        "Look at the demo first: choose 'The demo' above.",
    ),
    Text(
        "Voeg daarna hieronder je eigen bestand toe. Je ziet eerst wat er in staat; er wordt nog niets opgeslagen.",
        "Then add a file of your own below. You see first what is in it; nothing is stored yet.",
    ),
    Text(
        "Publiceer de cijfers als ze kloppen. Dan kunnen anderen ze zien.",
        "Publish the figures when they are right. Then others can see them.",
    ),
)
ADD_ON_START = Text(
    "Voeg een bestand toe op de pagina Start, of kijk naar het voorbeeld.",
    "Add a file on the page Start, or look at the demo.",
)
BEGIN_OTHERS = Text(
    "Vraag de beheerder om gegevens in te lezen. Kijk intussen naar het voorbeeld, of lees de verhalen.",
    "Ask the administrator to load data. Meanwhile look at the demo, or read the stories.",
)

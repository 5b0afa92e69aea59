"""The words of the page Van het kastje naar de muur. A text with values is a template; Dutch is at level B1."""

from __future__ import annotations

from graph.codes import Gap
from graph.text import Text

EXACT_PAGE = Text("Heen en weer, precies", "Back and forth, exactly")
LEAD = Text(
    "Waar raken gezinnen tijd kwijt tussen loketten? Bovenaan staat wat de meeste dagen kost.",
    "Where do households lose time between lokets? What costs most days stands on top.",
)
ROUNDED = Text(
    "Alle cijfers zijn afgerond. Ze hoeven niet op te tellen. Minder dan {k} gezinnen laten we niet zien.",
    "All figures are rounded. They need not add up. We do not show fewer than {k} households.",
)
ROUNDED_CASES = Text(
    "Deze gegevens kennen geen gezinnen, daarom tellen we hulpvragen. Alle cijfers zijn afgerond. "
    "Minder dan {k} laten we niet zien.",
    "These data know no households, so we count cases. All figures are rounded. We do not show fewer than {k}.",
)
EXACT = Text("Je ziet alle cijfers precies.", "You see all figures exactly.")
EXACT_CASES = Text(
    "Deze gegevens kennen geen gezinnen, daarom tellen we hulpvragen. Je ziet alle cijfers precies.",
    "These data know no households, so we count cases. You see all figures exactly.",
)

# How many
ABOUT = Text("ongeveer {n}", "about {n}")
ONE_HOUSEHOLD, HOUSEHOLDS = Text("{n} gezin", "{n} household"), Text("{n} gezinnen", "{n} households")
ONE_CASE, CASES = Text("{n} hulpvraag", "{n} case"), Text("{n} hulpvragen", "{n} cases")
OF_HOUSEHOLDS = Text("{n} van de {of} gezinnen", "{n} of the {of} households")
OF_CASES = Text("{n} van de {of} hulpvragen", "{n} of the {of} cases")
ALMOST_ALL = Text("bijna alle gezinnen ({n})", "almost all households ({n})")
ALMOST_ALL_CASES = Text("bijna alle hulpvragen ({n})", "almost all cases ({n})")
ALMOST_NONE = Text("bijna geen gezinnen ({n})", "almost no households ({n})")
ALMOST_NONE_CASES = Text("bijna geen hulpvragen ({n})", "almost no cases ({n})")
FEWER = Text("minder dan {k} gezinnen", "fewer than {k} households")
FEWER_CASES = Text("minder dan {k} hulpvragen", "fewer than {k} cases")

# One sentence for each kind; `who` is how many, 1 too, so that no verb goes with it
AT = {
    Gap.BOUNCE: Text("{a} en {b} sturen {who} naar elkaar terug.", "{a} and {b} send {who} back to each other."),
    Gap.CONSULT: Text(
        "{a} stuurt naar {b}, en {who} komen meteen terug.", "{a} sends to {b}, and {who} come straight back."
    ),
    Gap.LOOP: Text(
        "{a} ziet {who} terugkomen na een rondje langs andere loketten.",
        "{a} sees {who} come back after a tour of other lokets.",
    ),
    Gap.REFUSAL: Text("{a} wijst {who} af. De reden: {why}.", "{a} refuses {who}. The reason: {why}."),
    Gap.NO_PICKUP: Text("{a} pakt de hulpvraag niet op van {who}.", "{a} does not pick up the case of {who}."),
    Gap.DEAD_END: Text("{a} ziet {who} vastlopen. {why}", "{a} sees {who} get stuck. {why}"),
    Gap.REINTAKE: Text(
        "Na {a} is er binnen een half jaar een nieuw begin voor {who}.",
        "After {a} there is a new start within half a year for {who}.",
    ),
}
CAUSES = {
    "silence": Text("Daarna bleef het stil.", "After that it stayed silent."),
    "no_pickup": Text("Niemand pakte de hulpvraag daar op.", "Nobody picked up the case there."),
    "refusal": Text("Dat kwam na een afwijzing.", "That came after a refusal."),
}
NO_REASON = Text("die is niet opgeschreven", "it was not written down")
COST = Text("Dat kost samen {days}, {weeks} per gezin.", "That takes {days} in all, {weeks} a household.")
COST_CASES = Text("Dat kost samen {days}, {weeks} per hulpvraag.", "That takes {days} in all, {weeks} a case.")
COST_SHORT = Text("Dat kost per gezin {weeks}.", "That takes {weeks} a household.")
COST_SHORT_CASES = Text("Dat kost per hulpvraag {weeks}.", "That takes {weeks} a case.")
ONE_WEEK, WEEKS = Text("{n} week", "{n} week"), Text("{n} weken", "{n} weeks")
LESS_THAN_A_WEEK = Text("minder dan een week", "less than a week")
TIMES = Text("In totaal {n} keer.", "{n} times in all.")

# What the number is a share of
OUT_OF = {
    Gap.BOUNCE: Text(
        "We vergelijken met alle gezinnen die van het ene loket naar het andere gingen.",
        "We compare with all households that went from the one loket to the other.",
    ),
    Gap.CONSULT: Text(
        "We vergelijken met alle gezinnen die naar het tweede loket gingen.",
        "We compare with all households that went to the second loket.",
    ),
    Gap.LOOP: Text(
        "We vergelijken met alle gezinnen die bij dit loket kwamen.",
        "We compare with all households that came to this loket.",
    ),
    Gap.REFUSAL: Text(
        "We vergelijken met alle gezinnen die van dit loket een antwoord kregen.",
        "We compare with all households that got an answer of this loket.",
    ),
    Gap.NO_PICKUP: Text(
        "We vergelijken met alle gezinnen die naar dit loket zijn gestuurd, en waar genoeg tijd voor was.",
        "We compare with all households that were sent to this loket, where there was time enough.",
    ),
    Gap.DEAD_END: Text(
        "We vergelijken met alle gezinnen die bij dit loket kwamen, en waarvan we de afloop kennen.",
        "We compare with all households that came to this loket, and of which we know how it ended.",
    ),
    Gap.REINTAKE: Text(
        "We vergelijken met alle gezinnen waarvan de hulp bij dit loket eindigde.",
        "We compare with all households whose help ended at this loket.",
    ),
}

# Three pairs
THREE = Text("Drie paren loketten die gezinnen de meeste tijd kosten", "Three pairs of lokets that cost most time")
ONE_PAIR = Text("Het paar loketten dat gezinnen de meeste tijd kost", "The pair of lokets that costs most time")
TWO_PAIRS = Text("Twee paren loketten die gezinnen de meeste tijd kosten", "Two pairs of lokets that cost most time")
NO_PAIRS = Text(
    "Met deze filters is er geen paar loketten dat we mogen tonen.",
    "With these filters there is no pair of lokets that we may show.",
)
WHY = Text("Waarom?", "Why?")
WHAT_HELPS = Text("Wat helpt?", "What helps?")
MOST_BACK = Text("Vooral {b} stuurt terug naar {a}.", "It is mostly {b} that returns to {a}.")
BOTH_BACK = Text("Beide loketten sturen ongeveer even vaak terug.", "Both lokets return about as often.")
MOST_ABOUT = Text("Het gaat vooral over: {what}.", "It is mostly about: {what}.")
MOST_FROM = Text("Vooral gezinnen uit {area}.", "Mostly households from {area}.")
SHOW = Text("Bekijk het bewijs", "See the evidence")
SHOWN = Text("Dit paar staat hieronder", "This pair is shown below")
PAIR_NAME = Text("{a} en {b}", "{a} and {b}")

# The list
LIST = Text("Alles wat misgaat, op een rij", "All that goes wrong, in one list")
KIND = Text("Wat gaat er mis?", "What goes wrong?")
ALL_KINDS = Text("Alles", "All")
CHOOSE = Text("Kies een regel en bekijk het bewijs", "Choose a line and see the evidence")
MORE = Text("Toon meer ({n})", "Show more ({n})")
HIDDEN = Text("Ongeveer {n} rijen zijn te klein om te tonen.", "About {n} rows are too small to show.")
ONLY_AT = Text("Je ziet nu alleen {what}.", "You now see only {what}.")
ALL_AGAIN = Text("Toon weer alles", "Show everything again")
NONE_HERE = Text("Hier is niets wat we mogen tonen.", "There is nothing here that we may show.")
CANNOT = Text("Dit kunnen we niet meten: {kind}. {why}", "This cannot be measured: {kind}. {why}")
GONE = Text(
    "Wat je koos, is met deze filters te klein om te tonen.",
    "What you chose is too small to show with these filters.",
)
HOW = Text("Hoe tellen we?", "How do we count?")

# Evidence
EVIDENCE = Text("Het bewijs", "The evidence")
CHOOSE_FIRST = Text(
    "Kies hierboven een regel, of klik op een pijl of een vakje. Dan staat hier wat we ervan weten.",
    "Choose a line above, or click an arrow or a cell. Then what we know of it stands here.",
)
BY = Text("Bekijk het per", "Look at it by")
WAYS = {
    "month": Text("Maand", "Month"),
    "domain": Text("Leefgebied", "Life domain"),
    "area": Text("Wijk", "Area"),
    "target": Text("Doelgroep", "Target group"),
    "problems": Text("Eén of meer leefgebieden", "One or more life domains"),
    "weeks": Text("Verloren weken", "Weeks lost"),
    "routes": Text("Route", "Route"),
}
NOT_BY = Text(
    "Dit kan niet samen met de gekozen filters, want dan is een gezin te herkennen. Haal een filter weg.",
    "This cannot go with the chosen filters: a household could be recognised. Take a filter away.",
)
MONTHS_ALL = Text(
    "Maanden laten we alleen zonder filters zien. Haal de filters weg.",
    "We show months only without filters. Take the filters away.",
)
CLICK_CLASS = Text("Klik op een staaf: dan wordt dat het filter.", "Click a bar: that becomes the filter.")
CLICK_MONTH = Text(
    "De maanden gaan over de hele periode. Klik op een staaf: dan zie je dat kwartaal.",
    "The months are of the whole period. Click a bar to see that quarter.",
)
UNDER_WEEK = Text("minder dan 1 week", "less than 1 week")
BETWEEN_WEEKS = Text("{low} tot {high} weken", "{low} to {high} weeks")
OVER_WEEKS = Text("{n} weken of meer", "{n} weeks or more")
NOTHING_KNOWN = Text("Hiervan is niets bekend.", "Nothing is known of this.")
WHAT, NUMBER = Text("Wat", "What"), Text("Gezinnen", "Households")
NUMBER_CASES = Text("Hulpvragen", "Cases")
ROUTES = Text(
    "Langs deze loketten gingen de gezinnen. Van lange routes zie je het begin.",
    "Past these lokets the households went. Of long routes you see the beginning.",
)
ROUTE, ROUTE_ENDS = Text("Route", "Route"), Text("{route}", "{route}")
ROUTE_GOES_ON = Text("{route} → en verder", "{route} → and on")
ROUTE_WEEKS = Text("Weken", "Weeks")
OTHER_ROUTES = Text("Andere routes zijn te zeldzaam om te tonen.", "Other routes are too rare to show.")
NO_ROUTES = Text("Geen enkele route komt vaak genoeg voor om te tonen.", "No route is common enough to show.")
BOTH_WAYS = Text("De twee richtingen", "The two directions")
WAY = Text(
    "{a} stuurt {sent} naar {b}. Daarvan komen {back} terug.", "{a} sends {sent} to {b}. Of these {back} return."
)

# Remedies
REMEDIES = Text("Wat kun je doen?", "What can you do?")
FIRST_STEP = Text("Eerste stap", "First step")
FITS, FITS_NOT = Text("Dit past als", "This fits when"), Text("Dit past niet als", "This does not fit when")
ASKS, SIGN = Text("Wat het vraagt", "What it asks"), Text("Zo zie je dat het werkt", "How you see that it works")
AFTER = Text(
    "Na ongeveer {n} maanden kun je dat in de cijfers zien.", "After about {n} months the figures can show it."
)

# The name of a gap
GAP_NAME = {
    Gap.BOUNCE: Text("{a} en {b}: heen en weer", "{a} and {b}: back and forth"),
    Gap.CONSULT: Text("{a} vraagt {b} om advies", "{a} asks {b} for advice"),
    Gap.LOOP: Text("{a}: rondje", "{a}: round trip"),
    Gap.REFUSAL: Text("{a}: afgewezen, {why}", "{a}: refused, {why}"),
    Gap.NO_PICKUP: Text("{a}: niet opgepakt", "{a}: not picked up"),
    Gap.DEAD_END: Text("{a}: vastgelopen, {why}", "{a}: stuck, {why}"),
    Gap.REINTAKE: Text("{a}: opnieuw begonnen", "{a}: started again"),
}

# Requests for advice
ADVICE = Text("Misschien gaat het hier om advies", "This may be advice")
ADVICE_WHY = Text(
    "Bij deze paren komt bijna alles terug. Misschien vroeg het ene loket alleen advies. "
    "Daarom staan ze niet in de lijst.",
    "With these pairs almost everything comes back. Perhaps one loket only asked for advice. "
    "That is why they are not in the list.",
)
IS_ADVICE = Text("Besloten: dit is advies. {who}, {day}.", "Decided: this is advice. {who}, {day}.")
IS_BOUNCE = Text(
    "Besloten: {a} en {b} sturen echt heen en weer. Ze staan in de lijst. {who}, {day}.",
    "Decided: {a} and {b} really send back and forth. They are in the list. {who}, {day}.",
)
DECIDE_ADVICE, DECIDE_BOUNCE = (
    Text("Dit is advies", "This is advice"),
    Text("Dit is heen en weer", "This is back and forth"),
)
DECIDE_BACK = Text("Trek het besluit in", "Withdraw the decision")
DECIDE_WHY = Text("Hoe weet je dat?", "How do you know?")
DEMO_FIXED = Text(
    "In het voorbeeld kun je hierover niets besluiten. Op je eigen gegevens wel.",
    "In the demo nothing can be decided about this. On your own data it can.",
)
ASK_BEHEERDER = Text(
    "Weet je of dit advies is? Vertel het de beheerder, die kan het vastleggen.",
    "Do you know whether this is advice? Tell the administrator, who can record it.",
)
WHY_ADVICE = Text("{a} vraagt {b} om advies", "{a} asks {b} for advice")
WHY_BOUNCE = Text("{a} en {b} sturen heen en weer", "{a} and {b} send back and forth")
WHY_WITHDRAWN = Text("Besluit over {a} en {b} ingetrokken", "Decision about {a} and {b} withdrawn")
NOT_ON_DEMO = Text(
    "In het voorbeeld kun je niets besluiten. Kies eerst je eigen gegevens.",
    "In the demo nothing can be decided. Choose your own data first.",
)

# Pictures
PICTURE = Text("Het plaatje", "The picture")
WHICH_PICTURE = Text("Welk plaatje?", "Which picture?")
PICTURES = {
    "netwerk": Text("Loketten en pijlen", "Lokets and arrows"),
    "vakken": Text("Vakken: van en naar", "Cells: from and to"),
}
REST = Text("Teken ook de andere loketten", "Draw the other lokets too")
DRAWN = Text(
    "Getekend: {lokets} van de {all} loketten. Hoe dikker de pijl, hoe meer gezinnen.",
    "Drawn: {lokets} of the {all} lokets. The thicker the arrow, the more households.",
)
ARROW_BACK = Text("{n} terug", "{n} back")
ARROW_NOTE = Text("{sent} doorgestuurd, {back} terug", "{sent} sent on, {back} back")
ARROW_SAID = Text("{a} naar {b}, {back} terug", "{a} to {b}, {back} back")
LEGEND_BACK = Text("Hier komen veel gezinnen terug (getal: hoeveel)", "Here many return (number: how many)")
LEGEND_FLOW = Text("Hier komt weinig of niets terug", "Little or nothing comes back here")
LEGEND_ADVICE = Text("Misschien advies", "Perhaps advice")
FROM, TO = Text("Van", "From"), Text("Naar", "To")
SENT, BACK = Text("Doorgestuurd", "Sent on"), Text("Terug", "Back")
SHARE = Text("Deel terug", "Share back")
CELLS = Text("Hoeveel gezinnen kwamen terug?", "How many households came back?")
CELLS_HOW = Text(
    "Een rij stuurt, een kolom stuurt terug. Je ziet de {n} loketten waar het meest terugkomt.",
    "A row sends, a column returns. You see the {n} lokets where most comes back.",
)
TABLE = Text("De cijfers bij het plaatje", "The figures of the picture")
TABLE_ALT = Text(
    "Tabel met een rij per richting: van, naar, hoeveel gezinnen doorgestuurd en hoeveel terug.",
    "Table with one row a direction: from, to, how many households sent on and how many back.",
)
ALL_ROWS = Text("Toon alle {n} rijen", "Show all {n} rows")
NOTHING_TO_DRAW = Text("Er is niets om te tekenen.", "There is nothing to draw.")

# A share that may only be told in words
SHARE_ALL, SHARE_NONE = Text("bijna alle", "almost all"), Text("bijna geen", "almost none")

"""The words of the page Reis."""

from __future__ import annotations

from graph.text import Text

TITLE = Text("Reis", "Journey")
LEAD = Text(
    "Hoe gaat een gezin van loket naar loket? Volg de reis stap voor stap.",
    "How does a household go from loket to loket? Follow the journey step by step.",
)
PART = Text("Wat wil je zien?", "What do you want to see?")
STORIES, ROUTES = Text("Zeven verhalen", "Seven stories"), Text("Veel gelopen routes", "Routes often taken")
ONE = Text("Eén hulpvraag", "One case")

# The stories
STORY = Text("Kies een verhaal", "Choose a story")
FICTION = Text(
    "Dit verhaal is verzonnen. Maar zo gaat het in veel gemeenten.",
    "This story is made up. But so it goes in many municipalities.",
)
PERSONS = Text("Het gaat om {persons}.", "It is about {persons}.")
STORY_TOTAL = Text(
    "{visits} bezoeken in {days}. Het had in {possible} gekund.",
    "{visits} visits in {days}. It could have been done in {possible}.",
)
STORY_OPEN = Text(
    "{visits} bezoeken, en het loopt nog. Het had in {possible} gekund.",
    "{visits} visits, and it still goes on. It could have been done in {possible}.",
)
POSSIBLE = Text("Zo had het ook gekund", "How it could have been")
POSSIBLE_ROUTE = Text("{lokets}: {days}.", "{lokets}: {days}.")
SAID = Text("Wat er werd gezegd: '{said}'", "What was said: '{said}'")
STUCK = Text("Waar het vastliep: {stuck}", "Where it got stuck: {stuck}")

# Walking
PREVIOUS, NEXT = Text("Vorige stap", "Previous step"), Text("Volgende stap", "Next step")
WHOLE = Text("Toon de hele reis", "Show the whole journey")
STEP = Text("Stap {n} van {all}: {loket}", "Step {n} of {all}: {loket}")
ALL_STEPS = Text("De hele reis in {n} stappen", "The whole journey in {n} steps")
WALK = Text(
    "Kies 'Volgende stap' om mee te lopen. Na de laatste stap zie je weer de hele reis.",
    "Choose 'Next step' to walk along. After the last step you see the whole journey again.",
)

# One visit
FIRST = Text("Hier begon het.", "Here it began.")
SENT = Text("Doorgestuurd naar {loket}.", "Sent on to {loket}.")
ASKED = Text("Er werd advies gevraagd aan {loket}.", "{loket} was asked for advice.")
CAME_BACK = Text("Terug bij {loket}, omdat het andere loket nee zei.", "Back at {loket}, because the other said no.")
WEEK = Text("Week {n}.", "Week {n}.")
REFUSED = Text("Na {days} zei dit loket nee. De reden: {why}.", "After {days} this loket said no. The reason: {why}.")
REFUSED_UNKNOWN = Text("Na {days} zei dit loket nee.", "After {days} this loket said no.")
NOBODY = Text("Niemand pakte het op.", "Nobody picked it up.")
WAITED = Text("Eerst {waited} wachten, daarna {helped} hulp.", "First {waited} of waiting, then {helped} of help.")
WAITED_ONLY = Text("Eerst {waited} wachten.", "First {waited} of waiting.")
AT_ONCE = Text("Meteen geholpen, {helped} lang.", "Helped at once, for {helped}.")
STAYED = Text("{days} bij dit loket.", "{days} at this loket.")
STAYED_UNKNOWN = Text("We weten niet hoe lang.", "We do not know how long.")
STILL = Text("Dit loopt nog.", "This still goes on.")
FED_BACK = Text("Na {days} hoorde de verwijzer hoe het ging.", "After {days} the sender heard how it went.")
FED_BACK_AT_ONCE = Text("De verwijzer hoorde dezelfde dag hoe het ging.", "The sender heard the same day how it went.")
NOT_FED_BACK = Text("De verwijzer hoorde er niets meer van.", "The sender heard nothing more of it.")
ENDED = Text("Het einde: {outcome}.", "The end: {outcome}.")
NOT_ENDED = Text("Deze hulpvraag is nog niet klaar.", "This case is not finished yet.")

# The picture
PICTURE = Text("Tijdlijn met een balk per bezoek", "Timeline with a bar for each visit")
PICTURE_SAYS = Text(
    "{visits} bezoeken aan {lokets} loketten in {days}. De lijst eronder zegt hetzelfde.",
    "{visits} visits to {lokets} lokets in {days}. The list below says the same.",
)
LEGEND_WAIT, LEGEND_HELP = Text("wachten", "waiting"), Text("hulp", "help")
LEGEND_NO = Text("loket zei nee", "loket said no")
LEGEND_POSSIBLE = Text("zo had het gekund", "how it could have been")
LEGEND_STAY = Text("bij dit loket", "at this loket")
AXIS_WEEK = Text("week {n}", "week {n}")

# Routes
ROUTES_LEAD = Text(
    "Deze routes liepen de meeste gezinnen. We tonen hoogstens de eerste zes bezoeken.",
    "These are the routes that most households took. We show at most the first six visits.",
)
ROUTE = Text("{lokets}: {who}.", "{lokets}: {who}.")
ROUTE_ON = Text("{lokets}, en dan verschillend verder: {who}.", "{lokets}, and then on in different ways: {who}.")
ROUTE_WEEKS = Text("Tot hier duurde het gemiddeld {weeks}.", "Up to here it took {weeks} on average.")
CHOOSE_ROUTE = Text("Kies een route om de weken te zien", "Choose a route to see its weeks")
PACE = Text("{loket}: gemiddeld in week {n}.", "{loket}: on average in week {n}.")
WAIT_SHORT = Text("Daar wachtten ze korter dan een week.", "There they waited less than a week.")
WAIT_ONE_WEEK = Text("Daar wachtten ze ongeveer een week.", "There they waited about a week.")
WAIT_WEEKS = Text("Daar wachtten ze ongeveer {n} weken.", "There they waited about {n} weeks.")
WAIT_NOT_KNOWN = Text(
    "Bij een grijze balk weten we niet hoe lang gezinnen wachtten.",
    "At a grey bar we do not know how long households waited.",
)
PACE_HOW = Text(
    "Dit zijn hele weken, gemiddeld over alle gezinnen die zo begonnen.",
    "These are whole weeks, on average over all households that began like this.",
)
OTHER_ROUTES = Text(
    "Er zijn ook andere routes. Die liepen te weinig gezinnen om ze te laten zien.",
    "There are other routes too. Too few households took them to show them.",
)
NO_ROUTES = Text(
    "Er is geen route die genoeg gezinnen liepen om te laten zien.",
    "There is no route that enough households took to show it.",
)
MORE_ROUTES = Text("Toon meer routes", "Show more routes")

# One case
ONE_LEAD = Text(
    "Alleen de beheerder ziet hier één hulpvraag. Elke keer dat je kijkt, wordt opgeschreven: wie, wanneer en waarom.",
    "Only the administrator sees one case here. Each look is written down: who, when and why.",
)
LOKET, ANY_LOKET = Text("Loket", "Loket"), Text("Alle loketten", "All lokets")
GAP, ANY_GAP = Text("Wat ging er mis?", "What went wrong?"), Text("Maakt niet uit", "Does not matter")
LENGTH = Text("Minstens zoveel bezoeken", "At least so many visits")
FOUND = Text(
    "{n} hulpvragen gevonden. Hieronder staan er {shown}, de meeste bezoeken eerst.",
    "{n} cases found. Below are {shown}, most visits first.",
)
FOUND_ONE = Text("Eén hulpvraag gevonden.", "One case found.")
FOUND_NONE = Text(
    "Geen hulpvraag gevonden. Kies een ander loket, of minder bezoeken.",
    "No case found. Choose another loket, or fewer visits.",
)
CASE = Text("Kies een hulpvraag", "Choose a case")
CASE_LINE = Text(
    "{visits} bezoeken in {days}: van {first} tot {last}", "{visits} visits in {days}: from {first} to {last}"
)
REASON = Text("Waarom wil je deze hulpvraag zien?", "Why do you want to see this case?")
REASON_HELP = Text(
    "Dit komt in het logboek. Noem geen namen van gezinnen.",
    "This goes into the logbook. Name no households.",
)
LOOK = Text("Toon deze hulpvraag", "Show this case")
CLOSE = Text("Sluit deze hulpvraag", "Close this case")
LOGGED = Text("In het logboek staat nu dat je dit hebt bekeken.", "The logbook now says that you looked at this.")
DOMAINS = Text("Leefgebieden: {domains}.", "Life domains: {domains}.")
NO_DATA = Text(
    "Kijk naar het voorbeeld, of lees de zeven verhalen.",
    "Look at the demo, or read the seven stories.",
)

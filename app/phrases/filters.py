"""The words of the filters, the same on every page."""

from __future__ import annotations

from graph.text import Text

LABELS = {
    "period": Text("Periode", "Period"),
    "domain": Text("Leefgebied", "Life domain"),
    "area": Text("Wijk", "Area"),
    "target": Text("Doelgroep", "Target group"),
    "problems": Text("Aantal leefgebieden", "Number of life domains"),
    "kind": Text("Soort loket", "Kind of loket"),
}
ALL = {
    "period": Text("Alles", "Everything"),
    "domain": Text("Alle leefgebieden", "All life domains"),
    "area": Text("Alle wijken", "All areas"),
    "target": Text("Alle doelgroepen", "All target groups"),
    "problems": Text("Maakt niet uit", "Does not matter"),
    "kind": Text("Alle soorten", "All kinds"),
}
PROBLEMS = {
    "single": Text("Eén leefgebied", "One life domain"),
    "multiple": Text("Twee of meer leefgebieden", "Two or more life domains"),
    "unknown": Text("Onbekend", "Unknown"),
}
LAST_YEAR = Text("Laatste vier kwartalen", "Last four quarters")
YEAR_BEFORE = Text("De vier kwartalen daarvoor", "The four quarters before")
QUARTER = Text("{n}e kwartaal {year}", "Quarter {n} of {year}")
IN_PERIOD = {
    "all": Text("de hele periode", "the whole period"),
    "last4": Text("de laatste vier kwartalen", "the last four quarters"),
    "before4": Text("de vier kwartalen daarvoor", "the four quarters before"),
}
FULL = Text(
    "Je hebt naast de periode {most} filters gekozen. Meer kan niet, want dan is een gezin te herkennen. "
    "Zet eerst een filter op 'alle'.",
    "You chose {most} filters besides the period. More is not possible: a household could be recognised. "
    "Set one filter to 'all' first.",
)
FULL_WITH_SOURCE = Text(
    "Je hebt naast de periode een bron en een filter gekozen. Meer kan niet, want dan is een gezin te herkennen. "
    "Zet eerst een van die twee op 'alle'.",
    "You chose a source and a filter besides the period. More is not possible: a household could be recognised. "
    "Set one of these two to 'all' first.",
)
SOURCE = Text("bron", "source")
CLEAR = Text("Haal de filters weg", "Take the filters away")
NOT_KNOWN = Text(
    "In het adres staat {label}: {value}. Dat kennen deze gegevens niet. We kijken er niet naar.",
    "The address says {label}: {value}. These data do not know that. We leave it out.",
)
TOO_MANY = Text(
    "In het adres staan te veel filters. We laten {label} weg: met zoveel filters is een gezin te herkennen.",
    "There are too many filters in the address. We leave out {label}: a household could be recognised.",
)
NOTHING = Text(
    "Met deze filters is er niets wat we mogen tonen. Er zijn te weinig gezinnen, of er ging niets mis.",
    "With these filters there is nothing that we may show. There are too few households, or nothing went wrong.",
)
NOTHING_FOR_BEHEERDER = Text(
    "Met deze filters ging er nergens iets mis.", "With these filters nothing went wrong anywhere."
)
NOTHING_WITHOUT = Text(
    "Er is niets wat we mogen tonen. Er zijn te weinig gezinnen, of er ging niets mis.",
    "There is nothing that we may show. There are too few households, or nothing went wrong.",
)
NOTHING_WITHOUT_FOR_BEHEERDER = Text("Er ging nergens iets mis.", "Nothing went wrong anywhere.")
NOTHING_AT_ALL = Text(
    "Ook zonder filters is er niets wat we mogen tonen.",
    "Without filters too there is nothing that we may show.",
)
COARSER = Text("Kijk ruimer: {view}", "Look wider: {view}")
COMPARE = Text("Vergelijk met de periode ervoor", "Compare with the period before")

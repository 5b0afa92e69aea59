"""The words of pictures: beside the network picture, in charts, and on what can be downloaded."""

from __future__ import annotations

from graph.text import Text

# In the network picture, beside those of `texts.PICTURE`
TOOLS = {
    "find": Text("Zoek een loket", "Search a loket"),
    "none_found": Text("Geen loket gevonden.", "No loket found."),
    "reset": Text("Loketten terug op hun plek", "Put lokets back in place"),
    "moved": Text("Verplaatst:", "Moved:"),
    "keys": Text(
        "Met Shift en een pijltje verplaats je een loket.",
        "Shift with an arrow key moves a loket.",
    ),
    "open": Text(
        "Dubbelklik op een loket, of druk nog een keer op Enter. Dan zie je het loket met al zijn buren.",
        "Double click a loket, or press Enter once more. Then you see it with all its neighbours.",
    ),
}
ARROW_COUNTS = Text("{hops}, {bounces}", "{hops}, {bounces}")
LOKETS_AND_ARROWS = Text("{lokets} en {arrows}.", "{lokets} and {arrows}.")
ONE_ARROW, ARROWS = Text("{n} pijl", "{n} arrow"), Text("{n} pijlen", "{n} arrows")
STRONGEST = Text("De dikste pijlen: {arrows}.", "The thickest arrows: {arrows}.")
ARROW = Text("{source} naar {target}", "{source} to {target}")
ARROW_WITH = Text("{source} naar {target} ({note})", "{source} to {target} ({note})")
THICK = Text("Hoe dikker de pijl, hoe meer.", "The thicker the arrow, the more.")

# What was opened or chosen in the picture of the gaps
AROUND = Text(
    "Je ziet nu {loket} met alle loketten waar gezinnen heen gaan of vandaan komen.",
    "You now see {loket} with all lokets that households go to or come from.",
)
NOT_AROUND = Text("Terug naar het hele plaatje", "Back to the whole picture")
CHOSEN_LOKET = Text("Je koos {loket}.", "You chose {loket}.")
CHOSEN_NONE = Text(
    "Je koos {loket}. Van of naar dit loket is geen pijl die we mogen tonen.",
    "You chose {loket}. There is no arrow from or to this loket that we may show.",
)
SEE_EVIDENCE = Text("Bovenaan staat het bewijs.", "The evidence stands higher up.")

DIRECTIONS = Text(
    "Hoeveel gezinnen een loket doorstuurt, en hoeveel er terugkomen",
    "How many households a loket sends on, and how many return",
)

# Charts
FEWER = Text("minder dan {k}", "fewer than {k}")
FEWER_SHORT = Text("<{k}", "<{k}")
FEWER_HATCHED = Text(
    "Gestreept is minder dan {k}. Zo klein laten we niet zien hoeveel.",
    "Hatched is fewer than {k}. That small, we do not show how many.",
)
FEWER_STUB = Text(
    "Een lage, lichte staaf is minder dan {k}. Zo klein laten we niet zien hoeveel.",
    "A low, pale bar is fewer than {k}. That small, we do not show how many.",
)
DARKER = Text("Hoe donkerder, hoe meer.", "The darker, the more.")
CELL = Text("{row}, {column}: {value}", "{row}, {column}: {value}")
BAR = Text("{name}: {value}", "{name}: {value}")
CELLS = Text("{rows} rijen en {columns} kolommen.", "{rows} rows and {columns} columns.")
MOST = Text("Het meeste: {what}.", "The most: {what}.")
SHORT_MONTHS = Text(
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
)

# Downloads
SAVE = Text("Bewaar het plaatje", "Save the picture")
SAVED = Text("Bewaard:", "Saved:")
NOT_SAVED = Text("Dit plaatje kan niet worden bewaard.", "This picture cannot be saved.")
CSV, EXCEL = Text("Tabel als CSV", "Table as CSV"), Text("Tabel als Excel", "Table as Excel")
ABOUT = Text("Uitleg", "About")
FIGURES = Text("Cijfers", "Figures")
ABOUT_TITLE = Text("Titel", "Title")
ABOUT_FILTERS = Text("Filters", "Filters")
ABOUT_NO_FILTERS = Text("Geen: alles telt mee.", "None: everything counts.")
ABOUT_MADE = Text("Gemaakt op", "Made on")
ABOUT_VERSION = Text("Versie van de gegevens", "Version of the data")
ABOUT_AUDIENCE = Text("Gemaakt voor", "Made for")
ABOUT_SMALL = Text("Kleine aantallen", "Small numbers")
ABOUT_SMALL_WHY = Text(
    "Waar 'minder dan {k}' staat, zijn het er 0 tot en met {most}. Cijfers zijn afgerond. Ze hoeven niet op te tellen.",
    "Where it says 'fewer than {k}', there are 0 to {most}. Figures are rounded. They need not add up.",
)

"""The words of comparing a period with the one before. A text with values is a template; Dutch is at level B1."""

from __future__ import annotations

from graph.text import Text

COMPARING = Text("Vergeleken met de periode ervoor", "Compared with the period before")
COMPARED = Text(
    "Van beide perioden tellen we tot {days} dagen na het einde. Zo is het eerlijk.",
    "Of both periods we count until {days} days after the end. That is fair.",
)
GAP = Text("Wat gaat er mis?", "What goes wrong?")
DIFFERENCE = Text("Verschil", "Change")
WEEKS = Text("Weken per gezin, {period}", "Weeks a household, {period}")
WEEKS_CASES = Text("Weken per hulpvraag, {period}", "Weeks a case, {period}")
ALL_ROWS = Text("Toon alle {n} regels", "Show all {n} lines")

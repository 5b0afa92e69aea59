"""What a message says to do, as somebody does it on a page: errors of the inner layers name commands and options."""

from __future__ import annotations

import re

from app.draw.writing import plain
from graph.errors import KaartError
from graph.text import Language, Text


def on_screen(text: Text) -> Text:
    """A message with the way on of a page in the place of that of the command line."""
    return Text(_told(text.nl, _DUTCH), _told(text.en, _ENGLISH))


def said(error: KaartError, language: Language) -> str:
    """What a person reads of an error."""
    return plain(on_screen(error.text).to(language))


def _told(text: str, ways: tuple[tuple[str, str], ...]) -> str:
    for on_command_line, on_page in ways:
        text = re.sub(on_command_line, on_page, text)
    return text


# In this order: first whole pieces of advice, then what is left of an option.
_DUTCH = (
    (r"Kies een ander bestand met --db, of zet een back-up terug", "Zet een back-up terug"),
    (r"Importeer eerst gegevens met 'kaart import', of kies een ander bestand met --db", "Lees eerst een bestand in"),
    (r"Typ 'kaart init', of importeer gegevens met 'kaart import BESTAND'", "Lees eerst een bestand in"),
    (r", of kies een ander bestand met --db", ""),
    (r"back-up terug met 'kaart restore BESTAND'", "reservekopie terug op de pagina Beheer"),
    (r"typ 'kaart changes': dan", "laad deze pagina opnieuw: dan"),
    (r"Kijk met 'kaart changes'", "Kijk op de pagina Beheer, bij de veranderingen"),
    (r"'kaart changes' laat zien", "De pagina Beheer laat zien"),
    (r"'kaart changes' laat de nummers zien", "De nummers staan op de pagina Beheer"),
    (r"'kaart settings --history' laat de nummers zien", "De nummers staan op de pagina Beheer"),
    (r"Typ 'kaart undo [^']+' om haar", "Op de pagina Beheer kun je die terugzetten om haar"),
    (r"'kaart undo ([^']+)'", r"\1"),
    (r"in KAART_KEY of in het sleutelbestand( \('kaart backup' noemt het\))?", "in het sleutelbestand"),
    (r"De beheerder doet dat met: kaart publish", "De beheerder doet dat op de pagina Start"),
    (r"Kies voor --case, --time en --group drie", "Kies voor de hulpvraag, de tijd en het loket drie"),
    (r"Is het een logboek, gebruik dan --as events", "Is het een logboek, lees dan alleen dat bestand in"),
    (r"--case, --time, .* horen bij een logboek", "Die kolommen horen bij een logboek"),
    (r"Laat --as xes weg", "Kijk na of het bestand de goede naam heeft"),
    (r"Gebruik --as xes in plaats van --as \S+?\.", "Geef het bestand een naam die eindigt op .xes."),
    (r", of tel ze toch op met --source all", ""),
    (r",? met --[a-z-]+( NAAM)?", ""),
)
_ENGLISH = (
    (r"Choose another file with --db, or put a backup back", "Put a backup back"),
    (r"Import data first with 'kaart import', or choose another file with --db", "Import a file first"),
    (r"Type 'kaart init', or import data with 'kaart import FILE'", "Import a file first"),
    (r", or choose another file with --db", ""),
    (r"back with 'kaart restore FILE'", "back on the page Administration"),
    (r"type 'kaart changes': then", "load this page again: then"),
    (r"Look with 'kaart changes'", "Look on the page Administration, at the changes"),
    (r"'kaart changes' shows", "The page Administration shows"),
    (r"'kaart settings --history' shows", "The page Administration shows"),
    (r"Type 'kaart undo [^']+' to do", "On the page Administration you can put that back to do"),
    (r"'kaart undo ([^']+)'", r"\1"),
    (r"in KAART_KEY or in the key file( \('kaart backup' names it\))?", "in the key file"),
    (r"The administrator does so with: kaart publish", "The administrator does so on the page Start"),
    (r"for --case, --time and --group", "for the case, the time and the loket"),
    (r"If it is an event log, use --as events", "If it is an event log, import that file alone"),
    (r"--case, --time, .* belong to an event log", "Those columns belong to an event log"),
    (r"Leave out --as xes", "Check that the file has the right name"),
    (r"Use --as xes instead of --as \S+?\.", "Give the file a name that ends in .xes."),
    (r", or add them up all the same with --source all", ""),
    (r"Say with --source which", "Say which"),
    (r",? with --[a-z-]+( NAME)?", ""),
)

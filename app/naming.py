"""Life domains as people name them on the command line."""

from __future__ import annotations

from unicodedata import combining, normalize

from graph.codes import Domain
from graph.errors import UsageRefused
from graph.text import Text


def domain_named(text: str) -> Domain:
    """The life domain with this code or label, in Dutch or English; case, accents and underscores do not matter.

    Raises
    ------
    UsageRefused
        When there is none; the message lists all in the language of the user.
    """
    names = {_plain(name): domain for domain in Domain for name in (domain.value, domain.label.nl, domain.label.en)}
    found = names.get(_plain(text))
    if found is None:
        labels = [domain.label for domain in Domain]
        known = Text("; ".join(label.nl for label in labels), "; ".join(label.en for label in labels))
        raise UsageRefused(_NO_DOMAIN.format(value=text, known=known))
    return found


def _plain(name: str) -> str:
    letters = "".join(c for c in normalize("NFKD", name) if not combining(c))
    return " ".join(letters.casefold().replace("_", " ").split())


_NO_DOMAIN = Text(
    "'{value}' is geen leefgebied. Kies uit: {known}.", "'{value}' is no life domain. Choose from: {known}."
)

"""How hard a Dutch text is: the length of its sentences, and words that most people seldom read.

Frequencies come from `wordfreq` (Wikipedia, subtitles, news, books and the web up to 2021), as a Zipf value: the
base-10 logarithm of how often a word stands in a thousand million words. At 3 that is once in a million words.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from wordfreq import zipf_frequency

from graph import codes
from graph.text import Text

ROOT = Path(__file__).parents[2]
MOST_WORDS = 20
FREQUENT, FREQUENT_PART = 3.0, 3.5


def _listed(*groups: str) -> frozenset[str]:
    return frozenset(word for group in groups for word in group.split())


FIELD = _listed(
    # The social domain: what the users call their own work, places and people.
    """adl afgehaakt bsn burgerservicenummer ciz cjg consultatiebureau iadl intakeformulieren intakevragen raadslieden
    regievoerder rmc verwijzer wams werkplein wijkteam""",
    # Files and computers: what stands on the files themselves, in Excel, or on a key of the keyboard.
    """aanhalingsteken csv ctrl gzip json komma's kopieer milliseconden parquet puntkomma scheidingsteken spatiebalk
    sqlite utf werkmap xes xls xlsx""",
    # A database server, for whoever keeps one: what stands in its settings and in its papers.
    "conf false heap lts tls",
    # The product, its demo, and the kind of file in which settings stand.
    "toml verwijskaart waterrijk",
)
FORBIDDEN = _listed(
    # Graph theory.
    """betweenness centraliteit cluster component degree edge edges graaf grafen hop hops knoop knooppunt knopen loop
    loops node nodes""",
    # Statistics and the names of our own figures.
    """bounce bounces dwell event events gecensureerd kaplan kwantiel lift matrix mediaan p-waarde percentiel""",
    # Programming.
    """backend boolean buffer byte bytes cache dataframe dataset digest exception float frontend hash integer none null
    parameter parameters parse parsen parser payload queries query record records request schema snapshot string thread
    timeout token tokens traceback""",
)
STIFF = _listed(
    # Frequent in letters of an office, and not B1.
    """aangaande alsmede alvorens betreffende conform derhalve desbetreffende diens dusdanig echter geschieden hetgeen
    indien inzake middels omtrent reeds respectievelijk teneinde tevens thans voornoemde zulks""",
)

_PREFIXES = _listed(
    "aan achter af be bij door her in mee na om on onder ont op over tegen terug toe tussen uit ver voor weg",
)
_ENDINGS = ("'s", "tjes", "tje", "jes", "je", "en", "e", "s", "n", "t", "d")
_VALUE = re.compile(r"\{[^{}]*\}")
_LITERAL = re.compile(
    # Between quotes, after "Typ:", between the brackets of a file; names of commands, options, paths and settings.
    r"(?<!\w)'[^']*'(?!\w)|\b[Tt]yp: [^.\n]*|\[+[^\]]*\]+|(?:: |\bmet )kaart [a-z]+|--[a-z-]+(?: [a-z]+(?=\.))?"
    r"|\b[a-z]+/[a-z]\S*|\b\w+_\w+\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text of the screens and where it stands."""

    where: str
    text: Text


def sentences(text: str) -> list[str]:
    """The sentences of a text; a value that is filled in counts as one word."""
    return [part for part in _END.split(_VALUE.sub("7", text)) if part.strip()]


def long_sentences(text: str) -> list[str]:
    """The sentences of more than `MOST_WORDS` words."""
    return [sentence for sentence in sentences(text) if len(sentence.split()) > MOST_WORDS]


def words(text: str) -> list[str]:
    """The words of a text in small letters, without its values and what stands between quotes to be typed."""
    return [word.lower() for word in _WORD.findall(_LITERAL.sub(" ", _VALUE.sub(" ", text)))]


def rare_words(text: str) -> list[str]:
    """The words that are neither frequent, nor made of frequent words, nor of the field."""
    return [word for word in words(text) if is_rare(word)]


def unwanted_words(text: str) -> list[str]:
    """The words that no Dutch screen says, also as a part before or after a hyphen: jargon and words of an office."""
    unwanted = FORBIDDEN | STIFF
    return [word for word in words(text) if word in unwanted or unwanted & set(word.split("-"))]


@cache
def is_rare(word: str) -> bool:
    """Whether a word is rare; of words joined by a hyphen, whether one of them is."""
    if "-" in word:
        return any(is_rare(part) for part in word.split("-"))
    return word not in FIELD and not (_zipf(word) >= FREQUENT or _is_inflected(word) or _is_compound(word))


def _zipf(word: str) -> float:
    return zipf_frequency(word, "nl")


def _is_inflected(word: str) -> bool:
    """Whether it is a form of a known word: opgepakte, pijltjes, kwartalen, loketten, publiceer."""
    return any(stem in FIELD or (len(stem) >= 4 and _zipf(stem) >= FREQUENT) for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    yield from (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    if re.search("[^aeiou]en$", word):
        bare = word.removesuffix("en")
        yield bare[:-1] if bare[-1:] == bare[-2:-1] else re.sub("([aeou])(?=[^aeiou]$)", r"\1\1", bare)
    if word.endswith("eer"):
        yield word.removesuffix("er") + "ren"


def _is_compound(word: str) -> bool:
    """Whether it is made of frequent words, of at least three and four letters: werkafspraak, terugbelafspraak."""
    return any(_is_first(word[:cut]) and _is_last(word[cut:]) for cut in range(2, len(word) - 3))


def _is_first(part: str) -> bool:
    bare = {part, part.removesuffix("s"), part.removesuffix("en"), part.removesuffix("jes")}
    return part in _PREFIXES or any(len(p) >= 3 and _zipf(p) >= FREQUENT_PART for p in bare)


def _is_last(part: str) -> bool:
    return _zipf(part) >= FREQUENT_PART or (len(part) >= 7 and (_is_inflected(part) or _is_compound(part)))


def spoken_in(source: str, where: str) -> Iterator[Spoken]:
    """Every `Text("...", "...")` in a piece of Python; the values of an f-string become `{}`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            given = dict(zip(("nl", "en"), node.args, strict=False)) | {k.arg or "": k.value for k in node.keywords}
            nl, en = (_literal(given.get(language)) for language in ("nl", "en"))
            if nl is not None and en is not None:
                yield Spoken(f"{where}:{node.lineno}", Text(nl, en))


def _literal(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def everything_spoken() -> Iterator[Spoken]:
    """All texts of app, graph and loaders, the labels of the code lists, the remedies and the stories of the demo."""
    for package in ("app", "graph", "loaders"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from spoken_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    for kind in codes.Code.__subclasses__():
        yield from (Spoken(f"graph/codes.py: {kind.__name__}", code.label) for code in kind)
    for file in ("data/remedies.toml", "data/waterrijk/stories.toml"):
        yield from _spoken_in_table(tomllib.loads((ROOT / file).read_text(encoding="utf-8")), f"{file}: ")


def _spoken_in_table(value: Any, where: str) -> Iterator[Spoken]:
    """Every pair of `nl` and `en` in a table, at any depth; the two may be tables of texts themselves."""
    if isinstance(value, list):
        value = {str(number): row for number, row in enumerate(value, start=1)}
    if not isinstance(value, dict):
        return
    if isinstance(value.get("nl"), dict):
        yield from (Spoken(f"{where}.{name}", Text(nl, value["en"][name])) for name, nl in value["nl"].items())
    elif "nl" in value:
        yield Spoken(where, Text(value["nl"], value["en"]))
    for name, part in value.items():
        yield from _spoken_in_table(part, f"{where}.{name}")

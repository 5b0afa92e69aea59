"""The Dutch of the screens is at level B1: short sentences and words that people know (issue 5, point 9)."""

from __future__ import annotations

import string
from itertools import chain

import pytest
from wordfreq import zipf_frequency

from app import streamlit_words
from graph.text import Text
from tests.app.language import (
    FIELD,
    FORBIDDEN,
    FREQUENT,
    MOST_WORDS,
    STIFF,
    everything_spoken,
    long_sentences,
    rare_words,
    sentences,
    spoken_in,
    unwanted_words,
)

SPOKEN = list(everything_spoken())
# Streamlit's own words that the app replaces; and those that a person types, which are English in both languages.
STREAMLIT = list(
    chain(*(table.values() for table in (streamlit_words.WHOLE, streamlit_words.BEGINNINGS, streamlit_words.WITHIN)))
)


def test_every_part_of_the_product_is_looked_at() -> None:
    """So many texts stand there at the least; a scan that finds none would pass everything."""
    for part, least in (("app/texts.py", 100), ("app/words.py", 60), ("app/phrases/", 10), ("graph/analyses/", 30),
                        ("graph/codes.py", 30), ("loaders/", 100), ("data/remedies.toml", 70),
                        ("data/waterrijk/stories.toml", 80)):  # fmt: skip
        assert sum(spoken.where.startswith(part) for spoken in SPOKEN) >= least, part


def test_both_languages_are_there_with_the_same_values() -> None:
    wrong = []
    for spoken in SPOKEN:
        nl, en = (
            {field for _, field, _, _ in string.Formatter().parse(t) if field} for t in (spoken.text.nl, spoken.text.en)
        )
        if nl != en or bool(spoken.text.nl.strip()) != bool(spoken.text.en.strip()):
            wrong.append(f"{spoken.where}: {spoken.text}")
    assert not wrong, "\n".join(wrong)


def test_sentences_are_short() -> None:
    wrong = [f"{spoken.where}: {long}" for spoken in SPOKEN for long in long_sentences(spoken.text.nl)]
    assert not wrong, "\n".join(wrong)


def test_sentences_are_short_on_average() -> None:
    """At most twelve words; labels, which end without a full stop, do not count: they would flatter."""
    lengths = [len(s.split()) for spoken in SPOKEN for s in sentences(spoken.text.nl) if s[-1] in ".!?"]
    assert len(lengths) > 300
    assert sum(lengths) / len(lengths) <= 12


def test_words_are_known() -> None:
    wrong = [f"{s.where}: '{word}' in: {s.text.nl}" for s in SPOKEN for word in rare_words(s.text.nl)]
    assert not wrong, "\n".join(wrong)


def test_words_are_no_jargon() -> None:
    wrong = [f"{s.where}: '{word}' in: {s.text.nl}" for s in SPOKEN for word in unwanted_words(s.text.nl)]
    assert not wrong, "\n".join(wrong)


def test_words_of_streamlit_are_known_in_dutch() -> None:
    assert [word for text in STREAMLIT for word in (*rare_words(text), *unwanted_words(text))] == []


def test_a_planted_long_sentence_is_caught() -> None:
    long = " ".join(["woord"] * MOST_WORDS)
    assert long_sentences(f"Kort. {long}. Kort.") == []
    assert long_sentences(f"Kort. {long} {{n}}. Kort.") == [f"{long} 7."]
    assert long_sentences(f"Kort: {long}") == [f"Kort: {long}"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Bereken de eigenvector van het loket.", "eigenvector"),
        ("Het gezin is geprolongeerd.", "geprolongeerd"),
        ("Een heteroscedastische hulpvraag.", "heteroscedastische"),
        ("Kies een hulvpraag.", "hulvpraag"),
        ("Vul het mdo-protocol in.", "mdo-protocol"),
    ],
)
def test_a_planted_rare_word_is_caught(text: str, word: str) -> None:
    assert word in rare_words(text)


@pytest.mark.parametrize(
    "word", ["betweenness", "node", "edge", "graaf", "knoop", "centraliteit", "snapshot", "cache", "token", "derhalve"]
)
def test_planted_jargon_is_caught(word: str) -> None:
    assert unwanted_words(f"Dit is de {word} van het loket.") == [word]


def test_compounds_and_forms_of_frequent_words_are_no_rare_words() -> None:
    assert rare_words("Een werkafspraak en een terugbelafspraak over opgepakte hulpvragen, met pijltjes.") == []
    assert rare_words("Importeer de kwartalen van de wijkteams.") == []
    assert rare_words("Typ 'kaart blorptest' of {blorpveld}.") == []


def test_texts_in_code_are_found_however_they_are_written() -> None:
    source = (
        "A = Text('een', 'one')\n"
        "B = Text(nl='twee {n}', en='two {n}')\n"
        "C = [Text(f'drie {x}', f'three {x}')]\n"
        "D = Text(a, b)"
    )
    found = [(spoken.where, spoken.text) for spoken in spoken_in(source, "x.py")]
    assert found == [
        ("x.py:1", Text("een", "one")),
        ("x.py:2", Text("twee {n}", "two {n}")),
        ("x.py:3", Text("drie {}", "three {}")),
    ]


def test_the_lists_hold_what_they_need_and_no_more() -> None:
    assert [word for word in FIELD if zipf_frequency(word, "nl") >= FREQUENT] == []
    assert not FIELD & (FORBIDDEN | STIFF)

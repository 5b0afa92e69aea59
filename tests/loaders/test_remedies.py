"""The remedies that come with the product, and what is told of a file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.analyses import names
from graph.codes import Reason
from graph.errors import DataRefused, Unknown
from graph.gaps import KINDS
from loaders.remedies import Gap, Remedy, product_remedies, read_remedies, remedies_for
from loaders.remedy_checks import CAUSES, TEXTS

PRODUCT = Path(__file__).parents[2] / "data" / "remedies.toml"
# Issue 5, point 3, names these eight.
NAMED = {
    "contact_person",
    "shared_desk",
    "theme_meeting",
    "intake_questions",
    "refusal_agreement",
    "one_director",
    "decision_table",
    "one_entrance",
}


def _message(tmp_path: Path, content: str) -> str:
    file = tmp_path / "remedies.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataRefused) as refused:
        read_remedies(file)
    assert refused.value.to("nl") != refused.value.to("en")
    return refused.value.to("en")


def _changed(tmp_path: Path, old: str, new: str) -> str:
    """The message about the product's file with one piece changed, less its first line."""
    content = PRODUCT.read_text(encoding="utf-8")
    assert old in content
    first, _, rest = _message(tmp_path, content.replace(old, new, 1)).partition("\n")
    assert first == "This is not right in remedies.toml:"
    return rest


def test_the_remedies_of_the_issue_are_there() -> None:
    found = {remedy.id for remedy in product_remedies().all}
    assert found >= NAMED
    assert len(found) == len(product_remedies().all)


@pytest.mark.parametrize("remedy", product_remedies().all, ids=lambda remedy: remedy.id)
def test_every_remedy_is_told_in_both_languages(remedy: Remedy) -> None:
    texts = [getattr(remedy, field) for field in TEXTS]
    assert all(text.nl.strip() and text.en.strip() for text in texts)
    assert len({text.nl for text in texts} | {text.en for text in texts}) == 2 * len(TEXTS)


def test_every_remedy_says_where_one_sees_it_work() -> None:
    for remedy in product_remedies().all:
        assert remedy.figures, remedy.id
        assert set(remedy.figures) <= set(names()), remedy.id
        assert 4 <= remedy.after_months <= 12, remedy.id
        assert remedy.helps, remedy.id


def test_every_kind_and_every_cause_has_remedies() -> None:
    for kind in KINDS:
        assert len(remedies_for(kind)) >= 2, kind
    for cause in ("refusal", "no_pickup", "silence"):
        assert len(remedies_for("dead_end", cause)) >= 2, cause
    assert set(CAUSES) == {"refusal", "no_pickup", "silence"}


def test_every_reason_of_the_code_list_has_remedies_of_its_own_except_other() -> None:
    own = {gap.reason for gap in product_remedies().of_gap if gap.reason}
    assert own == {str(reason.value) for reason in Reason} - {"other"}


def test_the_order_is_that_of_the_file(tmp_path: Path) -> None:
    content = PRODUCT.read_text(encoding="utf-8")
    line = 'remedies = ["one_director", "theme_meeting", "one_entrance", "intake_questions"]'
    turned = 'remedies = ["intake_questions", "one_entrance", "theme_meeting", "one_director"]'
    (tmp_path / "turned.toml").write_text(content.replace(line, turned), encoding="utf-8")
    found = read_remedies(tmp_path / "turned.toml")
    assert [r.id for r in remedies_for("loop")] == ["one_director", "theme_meeting", "one_entrance", "intake_questions"]
    assert [r.id for r in found.against(Gap("loop"))] == [
        "intake_questions",
        "one_entrance",
        "theme_meeting",
        "one_director",
    ]


def test_what_fits_best_stands_first() -> None:
    """Waterrijk's planted gaps: incomplete files for debt help, a mailbox that nobody reads, rules that contradict."""
    assert remedies_for("bounce")[0].id == "contact_person"
    assert remedies_for("refusal", reason="incomplete")[0].id == "intake_questions"
    assert remedies_for("no_pickup")[0].id == "call_back"
    assert remedies_for("dead_end", "refusal")[0].id == "decision_table"
    assert remedies_for("reintake")[0].id == "warm_handover"


def test_a_reason_in_words_of_a_register_gets_the_remedies_of_its_kind() -> None:
    assert remedies_for("refusal", reason="formulier 12b") == remedies_for("refusal")
    assert remedies_for("refusal", reason="incomplete") != remedies_for("refusal")


def test_helps_is_the_other_side_of_the_order() -> None:
    for remedy in product_remedies().all:
        assert all(remedy in product_remedies().of_gap[gap] for gap in remedy.helps)
    for gap, found in product_remedies().of_gap.items():
        assert all(gap in remedy.helps for remedy in found)


def test_an_unknown_kind_or_cause_is_refused() -> None:
    with pytest.raises(Unknown) as kind:
        remedies_for("boucne")
    with pytest.raises(Unknown) as cause:
        remedies_for("bounce", "silence")
    assert kind.value.to("en") == (
        "There is no kind of gap 'boucne'. Choose from: bounce, loop, refusal, no_pickup, dead_end, reintake."
    )
    assert cause.value.to("en") == (
        "'bounce' knows no cause 'silence'. Only 'dead_end' has a cause: no_pickup, refusal, silence."
    )


def test_a_file_that_is_absent_or_no_toml(tmp_path: Path) -> None:
    absent = tmp_path / "none.toml"
    with pytest.raises(DataRefused) as refused:
        read_remedies(absent)
    assert refused.value.to("en") == f"The file {absent} is not there, or cannot be read. Put it back."
    assert _message(tmp_path, "[remedies").startswith("remedies.toml: this is no valid TOML (")


@pytest.mark.parametrize("content", ["", "remedies = 3", "gaps = [1]\n[remedies.a]", "[[gaps]]\n", "[remedies.a]\n"])
def test_a_file_without_its_parts(tmp_path: Path, content: str) -> None:
    assert _message(tmp_path, content) == (
        "This is not right in remedies.toml:\n"
        "The file has no tables [remedies.NAME] and [[gaps]]. Look at data/remedies.toml."
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("after_months = 4\n", "", "remedies.intake_questions: 'after_months' is missing."),
        (
            "after_months = 5",
            "after_months = 'five'",
            "remedies.contact_person.after_months: 'five' is no number of months. Write a whole number from 1.",
        ),
        (
            'title.en = "A theme meeting"\n',
            "",
            "remedies.theme_meeting.title: 'en' is missing.",
        ),
        ('title.en = "A theme meeting"', 'title.en = " "', "remedies.theme_meeting.title.en: is empty."),
        (
            'title.en = "A theme meeting"',
            'title.en = "A theme meeting"\ntitle.fr = "Une réunion"',
            "remedies.theme_meeting.title: there is no 'fr'. Choose from: nl, en.",
        ),
        (
            "[remedies.call_back]\n",
            "[remedies.call_back]\nprice = 3\n",
            "remedies.call_back: there is no 'price'. Choose from: title, what, first_step, fits, fits_not, "
            "asks, sign, figures, after_months.",
        ),
        (
            'figures = ["hops", "refusals", "reintakes"]',
            'figures = ["hops", "hops"]',
            "remedies.one_entrance.figures: 'hops' stands there twice.",
        ),
        (
            'kind = "loop"',
            'kind = "lus"',
            "gaps 2.kind: there is no 'lus'. Choose from: bounce, loop, refusal, no_pickup, dead_end, reintake.",
        ),
        (
            'kind = "loop"',
            'kind = "loop"\ncause = "silence"',
            "gaps 2.cause: only 'dead_end' has a cause. Choose from: no_pickup, refusal, silence.",
        ),
        ('kind = "loop"', 'kind = "loop"\nreason = "other"', "gaps 2.reason: only 'refusal' has a reason."),
        ('kind = "loop"\n', "", "gaps 2: 'kind' is missing."),
        (
            'cause = "silence"\n',
            "",
            "gaps: there is no remedy for 'dead_end silence'. Add it.\ngaps: 'dead_end' stands there twice.",
        ),
        (
            'remedies = ["bridging", "refusal_agreement", "decision_table"]',
            "remedies = []",
            "gaps 8.remedies: is empty.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert _changed(tmp_path, old, new) == message


def test_a_remedy_that_is_misspelt_or_helps_nothing(tmp_path: Path) -> None:
    misspelt = _changed(tmp_path, 'remedies = ["bridging", "refusal', 'remedies = ["brigding", "refusal')
    assert misspelt.startswith("gaps 8.remedies: there is no 'brigding'. Choose from: contact_person, shared_desk, ")
    content = PRODUCT.read_text(encoding="utf-8").replace(', "one_entrance"', "")
    assert _message(tmp_path, content) == (
        "This is not right in remedies.toml:\n"
        "remedies.one_entrance: helps nothing. Put it with a kind of gap, under [[gaps]]."
    )


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    content = PRODUCT.read_text(encoding="utf-8").replace("after_months", "months")
    assert _message(tmp_path, content).count("'after_months' is missing.") == len(product_remedies().all)

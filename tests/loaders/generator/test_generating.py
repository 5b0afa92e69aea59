"""What is generated: the same bytes for the same seed, the size that was asked, whole tables or none."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph.errors import DataRefused, UsageRefused
from loaders.generator.generating import Generated, Size, generate, size_of
from loaders.generator.recipe import VERSION, Recipe, read_recipe
from tests.loaders.generator.towns import town

RECIPE = read_recipe()
BLOCK = RECIPE.town["block"]
GOLDEN = "613bc35dd60c2e03870c7bae607824581ceae68fb9403bf85dad35d05f2813d0"
"""Of all tables of Waterrijk with 500 households and seed 1, as VERSION 2 of the generator makes them."""


def _generated(folder: Path, seed: int = 1, households: int = 300, recipe: Recipe = RECIPE) -> Generated:
    return generate(recipe, size_of(recipe, households), seed, folder)


def _digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_a_seed_gives_the_same_bytes_and_another_seed_other_ones(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        _generated(tmp_path / name, seed)
    first, same, other = (_digests(tmp_path / name) for name in "abc")
    assert first == same
    # Organisations, lokets and words are the recipe's own; chance makes everything else.
    assert {name for name in first if first[name] == other[name]} == {"organisations.csv", "lokets.csv", "terms.csv"}


def test_a_release_that_gives_another_register_says_so(tmp_path: Path) -> None:
    """VERSION of recipe.py is part of the recipe's digest, by which a demo in a database knows that it is old."""
    _generated(tmp_path / "golden", seed=1, households=500)
    digests = _digests(tmp_path / "golden")
    # truths.json names the digest of the recipe, which changes with every comment in it.
    whole = hashlib.sha256("".join(d for name, d in digests.items() if name != "truths.json").encode()).hexdigest()
    assert len(digests) == 11
    assert (VERSION, whole) == (2, GOLDEN), (
        "The same recipe and seed give another register than before: raise VERSION in loaders/generator/recipe.py "
        "and put the new digest here. If only data/waterrijk was changed, the new digest is enough."
    )


def test_the_tables_begin_with_the_stories(tmp_path: Path) -> None:
    """The second step of the first story, as `stories.toml` tells it; columns in the order of docs/tables.md."""
    _generated(tmp_path / "a", households=40)
    rows = (tmp_path / "a" / "referrals.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].split(",")[:5] == ["id", "case", "from", "to", "sent_at"]
    assert rows[1] == "verhaal-a-1-1,verhaal-a-1,cjg,werkplein,2024-01-11,,,2024-01-24,accepted,2024-01-24,,,transfer"


def test_the_tables_are_read_without_a_problem() -> None:
    made = town(1)
    assert made.reading.problems == ()
    assert made.reading.read == made.reading.in_batch
    assert made.reading.missing_loket == 0
    assert (len(made.network.cases), len(made.network.referrals)) == (made.truths["cases"], made.truths["referrals"])


def test_the_totals_are_near_what_was_asked() -> None:
    # 3,000 households, a quarter of the recipe's 12,000 and so of its 40,000 referrals; seven are of the stories.
    totals = [town(seed).truths["referrals"] for seed in (1, 2, 3)]
    assert sum(totals) / 3 == pytest.approx(10_000, rel=0.05)
    assert all(total == pytest.approx(10_000, rel=0.12) for total in totals)
    assert len(town(1).network.households) == 3_007


def test_more_referrals_for_the_same_households(tmp_path: Path) -> None:
    made = generate(RECIPE, size_of(RECIPE, 600, 6_000), 1, tmp_path / "many")
    assert made.households == 600
    assert made.referrals == pytest.approx(6_000, rel=0.2)


def test_blocks_do_not_hang_on_each_other(tmp_path: Path) -> None:
    """The households of the first block are the same in a town of two blocks, when the proportion is."""
    _generated(tmp_path / "one", households=BLOCK)
    _generated(tmp_path / "two", households=2 * BLOCK)
    one, two = ((tmp_path / name / "households.csv").read_text().splitlines() for name in ("one", "two"))
    assert two[: len(one)] == one
    assert len(two) - len(one) == BLOCK


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(DataRefused) as refusal:
        _generated(tmp_path)
    assert refusal.value.text.en == (
        f"{tmp_path} holds other files (notes.txt). Choose a new folder with --out. Nothing was written."
    )
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_tables_that_are_not_ours_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("id\n")
    with pytest.raises(DataRefused, match="did not write"):
        _generated(tmp_path)
    assert (tmp_path / "cases.csv").read_text() == "id\n"


def test_an_earlier_register_is_replaced(tmp_path: Path) -> None:
    _generated(tmp_path / "town", seed=1)
    _generated(tmp_path / "town", seed=2)
    _generated(tmp_path / "other", seed=2)
    assert _digests(tmp_path / "town") == _digests(tmp_path / "other")


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    _generated(tmp_path / "link", households=20)
    _generated(tmp_path / "link", households=20)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "truths.json").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "real"]


def test_the_folder_where_one_stands_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for seed in (1, 2):
        _generated(Path(), seed, households=20)
    assert len(list(Path.cwd().iterdir())) == 11
    assert [p.name for p in tmp_path.iterdir()] == ["here"]


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    """The number of a process is at most 4,194,304 on Linux; process 1 always runs."""
    for name in (".town.9999999.half", ".town.9999999.old", ".town.1.half", ".other.9999999.half"):
        (tmp_path / name).mkdir()
    _generated(tmp_path / "town", households=20)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".other.9999999.half", ".town.1.half", "town"]


def test_referrals_alone_ask_for_as_many_households_as_they_need() -> None:
    """The recipe's proportion is 12,000 to 40,000."""
    assert size_of(RECIPE, referrals=10_000_000) == Size(3_000_000, 10_000_000)
    assert size_of(RECIPE, referrals=1) == Size(1, 1)
    assert size_of(RECIPE, 30) == Size(30, 100)
    with pytest.raises(UsageRefused, match="at most 100000000 households"):
        size_of(RECIPE, 10**23)


def test_households_with_many_referrals_come_in_smaller_blocks(tmp_path: Path) -> None:
    """Ten times the usual 3.3 referrals; a block of 4,096 has at most four times the usual number."""
    told: list[int] = []
    generate(RECIPE, Size(3_000, 100_000), 1, tmp_path / "town", lambda done, _: told.append(done))
    assert told == [1_638, 3_000]  # 4 x 4,096 x 3.33 / 33.3


def test_work_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    _generated(tmp_path / "town", seed=1)
    before = _digests(tmp_path / "town")
    with pytest.raises(KeyboardInterrupt):
        generate(RECIPE, size_of(RECIPE, 300), 2, tmp_path / "town", stop)
    with pytest.raises(KeyboardInterrupt):
        generate(RECIPE, size_of(RECIPE, 300), 2, tmp_path / "new", stop)
    assert _digests(tmp_path / "town") == before
    assert [p.name for p in tmp_path.iterdir()] == ["town"]


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    generate(RECIPE, size_of(RECIPE, BLOCK + 10, 1_000), 1, tmp_path / "town", lambda *p: told.append(p))
    assert told == [(BLOCK, BLOCK + 10), (BLOCK + 10, BLOCK + 10)]


@pytest.mark.parametrize(("households", "referrals"), [(0, None), (10, 0), (-1, 5)])
def test_nothing_cannot_be_asked(households: int, referrals: int | None) -> None:
    with pytest.raises(UsageRefused, match="at least 1 household and 1 referral"):
        size_of(RECIPE, households, referrals)


def test_a_single_household_is_a_town_too(tmp_path: Path) -> None:
    made = _generated(tmp_path / "hamlet", households=1)
    rows = (tmp_path / "hamlet" / "households.csv").read_text().splitlines()
    assert made.households == 1
    assert rows[-1].startswith("h0000001,")

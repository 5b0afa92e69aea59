from __future__ import annotations

from typing import Any

from app.draw.bars import Bars
from app.draw.charts import bar_of, bars_chart, cell_of, heatmap_chart
from app.draw.heatmap import Heatmap
from app.draw.scale import DARK, LIGHT, PALE, figure, ink_on, month, shade, share, ticks

HEAT = Heatmap(("a", "b"), ("a", "b"), ((None, 40), (None, None)), 10, {"a": "</script>"}, "Van", "Naar")
MONTHS = Bars(("2024-01", "2024-02"), (20, None), 10)


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    (found,) = spec["datasets"].values()
    return list(found)


def test_a_heatmap_never_shows_few_as_zero() -> None:
    spec = heatmap_chart(HEAT, "in woorden", "nl", chosen=("a", "b"))
    rows = {(row["row"], row["column"]): row for row in _rows(spec)}
    assert set(rows) == {("a", "b"), ("b", "a")}
    assert rows["b", "a"] == rows["b", "a"] | {"short": "<10", "told": "b, </script>: minder dan 10", "dashed": True}
    assert (rows["b", "a"]["fill"], rows["a", "b"]["fill"]) == (PALE, DARK)
    assert (rows["a", "b"]["thick"], rows["b", "a"]["thick"]) == (3, 1)
    assert spec["description"] == "in woorden"


def test_bars_of_few_are_low_stubs_without_a_number_that_say_so() -> None:
    rows = _rows(bars_chart(MONTHS, "x", "en"))
    # A twentieth of the highest, 20.
    assert [(row["high"], row["short"], row["dashed"]) for row in rows] == [(20, "20", False), (1, "", True)]
    assert rows[1]["told"] == "Feb 2024: fewer than 10"


def test_of_many_months_one_in_three_is_named_and_of_other_bars_all() -> None:
    months = tuple(f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13))
    many = Bars(months, (20,) * 36, 10)
    axis = bars_chart(many, "x", "nl")["layer"][0]["encoding"]["x"]["axis"]
    assert axis["values"][:4] == ["2023-01", "2023-04", "2023-07", "2023-10"]
    assert len(axis["values"]) == 12
    assert Bars(months, (20,) * 36, 10, names={"2023-01": "een"}).named_below() == months


def test_charts_have_no_menu_and_fetch_nothing() -> None:
    for spec in (heatmap_chart(HEAT, "x", "nl"), bars_chart(MONTHS, "x", "nl")):
        assert spec["usermeta"]["embedOptions"]["actions"] is False
        assert "url" not in str(spec).replace("$schema", "")


def test_a_click_is_a_cell_or_a_bar_or_nothing() -> None:
    assert cell_of({"selection": {"cell": [{"row": "a", "column": "b"}]}}) == ("a", "b")
    assert bar_of({"selection": {"bar": [{"entry": "2024-01"}]}}) == "2024-01"
    assert cell_of({"selection": {"cell": []}}) is None
    assert cell_of({}) is None
    assert bar_of({"selection": {}}) is None


def test_the_ladder_goes_from_light_to_dark_by_the_root() -> None:
    assert (shade(0), shade(1)) == (LIGHT, DARK)
    assert (share(25, 100), share(0, 0)) == (0.5, 0)


def test_words_can_be_read_on_every_shade() -> None:
    # WCAG 2.1 AA asks 4.5 to 1 of small words.
    assert min(_contrast(shade(i / 100), ink_on(i / 100)) for i in range(101)) >= 4.5


def _contrast(one: str, other: str) -> float:
    """As WCAG 2.1 defines it."""
    bright = sorted(_luminance(color) for color in (one, other))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_an_axis_has_round_numbers() -> None:
    assert ticks(120) == [0, 50, 100, 150]
    assert (ticks(3), ticks(0)) == ([0, 1, 2, 3], [0, 4])
    assert all(ticks(most)[-1] >= most and len(ticks(most)) <= 7 for most in range(1, 3000))


def test_months_and_figures_are_read_in_both_languages() -> None:
    assert (month("2024-03", "nl"), month("2024-03", "en"), month("2024-13", "nl")) == (
        "mrt 2024",
        "Mar 2024",
        "2024-13",
    )
    assert (figure(None, 5, "nl"), figure(1200, 5, "nl")) == ("minder dan 5", "1.200")

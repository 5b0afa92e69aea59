"""What a page shows, for a test to look at or to click on: the network picture, a number, a table."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

# What stands around an element has had the same size and place for a third of a second.
_STILL = """element => new Promise(done => {
  const around = element.closest('details') ?? element;
  let before, since = performance.now();
  const look = () => {
    const {top, height} = around.getBoundingClientRect(), now = performance.now(), seen = `${top} ${height}`;
    if (seen !== before) [before, since] = [seen, now];
    if (now - since > 300) done(); else requestAnimationFrame(look);
  };
  look();
})"""


def unfold(words: Locator) -> None:
    """Open what is folded away, and wait until it has its place: a button that still slides is missed by a click."""
    words.click()
    words.evaluate(_STILL)


def picture(page: Page) -> Picture:
    """The network picture of a page, once it is drawn."""
    page.locator("#net[data-drawn=yes]").wait_for()
    return Picture(page)


class Picture:
    """Where things are in the picture, to click on them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.canvas = page.locator("#net")

    def click_loket(self, loket: str) -> None:
        """Click in the middle of a loket."""
        self._click("(h, id) => h.network.getPosition(id)", loket)

    def click_arrow(self, source: str, target: str) -> None:
        """Click in the middle of an arrow."""
        self._click("(h, [a, b]) => h.middleOf(a, b)", [source, target])

    def open_loket(self, loket: str) -> None:
        """Click twice in the middle of a loket."""
        self._page.mouse.dblclick(*self._spot("(h, id) => h.network.getPosition(id)", loket))

    def click_nothing(self) -> None:
        """Click beside everything."""
        self.canvas.click(position={"x": 4, "y": 4})

    def _click(self, where: str, what: object) -> None:
        self._page.mouse.click(*self._spot(where, what))

    def _spot(self, where: str, what: object) -> tuple[float, float]:
        self.canvas.scroll_into_view_if_needed()
        x, y = self.canvas.evaluate(
            f"(h, what) => {{ const p = h.network.canvasToDOM(({where})(h, what)), r = h.getBoundingClientRect();"
            " return [r.left + p.x, r.top + p.y]; }",
            what,
        )
        return x, y

    def lokets(self) -> set[str]:
        """What is drawn."""
        return set(self.canvas.evaluate("h => h.picture.dots.map(({id}) => id)"))

    def in_view(self, loket: str) -> bool:
        """Whether a loket stands within the edges."""
        return bool(
            self.canvas.evaluate(
                "(h, id) => { const {x, y} = h.network.canvasToDOM(h.network.getPosition(id));"
                " return x > 0 && y > 0 && x < h.clientWidth && y < h.clientHeight; }",
                loket,
            )
        )

    def words(self) -> list[dict[str, float]]:
        """The boxes that names and the words beside arrows cover."""
        found: list[dict[str, float]] = self.canvas.evaluate(
            "h => h.picture.words_at.map(({left, right, top, bottom}) => ({left, right, top, bottom}))"
        )
        return found

    def letters(self) -> float:
        """How large letters are on screen, in pixels."""
        return float(self.canvas.evaluate("h => h.picture.size * h.network.getScale()"))

    def edges(self) -> dict[str, dict[str, object]]:
        """What is drawn of each arrow, by its ends."""
        drawn = self.canvas.evaluate(
            "h => h.picture.lines.map(({from, to, width, color, opacity, dashes, label, note}) =>"
            " ({from, to, width, color: {color, opacity}, dashes, label, note}))"
        )
        return {f"{edge['from']}>{edge['to']}": edge for edge in drawn}

    def scale(self) -> float:
        """How far the picture is zoomed in."""
        return float(self.canvas.evaluate("h => h.network.getScale()"))


def metric(page: Page, label: str, value: str) -> None:
    """A number above the list must read so."""
    place = page.get_by_test_id("stMetric").filter(has=page.get_by_text(label, exact=True))
    expect(place.get_by_test_id("stMetricValue")).to_have_text(value)


def table_reads(page: Page, *rows: str) -> None:
    """The table of arrows must have these rows, cell by cell."""
    body = page.get_by_test_id("stTable").last.locator("tbody tr")
    expect(body).to_have_text([re.compile(r"\s*".join(map(re.escape, row.split()))) for row in rows])

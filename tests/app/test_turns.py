"""Pages one after the other: nobody is drawn meanwhile, and a page that fails lets the next one in."""

from __future__ import annotations

import threading
import time

import pytest

from app.turns import turn


def test_one_page_at_a_time() -> None:
    inside, most = 0, 0
    count = threading.Lock()

    def page() -> None:
        nonlocal inside, most
        with turn():
            with count:
                inside, most = inside + 1, max(most, inside + 1)
            time.sleep(0.001)
            with count:
                inside -= 1

    pages = [threading.Thread(target=page) for _ in range(20)]
    for thread in pages:
        thread.start()
    for thread in pages:
        thread.join(10)
    assert (inside, most) == (0, 1)


def test_a_page_that_fails_lets_the_next_one_in() -> None:
    with pytest.raises(ValueError, match="mistake"), turn():
        raise ValueError("mistake")
    with turn():
        pass

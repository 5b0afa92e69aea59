"""Dates and times as people write them: one written value at a time.

A `Written` says where in the text each number stands, so that a whole column written alike is read at once
(`loaders.date_columns`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from graph.instants import instant, instant_of_date

FIRST_YEAR, LAST_YEAR = 1900, 2200

DAY_FIRST, MONTH_FIRST, SERIAL, EPOCH = 1, 2, 4, 8
"""The ways in which a column can be read; a value fits some of them. A year in front, or a month in letters, fits both
of the first two."""
WRITTEN = DAY_FIRST | MONTH_FIRST

_TIME = (
    r"(?:(?:[T ]|, ?) *(?P<h>[0-9]{1,2}):(?P<i>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
    r" *(?:uur|(?P<half>[AaPp])[Mm])? *(?P<zone>Z|UTC|GMT|[+\-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_NUMBERS = re.compile(
    r"(?:(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})"
    r"|(?P<a>[0-9]{1,2})(?P<sep2>[-/. ])(?P<b>[0-9]{1,2})(?P=sep2)(?P<y2>[0-9]{4}))" + _TIME
)
_COMPACT = re.compile(
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
    r"(?:[T ]?(?P<h>[0-9]{2})(?P<i>[0-9]{2})(?:(?P<s>[0-9]{2}))?(?P<zone>Z|[+\-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_LETTERS = re.compile(
    r"(?:[a-zA-Z]{2,9}\.?,? +)?(?P<d>[0-9]{1,2})[ \-]+(?P<word>[a-zA-Z]{3,9})\.?[ \-]+(?P<y>[0-9]{4})" + _TIME
)
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?")

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar maa",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Read:
    """One value: the ways that fit it, its instant read day first (and every other way) and month first.

    `fits` is 0 when it is no date.
    """

    fits: int
    instant: int = 0
    month_first: int = 0
    is_date: bool = False
    numbers: bool = False


NO_DATE = Read(0)


def written(text: str) -> re.Match[str] | None:
    """The parts of a date that is written in numbers only, as a whole column may be; None when it is not."""
    found = _NUMBERS.fullmatch(text) or _COMPACT.fullmatch(text)
    return None if found is None or found.groupdict().get("half") else found


def read(text: str) -> Read:
    """What one trimmed value says."""
    for pattern, reader in _READERS:
        if found := pattern.fullmatch(text):
            try:
                return reader(found)
            except (ValueError, OverflowError, KeyError):
                return NO_DATE
    return NO_DATE


def _read_numbers(found: re.Match[str]) -> Read:
    if found["y"]:
        at, is_date = _instant(found, int(found["y"]), int(found["m"]), int(found["d"]))
        return Read(WRITTEN, at, at, is_date)
    year, a, b = int(found["y2"]), int(found["a"]), int(found["b"])
    fits, day_first, month_first, is_date = 0, 0, 0, False
    if b <= 12:
        day_first, is_date = _instant(found, year, b, a)
        fits = DAY_FIRST
    if a <= 12:
        month_first, is_date = _instant(found, year, a, b)
        fits |= MONTH_FIRST
    return Read(fits, day_first, month_first, is_date, numbers=True)


def _read_compact(found: re.Match[str]) -> Read:
    at, is_date = _instant(found, int(found["y"]), int(found["m"]), int(found["d"]))
    return Read(WRITTEN, at, at, is_date)


def _read_letters(found: re.Match[str]) -> Read:
    at, is_date = _instant(found, int(found["y"]), _MONTHS[found["word"].lower()], int(found["d"]))
    return Read(WRITTEN, at, at, is_date)


def _read_serial(found: re.Match[str]) -> Read:
    """A day of Excel: days since 30 December 1899, with the time as a fraction."""
    whole, _, fraction = found.group().replace(",", ".").partition(".")
    day = date(1899, 12, 30) + timedelta(days=int(whole))
    # Excel keeps milliseconds at most.
    time = timedelta(milliseconds=round(float(f"0.{fraction or 0}") * 86_400_000))
    if not time:
        return Read(SERIAL, instant_of_date(day), is_date=True)
    return Read(SERIAL, instant(datetime(day.year, day.month, day.day) + time))


def _read_epoch(found: re.Match[str]) -> Read:
    digits = found.group()
    return Read(EPOCH, int(digits) * (1_000_000 if len(digits) == 10 else 1_000))


_READERS = (
    (_NUMBERS, _read_numbers),
    (_COMPACT, _read_compact),
    (_LETTERS, _read_letters),
    (_SERIAL, _read_serial),
    (_EPOCH, _read_epoch),
)


def _instant(found: re.Match[str], year: int, month: int, day: int) -> tuple[int, bool]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    parts = found.groupdict()
    if parts.get("h") is None:
        return instant_of_date(date(year, month, day)), True
    micros = int((parts.get("f") or "0")[:6].ljust(6, "0"))
    hour = _hour(int(parts["h"]), parts.get("half"))
    moment = datetime(year, month, day, hour, int(parts["i"]), int(parts["s"] or 0), micros)
    return instant(moment.replace(tzinfo=_zone(parts["zone"]))), False


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in "pP" else 0)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[3:].lstrip(":") or 0)
    if int(text[3:].lstrip(":") or 0) > 59:
        raise ValueError(text)
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))

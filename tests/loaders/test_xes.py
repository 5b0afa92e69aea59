"""Event logs in XES."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ColumnAbsent, KaartError, UnreadableFile
from graph.instants import instant_of_date
from graph.pseudonyms import Door
from loaders.reading import Reading

Read = Callable[..., Reading]


def event(day: int | str, group: str | None = "A", extra: str = "") -> str:
    loket = "" if group is None else f'<string key="org:group" value="{group}"/>'
    when = f"2024-01-{day:02}" if isinstance(day, int) else day
    return f'<event>{loket}<date key="time:timestamp" value="{when}"/>{extra}</event>'


def trace(name: str | None, *events: str, extra: str = "") -> str:
    named = "" if name is None else f'<string key="concept:name" value="{name}"/>'
    return f"<trace>{named}{extra}{''.join(events)}</trace>"


def log(*traces: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0">{"".join(traces)}</log>'


def test_traces_are_cases_and_groups_lokets(reading: Read, door: Door) -> None:
    found = reading("log.xes", log(trace("z1", event(1), event(2, "B")), trace("z2", event(3, None))), source="s")
    assert found.read == 3
    assert found.missing_loket == 1
    assert set(found.batch.cases.key.tolist()) == set(door.pseudonyms("case", ["z1", "z2"], "s"))
    assert found.batch.events.at[0] == instant_of_date(date(2024, 1, 1))
    assert [found.batch.words[c] for c in found.batch.events.loket.tolist()[:2]] == ["A", "B"]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(log(trace("z1", event(1), event(2, "B"))).encode(), mtime=0),
        log(trace("z1", event(1), event(2, "B"))).replace("UTF-8", "UTF-16").encode("utf-16"),
        log(trace("z1", event(1), event(2, "B"))).replace("UTF-8", "windows-1252").encode("cp1252"),
        log(trace("z1", event(1), event(2, "B"))).replace("<log", '<log xmlns="http://www.xes-standard.org/"').encode(),
        log(trace("z1", event(1), event(2, "B")))
        .replace("</", "</x:").replace("<log", '<x:log xmlns:x="http://x"').replace("<trace", "<x:trace")
        .replace("<event", "<x:event").encode(),
        log('<extension name="Concept"/>', '<global scope="event"><string key="org:group" value="Z"/></global>',
            trace("z1", event(1), event(2, "B"))).encode(),
    ],
)  # fmt: skip
def test_the_same_log_however_it_is_written(reading: Read, content: bytes) -> None:
    found = reading("log.xes", content)
    assert (found.read, len(found.batch.events), len(found.batch.cases)) == (2, 2, 1)
    assert set(found.batch.words) == {"A", "B"}


def test_a_trace_without_a_name_is_its_number(reading: Read, door: Door) -> None:
    found = reading("log.xes", log(trace("z1", event(1)), trace(None, event(2))), source="s")
    assert door.pseudonym("case", "2", "s") in found.batch.cases.key.tolist()


def test_an_event_outside_a_trace_names_no_case(reading: Read) -> None:
    found = reading("log.xes", log(trace("z1", event(1)), event(2)))
    assert found.read == 2
    assert [p.text.nl for p in found.problems] == [
        "log.xes, gebeurtenis 2, kolom concept:name: de rij noemt geen hulpvraag. Vul het nummer van de hulpvraag in."
    ]


def test_group_names_any_attribute(reading: Read) -> None:
    extra = '<string key="organization involved" value="Org 1"><string key="nested" value="x"/></string>'
    found = reading("log.xes", log(trace("z1", event(1, None, extra))), group="organization involved")
    assert found.batch.words == ("Org 1",)


def test_an_attribute_that_is_nowhere(reading: Read) -> None:
    with pytest.raises(ColumnAbsent) as error:
        reading("log.xes", log(trace("z1", event(1, None, '<string key="org:resource" value="Piet"/>'))))
    assert error.value.to("nl") == (
        "log.xes: er is geen kolom 'org:group'. Deze kolommen zijn er: org:resource, time:timestamp. "
        "Er is niets ingelezen."
    )


def test_case_household_and_closing_are_sought_in_the_trace_first(reading: Read, door: Door) -> None:
    attributes = '<string key="nr" value="n1"/><string key="gezin" value="H"/><date key="einde" value="2024-03-01"/>'
    inner = '<string key="nr" value="other"/><string key="gezin" value="other"/>'
    found = reading(
        "log.xes",
        log(trace("z1", event(1, "A", inner), extra=attributes)),
        case="nr",
        household="gezin",
        closed="einde",
        source="s",
    )
    assert found.batch.cases.key.tolist() == [door.pseudonym("case", "n1", "s")]
    assert found.batch.cases.household.tolist() == [door.pseudonym("household", "H", "s")]
    assert found.batch.cases.closed.tolist() == [instant_of_date(date(2024, 3, 1))]


def test_a_bad_time_names_the_event(reading: Read) -> None:
    found = reading("log.xes", log(trace("z1", event(1), event("nooit"))))
    assert found.problems[0].text.en == (
        "log.xes, event 2, column time:timestamp: 'nooit' is not a date that fits this column. "
        "Write a date as 2024-01-31 or 31-01-2024, with a time such as 14:05 if there is one."
    )


def test_a_row_twice_in_every_attribute_is_known(reading: Read) -> None:
    found = reading("log.xes", log(trace("z1", event(1), event(1), event(1, "A", '<int key="x" value="1"/>'))))
    assert found.known_doubles == 1


GOOD = log(trace("z1", event(1)))
DOCTYPE = '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED = {
    "cut off": (
        GOOD[:-20],
        "x.xes: de XML is stuk of afgebroken op regel 1 (unclosed token). Kopieer of maak het bestand opnieuw. "
        "Er is niets ingelezen.",
        "x.xes: the XML is broken or cut off at line 1 (unclosed token). Copy or make the file again. "
        "Nothing was imported.",
    ),
    "entities": (
        GOOD.replace("?><", f"?>{DOCTYPE}<"),
        "x.xes: de XML bevat een DOCTYPE of entiteiten. Dat kan schade doen en wordt niet gelezen. "
        "Haal de DOCTYPE weg. Er is niets ingelezen.",
        "x.xes: the XML holds a DOCTYPE or entities. That can do harm and is not read. Remove the DOCTYPE. "
        "Nothing was imported.",
    ),
    "another kind": (
        "<graphml/>",
        "x.xes: dit is XML maar geen XES: het begint met <graphml> in plaats van <log>. Maak een export in XES of CSV. "
        "Er is niets ingelezen.",
        "x.xes: this is XML but not XES: it begins with <graphml> instead of <log>. Make an export in XES or CSV. "
        "Nothing was imported.",
    ),
    "no events": (
        "<log/>",
        "x.xes: er staan geen gebeurtenissen in. Maak de export opnieuw. Er is niets ingelezen.",
        "x.xes: it holds no events. Make the export again. Nothing was imported.",
    ),
    "deep": (
        "<log>" * 200 + "</log>" * 200,
        "x.xes: de XML heeft te veel lagen. Kijk na of dit een logboek in XES is. Er is niets ingelezen.",
        "x.xes: the XML is nested too deeply. Check that this is an event log in XES. Nothing was imported.",
    ),
    "unknown encoding": (
        GOOD.replace("UTF-8", "klingon"),
        "x.xes: de XML noemt een lettercodering die niet bestaat. Sla het bestand op als UTF-8. Er is niets ingelezen.",
        "x.xes: the XML names an encoding that does not exist. Save the file as UTF-8. Nothing was imported.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_what_to_do(reading: Read, name: str) -> None:
    content, nl, en = REFUSED[name]
    with pytest.raises(UnreadableFile) as error:
        reading("x.xes", content)
    assert error.value.to("nl") == nl
    assert error.value.to("en") == en


def test_an_entity_from_a_file_is_never_opened(reading: Read) -> None:
    doctype = '<!DOCTYPE log SYSTEM "file:///etc/passwd">'
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        reading("x.xes", GOOD.replace("?><", f"?>{doctype}<"))


PIECES = st.sampled_from(
    [trace("z1", event(1)), trace(None, event("x")), event(2, None), "<trace>", "</trace>", "<event/>", "<!--", "&a;",
     "]]>", '<string key="org:group"/>', '<list key="x"><values><string key="y" value="z"/></values></list>',
     "tekst", "<log/>"]
)  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_any_pieces_are_read_or_refused(reading: Read, pieces: list[str]) -> None:
    content = log(*pieces)
    try:
        events = reading("log.xes", content).read
    except KaartError:
        events = 0  # refused as a whole, in words
    assert events <= content.count("<event")

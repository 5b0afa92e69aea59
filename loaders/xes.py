"""Event logs in XES: traces of events, read as a stream.

Expat is used directly, with the defences of defusedxml (no document type, so no entities and nothing from elsewhere):
a tree of elements would cost four times as much time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

import numpy as np

from graph.text import Text
from loaders.citizen_numbers import CitizenWatch, refuse
from loaders.events import EventReader, Rows
from loaders.files import MEBIBYTE, Input, refused, unpacked
from loaders.options import Options
from loaders.sheets import CHUNK, column_absent

CASE, TIME, GROUP = "concept:name", "time:timestamp", "org:group"
_DEEPEST = 100

Attributes = dict[str, str]


@dataclass(slots=True)
class _Found:
    """The events of one chunk, each with the attributes of its trace."""

    events: list[Attributes] = field(default_factory=list)
    traces: list[tuple[str, Attributes]] = field(default_factory=list)


class XesReader:
    """Reads one file into the events.

    Raises
    ------
    UnreadableFile
        When it is no XES, is broken, or holds a document type.
    ColumnAbsent
        When no event has the attribute that is asked for.
    CitizenNumber
        When an attribute holds citizen service numbers.
    """

    def __init__(self, file: Input, options: Options, events: EventReader) -> None:
        self._file, self._options, self._into = file, options, events
        self._case, self._time, self._group = options.case, options.time or TIME, options.group or GROUP
        self._found = _Found()
        self._depth = 0
        self._traces = 0
        self._is_loose = False
        self._row = 0
        self._trace: Attributes | None = None
        self._event: Attributes | None = None
        self._pending: list[Attributes] = []
        self._watches: defaultdict[tuple[str, str], CitizenWatch] = defaultdict(CitizenWatch)

    def read(self, progress: Callable[[int], None] | None = None) -> int:
        """Read the whole file; the number of its events."""
        names = {"case": self._case or CASE, "time": self._time, "group": self._group}
        names |= {name: value for name in ("closed", "seq") if (value := getattr(self._options, name))}
        self._into.begin(self._file.name, names, is_event=True)
        parser = self._parser()
        try:
            with unpacked(self._file, progress) as stream:
                while chunk := stream.read(MEBIBYTE):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            what = expat.errors.messages.get(error.code, "")
            raise refused(self._file.name, _BROKEN, line=error.lineno, error=what) from error
        except LookupError as error:
            raise refused(self._file.name, _ENCODING) from error
        self._flush()
        self._check()
        return self._row

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._forbidden
        parser.EntityDeclHandler = self._forbidden
        parser.ExternalEntityRefHandler = self._forbidden
        return parser

    def _forbidden(self, *_: object) -> int:
        raise refused(self._file.name, _DOCTYPE)

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        depth = self._depth
        # The most frequent first: an attribute of an event. What stands inside an attribute is not read.
        if depth == 4:
            if self._event is not None and "key" in attributes:
                self._event[attributes["key"]] = attributes.get("value", "")
        elif depth == 3:
            self._under_trace(tag, attributes)
        elif depth == 2:
            self._under_log(tag)
        elif depth == 1:
            self._root(tag)
        elif depth > _DEEPEST:
            raise refused(self._file.name, _DEEP)

    def _root(self, tag: str) -> None:
        if _plain(tag) != "log":
            raise refused(self._file.name, _NO_XES, tag=tag[:40])

    def _under_log(self, tag: str) -> None:
        name = _plain(tag)
        # An event may stand outside a trace: then its attributes are read where those of a trace are.
        if name in {"trace", "event"}:
            self._is_loose = name == "event"
            self._traces += not self._is_loose
            self._trace = {}

    def _under_trace(self, tag: str, attributes: Attributes) -> None:
        if self._trace is None:
            return
        if _plain(tag) == "event" and not self._is_loose:
            self._event = {}
        elif "key" in attributes:
            self._trace[attributes["key"]] = attributes.get("value", "")

    def _end(self, tag: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if depth == 3 and self._event is not None:
            self._pending.append(self._event)
            self._event = None
        elif depth == 2 and self._trace is not None:
            self._close_trace(self._trace)

    def _close_trace(self, trace: Attributes) -> None:
        """Attributes of a trace may stand after its events, so these wait for its end."""
        self._trace = None
        name = str(self._traces)
        if self._is_loose:
            self._pending, trace, name = [trace], {}, ""
        for key, value in trace.items():
            self._watches["trace", key].add((value,), not value)
        self._found.traces += [(name, trace)] * len(self._pending)
        self._found.events += self._pending
        self._pending = []
        if len(self._found.events) >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        found, self._found = self._found, _Found()
        n = len(found.events)
        if not n:
            return
        for key in {key for event in found.events for key in event}:
            values = [event[key] for event in found.events if key in event]
            self._watches["event", key].add(values, values.count(""))
        rows = np.arange(self._row + 1, self._row + n + 1)
        self._row += n
        self._into.add(
            Rows(
                rows=rows,
                case=self._cases(found),
                time=[event.get(self._time, "") for event in found.events],
                group=[event.get(self._group, "") for event in found.events],
                digest=np.fromiter((hash(frozenset(e.items())) for e in found.events), dtype=np.int64, count=n),
                household=_either(found, self._options.household),
                closed=_either(found, self._options.closed),
                seq=_either(found, self._options.seq),
            )
        )

    def _cases(self, found: _Found) -> list[str]:
        if self._case is not None:
            return _either(found, self._case) or []
        return [trace.get(CASE, number) for number, trace in found.traces]

    def _check(self) -> None:
        for (_, key), watch in self._watches.items():
            if watch.found:
                raise refuse(self._file.name, key)
        if not self._row:
            raise refused(self._file.name, _NO_EVENTS)
        on_events = sorted(key for level, key in self._watches if level == "event")
        on_traces = sorted(key for level, key in self._watches if level == "trace")
        for wanted in (self._time, self._group):
            if wanted not in on_events:
                raise column_absent(self._file.name, wanted, on_events)
        for option in (self._case, self._options.household, self._options.closed, self._options.seq):
            if option is not None and option not in on_traces and option not in on_events:
                raise column_absent(self._file.name, option, list(dict.fromkeys([*on_traces, *on_events])))


def _either(found: _Found, name: str | None) -> list[str] | None:
    """The values of an attribute of the trace, else of the event."""
    if name is None:
        return None
    return [
        trace[name] if name in trace else event.get(name, "")
        for (_, trace), event in zip(found.traces, found.events, strict=True)
    ]


def _plain(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition(":")[2]


_BROKEN = Text(
    "de XML is stuk of afgebroken op regel {line} ({error}). Kopieer of maak het bestand opnieuw.",
    "the XML is broken or cut off at line {line} ({error}). Copy or make the file again.",
)
_ENCODING = Text(
    "de XML noemt een lettercodering die niet bestaat. Sla het bestand op als UTF-8.",
    "the XML names an encoding that does not exist. Save the file as UTF-8.",
)
_DOCTYPE = Text(
    "de XML bevat een DOCTYPE of entiteiten. Dat kan schade doen en wordt niet gelezen. Haal de DOCTYPE weg.",
    "the XML holds a DOCTYPE or entities. That can do harm and is not read. Remove the DOCTYPE.",
)
_DEEP = Text(
    "de XML heeft te veel lagen. Kijk na of dit een logboek in XES is.",
    "the XML is nested too deeply. Check that this is an event log in XES.",
)
_NO_XES = Text(
    "dit is XML maar geen XES: het begint met <{tag}> in plaats van <log>. Maak een export in XES of CSV.",
    "this is XML but not XES: it begins with <{tag}> instead of <log>. Make an export in XES or CSV.",
)
_NO_EVENTS = Text(
    "er staan geen gebeurtenissen in. Maak de export opnieuw.", "it holds no events. Make the export again."
)

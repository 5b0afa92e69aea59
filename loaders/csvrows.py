"""CSV as people make it: any usual encoding and separator, quoted line ends, and rows that are broken."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from graph.text import Text
from loaders.files import MEBIBYTE, Input, refused, unpacked
from loaders.problems import Problems, Reason
from loaders.sheets import CHUNK, Block, Sheet

_SEPARATORS = (",", ";", "\t", "|")
_BAD_BYTES = re.compile("[\udc80-\udcff]")
_HEAD = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file are letters. `broken`: some bytes are not, and stand in the text as lone surrogates."""

    name: str
    broken: bool = False

    @property
    def note(self) -> Text | None:
        """What a person should know about it."""
        if self.name == "cp1252":
            return _CP1252
        return _UTF16 if self.name in {"utf-16", "utf-32"} else None


def survey(file: Input) -> Encoding:
    """One pass over the bytes: the encoding, and whether this can be CSV at all.

    Raises
    ------
    UnreadableFile
        When there are NUL bytes, a line without end, or letters that cannot be read.
    """
    with unpacked(file) as stream:
        head = stream.read(4)
    name = next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")
    if name in {"utf-16", "utf-32"}:
        _walk(file, codecs.getincrementaldecoder(name)())
        return Encoding(name)
    try:
        _walk(file, codecs.getincrementaldecoder(name)(), no_nul=True)
    except UnicodeDecodeError:
        return _guess(file)
    return Encoding(name)


def _walk(file: Input, decoder: codecs.IncrementalDecoder, *, no_nul: bool = False) -> None:
    lines = 1
    try:
        with unpacked(file) as stream:
            while chunk := stream.read(MEBIBYTE):
                if no_nul and b"\0" in chunk:
                    raise refused(file.name, _NUL, row=lines + chunk[: chunk.index(b"\0")].count(b"\n"))
                if len(chunk) == MEBIBYTE and b"\n" not in chunk and b"\r" not in chunk:
                    raise refused(file.name, _LONG_LINE, row=lines)
                lines += chunk.count(b"\n")
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if no_nul:
            raise
        raise refused(file.name, _BROKEN_UTF16) from error


def _guess(file: Input) -> Encoding:
    """UTF-8 with some broken bytes where most of its letters beyond ASCII are right; else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    right = wrong = 0
    undefined = False
    with unpacked(file) as stream:
        while chunk := stream.read(MEBIBYTE):
            text = decoder.decode(chunk)
            bad = len(_BAD_BYTES.findall(text))
            wrong += bad
            right += len(text) - len(text.encode("ascii", "ignore")) - bad
            undefined = undefined or any(b in chunk for b in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
    return Encoding("utf-8", broken=True) if right > wrong else Encoding("cp1252", broken=undefined)


class CsvSheet(Sheet):
    """A CSV file, read as a stream.

    Raises
    ------
    UnreadableFile
        When the file cannot be CSV.
    """

    def __init__(self, file: Input, progress: Callable[[int], None] | None = None) -> None:
        self._input, self._progress = file, progress
        self.encoding = survey(file)
        self.separator, self._skip, header = self._sniff()
        super().__init__(file.name, header)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What a person should know about how the file was read."""
        found = [self.encoding.note] if self.encoding.note else []
        if self.separator != ",":
            found.append(_SEPARATOR.format(separator=_NAMES[self.separator]))
        return tuple(Text(f"{{file}}: {n.nl}", f"{{file}}: {n.en}").format(file=self.file) for n in found)

    def _sniff(self) -> tuple[str, int, list[str]]:
        with unpacked(self._input) as stream, self._text(stream) as text:
            head = text.read(_HEAD)
        skip = 0
        if named := re.match(r"sep=(.)\r?\n", head):
            return named[1], 1, self._header(head[named.end() :], named[1])
        headers = {s: self._header(head, s) for s in _SEPARATORS}
        best = max(_SEPARATORS, key=lambda s: len(headers[s]))
        return best, skip, headers[best]

    def _header(self, head: str, separator: str) -> list[str]:
        try:
            return next((row for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator) if row), [])
        except csv.Error as error:
            raise refused(self._input.name, _QUOTE, row=1) from error

    def _text(self, stream: io.BufferedIOBase | object) -> TextIO:
        return io.TextIOWrapper(
            stream,  # type: ignore[type-var]
            encoding=self.encoding.name,
            errors="surrogateescape" if self.encoding.name in {"utf-8", "utf-8-sig", "cp1252"} else "strict",
            newline="",
        )

    def blocks(self, problems: Problems) -> Iterator[Block]:
        """The rows under the header; those whose quotes or letters are broken are reported."""
        with unpacked(self._input, self._progress) as stream, self._text(stream) as text:
            for _ in range(self._skip):
                text.readline()
            reader = csv.reader(text, delimiter=self.separator, strict=True)
            at = self._after_header(reader) + self._skip
            more = True
            while more:
                rows: list[list[str]] = []
                broken = self._take(reader, rows, at)
                more = bool(rows) or broken is not None
                yield self._readable(Block(at, rows), problems)
                at += len(rows)
                if broken is not None:
                    self.report(problems, at, BAD_QUOTE)
                    at += 1

    def _after_header(self, reader: Iterator[list[str]]) -> int:
        """Step over the header and the blank rows before it; the number of the next row."""
        try:
            return next((i for i, row in enumerate(reader, start=2) if row), 1)
        except csv.Error as error:
            raise refused(self._input.name, _QUOTE, row=1) from error

    def _take(self, reader: Iterator[list[str]], rows: list[list[str]], at: int) -> csv.Error | None:
        """Add the next rows; the error of the row after them when that one is broken."""
        try:
            rows.extend(islice(reader, CHUNK))
        except csv.Error as error:
            # An open quote swallows everything after it: what follows cannot be told apart any more.
            if "expected after" not in str(error):
                raise refused(self._input.name, _QUOTE, row=at + len(rows)) from error
            return error
        return None

    def _readable(self, block: Block, problems: Problems) -> Block:
        if not self.encoding.broken:
            return block
        for i, row in enumerate(block.rows):
            if _BAD_BYTES.search("".join(row)):
                self.report(problems, block.first + i, BAD_LETTERS)
                block.rows[i] = []
        return block


_NAMES = {
    ";": Text("puntkomma", "semicolon"),
    "\t": Text("tab", "tab"),
    "|": Text("verticale streep", "vertical bar"),
    ",": Text("komma", "comma"),
}
_SEPARATOR = Text("het scheidingsteken is een {separator}.", "the separator is a {separator}.")
_CP1252 = Text(
    "de letters zijn gelezen als Windows-1252, want het bestand is geen UTF-8.",
    "the letters were read as Windows-1252, because the file is not UTF-8.",
)
_UTF16 = Text("de letters zijn gelezen als UTF-16.", "the letters were read as UTF-16.")
_NUL = Text(
    "rij {row} bevat een teken dat geen gewone tekst is (NUL). Sla het bestand op als CSV (UTF-8).",
    "row {row} holds a NUL byte; this is not plain text. Save the file as CSV (UTF-8).",
)
_LONG_LINE = Text(
    "rij {row} is langer dan een miljoen tekens. Kijk na of dit een CSV-bestand met regels is.",
    "row {row} is longer than a million characters. Check that this is a CSV file with lines.",
)
_BROKEN_UTF16 = Text(
    "de letters zijn beschadigd. Sla het bestand opnieuw op als CSV (UTF-8).",
    "the letters are damaged. Save the file again as CSV (UTF-8).",
)
_QUOTE = Text(
    "vanaf rij {row} gaat een aanhalingsteken open dat niet dichtgaat, of een cel is te lang. Herstel die rij.",
    "from row {row} on a quote is opened and not closed, or a cell is too long. Mend that row.",
)
BAD_QUOTE = Reason(
    Text("een aanhalingsteken staat verkeerd", "a quote stands in the wrong place"),
    Text(
        "na een aanhalingsteken dat een waarde sluit moet een scheidingsteken staan. "
        "Verdubbel aanhalingstekens binnen een waarde.",
        "after a quote that closes a value a separator must follow. Double the quotes inside a value.",
    ),
)
BAD_LETTERS = Reason(
    Text("de letters zijn beschadigd", "the letters are damaged"),
    Text(
        "de rij bevat tekens die geen letters zijn. Sla het bestand opnieuw op als UTF-8.",
        "the row holds bytes that are no letters. Save the file again as UTF-8.",
    ),
)

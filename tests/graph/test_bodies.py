from __future__ import annotations

from graph.bodies import GatheredRecords, WrittenRecords, body, of_table, without, written
from graph.model import Loket, Organisation, Term
from graph.network import Network

MAP = (Organisation("b", "B"), Loket("x", "b"), Organisation("a", "A"))


def test_records_of_one_kind_are_read_without_the_others() -> None:
    records = WrittenRecords(written(MAP))
    # The order is that of the text.
    assert records.of("organisations") == (MAP[0], MAP[2])
    assert "_read" not in vars(records)
    assert records.of("terms") == ()
    assert records == MAP


def test_a_network_gives_the_same_records_of_a_kind_from_text_as_from_records() -> None:
    plain, text = Network(records=MAP), Network(records=WrittenRecords(written(MAP)))
    assert text.of(Organisation) == plain.of(Organisation) == (MAP[0], MAP[2])


def test_gathered_records_are_the_same_as_records() -> None:
    records = (Loket("a", name="A"), Loket("b"), Term("indicatie", "wmo", "besluit"))
    texts = {Loket.table: [body(r) for r in records[:2]], Term.table: [body(records[2])]}
    gathered = GatheredRecords(texts)
    assert tuple(gathered) == records
    assert of_table(gathered, Loket) == of_table(records, Loket) == records[:2]
    assert without(gathered, Loket) == without(records, Loket) == records[2:]
    assert written(without(gathered, Loket)) == gathered.without(Loket.table).text

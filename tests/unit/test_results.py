"""Tables of results: read once, typed, in parts where they are long."""

from dataclasses import replace

import pandas as pd
import pytest

from crossframe import collection, measures, results, store
from crossframe.errors import StudyError
from crossframe.results import Results

FRAMES = measures.load("frames").table
WORDS = {"str": "word", "int64": 3, "float64": 0.25, "bool": True}


def rows_of(table, n, **given):
    """Rows that are of the types of a table."""
    cells = {
        name: [spec.allowed[0] if spec.allowed else WORDS[spec.dtype]] * n
        for name, spec in table.columns.items()
    }
    return pd.DataFrame(cells | given)


@pytest.fixture
def held(tmp_path):
    """Four rows of frames; the first has no value, and a text that looks like a formula."""
    outlets = ["=1+1", "A", "B", "C"]
    table = rows_of(FRAMES, 4, outlet=outlets, value=[None, -0.5, 0.1, 1e-9], note=[None] * 4)
    store.write_csv(table, tmp_path / "tables" / "frames.csv")
    return Results.of([tmp_path / "tables" / "frames.csv"])


def counted(monkeypatch):
    """How often a file is opened."""
    opened = []
    read = store.read_csv_parts
    monkeypatch.setattr(store, "read_csv_parts", lambda path: opened.append(path) or read(path))
    return opened


def test_a_table_is_read_once_and_has_the_types_of_its_schema(held, monkeypatch):
    opened = counted(monkeypatch)
    typed = held.typed("frames")
    assert held.typed("frames").equals(typed)
    assert len(held.rows("frames")) == len(held.text("frames")) == 4
    assert len(opened) == 1
    assert typed["outlet"].tolist() == ["=1+1", "A", "B", "C"]
    assert typed["value"].tolist()[1:] == [-0.5, 0.1, 1e-9]
    assert typed["n"].dtype == "int64"


def test_a_long_table_comes_in_parts_each_time(held, monkeypatch):
    whole = held.typed("frames"), held.text("frames")
    monkeypatch.setattr(store, "PART", 3)
    again, opened = Results(held.tables), counted(monkeypatch)
    assert [len(part) for part in again.typed_parts("frames")] == [3, 1]
    assert [len(part) for part in again.parts("frames")] == [3, 1]
    assert again.typed("frames").equals(whole[0])
    assert again.text("frames").equals(whole[1])
    assert len(opened) == 4


def test_rows_are_text_with_their_ids(held):
    first = held.rows("frames")[0]
    assert first.id == "frames | =1+1 | all | word | share"
    assert (first.cells["value"], first.cells["n"], first.cells["note"]) == ("", "3", "")
    assert held.cells("frames")[1]["value"] == "-0.5"


def test_a_table_without_its_columns_is_refused(held, tmp_path):
    path = tmp_path / "tables" / "frames.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("n_of", "of"), encoding="utf-8")
    with pytest.raises(StudyError, match=r"frames\.csv: column 'n_of' is missing or unknown"):
        held.typed("frames")


def test_every_table_of_a_measure_and_list_has_a_schema_of_its_name():
    schemas = results.schemas_by_name()
    assert {name for name, table in schemas.items() if table.name != name} == set()
    assert {"articles", "records", "audit", "readings", "fingerprint"} == {*results.LISTS}
    assert {*results.LISTS, *measures.names(), "frames_comparisons"} <= schemas.keys()
    assert results.title_of("frames") == measures.load("frames").title
    assert results.title_of("audit") == ""


def test_all_values_stand_in_one_table_with_their_rows(tmp_path):
    names = measures.names()
    numbers = {"value": [-0.5, None], "low": [-1.0, None]}
    for name in names:
        table = measures.load(name).table
        free = next(column for column in table.key if not table.columns[column].allowed)
        if table.columns[free].dtype != "str":
            continue
        given = {column: cells for column, cells in numbers.items() if column in table.columns}
        rows = rows_of(table, 2, **{free: ["=a", "b"]}, **given)
        store.write_csv(rows, tmp_path / "tables" / f"{name}.csv")
    held = Results.of((tmp_path / "tables").glob("*.csv"))
    store.write_csv_parts(collection.parts(held, held.tables), tmp_path / "all.csv")
    found = collection.TABLE.validate(store.read_csv(tmp_path / "all.csv"))
    stating = {n for n in held.tables if {*collection.STATED} <= {*measures.load(n).table.columns}}
    assert set(found["measure"]) == stating
    assert {"frequency", "keywords", "frames", "similarity", "shifts"} <= stating
    assert found.groupby("measure").size().eq(2).all()
    assert found["value"].tolist()[::2] == [-0.5] * len(stating)
    own = found[found["measure"] == "frames"].iloc[0]
    assert (own["item"], own["outlet"], own["row"]) == (
        "word | share", "=a", "frames | =a | all | word | share"
    )  # fmt: skip
    ids = [row.id for name in held.tables if name in stating for row in held.rows(name)]
    assert sorted(found["row"]) == sorted(ids)


def test_items_leave_out_what_is_compared():
    pairs = measures.load("frames").tables[1]
    assert store.item_of(pairs) == store.item_of(FRAMES) == ["frame", "statistic"]
    assert store.items(pairs, rows_of(pairs, 1)) == ["word | share"]
    narrowed = replace(FRAMES, key=("outlet", "voice"))
    assert store.items(narrowed, rows_of(narrowed, 2)) == ["", ""]

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from crossframe import io, store
from crossframe.errors import StudyError

# What UTF-8 can hold. Two cells cannot be told apart once written, and are left out: the empty
# string, which is read as missing, and a NUL, which no CSV holds on every Python.
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1)


def round_trip(cells, path):
    store.write_csv(pd.DataFrame({"key": cells, "other": "x"}, dtype="str"), path)
    return store.read_csv(path)["key"].tolist()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("io") / "table.csv"


@given(cells=st.lists(CELLS, min_size=1, max_size=4))
def test_a_table_of_any_text_is_restored(file, cells):
    assert round_trip(cells, file) == cells


@each(
    "cell",
    [
        *("=1+1", "+1", "-1", "@sum", "\tx", "'", "''", "'=1", "''=1", "'tis", "it's"),
        *('a "b" c', "a,b", "a\nb", "Škvorecký", "日本", "“curly”", " lead and trail "),
    ],
)
def test_a_cell_that_csv_or_a_spreadsheet_could_misread_is_restored(cell, tmp_path):
    assert round_trip([cell, "x"], tmp_path / "t.csv") == [cell, "x"]


def test_a_carriage_return_within_a_cell_becomes_a_line_feed(tmp_path):
    assert round_trip(["one\rtwo", "a\r\nb"], tmp_path / "t.csv") == ["one\ntwo", "a\nb"]


@each("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_starts_a_formula(start, tmp_path):
    store.write_csv(pd.DataFrame({"a": [f"{start}cmd"]}), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as handle:
        assert f"a\n'{start}cmd" in handle.read().replace('"', "")


def test_a_missing_cell_and_an_empty_one_are_both_read_as_missing(tmp_path):
    store.write_csv(pd.DataFrame({"a": ["x", None, ""], "b": "y"}), tmp_path / "t.csv")
    assert store.read_csv(tmp_path / "t.csv")["a"].isna().tolist() == [False, True, True]


def test_a_table_of_one_column_keeps_its_missing_row(tmp_path):
    store.write_csv(pd.DataFrame({"a": ["x", None]}), tmp_path / "t.csv")
    assert store.read_csv(tmp_path / "t.csv")["a"].isna().tolist() == [False, True]


def test_an_empty_table_keeps_its_columns(tmp_path):
    store.write_csv(pd.DataFrame({"a": [], "b": []}), tmp_path / "t.csv")
    read = store.read_csv(tmp_path / "t.csv")
    assert list(read.columns) == ["a", "b"]
    assert read.empty


def test_lines_end_in_lf_and_text_is_utf8_without_a_mark(tmp_path):
    store.write_csv(pd.DataFrame({"a": ["é", "x"]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == "a\né\nx\n".encode()


def test_numbers_have_6_significant_digits(tmp_path):
    numbers = [math.pi, 1 / 3e9, 12345678.9]
    store.write_csv(pd.DataFrame({"a": numbers}), tmp_path / "t.csv")
    read = store.read_csv(tmp_path / "t.csv")["a"].tolist()
    assert read == ["3.14159", "3.33333e-10", "1.23457e+07"]


def test_whole_numbers_keep_all_digits(tmp_path):
    store.write_csv(pd.DataFrame({"a": [123456789]}), tmp_path / "t.csv")
    assert store.read_csv(tmp_path / "t.csv")["a"].tolist() == ["123456789"]


def test_there_is_no_minus_zero(tmp_path):
    store.write_csv(pd.DataFrame({"a": [-0.0, 0.0]}), tmp_path / "t.csv")
    assert store.read_csv(tmp_path / "t.csv")["a"].tolist() == ["0", "0"]


def test_a_negative_number_is_no_formula(tmp_path):
    store.write_csv(pd.DataFrame({"a": [-1.5], "b": [-2]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b"a,b\n-1.5,-2\n"


def test_undefined_numbers_are_empty_cells(tmp_path):
    store.write_csv(pd.DataFrame({"a": [np.nan], "b": [1]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b"a,b\n,1\n"


def test_writing_leaves_the_table_as_it_was(tmp_path):
    table = pd.DataFrame({"a": ["=x"], "b": [-0.0]})
    store.write_csv(table, tmp_path / "t.csv")
    assert table.equals(pd.DataFrame({"a": ["=x"], "b": [-0.0]}))
    assert math.copysign(1, table["b"][0]) == -1


def test_missing_folders_are_made(tmp_path):
    store.write_csv(pd.DataFrame({"a": ["x"]}), tmp_path / "new" / "folder" / "t.csv")
    assert (tmp_path / "new" / "folder" / "t.csv").is_file()


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")
    assert io.read_rows(tmp_path / "t.csv") == (["a", "b"], [["1", "2"]])


def test_windows_line_ends_are_read(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"a,b\r\n1,2\r\n")
    assert io.read_rows(tmp_path / "t.csv") == (["a", "b"], [["1", "2"]])


@each(
    ("content", "expected"),
    [
        (None, "no such file"),
        (b"", "the file is empty"),
        (b"a,b\n1,2\n1\n", "row 3: 1 cells; expected 2 (a, b)"),
        (b"a,b\n1,2,3\n", "row 2: 3 cells; expected 2 (a, b)"),
        (b"a,b\n\xe9,2\n", "not readable as CSV in UTF-8"),
        (b'a,b\n"1,2\n', "not readable as CSV in UTF-8"),
    ],
)
def test_an_unreadable_table_is_named_with_what_is_wrong(content, expected, tmp_path):
    path = tmp_path / "t.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StudyError) as caught:
        io.read_rows(path)
    assert str(path) in str(caught.value)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


@each(
    ("content", "expected"),
    [
        (None, "no such file"),
        (b"a: [1\nb: 2", "YAML"),
        (b"a: \xe9\xe8", "UTF-8"),
        (b"a: 2020-99-99", "YAML"),
        (b"[" * 5_000, "YAML"),
    ],
)
def test_an_unreadable_yaml_file_is_named_in_one_line(content, expected, tmp_path):
    path = tmp_path / "c.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StudyError) as caught:
        io.read_yaml(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_yaml_key_given_twice_is_a_mistake(tmp_path):
    # PyYAML takes the last silently: a config would say one thing and do another
    (tmp_path / "c.yaml").write_text("seed: 1\nseed: 2\n", encoding="utf-8")
    with pytest.raises(StudyError, match="seed"):
        io.read_yaml(tmp_path / "c.yaml")


def test_parquet_bytes_are_the_same_on_writing_twice(tmp_path):
    table = pd.DataFrame({"a": ["é", None], "b": [1, 2], "c": [0.5, np.nan], "d": [True, False]})
    store.write_parquet(table, tmp_path / "1.parquet")
    store.write_parquet(table.copy(), tmp_path / "2.parquet")
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()


def test_parquet_restores_a_table(tmp_path):
    table = pd.DataFrame({"a": ["é", None], "b": [1, 2], "c": [0.5, np.nan], "d": [True, False]})
    table["a"] = table["a"].astype("str")
    store.write_parquet(table, tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(store.read_parquet(tmp_path / "t.parquet"), table)


@each("strings", [["b", None, "é", "a", "b"], []])
def test_a_coded_table_holds_the_same_with_its_categories_in_order(strings, tmp_path):
    table = pd.DataFrame({"a": strings, "b": range(len(strings))}).astype({"a": "str"})
    store.write_parquet(table, tmp_path / "t.parquet")
    coded = store.read_coded(tmp_path / "t.parquet")
    assert list(coded["a"].cat.categories) == sorted({text for text in strings if text})
    pd.testing.assert_frame_equal(coded.astype({"a": "str"}), table)


def test_the_order_of_categories_does_not_depend_on_row_groups(tmp_path):
    table = pa.table({"a": ["d", "a", "c", "b"]})
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=1, store_schema=False)
    coded = store.read_coded(tmp_path / "t.parquet")
    assert coded["a"].cat.codes.tolist() == [3, 0, 2, 1]


def test_parquet_bytes_do_not_tell_the_index(tmp_path):
    table = pd.DataFrame({"a": [1, 2]})
    store.write_parquet(table, tmp_path / "1.parquet")
    store.write_parquet(table.set_index(pd.Index(["x", "y"], name="n")), tmp_path / "2.parquet")
    assert (tmp_path / "1.parquet").read_bytes() == (tmp_path / "2.parquet").read_bytes()


def test_parquet_holds_no_metadata_of_pandas(tmp_path):
    # it would name the version of pandas, and so differ between machines
    store.write_parquet(pd.DataFrame({"a": [1, 2]}), tmp_path / "t.parquet")
    assert not pq.read_schema(tmp_path / "t.parquet").metadata


def test_tables_are_read_as_one_in_the_order_given(tmp_path):
    for name in (2, 1):
        store.write_parquet(pd.DataFrame({"a": [name]}), tmp_path / f"{name}.parquet")
    both = store.read_parquets([tmp_path / "2.parquet", tmp_path / "1.parquet"])
    assert both["a"].tolist() == [2, 1]
    assert both.index.tolist() == [0, 1]


PARTS = [pd.DataFrame({"a": ["=x", "é"], "b": [1.5, -0.0]}), pd.DataFrame({"a": ["'"], "b": [2]})]
NO_ROWS = PARTS[0][:0]


@each("parts", [PARTS, [NO_ROWS, *PARTS], [PARTS[0], NO_ROWS, PARTS[1]]])
def test_a_table_in_parts_is_written_as_one(parts, tmp_path):
    store.write_csv_parts(iter(parts), tmp_path / "parts.csv")
    store.write_csv(pd.concat(PARTS), tmp_path / "whole.csv")
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_parts_without_rows_give_a_table_without_rows(tmp_path):
    store.write_csv_parts([NO_ROWS, NO_ROWS], tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b"a,b\n"


@each(("size", "sizes"), [(1, [1] * 5), (2, [2, 2, 1]), (5, [5]), (9, [5])])
def test_a_csv_file_is_read_in_parts_of_a_size(monkeypatch, tmp_path, size, sizes):
    table = pd.DataFrame({"a": list("v=x'z"), "b": ["1", None, "3", "4", "5"]}, dtype="str")
    store.write_csv(table, tmp_path / "t.csv")
    monkeypatch.setattr(store, "PART", size)
    parts = list(store.read_csv_parts(tmp_path / "t.csv"))
    assert [len(part) for part in parts] == sizes
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), table)
    pd.testing.assert_frame_equal(store.read_csv(tmp_path / "t.csv"), table)


def test_a_csv_file_without_rows_is_one_part(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n", encoding="utf-8")
    (part,) = store.read_csv_parts(tmp_path / "t.csv")
    assert (list(part.columns), len(part)) == (["a", "b"], 0)


def test_rows_are_streamed_as_they_are_read_at_once(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,'=2\n3,4\n", encoding="utf-8")
    header, rows = io.read_rows(tmp_path / "t.csv")
    assert list(io.stream_rows(tmp_path / "t.csv")) == [header, *rows]
    assert rows == [["1", "=2"], ["3", "4"]]


def test_a_wrong_row_is_found_when_it_is_reached(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n3\n", encoding="utf-8")
    rows = io.stream_rows(tmp_path / "t.csv")
    assert [next(rows), next(rows)] == [["a", "b"], ["1", "2"]]
    with pytest.raises(StudyError, match=r"row 3: 1 cells; expected 2 \(a, b\)"):
        next(rows)


def test_parquet_in_parts_is_read_in_the_same_parts(tmp_path):
    parts = [part.astype({"a": "str", "b": "float64"}) for part in [*PARTS, NO_ROWS]]
    store.write_parquet_parts(iter(parts), tmp_path / "t.parquet")
    read = list(store.read_parquet_parts(tmp_path / "t.parquet"))
    filled = [part for part in read if len(part)]
    assert len(filled) == len(PARTS)
    for part, written in zip(filled, parts, strict=False):
        pd.testing.assert_frame_equal(part, written)
    pd.testing.assert_frame_equal(
        store.read_parquet(tmp_path / "t.parquet"), pd.concat(parts, ignore_index=True)
    )


def test_a_part_of_parquet_with_missing_cells_alone_is_a_part(tmp_path):
    parts = [pd.DataFrame({"a": cells}, dtype="str") for cells in ([None, None], ["x", None])]
    store.write_parquet_parts(parts, tmp_path / "t.parquet")
    both = store.read_parquet(tmp_path / "t.parquet")
    assert both["a"].isna().tolist() == [True, True, False, True]


def test_parquet_without_a_row_keeps_its_columns(tmp_path):
    store.write_parquet_parts([NO_ROWS], tmp_path / "t.parquet")
    assert list(store.read_parquet(tmp_path / "t.parquet").columns) == ["a", "b"]
    store.write_csv_parts(
        store.read_parquet_parts(tmp_path / "t.parquet"), tmp_path / "released.csv"
    )
    assert (tmp_path / "released.csv").read_bytes() == b"a,b\n"


def test_shards_of_a_table_are_read_one_by_one_and_again(tmp_path):
    paths = {"words": [str(tmp_path / f"{n}.parquet") for n in (2, 1)], "other": ["absent"]}
    for path in paths["words"]:
        store.write_parquet(pd.DataFrame({"a": [path]}), Path(path))
    for _ in range(2):
        read = store.read_shards(paths, "words")
        assert [part["a"].tolist() for part in read] == [[path] for path in paths["words"]]


def test_json_keeps_the_order_of_keys_and_letters_beyond_ascii(tmp_path):
    io.write_json({"b": "é", "a": 1}, tmp_path / "t.json")
    assert (tmp_path / "t.json").read_bytes() == '{\n  "b": "é",\n  "a": 1\n}\n'.encode()

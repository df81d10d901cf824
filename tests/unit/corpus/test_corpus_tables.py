import csv
import io
import json
import tracemalloc
from contextlib import suppress
from itertools import islice

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cases import each

from crossframe.config import Columns, TableSource
from crossframe.corpus import tables
from crossframe.corpus.tables import read_table
from crossframe.errors import StudyError

NO_COLUMNS = dict.fromkeys(Columns.model_fields)
ROWS = [
    ("The ferry’s bell, “again”", "Gazette"),
    ("First line\nSecond; with | and \t", "Čas"),
    ("", "Post"),
]
CELLS = [{"text": text, "outlet": outlet} for text, outlet in ROWS]


def source(path, encoding=None, delimiter=None, **columns):
    """A table whose texts stand in `body` and outlets in `paper`."""
    named = {**NO_COLUMNS, "text": "body", "outlet": "paper", **columns}
    return TableSource(
        kind="table",
        path=str(path),
        encoding=encoding,
        delimiter=delimiter,
        day_first=True,
        columns=Columns(**named),
    )


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def csv_of(rows, delimiter=",", header=("body", "paper")):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue()


def json_of(rows):
    return "".join(json.dumps(dict(zip(("body", "paper"), r, strict=True))) + "\n" for r in rows)


def parquet(path, **columns):
    pq.write_table(pa.table(columns), path)
    return path


def cells(given):
    return [row for _, row in read_table(given)]


def refusal(given):
    """The message with which a table is refused."""
    with pytest.raises(StudyError) as error:
        list(read_table(given))
    message = str(error.value)
    assert "\n" not in message
    assert message.startswith(given.path)
    return message


# forms of files


@each("suffix", ["csv", "tsv", "jsonl", "ndjson", "parquet"])
def test_every_form_gives_the_same_cells(tmp_path, suffix):
    path = tmp_path / f"articles.{suffix}"
    if suffix == "parquet":
        pq.write_table(pa.Table.from_pylist([{"body": t, "paper": o} for t, o in ROWS]), path)
    elif suffix in ("jsonl", "ndjson"):
        written(path, json_of(ROWS))
    else:
        written(path, csv_of(ROWS, "\t" if suffix == "tsv" else ","))
    assert cells(source(path)) == CELLS


@each("delimiter", list(tables.DELIMITERS))
def test_the_delimiter_is_detected(tmp_path, delimiter):
    assert cells(source(written(tmp_path / "a.csv", csv_of(ROWS, delimiter)))) == CELLS


def test_a_delimiter_is_detected_by_the_columns_and_not_by_its_number(tmp_path):
    content = csv_of(ROWS, ";", header=("body", "paper"))
    content = content.replace("body;paper", "body;paper;a, b, c, d, e").replace("\r\n", ";x\r\n")
    content = content.replace("c, d, e;x", "c, d, e")
    assert cells(source(written(tmp_path / "a.csv", content)))[0] == CELLS[0]


@each("delimiter", ["~", "\x1f", "§"])
def test_any_delimiter_can_be_stated(tmp_path, delimiter):
    path = written(tmp_path / "a.csv", csv_of(ROWS, delimiter))
    assert cells(source(path, delimiter=delimiter)) == CELLS


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_detected(tmp_path, encoding):
    assert cells(source(written(tmp_path / "a.csv", csv_of(ROWS).encode(encoding)))) == CELLS


@each("form", ["csv", "jsonl"])
def test_a_western_code_page_is_detected(tmp_path, form):
    rows = [("“Le bac” du café", "Gazette")]
    text = csv_of(rows) if form == "csv" else '{"body": "“Le bac” du café", "paper": "Gazette"}\n'
    path = written(tmp_path / f"a.{form}", text.encode("cp1252"))
    assert cells(source(path)) == [{"text": "“Le bac” du café", "outlet": "Gazette"}]


@each("encoding", ["cp1251", "koi8-r", "utf-16-le", "utf-8-sig"])
def test_any_encoding_can_be_stated(tmp_path, encoding):
    rows = [("Паром", "Газета")]
    path = written(tmp_path / "a.csv", csv_of(rows).encode(encoding))
    assert cells(source(path, encoding)) == [{"text": "Паром", "outlet": "Газета"}]


@each(("mark", "stated"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le")])
@each("form", ["csv", "jsonl"])
def test_a_stated_encoding_may_have_a_mark(tmp_path, mark, stated, form):
    text = csv_of(ROWS) if form == "csv" else json_of(ROWS)
    assert cells(source(written(tmp_path / f"a.{form}", text.encode(mark)), stated)) == CELLS


def test_the_names_of_columns_may_have_spaces_around_them(tmp_path):
    path = written(tmp_path / "a.csv", csv_of(ROWS, header=(" body", "paper ")))
    assert cells(source(path)) == CELLS


def test_only_the_columns_named_are_read(tmp_path):
    path = written(tmp_path / "a.csv", "n,body,paper,head\n1,x,Gazette,Ferry\n")
    assert cells(source(path, title="head")) == [
        {"text": "x", "outlet": "Gazette", "title": "Ferry"}
    ]


def test_one_column_may_serve_two_fields(tmp_path):
    path = written(tmp_path / "a.csv", "body,paper\nx,Gazette\n")
    assert cells(source(path, stratum="paper"))[0]["stratum"] == "Gazette"


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path):
    path = written(tmp_path / "a.csv", 'body,paper\n"two\nlines",Gazette\n\nx,Post\n')
    assert [place for place, _ in read_table(source(path))] == ["row 2", "row 4"]


def test_lines_of_json_are_numbered_with_the_empty_ones(tmp_path):
    path = written(tmp_path / "a.jsonl", "\n" + json_of(ROWS).replace("\n", "\n\n"))
    assert [place for place, _ in read_table(source(path))] == ["line 2", "line 4", "line 6"]


# cells


@each("form", ["csv", "jsonl", "parquet"])
def test_a_cell_may_be_long(tmp_path, form):
    text = "A ferry sails. " * 350_000
    path = tmp_path / f"a.{form}"
    if form == "parquet":
        parquet(path, body=[text], paper=["Gazette"])
    else:
        written(path, csv_of([(text, "Gazette")]) if form == "csv" else json_of([(text, "G")]))
    (row,) = cells(source(path))
    assert len(text) > 5_000_000
    assert row["text"] == text


@each(
    ("value", "cell"),
    [
        (None, ""),
        (float("nan"), ""),
        (7, "7"),
        (2.5, "2.5"),
        (True, "True"),
        ("\ud83d\ude00", "😀"),
        ("\ud83d", "�"),
        ("a\0b", "a\0b"),
    ],
)
def test_a_json_value_becomes_text(tmp_path, value, cell):
    content = json.dumps({"body": "x", "paper": "Gazette", "head": value})
    assert cells(source(written(tmp_path / "a.jsonl", content), title="head"))[0]["title"] == cell


def test_a_key_that_an_object_lacks_is_an_empty_cell(tmp_path):
    path = written(tmp_path / "a.jsonl", '{"body": "x", "paper": "Gazette"}\n{"paper": "Post"}\n')
    assert cells(source(path, title="head"))[1] == {"text": "", "outlet": "Post", "title": ""}


def test_the_types_of_parquet_become_text(tmp_path):
    path = parquet(
        tmp_path / "a.parquet",
        body=pa.array([b"the ferry", None]),
        paper=pa.array(["Gazette", "Post"]).dictionary_encode(),
        day=pd.to_datetime(["2031-03-04 10:20:30.123456789", None]),
        n=pa.array([7, None], pa.int16()),
    )
    assert cells(source(path, date="day", id="n")) == [
        {"text": "the ferry", "outlet": "Gazette", "date": "2031-03-04 10:20:30.123456789",
         "id": "7"},
        {"text": "", "outlet": "Post", "date": "", "id": ""},
    ]  # fmt: skip


@each("encoding", ["utf-8", "utf-16"])
def test_nul_in_a_cell_is_read_where_the_encoding_is_stated(tmp_path, encoding):
    path = written(tmp_path / "a.csv", csv_of([("a\0b", "Gazette")]).encode(encoding))
    assert cells(source(path, encoding)) == [{"text": "a\0b", "outlet": "Gazette"}]


# malformed rows


@each("row", ["x", "x,Gazette,more", "x,Gazette,"])
def test_a_row_with_a_wrong_number_of_cells_is_malformed(tmp_path, row):
    path = written(tmp_path / "a.csv", f"body,paper\na,Gazette\n{row}\nb,Post\n")
    assert [c and c["text"] for c in cells(source(path))] == ["a", None, "b"]


@each(
    "line",
    [
        *("[1, 2]", '"text"', "7", "null", '{"body": "x", "paper": ', "plain text"),
        *('{"body": {"p": "x"}, "paper": "Gazette"}', '{"body": ["x"], "paper": "Gazette"}'),
        *("[" * 100_000, '{"body": ' + "1" * 5000 + ', "paper": "Gazette"}'),
    ],
)
def test_a_line_that_is_no_object_of_plain_values_is_malformed(tmp_path, line):
    good = '{"body": "a", "paper": "Gazette"}'
    path = written(tmp_path / "a.jsonl", f"{good}\n{line}\n{good}\n")
    assert [c and c["text"] for c in cells(source(path))] == ["a", None, "a"]


def test_a_nested_value_elsewhere_in_an_object_is_no_concern(tmp_path):
    path = written(tmp_path / "a.jsonl", '{"body": "a", "paper": "Gazette", "tags": ["x"]}')
    assert len(cells(source(path))) == 1


def test_a_nested_value_of_parquet_is_malformed(tmp_path):
    path = parquet(tmp_path / "a.parquet", body=["a", "b"], paper=["G", "G"], head=[["x"], None])
    assert [c and c["text"] for c in cells(source(path, title="head"))] == [None, "b"]


# refusals


def test_a_missing_file_is_refused(tmp_path):
    assert "no such file" in refusal(source(tmp_path / "a.csv"))


@each("form", ["csv", "tsv", "jsonl", "ndjson"])
@each("content", ["", "\ufeff", "\n\n"])
def test_an_empty_file_is_refused_as_that(tmp_path, form, content):
    assert "the file is empty" in refusal(source(written(tmp_path / f"a.{form}", content)))


@each("form", ["csv", "jsonl", "parquet"])
def test_a_missing_column_is_refused_with_the_nearest_name(tmp_path, form):
    path = tmp_path / f"a.{form}"
    if form == "parquet":
        parquet(path, bodi=["x"], paper=["Gazette"])
    else:
        content = "bodi,paper\nx,Gazette\n"
        written(path, content if form == "csv" else '{"bodi": "x", "paper": "Gazette"}')
    message = refusal(source(path))
    assert "'body'" in message
    assert "did you mean 'bodi'?" in message


def test_a_missing_column_like_no_other_is_refused_with_all_names(tmp_path):
    path = written(tmp_path / "a.csv", "words,paper\nx,Gazette\n")
    assert refusal(source(path)).endswith("is missing; it has words, paper")


@each("form", ["csv", "parquet"])
def test_a_column_that_stands_twice_is_refused(tmp_path, form):
    path = tmp_path / f"a.{form}"
    if form == "csv":
        written(path, "body,paper,body\nx,Gazette,y\n")
    else:
        arrays = [pa.array(["x"])] * 3
        pq.write_table(pa.Table.from_arrays(arrays, names=["body", "paper", "body"]), path)
    assert "'body', which the config names, stands twice" in refusal(source(path))


def test_a_column_that_stands_twice_unnamed_is_no_concern(tmp_path):
    path = written(tmp_path / "a.csv", "body,paper,n,n\nx,Gazette,1,2\n")
    assert len(cells(source(path))) == 1


@each("form", ["csv", "jsonl"])
def test_a_wrong_stated_encoding_is_refused(tmp_path, form):
    content = "body,paper\ncafé,Gazette\n"
    if form == "jsonl":
        content = '{"body": "café", "paper": "Gazette"}'
    path = written(tmp_path / f"a.{form}", content.encode("cp1252"))
    message = refusal(source(path, "utf-8"))
    assert "not in the encoding utf-8" in message
    assert "`source.encoding`" in message


@each("name", ["latin-17", "rot13", "hex", ""])
def test_an_unknown_encoding_is_refused(tmp_path, name):
    path = written(tmp_path / "a.csv", csv_of(ROWS))
    assert "`source.encoding`" in refusal(source(path, name))


def test_an_encoding_that_changes_far_down_is_refused(tmp_path):
    path = written(tmp_path / "a.csv", csv_of([("x" * tables.SAMPLE, "G")]) + "caf")
    with path.open("ab") as handle:
        handle.write("é,G\n".encode("cp1252"))
    assert "state it in `source.encoding`" in refusal(source(path))


@each("form", ["csv", "tsv", "jsonl"])
@each(
    "content",
    [
        b"PK\x03\x04 a workbook",
        b"\x1f\x8b\x08 packed",
        b"\x89PNG\r\n",
        b"body,paper\na\0b,Gazette\n",
    ],
)
def test_binary_content_is_refused(tmp_path, form, content):
    assert "binary content" in refusal(source(written(tmp_path / f"a.{form}", content)))


@each(
    "rows",
    ['"a,Gazette\nb,Post\n', 'a,"Gazette\nb,Post\n', 'a,Gazette\nb,"Post'],
)
def test_unbalanced_quotes_are_refused(tmp_path, rows):
    message = refusal(source(written(tmp_path / "a.csv", "body,paper\n" + rows)))
    assert "line " in message
    assert "not readable as CSV" in message


def test_quotes_within_a_cell_are_balanced(tmp_path):
    path = written(tmp_path / "a.csv", 'body,paper\n5" pipe,Gazette\n"he said ""no""",Gazette\n')
    assert [row["text"] for row in cells(source(path))] == ['5" pipe', 'he said "no"']


@each("content", ["[1]\n", '["a"]', "nonsense\n", '{"body": "x"\n'])
def test_a_file_that_begins_with_no_object_is_refused(tmp_path, content):
    message = refusal(source(written(tmp_path / "a.jsonl", content)))
    assert "line 1: no JSON object; expected one a line" in message


def test_broken_parquet_is_refused(tmp_path):
    whole = parquet(tmp_path / "whole.parquet", body=["x"] * 50, paper=["G"] * 50).read_bytes()
    broken = [b"", b"PAR1", whole[:-20], whole[: len(whole) // 2], b"PAR1" + bytes(60) + whole[64:]]
    for number, content in enumerate(broken):
        path = written(tmp_path / f"{number}.parquet", content)
        assert "not readable as Parquet" in refusal(source(path))


def not_utf8():
    """A column of text that is not UTF-8, as some programs write."""
    ends = (0).to_bytes(4, "little") + (4).to_bytes(4, "little")
    return pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(ends), pa.py_buffer(b"caf\xe9")]
    )


@each(
    "column",
    [not_utf8(), pa.array([10**7], pa.int32()).cast(pa.date32()),
     pa.array([1], pa.int64()).cast(pa.timestamp("s", tz="Nowhere/Land"))],
)  # fmt: skip
def test_a_value_of_parquet_that_cannot_be_read_is_malformed_or_refused(tmp_path, column):
    path = parquet(tmp_path / "a.parquet", body=["x"], paper=["Gazette"], head=column)
    given = source(path, title="head")
    with suppress(StudyError):
        assert cells(given) == [None]


# streaming


@each("form", ["csv", "jsonl"])
def test_memory_does_not_grow_with_the_table(tmp_path, form):
    path = tmp_path / f"a.{form}"
    row = ("The ferry sails again. " * 200, "Gazette")
    text = csv_of([row]) if form == "csv" else json_of([row])
    header, line = text.split("\r\n", 1) if form == "csv" else ("", text)
    with path.open("w", newline="") as handle:
        handle.write(f"{header}\r\n" if header else "")
        handle.writelines(line for _ in range(5000))
    tracemalloc.start()
    try:
        n_rows = sum(1 for _ in read_table(source(path)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert n_rows == 5000
    assert peak < path.stat().st_size / 4


def test_parquet_is_read_in_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "BATCH", 10)
    path = parquet(tmp_path / "a.parquet", body=[str(n) for n in range(25)], paper=["G"] * 25)
    rows = read_table(source(path))
    assert [place for place, _ in islice(rows, 12)][-1] == "row 12"
    assert [cells["text"] for _, cells in rows] == [str(n) for n in range(12, 25)]

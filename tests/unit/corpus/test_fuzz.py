"""Whatever is thrown at loading and cleaning: no crash, no line lost, no character altered."""

import json
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossframe.config import Columns, FolderSource, Selection, TableSource
from crossframe.corpus.decode import Unreadable
from crossframe.corpus.furniture import Furniture, Patterns
from crossframe.corpus.lines import split_lines
from crossframe.corpus.load import load
from crossframe.corpus.paragraphs import Sites, paragraphs
from crossframe.corpus.recurring import line_keys, recurring_lines
from crossframe.corpus.repair import repair
from crossframe.corpus.screen import screen
from crossframe.corpus.sources import Reading, content_of, reading_of
from crossframe.corpus.split import split_source
from crossframe.corpus.tables import read_table
from crossframe.errors import StudyError
from crossframe.feature_tables import OUTCOMES
from crossframe.stages import LOADED

FIELDS = list(Columns.model_fields)
FURNITURE = Furniture(
    wire_services=["AFP", "Reuters"],
    picture_agencies=["Getty Images"],
    general=Patterns(
        furniture=["menu"],
        disclaimer=["views are .*"],
        author_note=["about the author"],
        end=["comments"],
        teaser=["read more: .*"],
        teasers_follow=["related"],
    ),
    outlets={},
)
SELECTION = Selection(
    language="en", min_words=1, max_words=20_000, duplicates="keep", near_duplicate=0.8
)
few = settings(max_examples=25)

# What the rules look for, so that they meet it more often than chance would have it.
PIECES = st.sampled_from(
    [
        *("The ferry will not sail before the summer, said Jane Doe on Monday.", "Ferry sails"),
        *("HALLICK (AFP) - ", "LONDON, March 3 (Reuters) — ", " AFP", " (Reuters).", " Getty"),
        *("By Jane Doe", "Photo by Jane Doe", "(Photo: AFP)", "(left)", "Jane Doe is a reporter"),
        *("Menu", "Comments", "Related", "Read more: x", "Views are our own", "About the author"),
        *("12 March 2031", "Advertisement", "[...]", "…", ". ", "! ", "? ", ": ", "“", "”", "'"),
        *("\n", "\n", "\n\n", "\r", "\r\n", " ", "\t", "\x0b", "\x85", "\u2028", "\u00a0"),
        *("&amp;", "&lt;p&gt;", "&#10;", "&section", "â€™", "Ã©", "\x92", "\u200b", "\u00ad"),
        *("\0", "\x07", "\x1b[0m", "\u202e", "\u0301", "ﬁ", "Ａ", "日本", "Мэр", "😀", "ß", "İ"),
        *("\ufeff", "\ufffd", '"', "<p>", "</p>", "<b "),
    ]
)
DIRT = st.lists(PIECES | st.text(max_size=8), max_size=14).map("".join)
# A text on its way from the source is one that files can hold.
TEXTS = DIRT.filter(lambda text: not re.search("[\ud800-\udfff]", text))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("a"), inner),
    max_leaves=4,
)
DATES = st.lists(
    st.sampled_from(
        [*"0123456789 -/.:,TZ", "2031", "March", "jan", "月", "Tue, ", "pm", "+02", "²", "½"]
    ),
    max_size=10,
).map("".join)


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def table(path, encoding=None, delimiter=None):
    return TableSource(
        kind="table",
        path=str(path),
        encoding=encoding,
        delimiter=delimiter,
        day_first=True,
        columns=Columns(**{name: name for name in FIELDS}),
    )


def loaded(folder, source):
    """The records of a source, as far as it can be read."""
    split_source(source, ["Gazette", "Post"], {"The Post": "Post"}, [folder / "raw.parquet"])
    return load(folder / "raw.parquet", reading_of(source))


def check(table):
    assert set(table["outcome"]) <= set(OUTCOMES)
    usable = table[table["outcome"] == "analysed"]
    assert usable["article"].is_unique
    assert usable["text"].notna().all()


@contextmanager
def one_line(refusal):
    """Take a refusal for an answer, if its message is of one line."""
    try:
        yield
    except refusal as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message


def original(raw):
    return " ".join(raw.split())


def joined(parts):
    """The text of a line's parts, without white space, which parts do not share."""
    return "".join("".join(parts).split())


def screened(table):
    """Clean and screen records; return their paragraphs."""
    recurring = recurring_lines(line_keys(table), 3)
    found = paragraphs(table, Sites(FURNITURE, recurring, 0.5, ["title", "standfirst", "body"]))
    result = screen(table, found, FURNITURE, SELECTION)
    assert result["number"].tolist() == table["number"].tolist()
    return found


def record(number, text, title, outlet="Gazette"):
    return dict.fromkeys(LOADED.columns) | {
        "number": number,
        "read_from": "row",
        "article": f"a{number}",
        "outlet": outlet,
        "title": title or None,
        "date_basis": "missing",
        "outcome": "analysed",
        "text": text,
    }


# reading


@few
@given(content=st.binary(max_size=200), form=st.sampled_from(["csv", "tsv", "jsonl", "parquet"]))
@example(content=b"\xff\xfe\x00", form="csv")
@example(content=b"%PDF-1.7", form="jsonl")
def test_any_bytes_are_a_table_or_a_mistake(folder, content, form):
    path = folder / f"bytes.{form}"
    path.write_bytes(content)
    with one_line(StudyError):
        list(read_table(table(path)))


@few
@given(
    rows=st.lists(st.lists(DIRT | st.just('"') | st.just(","), max_size=9), max_size=4),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    stated=st.booleans(),
)
def test_any_csv_is_records_or_a_mistake(folder, rows, end, encoding, stated):
    lines = [",".join(FIELDS), *(",".join(row) for row in rows)]
    path = folder / "rows.csv"
    path.write_bytes(end.join(lines).encode(encoding, errors="replace"))
    with one_line(StudyError):
        check(loaded(folder, table(path, encoding if stated else None, ",")))


@few
@given(rows=st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES), max_size=4))
def test_any_json_is_records(folder, rows):
    first = {"text": "The ferry sails.", "outlet": "Gazette"}
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in [first, *rows]))
    found = loaded(folder, table(path))
    check(found)
    assert len(found) == len(rows) + 1


@few
@given(values=st.lists(st.binary(max_size=20) | TEXTS.map(str.encode) | st.none(), max_size=4))
def test_any_bytes_of_parquet_are_records(folder, values):
    path = folder / "rows.parquet"
    cells = {name: pa.array(values, pa.binary()) for name in FIELDS if name not in ("id", "outlet")}
    ids, outlets = pa.array(values, pa.binary()), pa.array(["Gazette"] * len(values), pa.string())
    pq.write_table(pa.table({**cells, "id": ids, "outlet": outlets}), path)
    found = loaded(folder, table(path))
    check(found)
    assert len(found) == len(values)


@few
@given(
    content=st.binary(max_size=100) | TEXTS.map(str.encode),
    kind=st.sampled_from(["cell", "text", "html", "docx", "pdf", ""]),
    encoding=st.sampled_from([None, "utf-8", "cp1251", "utf-16", "nonsense"]),
)
def test_any_content_has_a_text_or_is_unreadable(content, kind, encoding):
    with one_line(Unreadable):
        content_of(kind, content, encoding).text.encode()


@few
@given(names=st.lists(st.text("ab.é \u0301", min_size=1, max_size=6), min_size=1, max_size=4))
def test_any_names_of_files_are_records(names):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "texts"
        for each in names:
            if set(each) != {"."}:
                (root / "Gazette").mkdir(parents=True, exist_ok=True)
                (root / "Gazette" / each).write_text("The ferry sails.")
        root.mkdir(exist_ok=True)
        (root / "Post").mkdir(exist_ok=True)
        check(loaded(Path(name), FolderSource(kind="folder", path=str(root), encoding=None)))


@few
@given(date=DATES | DIRT)
def test_any_date_is_read_or_missing(folder, date):
    path = folder / "dates.jsonl"
    row = {"text": "The ferry sails.", "outlet": "Gazette", "date": date}
    path.write_text(json.dumps(row) + "\n")
    found = loaded(folder, table(path)).iloc[0]
    assert found["outcome"] == "analysed"
    if found["date_basis"] == "stated":
        assert re.fullmatch(r"(1[6-9]|2[01])\d\d(-\d\d){0,2}", found["date"])
    else:
        assert pd.isna(found["date"])


# cleaning


@few
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), title=TEXTS)
@example(texts=["HALLICK (AFP) - The ferry sails. AFP"], title="")
@example(texts=["a\u200b\nb &amp; c\n\u200b\n&#10;\nd"], title="caf\u00c3\u00a9")
def test_every_line_is_there_once_and_unaltered_unless_marked(texts, title):
    table = LOADED.validate(
        pd.DataFrame([record(number, text, title) for number, text in enumerate(texts, start=1)])
    )
    found = screened(table)
    for number, text in enumerate(texts, start=1):
        own = found[found["article"] == f"a{number}"]
        raws = dict(enumerate(split_lines(text), start=1))
        lines = {line: parts for line, parts in own.groupby("line") if line > 0}
        assert set(lines) == {line for line, raw in raws.items() if repair(raw)}
        for line, parts in lines.items():
            meant = repair(raws[line])
            assert parts["part"].tolist() == list(range(1, len(parts) + 1))
            assert parts["repaired"].nunique() == 1  # noqa: PD101 - of a few rows
            assert parts["repaired"].iloc[0] == (meant != original(raws[line]))
            assert joined(parts["text"]) == "".join(meant.split())


@few
@given(text=TEXTS, title=TEXTS)
@example(text="The ferry sails.", title="caf\u00c3\u00a9")
def test_a_title_that_was_repaired_is_marked(text, title):
    found = screened(LOADED.validate(pd.DataFrame([record(1, text, title)])))
    given_title = found[found["line"] == 0]
    assert len(given_title) <= 1
    for row in given_title.itertuples():
        assert row.text == repair(title)
        assert row.repaired == (row.text != original(title))


@few
@given(text=TEXTS, title=TEXTS)
def test_cleaning_does_not_depend_on_the_neighbours(text, title):
    neighbour = record(2, "The old bridge closed.\nShopkeepers were cross.", "Bridge", "Post")
    alone = screened(LOADED.validate(pd.DataFrame([record(1, text, title)])))
    both = screened(LOADED.validate(pd.DataFrame([neighbour, record(1, text, title)])))
    pd.testing.assert_frame_equal(both[both["article"] == "a1"].reset_index(drop=True), alone)


@few
@given(content=TEXTS)
def test_from_the_cell_to_the_paragraphs_nothing_is_lost(folder, content):
    path = folder / "cell.jsonl"
    path.write_text(json.dumps({"text": content, "outlet": "Gazette"}) + "\n")
    table_ = loaded(folder, table(path))
    found = screened(table_)
    if table_["outcome"].iloc[0] == "analysed":
        text = table_["text"].iloc[0]
        lines = [repair(raw) for raw in split_lines(text)]
        assert joined(found["text"]) == "".join("".join(lines).split())


def test_a_reading_that_names_no_encoding_finds_it():
    assert reading_of(table("a.csv")) == Reading(None, day_first=True)

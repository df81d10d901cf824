import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cases import each

from crossframe.corpus import load as module
from crossframe.corpus import split
from crossframe.corpus.load import load
from crossframe.corpus.sources import Reading
from crossframe.stages import LOADED

DETECT = Reading(None, day_first=True)
PAGE = (
    '<html><head><title>The ferry</title><meta property="article:published_time" '
    'content="2031-05-06T10:00:00Z"></head><body><article><p>The ferry that serves the island '
    "will not sail before the summer, the harbour master said.</p></article></body></html>"
)


def shard(path, *rows):
    """A shard of usable cells, but for what is given."""
    blank = dict.fromkeys(split.SCHEMA.names, "")
    whole = [
        blank
        | {
            "number": number,
            "read_from": f"row {number}",
            "article": f"a{number}",
            "outlet": "Gazette",
        }
        | {"kind": "cell", "outcome": "analysed", "content": b"The ferry sails."}
        | row
        for number, row in enumerate(rows, start=1)
    ]
    pq.write_table(pa.Table.from_pylist(whole, split.SCHEMA), path)
    return path


@pytest.fixture
def one(tmp_path):
    """Load one record."""

    def loaded(reading=DETECT, **row):
        return load(shard(tmp_path / "0.parquet", row), reading).iloc[0]

    return loaded


def test_a_record_is_read_into_one_form(one):
    found = one(title="Ferry", date="3 March 2031", url="u", credit="AFP", stratum="spring")
    assert found[["article", "outlet", "title", "date", "date_basis", "url", "credit", "stratum",
                  "outcome", "text"]].tolist() == [
        "a1", "Gazette", "Ferry", "2031-03-03", "stated", "u", "AFP", "spring", "analysed",
        "The ferry sails."]  # fmt: skip


def test_what_is_empty_is_missing(one):
    missing = ["title", "date", "url", "credit", "stratum"]
    assert one()[missing].isna().all()


@each("content", [b"", b" \n\t ", b"...", b"<p> </p>", b"\xe2\x80\x8b"])
def test_a_text_without_a_word_is_none(one, content):
    found = one(content=content)
    assert found["outcome"] == "no text"
    assert found[["text"]].isna().all()


@each("content", [b"%PDF-1.7 plain", b"{\\rtf1 plain}", b"a\0b", bytes(256)])
def test_binary_content_is_unreadable(one, content):
    found = one(content=content, kind="text")
    assert found["outcome"] == "unreadable"
    assert found[["text"]].isna().all()


def test_a_file_of_no_known_kind_is_unreadable(one):
    assert one(kind="")["outcome"] == "unreadable"


@each("outcome", ["malformed row", "other outlet", "no outlet", "repeated id"])
def test_a_record_that_is_not_usable_stays_so(one, outcome):
    found = one(outcome=outcome, content=None)
    assert found["outcome"] == outcome
    assert found[["text"]].isna().all()


def test_a_stated_encoding_is_that_of_files_and_not_of_cells(one):
    reading = Reading("koi8-r", day_first=True)
    assert one(reading, kind="text", content="паром".encode("koi8-r"))["text"] == "паром"
    assert one(reading, kind="cell", content="паром".encode())["text"] == "паром"


# dates


@each(
    ("written", "date"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T10:20:30Z", "2031-03-04"),
        ("2031-03-04 00:00:00", "2031-03-04"),
        ("03/04/2031", "2031-04-03"),
        ("3.4.2031", "2031-04-03"),
        ("20310304", "2031-03-04"),
        ("4 March 2031", "2031-03-04"),
        ("March 4th, 2031 10:20 pm", "2031-03-04"),
        ("Tue, 04 Mar 2031 10:20:30 +0200", "2031-03-04"),
        ("1930353600", "2031-03-04"),
        ("1930353600000", "2031-03-04"),
        ("March 2031", "2031-03"),
        ("2031", "2031"),
        ("2031.0", "2031"),
    ],
)
def test_a_date_in_any_form_is_stated(one, written, date):
    found = one(date=written)
    assert (found["date"], found["date_basis"]) == (date, "stated")


@each("day_first", [True, False])
def test_the_config_says_whether_days_come_first(one, day_first):
    found = one(Reading(None, day_first), date="03/04/2031")
    assert found["date"] == ("2031-04-03" if day_first else "2031-03-04")


@each(
    "written",
    ["0001-01-01", "2031-13-01", "31/02/2031", "2031-02-29", "99/99/9999", "soon", "10:20", "-"],
)
def test_an_impossible_date_is_missing_and_the_article_kept(one, written):
    found = one(date=written)
    assert found[["date"]].isna().all()
    assert (found["date_basis"], found["outcome"]) == ("unreadable", "analysed")


def test_no_date_is_missing(one):
    found = one()
    assert found[["date"]].isna().all()
    assert found["date_basis"] == "missing"


def test_a_page_states_title_and_date_where_the_source_does_not(one):
    found = one(kind="html", content=PAGE.encode())
    assert (found["title"], found["date"], found["date_basis"]) == (
        "The ferry", "2031-05-06", "inferred")  # fmt: skip


def test_the_source_goes_before_the_page(one):
    found = one(kind="html", content=PAGE.encode(), title="Ferry", date="2031-05-09")
    assert (found["title"], found["date"], found["date_basis"]) == ("Ferry", "2031-05-09", "stated")


def test_an_impossible_date_gives_way_to_the_pages(one):
    found = one(kind="html", content=PAGE.encode(), date="soon")
    assert (found["date"], found["date_basis"]) == ("2031-05-06", "inferred")


def test_the_date_of_a_catalogue_is_taken_as_it_is(one):
    found = one(date="2031-03", date_basis="inferred")
    assert (found["date"], found["date_basis"]) == ("2031-03", "inferred")


# shards


def test_records_are_read_in_batches(tmp_path, monkeypatch):
    path = shard(tmp_path / "0.parquet", *[{}] * 7)
    whole = load(path, DETECT)
    monkeypatch.setattr(module, "BATCH", 2)
    assert load(path, DETECT).equals(whole)
    assert whole["number"].tolist() == list(range(1, 8))


def test_an_empty_shard_gives_an_empty_table(tmp_path):
    found = load(shard(tmp_path / "0.parquet"), DETECT)
    assert found.empty
    assert list(found.columns) == list(LOADED.columns)


def test_one_broken_record_leaves_the_others(tmp_path):
    broken = {"kind": "pdf", "content": b"%PDF-1.7 broken"}
    found = load(shard(tmp_path / "0.parquet", {}, broken, {}), DETECT)
    assert found["outcome"].tolist() == ["analysed", "unreadable", "analysed"]


def test_the_table_conforms_to_its_schema(tmp_path):
    found = load(shard(tmp_path / "0.parquet", {}, {"title": "Ferry"}), DETECT)
    assert LOADED.validate(found).equals(found)


def test_a_record_that_cannot_be_read_for_an_unknown_reason_failed(tmp_path, monkeypatch):
    read = module.content_of

    def failing(kind, content, encoding):
        if b"bridge" in content:
            raise ZeroDivisionError("the bridge")
        return read(kind, content, encoding)

    monkeypatch.setattr(module, "content_of", failing)
    found = load(shard(tmp_path / "0.parquet", {}, {"content": b"The bridge fell."}), DETECT)
    assert found["outcome"].tolist() == ["analysed", "failed"]
    assert found["reason"][1] == "ZeroDivisionError in load._load"

import csv
import hashlib
import io
from contextlib import suppress

import docx
import pytest
from cases import each

from crossframe.config import CatalogueSource, Columns, FolderSource, TableSource
from crossframe.corpus import sources
from crossframe.corpus.decode import Unreadable
from crossframe.corpus.sources import Reading, content_of, outlet_named, read_source
from crossframe.errors import StudyError

OUTLETS = ["Gazette", "Post"]
STORY = "The ferry will not sail before the summer, the harbour master said on Monday."
PAGE = (
    f"<html><head><title>Ferry</title></head><body><article><p>{STORY}</p></article></body></html>"
)


def folder(path, encoding=None):
    return FolderSource(kind="folder", path=str(path), encoding=encoding)


def table(path, day_first=True, **columns):
    named = {**dict.fromkeys(Columns.model_fields), "text": "body", "outlet": "paper", **columns}
    return TableSource(kind="table", path=str(path), encoding="utf-8", delimiter=",",
                       day_first=day_first, columns=Columns(**named))  # fmt: skip


def rows(path, header, *cells):
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([header, *cells])
    return path


def catalogue(tmp_path, contents):
    """A catalogue of texts, by id; their files have names that say nothing."""
    texts = tmp_path / "texts"
    texts.mkdir()
    header = ["id", "outlet", "title", "date", "date_basis", "url", "rights", "sha256", "stratum"]
    facts = []
    for number, (name, content) in enumerate(contents.items()):
        (texts / f"file {number}").write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        outlet = OUTLETS[number % 2]
        facts.append([name, outlet, f"On {name}", "2031-03", "inferred", "u", "r", digest, "s"])
    path = rows(tmp_path / "catalogue.csv", header, *facts)
    return CatalogueSource(kind="catalogue", catalogue=str(path), texts=str(texts))


def word_file():
    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph(STORY)
    document.save(buffer)
    return buffer.getvalue()


def pdf_file(text=STORY, glyphs=""):
    """A PDF of one line; `glyphs` says what its letters mean, as a ToUnicode map does."""
    shown = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    means = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{glyphs}\nendcmap end end"
    ).encode()
    unicode = b" /ToUnicode 6 0 R" if glyphs else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s >>" % unicode,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(means), means),
    ]
    content, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        starts.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return content + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size 7 >>\n"
        b"startxref\n%d\n%%%%EOF" % (entries, len(content))
    )


# names of outlets


@each(
    ("name", "outlet"),
    [("Gazette", "Gazette"), ("The Gazette", "Gazette"), ("gazette", None), ("", None)],
)
def test_an_outlet_is_meant_by_its_name_or_an_alias(name, outlet):
    assert outlet_named(name, OUTLETS, {"The Gazette": "Gazette"}) == outlet


# tables


def test_the_cells_of_a_row_are_its_facts(tmp_path):
    path = rows(
        tmp_path / "a.csv",
        ["body", "paper", "n", "head", "day", "link", "by", "event"],
        [STORY, "Gazette", "g 1", "Ferry", "3/4/2031", "https://x.org", "AFP", "spring"],
    )
    given = table(path, id="n", title="head", date="day", url="link", credit="by", stratum="event")
    (raw,) = read_source(given, OUTLETS)
    assert raw == sources.Raw("row 2", "Gazette", "cell", STORY.encode(), "g 1", "Ferry",
                              "3/4/2031", "", "https://x.org", "AFP", "spring")  # fmt: skip


def test_names_and_titles_are_repaired_but_not_the_text(tmp_path):
    dirty = "the ferryâ€™s\u200b  bell"
    path = rows(tmp_path / "a.csv", ["body", "paper", "head"], [dirty, "Ga\u00adzette ", dirty])
    (raw,) = read_source(table(path, title="head"), OUTLETS)
    assert (raw.outlet, raw.title, raw.content) == ("Gazette", "the ferry’s bell", dirty.encode())


@each(
    "url",
    [
        "https://x.org/?id=1&section=news",
        "https://x.org/?a=1&copy=2&region=eu",
        "https://x.org/%20",
    ],
)
def test_an_address_is_left_as_it_is(tmp_path, url):
    path = rows(tmp_path / "a.csv", ["body", "paper", "link"], ["x", "Gazette", url])
    (raw,) = read_source(table(path, url="link"), OUTLETS)
    assert raw.url == url


@each("name", ["a/b", "a b", "=1+1", "x?a=1&section=2"])
def test_an_id_is_left_as_it_is(tmp_path, name):
    path = rows(tmp_path / "a.csv", ["body", "paper", "n"], ["x", "Gazette", name])
    (raw,) = read_source(table(path, id="n"), OUTLETS)
    assert raw.id == name


def test_a_malformed_row_has_no_content(tmp_path):
    path = rows(tmp_path / "a.csv", ["body", "paper"], ["x"], ["y", "Post"])
    assert [raw.content for raw in read_source(table(path), OUTLETS)] == [None, b"y"]


@each(
    ("cell", "text"),
    [
        ("The ferry.\n\nThe bell.", "The ferry.\n\nThe bell."),
        ("<p>The <b>ferry</b>.</p><p>The bell.</p>", "The ferry.\nThe bell."),
        ("<p>caf&eacute;</p>", "café"),
        ("x < 3 and y > 2", "x < 3 and y > 2"),
        ("", ""),
    ],
)
def test_a_cell_is_text_or_html(cell, text):
    assert content_of("cell", cell.encode(), None).text == text


@each(
    "cell",
    ["It\x92s the \x93ferry\x94.", "It\x07s the ferry.", "the\x0bferry"],
)
def test_a_cell_with_control_characters_is_left_to_the_repair(cell):
    assert content_of("cell", cell.encode(), None).text == cell


def test_a_cell_of_bytes_is_read_in_the_encoding_found():
    assert (
        content_of("cell", "Le maire a déclaré".encode("cp1252"), None).text == "Le maire a déclaré"
    )


# folders


def test_a_file_is_read_as_its_suffix_says(tmp_path):
    contents = {"a.txt": b"x", "b.HTML": b"x", "c.htm": b"x", "d.docx": b"x", "e.pdf": b"x",
                "f.xhtml": b"x", "g.md": b"x", "h": b"x"}  # fmt: skip
    (tmp_path / "Gazette").mkdir()
    for name, content in contents.items():
        (tmp_path / "Gazette" / name).write_bytes(content)
    found = list(read_source(folder(tmp_path), OUTLETS))
    assert [raw.kind for raw in found] == ["text", "html", "html", "docx", "pdf", "html", "", ""]
    assert [raw.id for raw in found] == [raw.read_from for raw in found]
    assert {raw.outlet for raw in found} == {"Gazette"}


def test_a_file_of_no_known_kind_is_unreadable():
    with pytest.raises(Unreadable, match="neither text, HTML, DOCX nor PDF by its name"):
        content_of("", b"plain", None)


@each(
    ("kind", "content"),
    [("text", STORY.encode()), ("html", PAGE.encode()), ("docx", word_file()), ("pdf", pdf_file())],
)
def test_every_kind_of_file_gives_its_text(kind, content):
    assert content_of(kind, content, None).text == STORY


@each("kind", ["html", "docx", "pdf", "text"])
def test_a_file_that_is_none_of_its_kind_is_unreadable_or_empty(kind):
    with suppress(Unreadable):
        assert content_of(kind, b"\0\xff\0\xfe broken", None).text == ""


def test_half_characters_of_a_pdf_are_no_text():
    half = "1 beginbfchar <41> <D83D> endbfchar"
    text = content_of("pdf", pdf_file("A ferry sails", half), None).text
    assert text.encode().decode() == text


# catalogues


@each(
    ("content", "kind"),
    [
        (STORY.encode(), "text"),
        (PAGE.encode(), "html"),
        (f"\ufeff \n<!DOCTYPE HTML>{PAGE}".encode(), "html"),
        (f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>{PAGE}'.encode(), "html"),
        (f"<!-- saved from url=(0014)about:internet -->\n{PAGE}".encode(), "html"),
        (PAGE.encode("utf-16"), "html"),
        (word_file(), "docx"),
        (pdf_file(), "pdf"),
    ],
)
def test_a_text_of_a_catalogue_is_recognised_by_its_content(tmp_path, content, kind):
    given = catalogue(tmp_path, {"g": content, "p": b"another"})
    raw = next(read_source(given, OUTLETS))
    assert raw.kind == kind
    assert content_of(raw.kind, raw.content, None).text == STORY


def test_a_record_of_a_catalogue_has_its_facts(tmp_path):
    first, second = read_source(catalogue(tmp_path, {"g": b"one", "p": b"two"}), OUTLETS)
    assert first == sources.Raw("g", "Gazette", "text", b"one", "g", "On g", "2031-03", "inferred",
                                "u", "", "s")  # fmt: skip
    assert second.outlet == "Post"


# what is known before any work


def test_a_source_is_read_as_it_says(tmp_path):
    assert sources.reading_of(folder(tmp_path, "cp1251")) == Reading("cp1251", day_first=False)
    assert sources.reading_of(table("a.csv", day_first=True)) == Reading(None, day_first=True)
    assert sources.reading_of(table("a.csv", day_first=False)) == Reading(None, day_first=False)


def test_a_source_is_present_where_its_file_or_a_text_is(tmp_path):
    assert not sources.is_present(table(tmp_path / "a.csv"))
    assert not sources.is_present(folder(tmp_path / "texts"))
    assert sources.is_present(table(rows(tmp_path / "a.csv", ["body", "paper"])))
    given = catalogue(tmp_path, {"g": b"one", "p": b"two"})
    assert sources.is_present(given)
    for path in (tmp_path / "texts").iterdir():
        path.unlink()
    assert not sources.is_present(given)


def test_files_are_what_the_workflow_watches(tmp_path):
    path = rows(tmp_path / "a.csv", ["body", "paper"])
    assert sources.files_of(table(path), OUTLETS) == [path]
    given = catalogue(tmp_path, {"g": b"one", "p": b"two"})
    assert [file.name for file in sources.files_of(given, OUTLETS)] == [
        "catalogue.csv",
        "file 0",
        "file 1",
    ]
    texts = tmp_path / "outlets"
    (texts / "Gazette").mkdir(parents=True)
    (texts / "Gazette" / "a.txt").write_text("x")
    assert sources.files_of(folder(texts), OUTLETS) == [texts / "Gazette" / "a.txt"]


def test_a_catalogue_is_told_from_others_by_its_articles(tmp_path):
    given = catalogue(tmp_path, {"g": b"one", "p": b"two"})
    digests = {n: hashlib.sha256(c).hexdigest() for n, c in (("g", b"one"), ("p", b"two"))}
    assert sources.settings_of(given, OUTLETS) == {"articles": digests}


def test_a_table_is_told_from_others_by_its_settings(tmp_path):
    given = table(rows(tmp_path / "a.csv", ["body", "paper"]))
    assert sources.settings_of(given, OUTLETS) == given.model_dump()


@each("content", [b"", b"...\n", b"\x89PNG\r\n"])
def test_a_text_of_a_catalogue_without_words_is_refused_beforehand(tmp_path, content):
    given = catalogue(tmp_path, {"g": STORY.encode(), "p": content})
    with pytest.raises(StudyError, match="article 'p': its text in"):
        sources.check(given, OUTLETS)


def test_a_table_without_a_column_is_refused_beforehand(tmp_path):
    with pytest.raises(StudyError, match="column 'paper'"):
        sources.check(table(rows(tmp_path / "a.csv", ["body"])), OUTLETS)


def test_a_table_that_is_no_text_is_refused_beforehand(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04 a workbook")
    with pytest.raises(StudyError, match=r"a\.csv"):
        sources.check(table(tmp_path / "a.csv").model_copy(update={"encoding": None}), OUTLETS)


def test_a_folder_without_outlets_is_refused_beforehand(tmp_path):
    with pytest.raises(StudyError, match="no folder in it"):
        sources.check(folder(tmp_path), OUTLETS)


def test_what_is_not_there_is_no_mistake_yet(tmp_path):
    sources.check(table(tmp_path / "a.csv"), OUTLETS)
    sources.check(folder(tmp_path / "texts"), OUTLETS)

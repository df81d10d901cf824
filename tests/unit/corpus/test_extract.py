import io
import logging
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st

from crossframe.corpus import extract as module
from crossframe.corpus.decode import Unreadable
from crossframe.corpus.extract import KINDS, extract, looks_like_html, text_of_markup

PAGES = sorted((Path(__file__).parents[2] / "pages").glob("*.html"))
# Per page that is not whole and clean: main paragraphs lost, lines of furniture let through.
EXCEPTIONS = {
    # a stray </div> ends the article's element in the middle; what follows is outside it
    "malformed": (3, 0),
    # the offer stands in the article, and some outlets name their own text 'paywall'
    "paywall": (0, 5),
}
DATES = {
    "breaks": None,
    "nodate": None,  # a date in the running text is not the article's
    "table": "2031-03-04",  # JSON-LD: when published, not when changed
    "list": "2031-05-17",
    "figure": "2030-11-02",
    "latin1": "2009-02-14",
    "columns": "2031-02-11",
    "clutter": "2031-07-22",  # microdata
}
MAIN = (
    "<p>The ferry that serves the island will not sail before the summer, the harbour master "
    "said on Monday, as the crack in its hull runs further than was thought.</p>"
)


def page_of(body, head="<title>The ferry</title>"):
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


@each("path", PAGES)
def test_main_text_is_recovered_whole_and_clean(path):
    main = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    found = extract(path.read_bytes(), "html", None)
    lines = [line for line in found.text.split("\n") if line != found.title]
    lost = [line for line in main if line not in lines]
    furniture = [line for line in lines if line not in main]
    assert (len(lost), len(furniture)) == EXCEPTIONS.get(path.stem, (0, 0))
    assert [line for line in lines if line in main] == [line for line in main if line not in lost]


def test_there_are_pages_to_measure():
    assert len(PAGES) >= 17
    assert {path.stem for path in PAGES} >= EXCEPTIONS.keys() | DATES.keys()


@each("path", [path for path in PAGES if path.stem in DATES])  # fmt: skip
def test_a_date_is_the_one_that_the_metadata_state(path):
    assert extract(path.read_bytes(), "html", None).date == DATES[path.stem]


@each("day", ["1601-02-03", "1950-02-03", "2198-02-03"])
def test_a_date_does_not_depend_on_the_day_of_the_run(day):
    meta = f'<meta property="article:published_time" content="{day}T10:00:00Z">'
    assert extract(page_of(MAIN, meta), "html", None).date == day


def test_a_page_states_its_title():
    path = next(path for path in PAGES if path.stem == "table")
    title = extract(path.read_bytes(), "html", None).title
    assert title == "Harbour dues to double by spring, council papers show"


def test_inline_elements_do_not_break_a_line():
    text = "<p>He said <q>no <b>way</b></q> and <i>left</i> <a href='x'>the <em>hall</em></a>.</p>"
    lines = extract(page_of(MAIN + text + MAIN.replace("ferry", "boat")), "html", None).text
    assert lines.split("\n")[1] == "He said “no way” and left the hall."


def test_an_article_in_an_aside_is_read():
    body = "".join(MAIN.replace("ferry", word) for word in ("ferry", "boat", "ship"))
    page = f"<body><aside class='content'><article>{body}</article></aside><p>Menu</p></body>"
    assert extract(page.encode(), "html", None).text.count("harbour master") == 3


QUOTED = "We shall not drain it before the winter, whatever the board decides"


@each(
    ("html", "lines"),
    [
        (f"<blockquote>{QUOTED}.</blockquote>", [f"“{QUOTED}.”"]),
        (f"<blockquote><p>{QUOTED}.</p></blockquote>", [f"“{QUOTED}.”"]),
        (f"<blockquote> <p> {QUOTED}. </p> </blockquote>", [f"“{QUOTED}.”"]),
        (f"<blockquote><p>{QUOTED}.</p><p>It is cold.</p></blockquote>",
         [f"“{QUOTED}.”", "“It is cold.”"]),
        (f"<blockquote>{QUOTED}.<br><br>It is cold.</blockquote>",
         [f"“{QUOTED}.”", "“It is cold.”"]),
        (f"<blockquote><p>{QUOTED}, <em>says</em> <b>who</b></p></blockquote>",
         [f"“{QUOTED}, says who”"]),
        (f"<blockquote><p><i>{QUOTED}.</i></p></blockquote>", [f"“{QUOTED}.”"]),
        (f"<blockquote><p>“{QUOTED}.”</p></blockquote>", [f"“{QUOTED}.”"]),
        (f"<blockquote><p>'{QUOTED}.'</p></blockquote>", [f"'{QUOTED}.'"]),
        (f"<blockquote><p>„{QUOTED}.“</p></blockquote>", [f"„{QUOTED}.“"]),
        (f"<blockquote><p>«{QUOTED}.»</p></blockquote>", [f"«{QUOTED}.»"]),
        (f"<blockquote><p>{QUOTED}.</p><p>— Jane Roe, engineer</p></blockquote>",
         [f"“{QUOTED}.”", "— Jane Roe, engineer"]),
        (f"<blockquote class='quote'><div>{QUOTED}.</div></blockquote>", [f"“{QUOTED}.”"]),
        (f"<blockquote class='twitter-tweet'><p>{QUOTED}.</p>— Mayor (@mayor) <a href='#'>May 5, "
         "2031</a></blockquote>", [f"{QUOTED}. — Mayor (@mayor) May 5, 2031"]),
        (f"<blockquote class='pullquote'><p>{QUOTED}.</p></blockquote>", []),
    ],
)  # fmt: skip
def test_a_block_quotation_has_marks_and_a_post_its_author(html, lines):
    page = page_of(MAIN + html + MAIN.replace("ferry", "boat") + MAIN.replace("ferry", "ship"))
    assert extract(page, "html", None).text.split("\n")[1:-2] == lines
    assert text_of_markup(f"<p>a</p>{html}<p>b</p>").split("\n")[1:-1] == lines


@each(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),  # browsers read it so
        ("windows-1250", "cp1250"),
        ("gb2312", "gb18030"),
        ("iso-2022-jp", "iso2022_jp"),
        ("utf-8", "utf-8"),
        ("iso-8859-1", "utf-8"),  # declared in error: evidence wins
        ("utf-16", "utf-8"),
        ("no-such-code", "utf-8"),
    ],
)
def test_a_page_declares_its_encoding(declared, encoding):
    line = {"gb18030": "渡轮停运，市长说。", "iso2022_jp": "フェリーは運航を停止した。"}.get(
        encoding, "A café says “no”."
    )
    body = MAIN + f"<p>{line}</p>" + MAIN.replace("ferry", "boat")
    html = page_of(body, f'<meta charset="{declared}">').decode().encode(encoding)
    assert extract(html, "html", None).text.split("\n")[1] == line


@each("content", [b"", b"   ", b"<html></html>", b"<!-- only -->"])
def test_a_page_without_text_is_empty(content):
    assert extract(content, "html", None).text == ""


def test_a_deep_page_is_read_whole_or_refused():
    def nested(depth):
        return page_of("<div>" * depth + MAIN + "</div>" * depth)

    assert "The ferry" in extract(nested(300), "html", None).text
    with pytest.raises(Unreadable, match="nested too deeply"):
        extract(nested(5000), "html", None)


def test_a_text_keeps_its_lines():
    assert extract(b"one\r\ntwo\rcaf\xe9\n\n", "text", None).text == "one\ntwo\ncafé\n\n"
    assert extract("Škoda".encode("cp1250"), "text", "cp1250").text == "Škoda"


@each("text", ["<p>a", "a<br>b", "<b>a</b>", '<a href="x">a</a>', "<!DOCTYPE html>", "x</DIV >"])
def test_markup_is_seen(text):
    assert looks_like_html(text)


@each(
    "text",
    [
        *("x < 3", "1 < 2 > 0", "Dear <name>,", "he said <grin> no", "a<b and c>d", "", "AT&amp;T"),
        *("<https://quay.example>", "<clerk@quay.example>"),
    ],
)
def test_plain_text_is_not_markup(text):
    assert not looks_like_html(text)


def test_a_fragment_keeps_all_its_text():
    html = (
        "<p>a &amp; b</p><div>c<br>d <i>e</i></div>tail<script>x()</script><style>y</style>"
        "<ul><li>f</li></ul><table><tr><td>g</td><td>h &lt; 3</td></tr></table><!-- z -->"
    )
    assert text_of_markup(html).split("\n") == ["a & b", "c", "d e", "tail", "f", "g", "h < 3"]
    assert text_of_markup("") == ""


def test_of_a_whole_page_the_main_text_is_kept():
    nav = "<nav><ul><li><a href='/'>Home</a></li></ul></nav>"
    text = text_of_markup(f"<html><body>{nav}<article>{MAIN}</article></body></html>")
    assert text.startswith("The ferry")
    assert "Home" not in text


def docx_of(fill, title=""):
    document, buffer = docx.Document(), io.BytesIO()
    fill(document)
    document.core_properties.title = title
    document.save(buffer)
    return buffer.getvalue()


def test_a_document_is_read_in_its_order():
    def fill(document):
        document.add_heading("Harbour dues", level=1)
        document.add_paragraph("First\u00a0 paragraph\tof text.")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "trawler", "80 crowns"
        document.add_paragraph("An item", style="List Bullet")
        document.add_paragraph("Broken\nline")

    found = extract(docx_of(fill, " A title "), "docx", None)
    assert found.text.split("\n") == [
        *("Harbour dues", "First paragraph of text.", "trawler", "80 crowns", "An item"),
        *("Broken", "line"),
    ]
    assert (found.title, found.date) == ("A title", None)


def test_a_document_without_a_title_has_none():
    assert extract(docx_of(lambda document: None), "docx", None).title is None


def test_tracked_changes_count_as_accepted():
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def fill(document):
        element = document.add_paragraph("kept ")._p
        for tag, text in (("ins", "<w:t>added</w:t>"), ("del", "<w:delText>gone</w:delText>")):
            xml = f'<w:{tag} xmlns:w="{namespace}"><w:r>{text}</w:r></w:{tag}>'
            element.append(docx.oxml.parse_xml(xml))

    assert extract(docx_of(fill), "docx", None).text == "kept added"


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    content = docx_of(lambda document: document.add_paragraph("a" * 10_000))
    monkeypatch.setattr(module, "MOST_UNPACKED", 9_000)
    with pytest.raises(Unreadable, match="unpacks to more than 9,000 bytes"):
        extract(content, "docx", None)


def test_a_broken_document_is_unreadable():
    content = docx_of(lambda document: document.add_paragraph("text"))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "no document")
    for broken in (content[:-100], content[:50], b"", other.getvalue()):
        with pytest.raises(Unreadable, match="broken docx"):
            extract(broken, "docx", None)


def pdf_of(lines):
    """A PDF file of one page, a text operator per line."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF"
    return f"{content}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


LAYOUT = [
    "Harbour dues to double",
    "Every vessel that ties up in Port Sallow will pay twice",
    "as much from April, said papers that the harbour coun-",
    "cil sent to its members late on Monday, and that this",
    "newspaper has read.",
    "Skippers had learned of the plan from a notice on the",
    "door, and not from",
    "any letter. One of them works with the Anglo-",
    "Norse line and with nobody else, as he told us on",
    "Friday.",
]


def encrypted(password):
    writer, buffer = pypdf.PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(pdf_of(LAYOUT)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


PARAGRAPHS = [
    "Harbour dues to double",
    "Every vessel that ties up in Port Sallow will pay twice as much from April, said papers that "
    "the harbour council sent to its members late on Monday, and that this newspaper has read.",
    "Skippers had learned of the plan from a notice on the door, and not from any letter. One of "
    "them works with the Anglo- Norse line and with nobody else, as he told us on Friday.",
]


def test_the_lines_of_a_layout_are_joined():
    assert extract(pdf_of(LAYOUT), "pdf", None).text.split("\n") == PARAGRAPHS


def test_an_encrypted_file_is_read_where_no_password_is_asked():
    assert extract(encrypted(""), "pdf", None).text.split("\n") == PARAGRAPHS
    with pytest.raises(Unreadable, match=r"^encrypted$"):
        extract(encrypted("secret"), "pdf", None)


def test_pictures_hold_no_text():
    with pytest.raises(Unreadable, match=r"^no text layer$"):
        extract(pdf_of([]), "pdf", None)


def test_a_broken_file_is_unreadable_and_says_nothing_elsewhere(capfd):
    for broken in (b"%PDF-1.4\nnothing", b"", b"text", pdf_of(LAYOUT)[:150]):
        with pytest.raises(Unreadable, match="broken pdf"):
            extract(broken, "pdf", None)
    assert capfd.readouterr() == ("", "")


def test_remarks_of_the_libraries_reach_no_terminal():
    for name in ("trafilatura", "htmldate", "pypdf"):
        assert any(isinstance(h, logging.NullHandler) for h in logging.getLogger(name).handlers)


@given(st.binary(max_size=300), st.sampled_from(sorted(set(KINDS.values()))))
def test_any_bytes_are_text_or_unreadable(content, kind):
    for begun in (
        content,
        {"pdf": b"%PDF-1.4\n", "docx": b"PK\x03\x04"}.get(kind, b"<p>") + content,
    ):
        try:
            extract(begun, kind, None)
        except Unreadable:
            continue


@given(st.integers(0, 1500), st.binary(max_size=4))
def test_a_damaged_file_is_text_or_unreadable(place, damage):
    for kind, content in (("pdf", pdf_of(LAYOUT)), ("html", page_of(MAIN))):
        try:
            extract(content[:place] + damage + content[place + len(damage) :], kind, None)
        except Unreadable:
            continue


TAGS = ["p", "div", "table", "tr", "td", "ul", "li", "q", "b", "a", "article", "html", "body"]
MARKS = st.sampled_from(
    [mark.format(tag) for tag in TAGS for mark in ("<{}>", "</{}>", "<{} class='x'>")]
    + ["text ", "<br>", "<!--", "-->", "&lt;", "&#0;", "<![CDATA[", "<script>", "\ud800", "\0"]
)


@settings(max_examples=100)
@given(st.lists(MARKS, max_size=40).map("".join))
def test_any_markup_is_text_or_unreadable(html):
    for read in (
        lambda: text_of_markup(html),
        lambda: extract(html.encode(errors="replace"), "html", None),
    ):
        try:
            read()
        except Unreadable:
            continue

"""The main text of a file, a paragraph a line: plain text, HTML, Word and PDF.

Trafilatura tells a page's article from its furniture. A cell of a table is a line of its own.
"""

import codecs
import copy
import io
import logging
import re
import statistics
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from crossframe.corpus.dates import EARLIEST, LATEST
from crossframe.corpus.decode import BOMS, Unreadable, decode

Kind = Literal["text", "html", "docx", "pdf"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
MOST_UNPACKED = 200_000_000  # bytes; a long document with pictures stays below, a zip bomb not
MOST_LETTERS_OF_WRAPPED = 120
FEWEST_GOING_ON = 3
LEAST_SHARE_GOING_ON = 0.4
SHORT = 0.8  # of the median line; shorter ones end a paragraph, ragged ones rarely are

META_CHARSET = re.compile(
    rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
HEAD = 4096  # bytes; browsers look no further than 1024 for the encoding
# What browsers read under these names: supersets, as pages often use more than they declare.
# A page that says UTF-16 in ASCII is not in UTF-16.
AS_BROWSERS = {
    **dict.fromkeys(("iso8859-1", "ascii", "latin_1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32"), "utf-8"),
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}

# The element names of HTML that readers of plain text meet only in markup.
TAGS = (
    "a|abbr|article|aside|b|blockquote|body|caption|cite|div|em|figcaption|figure|font|footer"
    "|h[1-6]|head|header|html|i|li|main|nav|ol|p|section|small|span|strong|sub|sup|table|tbody"
    "|td|th|thead|tr|u|ul"
)
MARKUP = re.compile(
    rf"<!doctype html|</(?:{TAGS})\s*>|<(?:br|hr|p|li)\s*/?>|<(?:{TAGS}|img)\s+[\w:-]+=[\"']",
    re.IGNORECASE,
)
WHOLE_PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
NO_TEXT = ("script", "style", "template", "noscript")
# Where a line of a fragment ends.
BREAKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
        *("details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "li", "main", "nav", "ol"),
        *("option", "p", "pre", "section", "summary", "table", "td", "th", "title", "tr", "ul"),
    }
)
BLOCK = re.compile(rf"<(?:{'|'.join(sorted(BREAKS))})\b", re.IGNORECASE)
# Where a line ends in the elements of trafilatura's own.
BREAKS_OF_BODY = frozenset({"p", "head", "item", "cell", "lb", "quote", "code"})
ADVERTISEMENTS = "//*[contains(concat(' ', normalize-space(@class), ' '), ' ad ')]"
MARKS_OF_QUOTATION = tuple("\"'“‘«„‚‹»›")
DASHES = ("—", "–", "-")  # before who said it
POSTED = re.compile(
    r"\b(?:twitter|x|instagram|tiktok|bluesky|mastodon|fb|reddit)-\w+", re.IGNORECASE
)
PULLED = re.compile(r"\bpull-?_?(?:quote)?\b|\bpullquote", re.IGNORECASE)
# Running text: a date that stands in it is not the article's.
RUNNING_TEXT = "//p[not(@class or @id or @itemprop)]"

for _name in ("trafilatura", "htmldate", "pypdf"):  # their remarks go to no terminal unasked
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Extracted:
    """A file's main text, a paragraph a line, and what its metadata state of the article.

    The date is 'YYYY-MM-DD'. Only pages have one: other files state when the file was made.
    """

    text: str
    title: str | None
    date: str | None


def extract(content: bytes, kind: Kind, encoding: str | None) -> Extracted:
    """Return the main text of a file; empty where a page has none.

    Args:
        content: The whole file.
        kind: What the file is, see `KINDS`.
        encoding: The stated encoding of a text or a page; None to find it.

    Raises:
        Unreadable: The file is broken, encrypted, or holds no text.
    """
    readers: dict[Kind, Callable[[], Extracted]] = {
        "text": lambda: Extracted(unwrapped(_lines_of_text(decode(content, encoding))), None, None),
        "html": lambda: _read_page(_decode_page(content, encoding)),
        "docx": lambda: _read_docx(content),
        "pdf": lambda: _read_pdf(content),
    }
    try:
        return readers[kind]()
    except Unreadable:
        raise
    except Exception as error:  # the libraries raise whatever they stumble on
        raise Unreadable(f"broken {kind} ({type(error).__name__})") from error


def looks_like_html(text: str) -> bool:
    """Tell whether a cell of a table holds markup; 'x < 3' and '<name>' are plain text."""
    return MARKUP.search(text) is not None


def text_of_markup(text: str) -> str:
    """Return the text of a cell's HTML, a paragraph a line.

    Of a whole page, which has <html> or <body>, the main text; of a fragment, all text.

    Raises:
        Unreadable: The markup cannot be parsed.
    """
    try:
        if WHOLE_PAGE.search(text):
            return _read_page(text).text
        return _text_of_fragment(text)
    except Unreadable:
        raise
    except Exception as error:  # as in `extract`
        raise Unreadable(f"broken html ({type(error).__name__})") from error


def unwrapped(text: str) -> str:
    """Return a text whose lines were broken at a width, a paragraph a line; any other as it is.

    Of lines that were, many go on in lower case.
    """
    lines = text.split("\n")
    follow = [after.strip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    n_going_on = sum(after[:1].islower() for after in follow)
    narrow = max(map(len, lines)) <= MOST_LETTERS_OF_WRAPPED
    if narrow and n_going_on >= max(FEWEST_GOING_ON, LEAST_SHARE_GOING_ON * len(follow)):
        return "\n".join(_paragraphs(lines))
    return text


def _lines_of_text(text: str) -> str:
    return re.sub("\r\n?", "\n", text)


def _decode_page(content: bytes, encoding: str | None) -> str:
    """Return a page's text, in the encoding stated, marked, evident or declared, in this order.

    UTF-8 goes before the declaration, which often outlives a conversion.
    """
    if encoding or content.startswith(tuple(BOMS)) or b"\0" in content:
        return decode(content, encoding)
    declared = META_CHARSET.search(content[:HEAD])
    names = [_as_browsers(declared[1].decode())] if declared else []
    for name in names if content.isascii() else ["utf-8", *names]:
        try:
            return decode(content, name)
        except Unreadable:
            continue  # declared in error
    return decode(content)


def _as_browsers(name: str) -> str:
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    return AS_BROWSERS.get(name, name)


def _parse(text: str) -> Any | None:
    """Return the tree of a page or fragment; None where it has no content."""
    from lxml import etree, html  # noqa: PLC0415 - not needed for plain texts

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        content = text.replace("\0", " ").encode("utf-8", errors="replace")  # lone surrogates
        tree = html.document_fromstring(content, parser=parser)
    except etree.ParserError:
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("elements nested too deeply")  # the parser left out the rest
    for quote in tree.xpath("//q"):  # browsers draw these marks
        _enclose(quote)
        quote.drop_tag()
    for quote in tree.xpath("//blockquote"):
        _mark(quote)
    for aside in tree.xpath("//aside[.//article]"):
        aside.tag = "div"  # what is beside the article does not hold it
    return tree


def _mark(quote: Any) -> None:
    """Put a block quotation in marks, which its indention stands for; join a post to its author."""
    kind = quote.get("class") or ""
    if PULLED.search(kind):
        quote.drop_tree()  # words of the article again
        return
    if POSTED.search(kind):
        words = " ".join(" ".join(quote.itertext()).split())
        for child in list(quote):
            quote.remove(child)
        quote.tag, quote.text = "p", words
        return
    _paragraphs_at_breaks(quote)
    for part in [part for part in quote.iter("p", "div", "li", "blockquote") if _is_leaf(part)]:
        text = part.text_content().strip()
        if (
            text
            and not text.startswith(MARKS_OF_QUOTATION)
            and not text.startswith(("—", "–", "-"))
        ):
            _enclose(part)


def _is_leaf(element: Any) -> bool:
    return next(element.iterdescendants("p", "div", "li", "blockquote"), None) is None


def _paragraphs_at_breaks(quote: Any) -> None:
    """Part the text of a block quotation into paragraphs where line breaks do."""
    from lxml import html  # noqa: PLC0415 - as in `_parse`

    if quote.find("br") is None or not _is_leaf(quote):
        return
    paragraph = html.Element("p")
    paragraph.text, quote.text = quote.text, None
    for child in list(quote):
        if child.tag == "br":
            quote.replace(child, paragraph)
            paragraph = html.Element("p")
            paragraph.text = child.tail
        else:
            paragraph.append(child)
    quote.append(paragraph)


def _enclose(element: Any) -> None:
    """Put what an element holds in quotation marks; who is named in it as the source, not."""
    source = next((child for child in element if child.tag in ("cite", "footer")), None)
    children = list(element) if source is None else list(element)[: element.index(source)]
    if not children and not (element.text or "").strip():
        return
    element.text = f"“{(element.text or '').lstrip()}"
    if children:
        children[-1].tail = f"{(children[-1].tail or '').rstrip()}”"
    else:
        element.text = f"{element.text.rstrip()}”"
    if source is not None:
        source.text = f" {(source.text or '').lstrip()}"


def _read_page(text: str) -> Extracted:
    # slow to import, and only pages need it
    from trafilatura import bare_extraction, extract_metadata  # noqa: PLC0415

    tree = _parse(text)
    if tree is None:
        return Extracted("", None, None)
    facts = copy.deepcopy(tree)
    for element in facts.xpath(RUNNING_TEXT):
        element.drop_tree()
    # no guesses from the text, and bounds that do not move with the day
    dates = {
        "original_date": True,
        "extensive_search": False,
        "deferred_url_extractor": True,  # what the page states goes before its address
        "min_date": f"{EARLIEST}-01-01",
        "max_date": f"{LATEST}-12-31",
    }
    metadata = extract_metadata(facts, date_config=dates)
    # the balanced mode: that for recall lets footers through, that for precision drops paragraphs
    found = bare_extraction(tree, include_comments=False, prune_xpath=ADVERTISEMENTS)
    body = getattr(found, "body", None)
    lines = [] if body is None else _lines(body, BREAKS_OF_BODY)
    return Extracted("\n".join(lines), metadata.title or None, metadata.date or None)


def _text_of_fragment(text: str) -> str:
    from lxml import etree  # noqa: PLC0415 - as in `_parse`

    # without elements that part lines, the line ends of the text do
    ends = r"\n\s*\n" if BLOCK.search(text) else r"\n"
    tree = _parse(re.sub(ends, "<br>", text))
    if tree is None:
        return ""
    etree.strip_elements(tree, *NO_TEXT, with_tail=False)
    return "\n".join(_lines(tree, BREAKS))


def _lines(tree: Any, breaks: frozenset[str]) -> list[str]:
    """Return the texts between the elements of `breaks`, with single spaces."""
    from lxml import etree  # noqa: PLC0415 - as in `_parse`

    lines: list[list[str]] = [[]]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in breaks:
            lines.append([])
        lines[-1].append((element.text if event == "start" else element.tail) or "")
    return _joined(lines)


def _read_docx(content: bytes) -> Extracted:
    import docx  # noqa: PLC0415 - only Word files need it

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise Unreadable(f"unpacks to more than {MOST_UNPACKED:,} bytes")
    document = docx.Document(io.BytesIO(content))
    lines = _lines_of_docx(document.element.body)
    return Extracted("\n".join(lines), document.core_properties.title.strip() or None, None)


def _lines_of_docx(body: Any) -> list[str]:
    """Return the paragraphs, also those in tables, content controls and text boxes.

    Changes count as accepted. `Paragraph.text` would leave out what they insert.
    """
    from lxml import etree  # noqa: PLC0415 - as in `_parse`

    etree.strip_elements(body, "{*}del", "{*}moveFrom", "{*}Fallback", with_tail=False)
    lines: list[list[str]] = [[]]
    for element in body.iter("{*}p", "{*}br", "{*}cr", "{*}t", "{*}tab", "{*}noBreakHyphen"):
        name = etree.QName(element).localname
        if name in ("p", "br", "cr"):
            lines.append([])
        else:
            lines[-1].append({"tab": " ", "noBreakHyphen": "-"}.get(name, element.text or ""))
    return _joined(lines)


def _joined(lines: list[list[str]]) -> list[str]:
    joined = (" ".join("".join(parts).split()) for parts in lines)
    return [line for line in joined if line]


def _read_pdf(content: bytes) -> Extracted:
    import pypdf  # noqa: PLC0415 - only PDF files need it

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        _unlock(reader)
    lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    if not any(line.strip() for line in lines):
        raise Unreadable("no text layer")
    title = reader.metadata.title if reader.metadata else None
    return Extracted("\n".join(_paragraphs(lines)), (title or "").strip() or None, None)


def _unlock(reader: Any) -> None:
    from pypdf.errors import DependencyError  # noqa: PLC0415 - as in `_read_pdf`

    try:
        opened = reader.decrypt("")  # some files ask for a password only to be edited
    except DependencyError:  # AES needs a package that is not installed
        opened = False
    if not opened:
        raise Unreadable("encrypted")


def _paragraphs(lines: list[str]) -> list[str]:
    """Join the lines that a layout broke.

    A paragraph ends at an empty line, or at one that ends short and that no lower-case letter
    follows. A hyphen between a line's last letter and a lower-case letter is taken out.
    """
    lines = [" ".join(line.split()) for line in lines]
    width = statistics.median([len(line) for line in lines if line])
    paragraphs = [""]
    for line, following in pairwise([*lines, ""]):
        paragraphs[-1] += line
        goes_on = following[:1].islower()
        if not line or not following or (len(line) < SHORT * width and not goes_on):
            paragraphs.append("")
        elif goes_on and re.search(r"[^\W\d_][-\u00ad\u2010]$", line):
            paragraphs[-1] = paragraphs[-1][:-1]
        else:
            paragraphs[-1] += " "
    return [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]

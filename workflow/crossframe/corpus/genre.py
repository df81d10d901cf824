"""What kind of text an article is, by what its source, its labels, its address or its form say."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from crossframe.corpus.dates import CLOCK_LINE
from crossframe.corpus.headline import EDGE
from crossframe.corpus.names import NAME

FEWEST_CLOCK_LINES = 3  # of a live page
FEWEST_QUESTIONS = 3
MOST_LINES_ABOVE = 3  # a headline with its label; more are a list of sections
LEAST_SHARE_OF_QUESTIONS = 0.2  # of the paragraphs of an interview

WORDS = {
    "opinion": r"(?:the )?(?:guest )?(?:opinions?|op[ -]?ed|commentisfree|comment(?:ary)?"
    r"|editorials?|leaders?|columns?|columnists?|perspectives?|view ?points?|point of view|letters?"
    r"(?: to the editor)?|essays?|voices|our view)",
    "analysis": r"(?:news |market |data )?analys[ie]s|explainers?|explained|in[ -]depth",
    "interview": r"(?:the )?(?:big |exclusive )?interviews?|q ?(?:&|and|-?n-?|-and-)? ?a",
    "live": r"live(?: ?(?:updates?|blog|coverage|news|reporting|report|ticker))?"
    r"|(?:as|how) it happened",
    "blog": r"(?:the )?blogs?(?: post)?",
}
LABELS = {
    genre: re.compile(rf"(?:{words})(?: by:? {NAME})?", re.IGNORECASE)
    for genre, words in WORDS.items()
}
SLUG_OF_LIVE = re.compile(r"(?:^|-)(?:live-?(?:updates?|blog|coverage|news|ticker))(?:-|$)")
ABOUT_THE_BLOG = re.compile(r"about (?:this|the) blog\b.*", re.IGNORECASE)
OPINION_WRITER = re.compile(
    r"\b(?:columnist|opinion (?:writer|contributor|editor))\b", re.IGNORECASE
)
QUESTION = re.compile(r"(?:q(?:uestion)?\W{0,2}[:.] ?|\S.*\?[\"'”’]?$)", re.IGNORECASE)


class Genre(NamedTuple):
    """A genre, and what says so."""

    genre: str
    genre_basis: str


class Line(NamedTuple):
    """A line of a cleaned article."""

    role: str
    text: str


def genre_of(stated: str, title: str, url: str, lines: Sequence[Line]) -> Genre:
    """Return the genre of an article; news where nothing says another.

    Args:
        stated: What the source says; empty where it says nothing.
        title: The title with all that stands before and behind the headline.
        url: The address; empty where there is none.
        lines: The lines of the cleaned article.
    """
    if stated.strip().casefold() == "news":
        return Genre("news", "source")
    signs = (
        ("source", [stated]),
        ("title", EDGE.split(title) if EDGE.search(title) else []),
        ("label", _labels(lines)),
        ("address", _sections(url)),
    )
    for basis, words in signs:
        if found := next(filter(None, map(_named, words)), None):
            return Genre(found, basis)
        if basis == "label" and (noted := _of_notes(lines)):
            return noted
    return _of_form(lines)


def _named(word: str | None) -> str | None:
    """Return the genre that a label or a section means."""
    plain = (word or "").strip(" :|-–—[]()/").replace("_", " ")
    return next((genre for genre, label in LABELS.items() if label.fullmatch(plain)), None)


def _labels(lines: Sequence[Line]) -> list[str]:
    """Return the label at the headline, if there is one; several are a list of sections."""
    body = next((i for i, line in enumerate(lines) if line.role == "body"), len(lines))
    title = next((i for i, line in enumerate(lines[:body]) if line.role == "title"), 0)
    start = title - 1 if 0 < title <= MOST_LINES_ABOVE else title
    found = [line.text for line in lines[start:body] if _named(line.text)]
    return found if len(found) == 1 else []


def _sections(url: str) -> Iterator[str]:
    """Yield the parts of an address that name a section."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    yield (parts.hostname or "").split(".")[0]
    *folders, slug = parts.path.casefold().strip("/").split("/")
    yield from (folder.replace("-", " ") for folder in folders)
    if SLUG_OF_LIVE.search(slug):
        yield "live"


def _of_notes(lines: Sequence[Line]) -> Genre | None:
    for line in lines:
        if line.role == "disclaimer":
            return Genre("opinion", "disclaimer")
        if line.role == "author_note" and ABOUT_THE_BLOG.fullmatch(line.text):
            return Genre("blog", "label")
        if line.role in ("author_note", "byline") and OPINION_WRITER.search(line.text):
            return Genre("opinion", "author")
    return None


def _of_form(lines: Sequence[Line]) -> Genre:
    clocks = sum(line.role == "date" and bool(CLOCK_LINE.fullmatch(line.text)) for line in lines)
    if clocks >= FEWEST_CLOCK_LINES:
        return Genre("live", "form")
    text = [line.text for line in lines if line.role in ("body", "heading")]
    questions = sum(bool(QUESTION.match(paragraph)) for paragraph in text)
    if questions >= max(FEWEST_QUESTIONS, LEAST_SHARE_OF_QUESTIONS * len(text)):
        return Genre("interview", "form")
    return Genre("news", "none")

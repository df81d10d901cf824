"""A role for every line of a scraped page.

Rules look at the page in a fixed order and the first that speaks of a line decides its role.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from crossframe.config import Role
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.headline import Site, part_title
from crossframe.corpus.lines import Line, fingerprint, read_lines
from crossframe.corpus.page import Page
from crossframe.corpus.repair import repair
from crossframe.corpus.rules import RULES

FEWEST_LINES_OF_COPY = 3  # of running text; what sites add to each article is seldom as long
# What feeds print where they break a text off, or after it.
CUT_TAIL = re.compile(
    r"(?:(?<=\w)| )\[\s*(?:\.\.\.|…)\s*\]$"
    r"|(?<=[.!?…”\"]) (?:continue reading|read more|read the full (?:story|article))\b\W*$"
    r"|(?<=[.!?…”\"]) the post .{3,200} (?:appeared first|first appeared) on .{2,60}$",
    re.IGNORECASE,
)

Piece = tuple[Role, str, str]  # role, rule and wording


@dataclass(frozen=True)
class Part:
    """A line, or a part of one, with its role and the rule that decided."""

    line: int
    part: int
    role: Role
    rule: str
    text: str
    repaired: bool
    fingerprint: int


def clean(text: str, title: str, site: Site, furniture: Furniture) -> list[Part]:
    """Return every line of a page that holds anything, with its role, in order.

    A dateline before the first words, and an agency's name after the last, are parts of their own;
    so is what names the site before or behind the headline. A title that the page does not hold
    stands before it, as line 0.

    Args:
        text: The page.
        title: The article's title; empty where it has none.
        site: Where the page is from.
        furniture: Patterns of what surrounds articles.
    """
    lines = read_lines(text)
    found = () if _is_copy(lines, site.recurring) else site.recurring
    page = Page(lines, part_title(repair(title), site).text, site, furniture, found)
    rules: dict[int, str] = {}
    for rule in RULES:
        for index, role in list(rule(page)):
            page.roles[index] = role
            rules[index] = rule.__name__
    parts = [part for index in range(len(page.lines)) for part in _parts(index, rules[index], page)]
    if page.headline and "title" not in page.roles.values():
        return [*_given_title(title, site), *parts]
    return parts


def _given_title(title: str, site: Site) -> Iterator[Part]:
    whole = repair(title)
    repaired = whole != " ".join(title.split())
    pieces = _pieces_of_title("given_title", whole, site)
    for number, piece in enumerate(pieces, start=1):
        yield Part(0, number, *piece, repaired, fingerprint(title))


def _pieces_of_title(rule: str, title: str, site: Site) -> list[Piece]:
    parted = part_title(title, site)
    pieces: list[Piece] = [
        ("furniture", "site_name", parted.before),
        ("title", rule, parted.text),
        ("furniture", "site_name", parted.after),
    ]
    return [piece for piece in pieces if piece[2]]


def _parts(index: int, rule: str, page: Page) -> Iterator[Part]:
    line, role = page.lines[index], page.roles[index]
    pieces: list[Piece] = [(role, rule, line.text)]
    if role == "title":
        pieces = _pieces_of_title(rule, line.text, page.site)
    elif role == "body":
        pieces = _pieces_of_body(rule, index, page)
    for number, piece in enumerate(pieces, start=1):
        yield Part(line.number, number, *piece, line.repaired, line.fingerprint)


def _pieces_of_body(rule: str, index: int, page: Page) -> list[Piece]:
    text, before, cut, after = page.lines[index].text, "", "", ""
    if (at := page.trailing_credit(index)) is not None:
        text, after = text[:at].rstrip(), text[at:]
    if dateline := page.wire.dateline(text):
        before, text = text[: dateline.end].strip(), text[dateline.end :]
    if found := CUT_TAIL.search(text):
        text, cut = text[: found.start()], found[0].strip()
    pieces: list[Piece] = [
        ("date", "dateline", before),
        ("body", rule, text),
        ("furniture", "cut_off", cut),
        ("credit", "trailing_credit", after),
    ]
    return [piece for piece in pieces if piece[2]]


def _is_copy(lines: list[Line], recurring_lines: Collection[int]) -> bool:
    """Whether most of the running text recurs: then it is a copy, and no furniture."""
    prose = {line.fingerprint: line.n_words for line in lines if line.is_prose}
    again = [n_words for line, n_words in prose.items() if line in recurring_lines]
    return len(again) >= FEWEST_LINES_OF_COPY and 2 * sum(again) > sum(prose.values())

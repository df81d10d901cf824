"""Rules that tell what the lines of a page are, in the order in which they speak.

The order goes from what is certain (the headline is known) to what is left over (the body).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from crossframe.config import Role
from crossframe.corpus.dates import is_date_line
from crossframe.corpus.headline import part_title
from crossframe.corpus.lines import SENTENCE_END
from crossframe.corpus.names import CAPITAL, NAME
from crossframe.corpus.page import Page
from crossframe.corpus.repeats import is_doubled, plain, repeats
from crossframe.corpus.wire import COPYRIGHT, SIGN_OFF, SYNDICATED

MOST_WORDS_OF_HEADING = 12
MOST_WORDS_OF_STANDFIRST = 40
MOST_WORDS_OF_BYLINE = 8

BYLINE = re.compile(
    rf"(?:--|—|–|By|BY|Written by|Reporting by|Words by):? *{NAME}(?:(?:,| and| &| in) {NAME})*"
)
BYLINE_OF_STAFF = re.compile(
    r"(?:by|words by|reporting by) .*\b(?:staff|agencies|reporters?|desk|"
    r"correspondents?|team)\b.*",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|images?|pictures?|drawing|illustration|graphic|video|credits?)"
    r"(?: credit| courtesy)?(?: by| courtesy of|:|\.\.\.|/)",
    re.IGNORECASE,
)
ADVERTISEMENT = re.compile(r"(?:advertisement|sponsored(?: content)?|promoted)\W*", re.IGNORECASE)
CREDIT_PAIR = re.compile(rf"{NAME} ?[/|] ?{NAME}")
OF_PICTURE = r"(?i:drawing|illustration|photo(?:graph)?|image|picture|pic|graphic|credit)s?"
CAPTION_CREDIT = re.compile(
    rf"(?:[(\[]{OF_PICTURE}(?i: by|:| credit:?| courtesy of) .+[)\]]"
    rf"|[(\[][^()\[\]]{{0,60}}?{CAPITAL}[\w.'’-]* ?/ ?{CAPITAL}[^()\[\]]{{0,60}}[)\]]"
    rf"|(?:\b|\| ?){OF_PICTURE}(?i: by| credit:?| courtesy of|:) ?{NAME}"
    rf"(?:[/,|] ?[^.!?]{{1,60}}| (?:for|via|of|at) [^.!?]{{1,40}})?"
    rf"|[.!?\"”’] (?:© ?)?{NAME}/{NAME}(?: via {NAME})?|[.!?\"”’] ©(?! ?\d)[^.!?]{{2,80}})\.?$"
)
LONGEST_POST = 400  # characters; posts of the large networks were 280 at most for long
AUTHOR_OF_POST = re.compile(r"(?:[-–—]{1,2} ?)?[^.!?]{0,60}\(@\w{1,30}(?:\.[\w.]+)?\)")
POST = re.compile(
    r"(?:[-–—]{1,2} ?|^)[^.!?]{0,60}\(@\w{1,30}(?:\.[\w.]+)?\)\W{0,3}"
    r"(?:(?:on )?[^\W\d_]{3,9}\.? \d{1,2}, \d{4}|\d{1,2} [^\W\d_]{3,9}\.? \d{4}"
    r"|\d{1,2}:\d\d.{0,30}|https?://\S+)?\W*$"
    r"|\bpic\.twitter\.com/\w+$|\ba post shared by [^.!?]{1,60}$",
    re.IGNORECASE,
)
PICTURED = re.compile(r"\((?:pictured|left|right|centre|center|above|below)\b[^()]*\)")
NOTE = re.compile(
    rf"(?P<name>{NAME}) is (?:an?|the) (?:[\w’'-]+ ){{0,5}}?"
    r"(?:reporter|journalist|correspondent|editor|columnist|writer|contributor|author|blogger"
    r"|expert|analyst|fellow|freelance|freelancer|critic)\b.*"
)

Decisions = Iterator[tuple[int, Role]]


def no_words(page: Page) -> Decisions:
    """Lines without a letter or digit."""
    for index in page.undecided():
        if not any(char.isalnum() for char in page.lines[index].text):
            yield index, "furniture"


def headline(page: Page) -> Decisions:
    """The line that is the catalogue's title; where it stands again it is a duplicate."""
    title = plain(page.headline)
    held = (index for index in page.undecided() if title in plain(page.lines[index].text))
    found = [i for i in held if plain(part_title(page.lines[i].text, page.site).text) == title]
    for order, index in enumerate(found):
        yield index, "duplicate" if order else "title"


def above_headline(page: Page) -> Decisions:
    """Short lines above the headline that are no sentences: navigation."""
    title = next((index for index, role in page.roles.items() if role == "title"), 0)
    for index in page.undecided():
        line = page.lines[index]
        if index < title and not line.is_prose and not is_date_line(line.text):
            yield index, "furniture"


def printed_twice(page: Page) -> Decisions:
    """A short line at once repeated: a caption, printed as text and as its image's label."""
    if is_doubled(page.lines):
        return
    for index in page.undecided():
        short = page.lines[index].n_words <= MOST_WORDS_OF_STANDFIRST
        if short and _same(page, index, index + 1) and not _same(page, index - 1, index):
            yield index, "caption"


def repeated(page: Page) -> Decisions:
    """A line that stands above already, and not for a reason of the text."""
    for index in repeats(page.lines, page.roles):
        yield index, "duplicate"


def date_line(page: Page) -> Decisions:
    """A line of nothing but a date or a time."""
    for index in page.undecided():
        if is_date_line(page.lines[index].text):
            yield index, "date"


def byline(page: Page) -> Decisions:
    """'By' or a dash and names, or the outlet's own name."""
    for index in page.undecided():
        line = page.lines[index]
        of_staff = BYLINE_OF_STAFF.fullmatch(line.text) and not line.is_sentence
        name, *dates = re.split(r" *[|·•] *", line.text)
        of_names = BYLINE.fullmatch(name) or name.casefold() == page.site.outlet.casefold()
        of_names = of_names and all(map(is_date_line, dates))
        if of_names or (of_staff and line.n_words <= MOST_WORDS_OF_BYLINE):
            yield index, "byline"


def sign_off(page: Page) -> Decisions:
    """A line that says who worked on the article, or whose it is."""
    for index in page.undecided():
        line = page.lines[index]
        if COPYRIGHT.fullmatch(line.text) or SYNDICATED.fullmatch(line.text):
            yield index, "furniture"
        elif SIGN_OFF.fullmatch(line.text):
            yield index, "byline"


def pattern(page: Page) -> Decisions:
    """A pattern of the furniture file."""
    kinds: dict[str, Role] = {
        "correction": "correction",
        "embed": "embed",
        "disclaimer": "disclaimer",
        "author_note": "author_note",
        "caption": "caption",
        "credit": "credit",
        "byline": "byline",
        "date": "date",
        "teaser": "teaser",
        "furniture": "furniture",
        "end": "furniture",
        "teasers_follow": "furniture",
    }
    for index in page.undecided():
        kind = next((kind for kind in kinds if page.matches(index, kind)), None)
        if kind:
            yield index, kinds[kind]


def embedded(page: Page) -> Decisions:
    """A post of another site: a line that ends in its author, or such a line and the one above."""
    undecided = set(page.undecided())
    for index in sorted(undecided):
        text = page.lines[index].text
        if POST.search(text):
            yield index, "embed"
            above = index - 1
            lone = AUTHOR_OF_POST.match(text)
            if lone and above in undecided and len(page.lines[above].text) <= LONGEST_POST:
                yield above, "embed"


def advertised(page: Page) -> Decisions:
    """What stands right under an advertisement's head, unless it is running text."""
    for index in page.undecided():
        above = page.lines[index - 1].text if index else ""
        if ADVERTISEMENT.fullmatch(above) and not page.lines[index].is_prose:
            yield index, "furniture"


def cut_off(page: Page) -> Decisions:
    """A text that breaks off in a bracketed ellipsis: the teaser of another story.

    Where it is all that there is to read, it is the article as a feed gives it.
    """
    undecided = page.undecided()
    alone = not any(page.runs_on(index) for index in undecided[:-1])
    for index in undecided[:-1] if alone else undecided:
        if re.search(r"\[\s*(?:\.\.\.|…)\s*\]$", page.lines[index].text):
            yield index, "teaser"


def author_note(page: Page) -> Decisions:
    """'NAME is a reporter ...' of one not named elsewhere, with no running text after it.

    A source is introduced in the same words, but goes on to be quoted by name.
    """
    undecided = page.undecided()
    last_run = max((index for index in undecided if page.starts_run(index)), default=-1)
    named = Counter(name for index in undecided for name in set(_names(page.lines[index].text)))
    for index in undecided:
        found = NOTE.match(page.lines[index].text)
        if found and index >= last_run and named[_names(found["name"])[-1]] == 1:
            yield index, "author_note"


def after_end(page: Page) -> Decisions:
    """What follows the end of the article: a note under its head, and teasers."""
    end = _end_of_article(page)
    if end is None:
        return
    under_note = page.roles[end] == "author_note" and page.matches(end, "author_note")
    for index in page.undecided():
        if index > end:
            yield index, "author_note" if under_note and index == end + 1 else "teaser"


def boxed_teasers(page: Page) -> Decisions:
    """Lines under the head of a box of teasers, until the article goes on.

    It goes on with two paragraphs in a row, or with one right under the head that is the last.
    """
    last = max(page.undecided(), default=-1)
    head = None
    for index, line in enumerate(page.lines):
        if index in page.roles and page.matches(index, "teasers_follow"):
            head = index
        elif head is not None and index not in page.roles:
            alone = index == last == head + 1 and line.is_prose  # all that is left of the page
            if page.starts_run(index) or alone:
                head = None
            else:
                yield index, "teaser"


def signed(page: Page) -> Decisions:
    """An agency that signs above or below the text, and not under a picture."""
    prose = [index for index in page.undecided() if page.lines[index].is_prose]
    for index in page.undecided():
        line = page.lines[index]
        within = prose and prose[0] < index < prose[-1]
        above = page.lines[index - 1] if index - 1 not in page.roles and index else None
        pictured = above is not None and above.is_sentence and not above.is_prose
        if not within and not pictured and page.wire.is_signature(line.text):
            yield index, "credit" if page.wire.is_bare(line.text) else "byline"


def credit(page: Page) -> Decisions:
    """A short line of nothing but a credit or the name of an agency."""
    for index in page.undecided():
        line = page.lines[index]
        short = line.n_words <= MOST_WORDS_OF_HEADING
        if short and (
            CREDIT.match(line.text)
            or (CREDIT_PAIR.fullmatch(line.text) and not line.is_sentence)
            or (_starts_with_agency_pair(line.text, page) and not line.is_sentence)
            or page.wire.is_picture_credit(line.text)
        ):
            yield index, "credit"


def caption(page: Page) -> Decisions:
    """A line that ends in a credit, or says what is pictured.

    An agency after the last sentence of all signs the story, not a picture.
    """
    undecided = page.undecided()
    signed_lines = {i for i in undecided if page.trailing_credit(i) is not None}
    last = max(signed_lines, default=None)
    if last is not None and any(page.lines[i].is_prose for i in undecided if i > last):
        last = None
    for index in undecided:
        text = page.lines[index].text
        signed = index in signed_lines and index != last
        if signed or CAPTION_CREDIT.search(text) or CREDIT.match(text) or PICTURED.search(text):
            yield index, "caption"


def recurring(page: Page) -> Decisions:
    """A line that many pages of the outlet hold, and no rule has recognised."""
    for index in page.undecided():
        if page.recurs(index):
            yield index, "furniture"


def standfirst(page: Page) -> Decisions:
    """The line under the headline that is no full sentence, or that a picture or byline follows."""
    below = [index for index in page.undecided() if page.lines[index].n_words >= 5]
    title = next((index for index, role in page.roles.items() if role == "title"), None)
    if title is None or not below or below[0] < title:
        return
    first = below[0]
    line = page.lines[first]
    unfinished = not line.is_sentence and page.trailing_credit(first) is None
    before_picture = page.roles.get(first + 1) in ("caption", "credit", "byline", "date")
    if line.n_words <= MOST_WORDS_OF_STANDFIRST and (unfinished or before_picture):
        yield first, "standfirst"


def heading(page: Page) -> Decisions:
    """A short line without a full stop, with text of the article after it."""
    undecided = page.undecided()
    for index, following in pairwise(undecided):
        line = page.lines[index]
        if (
            line.n_words <= MOST_WORDS_OF_HEADING
            and (not line.is_sentence or line.text.endswith("?"))
            and not line.is_cut_off
            and page.lines[following].is_sentence
        ):
            yield index, "heading"


def loose_end(page: Page) -> Decisions:
    """A short last line that is no sentence."""
    undecided = page.undecided()
    if undecided:
        line = page.lines[undecided[-1]]
        signed = page.trailing_credit(undecided[-1]) is not None
        ends = signed or SENTENCE_END.search(line.text)
        if line.n_words <= MOST_WORDS_OF_HEADING and not ends:
            yield undecided[-1], "furniture"


def body(page: Page) -> Decisions:
    """All that is left."""
    for index in page.undecided():
        yield index, "body"


RULES: tuple[Callable[[Page], Decisions], ...] = (
    no_words,
    headline,
    above_headline,
    printed_twice,
    repeated,
    date_line,
    byline,
    sign_off,
    pattern,
    embedded,
    advertised,
    cut_off,
    author_note,
    after_end,
    boxed_teasers,
    signed,
    credit,
    caption,
    recurring,
    standfirst,
    loose_end,
    heading,
    body,
)


def _names(text: str) -> list[str]:
    """Return the words of a text that begin with a capital."""
    return re.findall(rf"\b{CAPITAL}\w*", text)


def _same(page: Page, first: int, second: int) -> bool:
    """Whether both lines exist and hold the same words."""
    if first < 0 or second >= len(page.lines):
        return False
    return plain(page.lines[first].text) == plain(page.lines[second].text)


def _starts_with_agency_pair(text: str, page: Page) -> bool:
    names = "|".join(map(re.escape, page.furniture.agencies))
    return bool(re.match(rf"{NAME} ?[/|] ?(?:{names})\b", text))


def _end_of_article(page: Page) -> int | None:
    """Return the index of the first line that ends an article, with prose before it."""
    prose = [
        index
        for index, line in enumerate(page.lines)
        if line.is_prose and page.roles.get(index) != "teaser"
    ]
    for index, role in sorted(page.roles.items()):
        ends = role in ("disclaimer", "author_note") or page.matches(index, "end")
        if ends and bisect_left(prose, index) > 1:
            return index
    return None

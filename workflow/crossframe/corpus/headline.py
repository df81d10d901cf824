"""What of a title is the headline, and what names the site or labels the article.

Sites print their name behind or before their titles. It says nothing of the article, but would
tell any two outlets apart.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from crossframe.corpus.dates import is_date_line
from crossframe.corpus.lines import fingerprint

# What parts a name from a headline. A bar stands in no headline; a dash or colon may.
BAR = r"\s*(?:\||｜|¦|»|«|·|•|::|\s/{1,2}\s)\s*"
DASH = r"\s+[-–—~:]{1,2}\s+|(?<=\S)[–—](?=\S)|\s+[-–—]{1,2}|:\s+"
EDGE = re.compile(rf"(?P<bar>{BAR})|{DASH}")
BRACKETED = re.compile(r"(?P<headline>.+?)\s*[(\[](?P<name>[^()\[\]]+)[)\]]")
MOST_EDGES = 4  # such as: headline | section | site | network
MOST_WORDS_OF_NAME = 6
MOST_WORDS_OF_SECTION = 3
FEWEST_WORDS_OF_HEADLINE = 2  # beside a section; one word may be a section itself

DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}/?", re.IGNORECASE)
SUFFIXES = frozenset(
    "com co org net info gov edu ac news tv online uk in de es eu ie au nz za ca".split()  # noqa: SIM905
)
HOSTS = frozenset(["www", "m", "amp", "edition", "mobile", "beta", "blog", "blogs"])
SHORTEST_LABEL = 3  # letters of a host's part that can name a site
ARTICLES = frozenset(["the", "der", "die", "das", "le", "la", "les", "el", "il", "lo", "het"])
# Words of outlets' names that may be left out or added: 'Ost', 'Ost Gazette', 'Ost Gazette Online'.
OF_PRESS = frozenset(
    """
    the a of and news newspaper online daily weekly paper press media magazine website site com
    gazette times post herald tribune journal chronicle courier dispatch observer telegraph mail
    express star record reporter mirror standard review bulletin echo argus mercury advertiser
    examiner enquirer inquirer sentinel monitor broadcasting corporation network tv radio uk us
    usa india international world edition english live
    """.split()  # noqa: SIM905 - a list of words
)
LABEL = re.compile(
    r"(?:(?:the )?(?:guest )?(?:opinions?|op-?ed|comment|commentary|editorial|column|columnist"
    r"|perspective|viewpoint|essay|letters?(?: to the editor)?)"
    r"|(?:news |market |data )?analys[ie]s|explainer|explained"
    r"|(?:the )?(?:big |exclusive )?interview"
    r"|q ?(?:&|and) ?a|(?:live)?blog|live(?: (?:updates?|blog|coverage|news|reporting))?"
    r"|(?:as|how) it happened|breaking(?: news)?|watch|video)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Headline:
    """A title in its parts; `before` and `after` hold what marks them off."""

    before: str
    text: str
    after: str


@dataclass(frozen=True)
class Site:
    """What a site is known by: the outlet's name, an address, and what many of its pages hold."""

    outlet: str
    recurring: Collection[int] = ()  # fingerprints of lines and tails of titles
    url: str = ""


def part_title(title: str, site: Site) -> Headline:
    """Return a title in its parts; a title that is nothing but names is a headline."""
    start, end = 0, len(title)
    for _ in range(MOST_EDGES):
        at = _tail(title[:end], site, cut=end < len(title))
        if at is None:
            break
        end = at
    for _ in range(MOST_EDGES):
        at = _head(title[start:end], site)
        if at is None:
            break
        start += at
    return Headline(title[:start].strip(), title[start:end].strip(), title[end:].strip())


def cited_title(title: str, site: Site) -> str:
    """Return a title as it is cited: without the site, but with a label before it."""
    parts = part_title(title, site)
    label = parts.before if LABEL.fullmatch(EDGE.sub("", f"{parts.before} ")) else ""
    return f"{label} {parts.text}".strip()


def mark_of_tail(tail: str) -> int:
    """Return the fingerprint by which a title's tail is counted among recurring lines."""
    return fingerprint(f"\0tail {tail}")


def tails(title: str) -> Iterator[str]:
    """Yield what stands behind the last edge of a title, and behind the last bar."""
    edges = list(EDGE.finditer(title))
    last_bar = [edge for edge in edges if edge["bar"]][-1:]
    for edge in {edge.end(): edge for edge in (*edges[-1:], *last_bar)}.values():
        if title[: edge.start()].strip() and (tail := title[edge.end() :].strip()):
            yield tail


def _tail(title: str, site: Site, cut: bool) -> int | None:
    """Return where a tail begins that is no headline; `cut`: another one followed it."""
    bracketed = BRACKETED.fullmatch(title)
    if bracketed and names_site(bracketed["name"], site):
        return bracketed.end("headline")
    for edge in reversed(list(EDGE.finditer(title))):
        tail, rest = title[edge.end() :].strip(), title[: edge.start()].rstrip()
        if len(tail.split()) > MOST_WORDS_OF_NAME or not rest:
            return None
        if tail and _is_furniture(tail, rest, site, bar=bool(edge["bar"]), cut=cut):
            return len(rest)
    return None


def _is_furniture(tail: str, rest: str, site: Site, bar: bool, cut: bool) -> bool:
    return (
        mark_of_tail(tail) in site.recurring
        or names_site(tail, site, loosely=bar)
        or LABEL.fullmatch(tail) is not None
        or is_date_line(tail)
        or (bar and cut and _is_section(tail, rest))
    )


def _head(title: str, site: Site) -> int | None:
    """Return where the headline begins after a head that names the site or is a label."""
    edge = EDGE.search(title)
    if edge is None or not title[edge.end() :].strip():
        return None
    head = title[: edge.start()].strip()
    if head and (LABEL.fullmatch(head) or names_site(head, site, loosely=bool(edge["bar"]))):
        return edge.end()
    return None


def _is_section(tail: str, rest: str) -> bool:
    return (
        len(tail.split()) <= MOST_WORDS_OF_SECTION and len(rest.split()) >= FEWEST_WORDS_OF_HEADLINE
    )


def names_site(text: str, site: Site, loosely: bool = False) -> bool:
    """Return whether a text is the name of a site; loosely, also where it holds the whole name."""
    if len(text.split()) > MOST_WORDS_OF_NAME:
        return False
    if DOMAIN.fullmatch(text):
        return True
    if text[:1].islower() and not site.outlet[:1].islower():
        return False
    own, given = _words(site.outlet), _words(text)
    if not own or not given:
        return False
    return (
        "".join(given) in _joined_names(site)
        or _rare(given) == _rare(own) != []
        or abbreviates(text, site.outlet)
        or abbreviates(" ".join(_rare(own)), text)
        or _begins_with(text, given, own)
        or (loosely and f" {' '.join(own)} " in f" {' '.join(given)} ")
    )


def _begins_with(text: str, given: list[str], own: list[str]) -> bool:
    """Whether the outlet's name and capitalised words follow: 'Ost Gazette Sport'."""
    capitalised = all(word[:1].isupper() or word in ("&", "and") for word in text.split())
    return capitalised and given[: len(own)] == own


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case, without the article."""
    words = re.findall(r"[^\W_]+", re.sub(r"['’.]", "", name.casefold()))
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _rare(words: list[str]) -> list[str]:
    return [word for word in words if word not in OF_PRESS]


def _joined_names(site: Site) -> set[str]:
    return {"".join(_words(site.outlet)), *_labels(site.outlet), *_labels(site.url)}


@cache
def _labels(address: str) -> frozenset[str]:
    """Return the parts of a host's name that can name a site."""
    host = re.sub(r"^\w+://", "", address.casefold()).split("/")[0].split(":")[0]
    if "." not in host or " " in host:
        return frozenset()
    labels = [label for label in host.split(".")[:-1] if label not in SUFFIXES | HOSTS]
    plain = (label.replace("-", "") for label in labels)
    return frozenset(label for label in plain if len(label) >= SHORTEST_LABEL)


def abbreviates(short: str, name: str) -> bool:
    """Return whether `short` is put together of beginnings of all words: NYT, LA Times, WaPo.

    Words such as 'of' may be left out.
    """
    letters, words = "".join(_words(short)), _words(name)
    if len(words) < 2 or len(letters) < 2:
        return False
    ends = {0}
    for word in words:
        reached = {
            at + size
            for at in ends
            for size in range(1, len(word) + 1)
            if letters.startswith(word[:size], at)
        }
        ends = reached | (ends if word in ("the", "of", "and") else set())
    return len(letters) in ends

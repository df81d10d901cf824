"""Which of the differences that tell one fact is told: a statistic, a voice, a level, a side."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from crossframe.findings.differences import claims_of, effect
from crossframe.measure import Row
from crossframe.wording import LEXICONS

Cells = tuple[str, ...]

FRAME = ("frame",)  # the topic of a measure whose findings tell of whole frames
NAMES = ("term", "entity", "phrase", "speaker", "actor")  # columns whose cells can name an outlet
DOMAIN = re.compile(r"\.(?:com|net|org|info|co\.\w\w|\w\w)$")
PREFERRED_VOICES = ("all", "own", "quoted", "reported")
PREFERRED_LEXICONS = tuple(LEXICONS)


def order(row: Row, level: float) -> tuple[int, float, str]:
    """Return the place of a difference: by the doubts that there are of it, then by its size.

    It is doubted where max-T does not find it, where a single unit carries it, and for each of
    `doubts`; `differences.sizes` says what its size is.
    """
    doubts = int(not row["p_max_t"] <= level) + int(bool(row.get("one_unit")))
    return doubts + row.get("doubts", 0), -row["size"], str(row["row"])


def of_others(rows: Iterable[Row], outlets: Iterable[str]) -> list[Row]:
    """Return the rows but for those on the name of one of the outlets: that is no finding."""
    letters = [_letters(outlet) for outlet in outlets]
    own = {*letters, *(f"the{name}" for name in letters)}
    return [
        row
        for row in rows
        if not any(_letters(str(row[column])) in own for column in NAMES if column in row)
    ]


def _letters(name: str) -> str:
    """Return the letters of a name, without the article before it and a domain's ending."""
    bare = DOMAIN.sub("", name.casefold().removeprefix("www.").removeprefix("the "))
    return "".join(filter(str.isalnum, bare))


def of_facts(rows: Iterable[Row], level: float) -> list[Row]:
    """Return, of the rows of a measure that bear a claim, one a fact.

    Args:
        rows: The rows, of all voices and statistics.
        level: Level at which max-T is a finding.
    """
    by_fact = _grouped(rows, lambda row: (*_of(row), _side(row)))
    chosen = [_one(group) for group in by_fact]
    sided = {_of(row) for row in chosen if _side(row)}
    chosen = [row for row in chosen if _side(row) or _of(row) not in sided]
    return [row for group in _grouped(chosen, _whole) for row in _one_side(group, level)]


def of_pairs(rows: Iterable[Row], told: Iterable[Row], level: float) -> list[Row]:
    """Return the clearest pair of each topic, of those that max-T finds.

    A pair of which either outlet has a finding on the topic is not told.

    Args:
        rows: The rows of pairs that bear a claim.
        told: The findings of outlets against the rest.
        level: Level at which max-T is a finding.
    """
    known = {(row["outlet"], _topic(row, whole=True)) for row in told}
    clear = (row for row in rows if row["p_max_t"] <= level)
    new = [row for row in clear if not known & {*_topics_of_both(row)}]
    by_topic = _grouped(new, lambda row: _topic(row, whole=True))
    clearest = [min(group, key=lambda row: order(row, level)) for group in by_topic]
    return [
        _one([row for row in group if _of(row) == _of(best) and _side(row) == _side(best)])
        for best, group in zip(clearest, by_topic, strict=True)
    ]


def once(rows: Sequence[Row], most: int) -> list[Row]:
    """Return the rows that are told: of each outlet and measure the first, each fact once.

    A cue is told by its frame, a term by the entity, phrase or name that is spelt like it; but
    only by one that is told itself.

    Args:
        rows: The rows of all measures, the clearest first.
        most: Rows of an outlet by a measure.
    """
    told: list[Row] = []
    known: set[Hashable] = set()
    n: Counter[tuple[str, str]] = Counter()
    # who says most of a word comes first; sorting keeps the order within a measure
    for row in sorted(rows, key=_says_most):
        of = row["measure"], row["outlet"]
        if n[of] < most and not known & {*_facts(row)}:
            told.append(row)
            known.add(next(_facts(row)))
            n[of] += 1
    return told


def _says_most(row: Row) -> int:
    return claims_of(row["measure"]).says_most


def _facts(row: Row) -> Iterator[Hashable]:
    """Yield what a row tells that a row of another measure may tell as well, its own first."""
    claims = claims_of(row["measure"])
    of = row["outlet"], row["other"], effect(row).value > 0
    if claims.word:
        yield "word", of, str(row[claims.word]).split("/")[0].casefold()
    elif claims.topic == FRAME:
        yield "frame", of, row["frame"]
    else:
        yield row["row"]
    if claims.framed_by:
        yield "frame", of, row["frame"]


def _grouped(rows: Iterable[Row], key: Any) -> list[list[Row]]:
    return [list(group) for _, group in groupby(sorted(rows, key=key), key=key)]


def _topic(row: Row, *, whole: bool = False) -> Cells:
    """Return what a row tells of; with `whole`, what it shares with the items beside it."""
    claims = claims_of(row["measure"])
    named = claims.shared if whole and claims.shared else claims.topic
    return (str(row["item"]),) if named is None else tuple(str(row[name]) for name in named)


def _topics_of_both(row: Row) -> Iterator[tuple[str, Cells]]:
    return ((row[side], _topic(row, whole=True)) for side in ("outlet", "other"))


def _of(row: Row) -> Cells:
    return (row["outlet"], row["other"], *_topic(row))


def _whole(row: Row) -> Cells:
    return (row["outlet"], row["other"], *_topic(row, whole=True))


def _side(row: Row) -> int:
    """Return the side on which a fact puts an outlet; 0 for what has no side."""
    claims = claims_of(row["measure"])
    if row["statistic"] in claims.no_side:
        return 0
    return (1 if effect(row).value > 0 else -1) * (-1 if row["statistic"] in claims.turned else 1)


def _one(rows: Sequence[Row]) -> Row:
    """Return the row that says most: found in all and in the own voice, by the first statistic."""
    voices: dict[str, set[str]] = {}
    for row in rows:
        voices.setdefault(row["item"], set()).add(row["voice"])

    def place(row: Row) -> tuple[bool, int, int, int, str]:
        statistics = claims_of(row["measure"]).statistics
        return (
            not {"all", "own"} <= voices[row["item"]],
            PREFERRED_VOICES.index(row["voice"]),
            statistics.index(row["statistic"]) if statistics else 0,
            PREFERRED_LEXICONS.index(row["lexicon"]) if "lexicon" in row else 0,
            str(row["row"]),
        )

    return min(rows, key=place)


def _one_side(rows: Sequence[Row], level: float) -> Iterator[Row]:
    """Yield the rows of one whole that are on the side that max-T finds, or else is higher."""
    if not claims_of(rows[0]["measure"]).shared:
        yield from rows
        return
    best = min(
        rows, key=lambda row: (not row["p_max_t"] <= level, effect(row).value < 0, row["row"])
    )
    yield from (row for row in rows if (effect(row).value > 0) == (effect(best).value > 0))

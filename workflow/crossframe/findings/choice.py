"""Which of the differences that tell one fact is told: a statistic, a voice, a level, a side."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from crossframe.feature_tables import LEXICONS

Row = Mapping[str, Any]
Cells = tuple[str, ...]

# The columns that a fact is of, where those of the item tell several of its sides.
TOPICS: dict[str, Cells] = {
    "sentiment": (),
    "targets": ("actor",),
    "agency": ("actor",),
    "frames": ("frame",),
    "sources": ("dimension", "category"),
}
# What several items share one whole by: more of one is less of the others.
WHOLES: dict[str, Cells] = {"naming": ("actor",), "sources": ("dimension",)}
TONE = ("mean", "share_negative", "share_positive", "coverage")
# Statistics of one fact, the one that says most first.
STATISTICS = {
    "frames": ("share", "rate_per_1000"),
    "sentiment": TONE,
    "targets": TONE,
    "agency": ("agent_share", "patient", "agent", "agent_deleted", "passive"),
    "sources": ("share_of_quotations", "share_of_words", "per_1000_words"),
}
TURNED = ("share_negative", "patient", "agent_deleted", "passive")  # high where others are low
NO_SIDE = ("coverage",)  # told where nothing else of its topic is
PREFERRED = ("all", "own", "quoted", "reported")
# The column of a word, by measure; whoever tells of it first says most.
WORDS = {
    "naming": "variant",
    "entities": "entity",
    "phrases": "phrase",
    "frame_cues": "cue",
    "frequency": "term",
    "keywords": "term",
}


def order(row: Row, level: float) -> tuple[int, float, str]:
    """Return the place of a difference: by the doubts that there are of it, then by its size.

    It is doubted where max-T does not find it, where a single unit carries it, and for each of
    `doubts`; `differences.sizes` says what its size is.
    """
    doubts = int(not row["p_max_t"] <= level) + int(bool(row.get("one_unit")))
    return doubts + row.get("doubts", 0), -row["size"], str(row["row"])


def of_facts(rows: Iterable[Row], level: float) -> list[Row]:
    """Return, of the rows of a measure that bear a claim, one a fact.

    Args:
        rows: The rows, of all voices and statistics.
        level: Level at which max-T is a finding.
    """
    by_fact = _grouped(rows, lambda row: (*_of(row), _side(row)))
    told = [_one(group) for group in by_fact]
    sided = {_of(row) for row in told if _side(row)}
    told = [row for row in told if _side(row) or _of(row) not in sided]
    return [row for group in _grouped(told, _whole) for row in _one_side(group, level)]


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
        if n[of] < most and not known & {_fact(row), _framed(row)}:
            told.append(row)
            known.add(_fact(row))
            n[of] += 1
    return told


def _says_most(row: Row) -> int:
    return [*WORDS].index(row["measure"]) if row["measure"] in WORDS else -1


def _fact(row: Row) -> Hashable:
    """Return what a row tells that a row of another measure may tell as well."""
    if row["measure"] not in WORDS:
        return _framed(row) if row["measure"] == "frames" else row["row"]
    word = str(row[WORDS[row["measure"]]]).split("/")[0].casefold()
    return row["outlet"], row["other"], row["difference"] > 0, word


def _grouped(rows: Iterable[Row], key: Any) -> list[list[Row]]:
    return [list(group) for _, group in groupby(sorted(rows, key=key), key=key)]


def _topic(row: Row, *, whole: bool = False) -> Cells:
    named = WHOLES if whole and row["measure"] in WHOLES else TOPICS
    if row["measure"] not in named:
        return (str(row["item"]),)
    return tuple(str(row[name]) for name in named[row["measure"]])


def _topics_of_both(row: Row) -> Iterator[tuple[str, Cells]]:
    return ((row[side], _topic(row, whole=True)) for side in ("outlet", "other"))


def _of(row: Row) -> Cells:
    return (row["outlet"], row["other"], *_topic(row))


def _whole(row: Row) -> Cells:
    return (row["outlet"], row["other"], *_topic(row, whole=True))


def _framed(row: Row) -> Hashable:
    return row["outlet"], row["other"], row.get("frame"), row["difference"] > 0


def _side(row: Row) -> int:
    """Return the side on which a fact puts an outlet; 0 for what has no side."""
    if row.get("statistic") in NO_SIDE:
        return 0
    return (1 if row["difference"] > 0 else -1) * (-1 if row.get("statistic") in TURNED else 1)


def _one(rows: Sequence[Row]) -> Row:
    """Return the row that says most: found in all and in the own voice, by the first statistic."""
    voices: dict[str, set[str]] = {}
    for row in rows:
        voices.setdefault(row["item"], set()).add(row["voice"])

    def place(row: Row) -> tuple[bool, int, int, int, str]:
        statistics = STATISTICS.get(row["measure"], ())
        return (
            not {"all", "own"} <= voices[row["item"]],
            PREFERRED.index(row["voice"]),
            statistics.index(row["statistic"]) if statistics else 0,
            LEXICONS.index(row["lexicon"]) if "lexicon" in row else 0,
            str(row["row"]),
        )

    return min(rows, key=place)


def _one_side(rows: Sequence[Row], level: float) -> Iterator[Row]:
    """Yield the rows of one whole that are on the side that max-T finds, or else is higher."""
    if rows[0]["measure"] not in WHOLES:
        yield from rows
        return
    best = min(
        rows, key=lambda row: (not row["p_max_t"] <= level, row["difference"] < 0, row["row"])
    )
    yield from (row for row in rows if (row["difference"] > 0) == (best["difference"] > 0))

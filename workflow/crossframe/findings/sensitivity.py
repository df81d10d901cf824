"""What a finding depends on: the voice, how indirect speech is read, the lexicon, single words."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from crossframe import measures, readings, store
from crossframe.escape import line
from crossframe.feature_tables import LEXICONS
from crossframe.findings import differences, sayings

Row = Mapping[str, Any]
Key = tuple[str, str, str, str]  # outlet, other, item, voice

MOST_OF_IT = 0.5  # a cue or word that carries more is named


@dataclass
class Tables:
    """The tables in which the sensitivity of findings is looked up, each read when first asked for.

    Attributes:
        results: Folder of the results.
        run: The measures that ran.
        reported: How the study reads indirect speech.
        outlets: The outlets.
        level: Level at which q is a finding.
    """

    results: Path
    run: tuple[str, ...]
    reported: str
    outlets: tuple[str, ...]
    level: float
    _read: dict[str, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def changes(self) -> dict[tuple[str, ...], str]:
        """Return what becomes of findings, by measure, item, outlet and voice."""
        columns = list(readings.TABLE.key)
        table = self._table("readings", readings.TABLE)
        return dict(zip(table[columns].itertuples(index=False, name=None), table["change"],
                        strict=True))  # fmt: skip

    def of(self, measure: str, row: Row) -> pd.DataFrame:
        """Return the rows of a measure's table of the outlet and voice of a row."""
        if measure not in self.run:
            return pd.DataFrame(columns=list(measures.load(measure).OUTPUT.columns))
        table = self._table(measure, measures.load(measure).OUTPUT)
        here = (table["outlet"] == row["outlet"]) & (table["voice"] == row["voice"])
        rows: pd.DataFrame = table[here]
        return rows

    def _table(self, name: str, schema: Any) -> pd.DataFrame:
        if name not in self._read:
            path = self.results / "tables" / f"{name}.csv"
            self._read[name] = schema.typed(store.read_csv(path), str(path))
        return self._read[name]


class Clause(NamedTuple):
    """What a finding depends on.

    Attributes:
        said: The clause.
        doubt: Whether it is a reason to doubt the finding.
    """

    said: str
    doubt: bool = False


def clauses(row: Row, tested: Mapping[Key, Row], tables: Tables) -> list[Clause]:
    """Return what a finding depends on.

    Args:
        row: The row of the finding.
        tested: The tested rows of its table.
        tables: Where to look further.
    """
    found = [*_voices(row, tested, tables), *_lexicon(row, tested, tables.level)]
    if row["measure"] == "frames":
        found += _cue(row, tables)
    if row["measure"] == "sentiment" and row["statistic"] == "mean" and not row["other"]:
        found += _word(row, tables)
    return found


def agrees(row: Row, other: Row | None, level: float) -> bool:
    """Return whether another row bears the same claim."""
    return other is not None and bears(other, level) and _same_side(row, other)


def bears(row: Row, level: float) -> bool:
    """Return whether a row bears a claim, as `differences.claims` has it."""
    apart: bool = row["difference_low"] > 0 or row["difference_high"] < 0
    whole = all(math.isfinite(row[name]) for name in differences.SIDES)
    return bool(row["q"] <= level) and apart and whole


def _same_side(row: Row, other: Row) -> bool:
    return bool((row["difference"] > 0) == (other["difference"] > 0))


def _voices(row: Row, tested: Mapping[Key, Row], tables: Tables) -> Iterator[Clause]:
    """Yield which other voices show it, and what becomes of it by another reading of speech."""
    if row["voice"] in readings.JOINED:
        yield from _reading(row, tables)
    if row["measure"] == "sources":  # outlets quote others in others' voices
        return
    if row["voice"] == "own":
        if not agrees(row, _in_voice(row, tested, "all"), tables.level):
            yield Clause("all voices together do not show it", doubt=True)
        return
    yield _own(row, _in_voice(row, tested, "own"), tables)
    for voice, shown in (
        ("quoted", "direct quotations show"),
        ("reported", "indirect speech shows"),
    ):
        elsewhere = _in_voice(row, tested, voice)
        if voice != row["voice"] and agrees(row, elsewhere, tables.level):
            yield Clause(f"{shown} it as well")


def _own(row: Row, own: Row | None, tables: Tables) -> Clause:
    """Return whether the outlet's own voice shows what all voices or another one shows."""
    joined = tables.reported == "own"
    other_way = "without" if joined else "with"
    change = None if row["other"] else tables.changes.get(
        (row["measure"], row["item"], row["outlet"], "own")
    )  # fmt: skip
    if own is None:
        return Clause("the outlet's own voice alone could not be tested", doubt=True)
    if not agrees(row, own, tables.level):
        unless = f", but {other_way} indirect speech it does"
        found = change == ("lost" if joined else "gained")
        return Clause(f"the outlet's own voice does not show it{unless if found else ''}", True)
    if change == "same":
        return Clause("the outlet's own voice shows it as well, with or without indirect speech")
    if change == ("gained" if joined else "lost"):
        return Clause(
            f"the outlet's own voice shows it as well, but not {other_way} indirect speech", True
        )
    return Clause("the outlet's own voice shows it as well")


def _in_voice(row: Row, tested: Mapping[Key, Row], voice: str) -> Row | None:
    return tested.get((row["outlet"], row["other"], row["item"], voice))


def _reading(row: Row, tables: Tables) -> Iterator[Clause]:
    """Yield what becomes of a finding of a voice where indirect speech is read otherwise."""
    key = row["measure"], row["item"], row["outlet"], row["voice"]
    change = None if row["other"] else tables.changes.get(key)
    joined = tables.reported == row["voice"]
    otherwise = f"with indirect speech {'apart from' if joined else 'as a part of'} this voice"
    if change == "same":
        yield Clause(f"it stands {otherwise}")
    elif change == ("gained" if joined else "lost"):
        yield Clause(f"it is not found {otherwise}", doubt=True)
    elif change == "reversed":
        yield Clause(f"it turns to the other side {otherwise}", doubt=True)


def _lexicon(row: Row, tested: Mapping[Key, Row], level: float) -> Iterator[Clause]:
    """Yield whether the other lexicon finds the same."""
    if "lexicon" not in row:
        return
    (other,) = (name for name in LEXICONS if name != row["lexicon"])
    cells = row["item"].split(differences.ITEM_BETWEEN)
    item = [other if cell == row["lexicon"] else cell for cell in cells]
    key = row["outlet"], row["other"], differences.ITEM_BETWEEN.join(item), row["voice"]
    twin, name = tested.get(key), sayings.LEXICONS[other]
    if twin is None:
        yield Clause(f"{name} could not be tested", doubt=True)
    elif agrees(row, twin, level):
        yield Clause(f"{name} shows the same")
    elif _same_side(row, twin):
        yield Clause(f"{name} points the same way, but shows no difference of its own", doubt=True)
    else:
        yield Clause(f"{name} points the other way", doubt=True)


def _cue(row: Row, tables: Tables) -> Iterator[Clause]:
    """Yield the cue that carries most of a frame that is used more."""
    cues = tables.of("frame_cues", row)
    of_frame = cues[(cues["frame"] == row["frame"]) & (cues["share_of_frame"] > MOST_OF_IT)]
    if row["difference"] > 0:
        for cue, share in zip(of_frame["cue"], of_frame["share_of_frame"], strict=True):
            yield Clause(
                f"the cue {sayings.cue(cue)} is "
                f"{sayings.written(share, sayings.SHARE)} of the frame there"
            )


def _word(row: Row, tables: Tables) -> Iterator[Clause]:
    """Yield the word without which more than half of a difference in tone is gone."""
    shifts = tables.of("shifts", row)
    words = shifts[(shifts["subject"] == row["lexicon"]) & shifts["without"].notna()]
    left = words["without"] / words["difference"]
    if not words.empty and left.min() < MOST_OF_IT:
        word = line(str(words["word"][left.idxmin()]))
        yield Clause(
            f"without the word “{word}” the difference is "
            f"{sayings.plain(float(words['without'][left.idxmin()]), sayings.SCORE)}",
            doubt=True,
        )

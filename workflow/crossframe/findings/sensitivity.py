"""What a finding depends on: the voice, how indirect speech is read, the lexicon, single words."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from crossframe import readings, store, wording
from crossframe.config import Config
from crossframe.findings.differences import SIDES, claims_of, effect
from crossframe.measure import Clause, Row
from crossframe.results import Results
from crossframe.stats.multiplicity import alpha

Key = tuple[str, str, str, str]  # outlet, other, item, voice


@dataclass
class Lookup:
    """Where the sensitivity of findings is looked up.

    Attributes:
        results: The results.
        config: The study's config.
    """

    results: Results
    config: Config

    @property
    def level(self) -> float:
        """Level at which q is a finding."""
        return alpha(self.config.inference.level)

    @cached_property
    def changes(self) -> dict[tuple[str, ...], str]:
        """What becomes of findings, by measure, item, outlet and voice."""
        table = self.results.typed(readings.TABLE.name)
        keys = table[[*readings.TABLE.key]].itertuples(index=False, name=None)
        return dict(zip(keys, table["change"], strict=True))

    def of(self, measure: str, row: Row) -> pd.DataFrame:
        """Return the rows of a measure's table.

        Args:
            measure: The measure.
            row: A row of another's table.
        """
        table = self.results.typed(measure)
        here = (table["outlet"] == row["outlet"]) & (table["voice"] == row["voice"])
        rows: pd.DataFrame = table[here]
        return rows


def clauses(row: Row, tested: Mapping[Key, Row], lookup: Lookup) -> list[Clause]:
    """Return what a finding depends on.

    Args:
        row: The row of the finding.
        tested: The tested rows of its table.
        lookup: Where to look further.
    """
    carriers = claims_of(row["measure"]).carriers
    return [
        *_voices(row, tested, lookup),
        *_lexicon(row, tested, lookup.level),
        *(
            clause
            for carrier in carriers
            if carrier.measure in lookup.config.measures
            for clause in carrier.clauses(row, lookup.of(carrier.measure, row))
        ),
    ]


def agrees(row: Row, other: Row | None, level: float) -> bool:
    """Return whether another row bears the same claim."""
    return other is not None and bears(other, level) and _same_side(row, other)


def bears(row: Row, level: float) -> bool:
    """Return whether a row bears a claim, as `differences.claims` has it."""
    _, low, high = effect(row)
    whole = all(math.isfinite(row[name]) for name in SIDES if name in row)
    return bool(row["q"] <= level) and (low > 0 or high < 0) and whole


def _same_side(row: Row, other: Row) -> bool:
    return (effect(row).value > 0) == (effect(other).value > 0)


def _voices(row: Row, tested: Mapping[Key, Row], lookup: Lookup) -> Iterator[Clause]:
    """Yield which other voices show it, and what becomes of it by another reading of speech."""
    if row["voice"] in readings.JOINED:
        yield from _reading(row, lookup)
    if not claims_of(row["measure"]).in_voices:
        return
    if row["voice"] == "own":
        if not agrees(row, _in_voice(row, tested, "all"), lookup.level):
            yield Clause("all voices together do not show it", doubt=True)
        return
    yield _own(row, _in_voice(row, tested, "own"), lookup)
    for voice, shown in (
        ("quoted", "direct quotations show"),
        ("reported", "indirect speech shows"),
    ):
        elsewhere = _in_voice(row, tested, voice)
        if voice != row["voice"] and agrees(row, elsewhere, lookup.level):
            yield Clause(f"{shown} it as well")


def _own(row: Row, own: Row | None, lookup: Lookup) -> Clause:
    """Return whether the outlet's own voice shows what all voices or another one shows."""
    joined = lookup.config.reported_speech == "own"
    other_way = "without" if joined else "with"
    change = _change(row, "own", lookup)
    if own is None:
        return Clause("the outlet's own voice alone could not be tested", doubt=True)
    if not agrees(row, own, lookup.level):
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


def _change(row: Row, voice: str, lookup: Lookup) -> str | None:
    """Return what becomes of a finding in a voice; None where that was not looked at."""
    key = row["measure"], row["item"], row["outlet"], voice
    return None if row["other"] else lookup.changes.get(key)


def _reading(row: Row, lookup: Lookup) -> Iterator[Clause]:
    """Yield what becomes of a finding of a voice where indirect speech is read otherwise."""
    change = _change(row, row["voice"], lookup)
    joined = lookup.config.reported_speech == row["voice"]
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
    (other,) = (name for name in wording.LEXICONS if name != row["lexicon"])
    cells = row["item"].split(store.BETWEEN)
    item = [other if cell == row["lexicon"] else cell for cell in cells]
    key = row["outlet"], row["other"], store.BETWEEN.join(item), row["voice"]
    twin, name = tested.get(key), wording.LEXICONS[other]
    if twin is None:
        yield Clause(f"{name} could not be tested", doubt=True)
    elif agrees(row, twin, level):
        yield Clause(f"{name} shows the same")
    elif _same_side(row, twin):
        yield Clause(f"{name} points the same way, but shows no difference of its own", doubt=True)
    else:
        yield Clause(f"{name} points the other way", doubt=True)

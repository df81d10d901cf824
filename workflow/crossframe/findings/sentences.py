"""Differences between outlets in plain sentences, of the words that their measure has for them."""

import math
from collections.abc import Mapping
from typing import Any

from crossframe import wording
from crossframe.escape import line
from crossframe.findings.differences import claims_of, effect
from crossframe.measure import Row, Saying
from crossframe.stats.multiplicity import alpha
from crossframe.stats.ratios import FEW_HOLD

WITHIN = "within-article"


def sentence(row: Row, level: float, others: str, labels: Mapping[str, str]) -> str:
    """Return a difference as a sentence without its end.

    Args:
        row: A row of `differences.tested`.
        level: Level of the intervals.
        others: What the outlet is compared with, where it is no single outlet.
        labels: Labels of the frames.
    """
    saying = _saying(row)
    words = _words(row, saying, labels)
    than = row["other"] or others
    return (
        f"{start(row)}{line(row['outlet'])} {saying.clause.format(**words)} than "
        f"{line(than)}: {_numbers(row, saying.value.format(**words), level)}; "
        f"{evidence(row, alpha(level))}; {_basis(row, saying, words)}"
    )


def start(row: Row) -> str:
    """Return the words before a finding that speaks of these articles alone."""
    return "In these articles, " if row["scope"] == WITHIN else ""


def evidence(row: Row, level: float) -> str:
    """Return q, and max-T p where the difference stands by itself."""
    said = f"q {wording.probability(row['q'])}"
    if row["p_max_t"] <= level:
        said += f", max-T p {wording.probability(row['p_max_t'])}"
    return said


def _saying(row: Row) -> Saying:
    """Return the first saying that is of a row's cells."""
    return next(
        saying
        for saying in claims_of(row["measure"]).sayings
        if all(row[column] == cell for column, cell in saying.of.items())
    )


def _words(row: Row, saying: Saying, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return what the words of a saying are filled with."""
    words = {name: line(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
    words["direction"] = saying.directions[0 if effect(row).value > 0 else 1]
    words["value"] = wording.written(row["value"], row["unit_of_value"])
    names = {"pos": wording.PARTS_OF_SPEECH, "lexicon": wording.LEXICONS, "frame": labels}
    for column, known in names.items():
        if column in words:
            words[column] = known.get(words[column], words[column])
    for column in words.keys() & {"entity_kind", "speaker_kind"}:
        words[column] = words[column].replace("_", " ")
    if "cue" in words:
        words["cue"] = wording.cue(row["cue"])
    return words


def _numbers(row: Row, value: str, level: float) -> str:
    """Return value and rest, and their difference, with the intervals that there are."""
    unit: str = row["unit_of_value"]
    interval = f"{100 * level:g} % interval "
    sides = value
    if math.isfinite(row["low"]) or math.isfinite(row["high"]):
        sides += f" ({interval}{wording.span(row['low'], row['high'], unit)})"
        interval = ""
    if "difference" not in row:
        return sides
    points = " points" if unit == wording.SHARE else ""
    _, low, high = effect(row)
    return (
        f"{sides} against {wording.written(row['rest'], unit)}, a difference of "
        f"{wording.plain(row['difference'], unit)}{points} "
        f"({interval}{wording.bare_span(low, high, unit)})"
    )


def _basis(row: Row, saying: Saying, words: Row) -> str:
    """Return what a difference rests on, its voice and what its note says."""
    units = f"{row['unit']}s"
    if row["other"]:
        basis = f"{row['n_units']:,} {units} or more on either side"
    elif "n_units_with" in row:
        basis = (
            f"{saying.n.format(**words)}, in {row['n_units_with']:,} of {row['n_units']:,} {units}"
        )
    else:
        basis = f"{saying.n.format(**words)}, in {row['n_units']:,} {units}"
    cautions = [f"a single {row['unit']} carries it"] if row.get("one_unit") else []
    cautions += [_caution(note, units) for note in row["note"].split("; ") if note]
    return "; ".join([f"{basis}; {wording.VOICES[row['voice']]}", *cautions])


def _caution(note: str, units: str) -> str:
    return f"few {units} hold it" if note == FEW_HOLD else note

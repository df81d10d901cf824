"""What the tests of terms find in a corpus, said in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from crossframe.measures.calibration import BANDS
from crossframe.results import Row
from crossframe.wording import enumerated, percent

Rows = Sequence[Row]
SAID_OF = "q"  # the test whose recall is told


def sentences(rows: Rows) -> list[tuple[str, str]]:
    """Return what is found where nothing differs, and from where on a difference is found.

    Each sentence stands with the id of the row that it rests on.

    Args:
        rows: The table of calibration, as text.
    """
    false = {row.cells["test"]: row for row in _of(rows, "false_findings")}
    max_t = false["p_max_t"]
    if not max_t.cells["value"]:
        why = max_t.cells["note"]
        return [(f"Differences of terms cannot be tested in this corpus: {why}.", max_t.id)]
    return [_recall(rows), (_false_findings(false), max_t.id)]


def _recall(rows: Rows) -> tuple[str, str]:
    """Return by how much a term must differ, bands of the same answer together."""
    smallest = {
        row.cells["band"]: row
        for row in _of(rows, "smallest_factor")
        if row.cells["test"] == SAID_OF
    }
    bands = [band for band in reversed(BANDS) if int(smallest[band].cells["n"])]
    most = max(float(row.cells["factor"]) for row in _of(rows, "recall"))
    said = {band: _by_factor(smallest[band].cells["value"], most) for band in bands}
    clauses = [
        f"with {enumerated([*alike], 'or')} occurrences, {how}"
        for how, alike in groupby(bands, said.get)
    ]
    sentence = (
        f"To be found in this corpus (by {SAID_OF}, with a power of "
        f"{smallest[bands[0]].cells['nominal']}), a term must stand so much more often in an "
        f"outlet than in the rest: {'; '.join(clauses)}."
    )
    return sentence, smallest[bands[0]].id


def _by_factor(factor: str, most: float) -> str:
    if not factor:
        return f"a factor of {most:g} is not enough"
    return f"by a factor of {float(factor):.2g}"


def _false_findings(rows: Mapping[str, Row]) -> str:
    found, g2 = (percent(float(rows[test].cells["value"])) for test in ("p_max_t", "g2_bonferroni"))
    level = percent(float(rows["p_max_t"].cells["nominal"]))
    return (
        f"Where nothing differs, max-T p finds something in {found} of shuffles of the outlets' "
        f"labels, at its {level} level; the log-likelihood of words with Bonferroni, in {g2}."
    )


def _of(rows: Rows, statistic: str) -> Iterator[Row]:
    return (row for row in rows if row.cells["statistic"] == statistic)

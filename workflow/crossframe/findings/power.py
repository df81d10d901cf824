"""What the tests of terms find in a corpus, said in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from crossframe import store
from crossframe.figures.words import enumerated
from crossframe.measures.calibration import BANDS, OUTPUT

Rows = Sequence[Mapping[str, str]]
SAID_OF = "q"  # the test whose recall is told


def sentences(rows: Rows) -> list[tuple[str, str]]:
    """Return what is found where nothing differs, and from where on a difference is found.

    Each sentence stands with the id of the row that it rests on.

    Args:
        rows: The table of calibration, as text.
    """
    false = {row["test"]: row for row in _of(rows, "false_findings")}
    max_t = false["p_max_t"]
    if not max_t["value"]:
        why = max_t["note"]
        return [(f"Differences of terms cannot be tested in this corpus: {why}.", _id(max_t))]
    return [_recall(rows), (_false_findings(false), _id(max_t))]


def _recall(rows: Rows) -> tuple[str, str]:
    """Return by how much a term must differ, bands of the same answer together."""
    smallest = {row["band"]: row for row in _of(rows, "smallest_factor") if row["test"] == SAID_OF}
    bands = [band for band in reversed(BANDS) if int(smallest[band]["n"])]
    most = max(float(row["factor"]) for row in _of(rows, "recall"))
    said = {band: _by_factor(smallest[band]["value"], most) for band in bands}
    clauses = [
        f"with {enumerated([*alike], 'or')} occurrences, {how}"
        for how, alike in groupby(bands, said.get)
    ]
    sentence = (
        f"To be found in this corpus (by {SAID_OF}, with a power of "
        f"{smallest[bands[0]]['nominal']}), a term must stand so much more often in an outlet than "
        f"in the rest: {'; '.join(clauses)}."
    )
    return sentence, _id(smallest[bands[0]])


def _id(row: Mapping[str, str]) -> str:
    return store.BETWEEN.join([OUTPUT.name, *(row[name] for name in OUTPUT.key)])


def _by_factor(factor: str, most: float) -> str:
    if not factor:
        return f"a factor of {most:g} is not enough"
    return f"by a factor of {float(factor):.2g}"


def _false_findings(rows: Mapping[str, Mapping[str, str]]) -> str:
    max_t, g2 = rows["p_max_t"], rows["g2_bonferroni"]
    return (
        f"Where nothing differs, max-T p finds something in {_percent(max_t['value'])} of shuffles "
        f"of the outlets' labels, at its {_percent(max_t['nominal'])} level; the log-likelihood of "
        f"words with Bonferroni, in {_percent(g2['value'])}."
    )


def _of(rows: Rows, statistic: str) -> Iterator[Mapping[str, str]]:
    return (row for row in rows if row["statistic"] == statistic)


def _percent(share: str) -> str:
    return f"{100 * float(share):.3g} %"

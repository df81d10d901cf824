"""The finding of the similarity of vocabularies: how many pairs are less alike than by chance."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe import store
from crossframe.escape import line
from crossframe.findings import sayings
from crossframe.measures import similarity
from crossframe.stats.multiplicity import alpha

STATISTIC, VOICE = "cosine", "all"  # the one that more readers know, of all words
MOST = 1  # the cosine of vocabularies that are the same


def read(results: Path) -> pd.DataFrame:
    """Return the tested pairs by cosine, in all voices, with the ids of their rows."""
    path = results / "tables" / "similarity.csv"
    table = similarity.OUTPUT.typed(store.read_csv(path), str(path))
    table = table.assign(row=store.row_ids(similarity.OUTPUT, table))
    chosen = (table["statistic"] == STATISTIC) & (table["voice"] == VOICE)
    return table[chosen & table["q"].notna()]


def claims(pairs: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return the pairs that are less alike than by chance, the clearest first."""
    whole = pairs[["estimate", "low"]].notna().all(axis=1)
    found = pairs[(pairs["q"] <= level) & (pairs["high"] < MOST) & whole]
    return found.sort_values(["q", "estimate", "row"], kind="stable")


def difference(pairs: pd.DataFrame, level: float) -> list[Mapping[str, Any]]:
    """Return the clearest pair, if any, as a row of `differences.read` with its sentence.

    Args:
        pairs: What `read` returns.
        level: Level at which q is a finding.
    """
    found = claims(pairs, level)
    if found.empty:
        return []
    row = {str(name): cell for name, cell in found.iloc[0].items()}
    told = row | {
        "measure": "similarity",
        "item": STATISTIC,
        "difference": row["estimate"],
        "difference_low": row["low"],
        "difference_high": row["high"],
        "p_max_t": float("nan"),
        "size": 0.0,  # of no difference: it stands behind those of like evidence
        "said": _said(row, len(found), len(pairs), level),
    }
    return [told]


def _said(row: Mapping[str, Any], n_found: int, n_pairs: int, level: float) -> str:
    interval = sayings.span(row["low"], row["high"], sayings.SCORE)
    pair = f"{line(row['outlet'])} and {line(row['other'])}"
    how = "in their vocabulary by more than chance would give"
    differ = "differs" if n_found == 1 < n_pairs else "differ"
    said = f"{pair} {differ} {how}"
    if n_pairs > 1:
        of_pairs = f"{n_found} of {n_pairs} pairs of outlets"
        said = f"{of_pairs} {differ} {how}; the clearest pair is {pair}"
    return (
        f"{sayings.start(row)}{said}, with a cosine of "
        f"{sayings.plain(row['estimate'], sayings.SCORE)} "
        f"({100 * alpha(level):g} % interval {interval}; {MOST} would be the same vocabulary); "
        f"q {sayings.probability(row['q'])}; {row['n_shared']:,} terms in common, "
        f"{row['n_units']:,} {row['unit']}s or more on either side; "
        f"{sayings.VOICES[row['voice']]}"
    )

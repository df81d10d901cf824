"""The finding of the similarity of vocabularies: how many pairs are less alike than by chance."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from crossframe import store
from crossframe.escape import line
from crossframe.findings import sentences
from crossframe.measure import Row
from crossframe.results import Results, schemas_by_name
from crossframe.stats.multiplicity import alpha
from crossframe.wording import VOICES, plain, probability, span

MEASURE = "similarity"
STATISTIC, VOICE = "cosine", "all"  # the one that more readers know, of all words
MOST = 1  # the cosine of vocabularies that are the same


def pairs_of(results: Results) -> pd.DataFrame:
    """Return the tested pairs by cosine, in all voices, with the ids of their rows."""
    table = results.typed(MEASURE)
    chosen = table[(table["statistic"] == STATISTIC) & (table["voice"] == VOICE)]
    pairs = chosen[chosen["q"].notna()]
    return pairs.assign(row=store.row_ids(schemas_by_name()[MEASURE], pairs))


def claims(pairs: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return the pairs that are less alike than by chance, the clearest first."""
    whole = pairs[["value", "low"]].notna().all(axis=1)
    found = pairs[(pairs["q"] <= level) & (pairs["high"] < MOST) & whole]
    return found.sort_values(["q", "value", "row"], kind="stable")


def clearest(pairs: pd.DataFrame, level: float) -> list[Mapping[str, Any]]:
    """Return the clearest pair, if any, as a row of `differences.tested` with its sentence.

    Args:
        pairs: What `pairs_of` returns.
        level: Level at which q is a finding.
    """
    found = claims(pairs, level)
    if found.empty:
        return []
    row = {str(name): cell for name, cell in found.iloc[0].items()}
    more = {
        "measure": MEASURE,
        "item": STATISTIC,
        "p_max_t": float("nan"),
        "size": 0.0,  # of no difference: it stands behind those of like evidence
        "said": _said(row, len(found), len(pairs), level),
    }
    return [row | more]


def _said(row: Row, n_found: int, n_pairs: int, level: float) -> str:
    pair = f"{line(row['outlet'])} and {line(row['other'])}"
    how = "in their vocabulary by more than chance would give"
    differ = "differs" if n_found == 1 < n_pairs else "differ"
    said = f"{pair} {differ} {how}"
    if n_pairs > 1:
        of_pairs = f"{n_found} of {n_pairs} pairs of outlets"
        said = f"{of_pairs} {differ} {how}; the clearest pair is {pair}"
    return (
        f"{sentences.start(row)}{said}, with a cosine of {plain(row['value'])} "
        f"({100 * alpha(level):g} % interval {span(row['low'], row['high'])}; {MOST} would "
        f"be the same vocabulary); q {probability(row['q'])}; "
        f"{row['n_shared']:,} terms in common, {row['n_units']:,} {row['unit']}s or more on either "
        f"side; {VOICES[row['voice']]}"
    )

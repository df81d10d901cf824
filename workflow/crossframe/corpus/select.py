"""What becomes of every record, once all are known."""

from collections.abc import Sequence

import pandas as pd

from crossframe.config import Selection
from crossframe.corpus.duplicates import clusters
from crossframe.errors import StudyError
from crossframe.stages import SELECTED


def select(screened: pd.DataFrame, outlets: Sequence[str], selection: Selection) -> pd.DataFrame:
    """Return the records with their clusters and what becomes of them (`stages.SELECTED`).

    Raises:
        StudyError: No article of an outlet is left.
    """
    usable = screened[screened["outcome"] == "analysed"]
    found = clusters(usable, selection.near_duplicate)
    records = screened.assign(cluster=found.reindex(screened.index))
    removed = _removed(records[records["cluster"].notna()], selection.duplicates)
    records.loc[removed, "outcome"] = "duplicate"
    for outlet in outlets:
        _check_left(records[records["outlet"] == outlet], outlet)
    return SELECTED.validate(records.drop(columns=["digest", "signature"]))


def _removed(copies: pd.DataFrame, choice: str) -> pd.Index:
    """Return the rows that a choice removes among the articles that share their text."""
    if choice == "keep":
        return copies.index[:0]
    order = copies.assign(
        original=copies["article"] != copies["cluster"], date=copies["date"].fillna("~")
    ).sort_values(["original", "date", "article"])
    again = order.duplicated(["cluster", "outlet"])
    if choice == "drop_across":
        again |= order.groupby("cluster")["outlet"].transform("nunique") > 1
    return order.index[again]


def _check_left(records: pd.DataFrame, outlet: str) -> None:
    if (records["outcome"] == "analysed").any():
        return
    reasons = records["outcome"].value_counts().sort_index()
    said = ", ".join(f"{n} {reason}" for reason, n in reasons.items()) or "none was read"
    raise StudyError(
        f"outlet {outlet!r} has no article to analyse ({said}); "
        "correct the source or `selection` in the config, or take the outlet out of `outlets`"
    )


def analysed(paragraphs: pd.DataFrame, selected: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraphs of the articles that are analysed."""
    chosen = selected.loc[selected["outcome"] == "analysed", "article"]
    return paragraphs[paragraphs["article"].isin(chosen)]

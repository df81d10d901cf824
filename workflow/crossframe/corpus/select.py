"""What becomes of every record, once all are known."""

from collections.abc import Sequence

import pandas as pd

from crossframe.config import Selection
from crossframe.corpus.duplicates import clusters
from crossframe.corpus.walls import equal_pages
from crossframe.errors import StudyError
from crossframe.stages import SELECTED

EQUAL = "a page that the outlet gives under several titles"
LISTED = 5  # values in a message


def select(screened: pd.DataFrame, outlets: Sequence[str], selection: Selection) -> pd.DataFrame:
    """Return the records with their clusters and what becomes of them (`stages.SELECTED`).

    Raises:
        StudyError: No article of an outlet is left.
    """
    usable = screened[screened["outcome"] == "analysed"]
    equal = usable.index[equal_pages(usable)]
    screened = screened.copy()
    screened.loc[equal, ["outcome", "reason"]] = (
        "no article",
        "a page that the outlet gives for any",
    )
    usable = usable.drop(equal)
    found = clusters(usable, selection.near_duplicate)
    records = screened.assign(cluster=found.reindex(screened.index))
    removed = _removed(records[records["cluster"].notna()], selection.duplicates)
    records.loc[removed, "outcome"] = "duplicate"
    for outlet in outlets:
        _check_left(records, outlet)
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
    own = records[records["outlet"] == outlet]
    if (own["outcome"] == "analysed").any():
        return
    said = _counted(own["outcome"]) or "none was read"
    others = _counted(records.loc[records["outcome"] == "other outlet", "outlet"])
    hint = f"; other outlets of the source are {others}" if others else ""
    raise StudyError(
        f"outlet {outlet!r} has no article to analyse ({said}){hint}; correct the source, "
        "`aliases` or `selection` in the config, or take the outlet out of `outlets`"
    )


def _counted(values: pd.Series) -> str:
    """Return how often the most frequent values stand, in one line."""
    counts = values.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{n} {value}" for value, n in counts.head(LISTED).items())


def analysed(paragraphs: pd.DataFrame, selected: pd.DataFrame) -> pd.DataFrame:
    """Return the paragraphs of the articles that are analysed."""
    chosen = selected.loc[selected["outcome"] == "analysed", "article"]
    return paragraphs[paragraphs["article"].isin(chosen)]

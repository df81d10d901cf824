"""What each way to treat articles that share their text removes.

Reads: records.
Formula: n_articles_removed and n_words_removed by `selection.duplicates`, of the records that
reached that choice. keep removes none; keep_first leaves, of the articles that share a text, one
of each outlet; drop_across does so too, and leaves none where several outlets share the text.
Reads as: what an outlet's result rests on if the choice is changed. Copies that only one outlet
carries count in its rates several times; copies that several carry make these outlets alike.
Cannot show: who wrote the text first; texts that share less than `selection.near_duplicate`.
Sources: Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of
Compression and Complexity of Sequences, 21-29; Nicholls, T. (2019). Detecting textual reuse in news
stories, at scale. International Journal of Communication, 13, 4173-4197.
"""

from collections.abc import Sequence

import pandas as pd

from crossframe import schemas
from crossframe.config import Model
from crossframe.measure import Features, Measure
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.sample import Sample

CHOICES = ("keep", "keep_first", "drop_across")


class Options(Model):
    """No keys."""


TABLE = Table(
    "duplicates",
    "What each choice of `selection.duplicates` removes of every outlet.",
    ("choice", "outlet"),
    {
        "choice": schemas.one_of(CHOICES, "Value of `selection.duplicates`."),
        "outlet": schemas.column("str", "The outlet."),
        "n_articles_removed": schemas.count("Articles that the choice removes."),
        "n_words_removed": schemas.count("Their words, titles left out."),
        "n_articles_left": schemas.count("Articles that it leaves."),
        "n_clusters": schemas.count("Texts of the outlet that several articles share."),
        "n_clusters_across": schemas.count("Those of them that several outlets share."),
    },
)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per choice and outlet."""
    records, outlets = features["records"], list(sample.units.outlets)
    rows = records[records["outcome"].isin(("analysed", "duplicate"))]
    rows = rows.assign(outlet=pd.Categorical(rows["outlet"], categories=outlets))
    repeated, across = _repeated(rows), in_several_outlets(rows)
    removed = {
        "keep": pd.Series(False, rows.index),
        "keep_first": repeated,
        "drop_across": repeated | across,
    }
    parts = [_sizes(rows, gone, across).assign(choice=choice) for choice, gone in removed.items()]
    return [pd.concat(parts, ignore_index=True)]


def in_several_outlets(rows: pd.DataFrame) -> pd.Series:
    """Whether each article shares its text with one of another outlet."""
    return rows["cluster"].map(rows.groupby("cluster")["outlet"].nunique()) > 1


def _repeated(rows: pd.DataFrame) -> pd.Series:
    """Whether each article shares its text with an earlier one of its outlet.

    The one analysed comes first, so that the choice that ran removes what it did remove; then the
    first of all, which the cluster is named after; then ids.
    """
    order = rows.assign(removed=rows["outcome"] != "analysed",
                        later=rows["article"] != rows["cluster"])  # fmt: skip
    order = order.sort_values(["removed", "later", "article"], kind="stable")
    again = order.duplicated(["cluster", "outlet"]) & order["cluster"].notna()
    return again.reindex(rows.index)


def _sizes(rows: pd.DataFrame, gone: pd.Series, across: pd.Series) -> pd.DataFrame:
    """Return the sizes of every outlet, also of one without rows."""
    lost, left, before, shared = (
        part.groupby("outlet", observed=False)
        for part in (rows[gone], rows[~gone], rows, rows[across])
    )
    sizes = {
        "n_articles_removed": lost.size(),
        "n_words_removed": lost["n_words"].sum(),
        "n_articles_left": left.size(),
        "n_clusters": before["cluster"].nunique(),
        "n_clusters_across": shared["cluster"].nunique(),
    }
    return pd.DataFrame(sizes).reset_index()


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return "What each way to treat articles that share their text would remove is stated."


MEASURE = Measure(
    about=__doc__,
    title="Articles that share their text",
    category="Corpus",
    reads=("records",),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
)

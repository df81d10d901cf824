"""What the corpora of the outlets are made of, side by side.

Reads: articles.
Formula: quoted_share = words inside quotation marks / words; wire_share, news_share, titled_share
and shared_share = articles that name a wire service, are of the genre news, have a title, or share
their text with another outlet's / articles; other_language_share = sum of (share of the article x
its words) / words, of the articles that have such a share. Quartiles are interpolated linearly. A
date without a day stands for its whole month or year: first_date begins first, last_date ends last.
Reads as: outlets differ in their results for these reasons too. What differs here is to be made
alike, or named, before a difference in framing is.
Cannot show: topics, sections and events, which the catalogue may tell and no count does.
Sources: Kilgarriff, A. (2001). Comparing corpora. International Journal of Corpus Linguistics,
6(1), 97-133; Gebru, T. et al. (2021). Datasheets for datasets. Communications of the ACM, 64(12),
86-92.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import Drawing
from crossframe.measure import Features, Measure
from crossframe.measures.duplicates import in_several_outlets
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.sample import Sample

CAPTION = """
What the analysed articles of each outlet are like. Dates run from the first to the last; one
without a day stands for its whole month or year. Words of an article: the mark is the median, the
thick line joins the quartiles, the thin one the shortest and the longest article. Wire service:
named in dateline, byline or credit. Other language: not {{ config.selection.language }}. An outlet
without a mark has no such value. These are facts of the articles at hand, so they have no
intervals.
"""
QUANTILES = {"min": 0.0, "low_quartile": 0.25, "median": 0.5, "high_quartile": 0.75, "max": 1.0}
NAMES = {"min": "Fewest", "low_quartile": "Lower quartile of the", "median": "Median of the",
         "high_quartile": "Upper quartile of the", "max": "Most"}  # fmt: skip


class Options(Model):
    """No keys."""


TABLE = Table(
    "comparability",
    "What the articles of every outlet are like.",
    ("outlet",),
    {
        "outlet": schemas.column("str", "The outlet."),
        "n_articles": schemas.count("Articles analysed."),
        "n_tokens": schemas.count("Their words."),
        "first_date": schemas.column("str", "Date that begins first.", nullable=True),
        "last_date": schemas.column("str", "Date that ends last.", nullable=True),
        "n_undated": schemas.count("Articles without a date."),
        **{
            f"tokens_{name}": schemas.column(
                "float64", f"{NAMES[name]} words of an article.", nullable=True
            )
            for name in QUANTILES
        },
        "quoted_share": schemas.share("Share of words inside quotation marks.", nullable=True),
        "wire_share": schemas.share("Share of articles that name a wire service.", nullable=True),
        "news_share": schemas.share("Share of articles of the genre news.", nullable=True),
        "other_language_share": schemas.share(
            "Share of words in another language than the study's.", nullable=True
        ),
        "titled_share": schemas.share("Share of articles with a title.", nullable=True),
        "shared_share": schemas.share(
            "Share of articles that share their text with another outlet's.", nullable=True
        ),
    },
)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet."""
    return [described(features, sample)]


def described(features: Features, sample: Sample) -> pd.DataFrame:
    """Return what the articles of every outlet are like."""
    articles = features["articles"]
    articles = articles.assign(shared=in_several_outlets(articles))
    return pd.DataFrame(
        [
            {"outlet": outlet} | _row(articles[articles["outlet"] == outlet])
            for outlet in sample.units.outlets
        ]
    )


def first_day(date: str) -> pd.Timestamp:
    """Return the day on which a date's day, month or year begins."""
    return pd.Period(date).start_time


def last_day(date: str) -> pd.Timestamp:
    """Return the day on which a date's day, month or year ends."""
    return pd.Period(date).end_time.normalize()


def _row(own: pd.DataFrame) -> dict[str, Any]:
    dates, tokens = sorted(own["date"].dropna().unique()), own["n_tokens"]
    return {
        "n_articles": len(own),
        "n_tokens": tokens.sum(),
        "first_date": min(dates, key=first_day, default=None),
        "last_date": max(dates, key=last_day, default=None),
        "n_undated": own["date"].isna().sum(),
        **{f"tokens_{name}": tokens.quantile(at) for name, at in QUANTILES.items()},
        "quoted_share": _mean(own["quoted_share"], tokens),
        "wire_share": own["wire"].mean(),
        "news_share": own["genre"].eq("news").mean(),
        "other_language_share": _mean(own["other_language_share"], tokens),
        "titled_share": own["title"].notna().mean(),
        "shared_share": own["shared"].mean(),
    }


def _mean(values: pd.Series, weights: pd.Series) -> float:
    """Return the weighted mean of the values that there are; missing where there are none."""
    total = weights[values.notna()].sum()
    return float((values * weights).sum() / total) if total else np.nan


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Sizes, dates, quotation, wire copy and duplicates were compared across outlets "
        f"{cite('kilgarriff2001')}."
    )


MEASURE = Measure(
    about=__doc__,
    title="What the outlets' articles are like",
    category="Corpus",
    reads=(),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    drawing=Drawing("corpora", CAPTION),
)

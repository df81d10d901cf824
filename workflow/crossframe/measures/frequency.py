"""Rates of terms per 1,000 words, with tf-idf.

Reads: terms and passages.
Formula: rate = 1,000 x occurrences / words. tf-idf = count x (ln((1 + N) / (1 + df)) + 1), scaled
to length 1 over the counted terms of an outlet, with N outlets of which df use the term.
Reads as: the higher, the more often; tf-idf is high for terms that are frequent here and absent
from other outlets.
Cannot show: why a term is used. Terms are spellings: variants of one name count apart.
With few outlets tf-idf has few distinct weights.
Departs from common practice by intervals over units, not over words, as in
`crossframe.stats.intervals`.
Source: Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
Information Processing and Management 24(5), 513-523; as scikit-learn's TfidfTransformer.
"""

import numpy as np
import pandas as pd
from pydantic import Field
from scipy import sparse

from crossframe import schemas
from crossframe.config import Model
from crossframe.measures import Features
from crossframe.stats.comparisons import comparison_table, comparisons
from crossframe.stats.rates import RATE, compared_rates, frequent, rate_columns, rate_table
from crossframe.stats.resampling import Sample

TITLE = "Term frequency"
READS = ("terms",)
ITEM = {
    "term": schemas.column("str", "Lemma in lower case; an acronym keeps its capitals."),
    "pos": schemas.column("str", "Part of speech."),
}


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a term in the corpus.")


OUTPUT = schemas.Table(
    "frequency",
    "Rates of terms by outlet and voice.",
    ("outlet", "voice", *ITEM),
    rate_columns(ITEM)
    | {
        "tf_idf": schemas.share(
            "Term frequency by inverse document frequency over outlets.", nullable=True
        )
    },
)
COMPARISONS = comparison_table("frequency", ITEM, RATE)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice and term."""
    items = frequent(features["terms"], ITEM, options.min_count)
    rates = rate_table(features["terms"], features["passages"], sample, items)
    weights = [
        tf_idf(sparse.csr_array(sample.sums(sample.units.counts(features["terms"], items, voice))))
        for voice in sample.voices
    ]
    flat = np.concatenate([matrix.toarray().ravel() for matrix in weights])
    return rates.assign(tf_idf=np.where(rates["n_tokens"] > 0, flat, np.nan))


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per item and voice for all outlets together, and for every pair."""
    items = frequent(features["terms"], ITEM, options.min_count)
    rates = compared_rates(features["terms"], features["passages"], sample, items)
    return comparisons(sample, rates)


def tf_idf(counts: sparse.csr_array) -> sparse.csr_array:
    """Return tf-idf of counts by outlet and term, each outlet's scaled to length 1."""
    # a second of imports, which only this job pays
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415

    if counts.shape[1] == 0:
        return counts
    return sparse.csr_array(TfidfTransformer().fit_transform(counts))

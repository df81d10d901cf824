"""Rates of terms per 1,000 words, with tf-idf.

Reads: terms and passages.
Formula: rate = 1,000 x occurrences / words. tf-idf = count x (ln((1 + N) / (1 + df)) + 1), scaled
to length 1 over the counted terms of an outlet, with N outlets of which df use the term.
Reads as: the higher, the more often; tf-idf is high for terms that are frequent here and absent
from other outlets.
A name is one term, whatever its words; the variants of an actor in the names file count as one.
Cannot show: why a term is used; senses and parts of speech of one lemma apart. With few outlets
tf-idf has few distinct weights.
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
from crossframe.annotated import terms
from crossframe.drawing import CROSS, EDGE, lines
from crossframe.drawing import Rates as Drawing
from crossframe.measure import Claims, Evidence, Features, Measure
from crossframe.references import Citations
from crossframe.stats.sample import Sample
from crossframe.tables.rates import Frequent, Rates, said_of_rates
from crossframe.wording import counted

ITEM = {
    "term": schemas.column(
        "str", "Lemma in lower case; a name as it is written, or as the names file has it."
    ),
    "pos": schemas.column("str", "Part of speech that the term has most often in the corpus."),
}
SAYING = said_of_rates("uses the {pos} “{term}” {direction}")
LIMIT = "Terms are lemmas, whatever their sense and part of speech."
EVIDENCE = Evidence(("words",), ("term",), terms)
CAPTION = f"""
Rates of up to {{{{ config.figures.most_items }}}} terms with the highest mean rate over the
outlets, per 1,000 words, all voices together; of terms with at least
{{{{ config.measures.frequency.min_count }}}} occurrences in the corpus. {lines("words")} {EDGE}
{CROSS}
"""


class Options(Frequent):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest occurrences of a term in the corpus.")


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "Terms (lemmas with their part of speech; from "
        f"{counted(options.min_count, 'occurrence')} on) were counted per 1,000 words, "
        f"with tf-idf beside the rate {cite('salton1988')} and the deviation of proportions (DP) "
        f"as a measure of dispersion {cite('gries2008', 'lijffijt2012')}."
    )


def with_tf_idf(rows: pd.DataFrame, features: Features, sample: Sample) -> pd.DataFrame:
    """Return rates with the tf-idf of their terms."""
    items = pd.MultiIndex.from_frame(rows[[*ITEM]].drop_duplicates())
    weights = [
        tf_idf(sparse.csr_array(sample.sums(sample.units.counts(features["terms"], items, voice))))
        for voice in sample.voices
    ]
    flat = np.concatenate([matrix.toarray().ravel() for matrix in weights])
    return rows.assign(tf_idf=np.where(rows["n_of"] > 0, flat, np.nan))


def tf_idf(counts: sparse.csr_array) -> sparse.csr_array:
    """Return tf-idf of counts by outlet and term, each outlet's scaled to length 1."""
    # a second of imports, which only this measure pays
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415

    if counts.shape[1] == 0:
        return counts
    return sparse.csr_array(TfidfTransformer().fit_transform(counts))


TF_IDF = schemas.share("Term frequency by inverse document frequency over outlets.", nullable=True)
RATES = Rates(
    "frequency",
    "Rates of terms by outlet and voice.",
    "terms",
    ITEM,
    {"tf_idf": TF_IDF},
    with_tf_idf,
)
MEASURE = Measure(
    about=__doc__,
    title="Term frequency",
    category="Words",
    reads=("terms",),
    options=Options,
    tables=RATES.tables,
    compute=RATES.compute,
    method=method,
    limits=(LIMIT,),
    drawing=Drawing("rates", CAPTION, item="term", sort="pos"),
    claims=Claims((SAYING,), word="term", says_most=5),
    evidence=EVIDENCE,
)

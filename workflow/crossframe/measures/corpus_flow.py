"""What became of every record that was read.

Reads: records.
Formula: n_records by outlet and outcome; share = n_records / records read of the outlet. A record
has one outcome: the first reason to leave it out, or that it is analysed. The row 'read' is the
sum of the others. Records of no outlet of the study stand in rows without an outlet.
Reads as: where one outlet loses more records than another, or loses them for another reason, what
is left of the two may differ for that alone.
Cannot show: articles that the source never held; whether a reason was right.
Source: Page, M. J. et al. (2021). The PRISMA 2020 statement: an updated guideline for reporting
systematic reviews. BMJ, 372, n71.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from crossframe import feature_tables, schemas
from crossframe.config import Model
from crossframe.drawing import Drawing
from crossframe.measure import Features, Measure
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.sample import Sample

READ, ANALYSED = "read", "analysed"
STEPS = (READ, *(o for o in feature_tables.OUTCOMES if o != ANALYSED), ANALYSED)  # as a reader goes


CAPTION = """
What became of every record. Numbers are records. Bars are shares of the records read of the same
outlet; under "read", of the most records that any outlet has. A record counts under its first
reason, and a reason that never occurs is not shown. Too short: fewer than
{{ config.selection.min_words }} words. Too long: more than
{{ config.selection.max_words }}. Other language: not {{ config.selection.language }}.
Duplicate: left out by the choice {{ config.selection.duplicates | replace('_', ' ') }}; articles
are duplicates with at least {{ "%g" | format(100 * config.selection.near_duplicate) }} % of their
word shingles in common.
"""


class Options(Model):
    """No keys."""


TABLE = Table(
    "corpus_flow",
    "How many records of every outlet were read, left out for each reason, and analysed.",
    ("outlet", "outcome"),
    {
        "outlet": schemas.column(
            "str", "The outlet; empty for records of no outlet of the study.", nullable=True
        ),
        "outcome": schemas.one_of(STEPS, "read: all; analysed; or the reason against it."),
        "n_records": schemas.count("Records."),
        "share": schemas.share("Share of the outlet's records read.", nullable=True),
    },
)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet and outcome, and as many for records of no outlet."""
    return [flow(features, sample)]


def flow(features: Features, sample: Sample) -> pd.DataFrame:
    """Return how many records of every outlet met each outcome."""
    records, outlets = features["records"], sample.units.outlets
    counts = np.zeros((len(outlets) + 1, len(STEPS)))
    # -1, which is the last row, where the study has no such outlet
    place = pd.Index(outlets).get_indexer(pd.Index(records["outlet"]))
    step = pd.Index(STEPS).get_indexer(pd.Index(records["outcome"]))
    np.add.at(counts, (place, step), 1)
    counts[:, STEPS.index(READ)] = counts.sum(axis=1)
    read = counts[:, [STEPS.index(READ)]]
    share = np.divide(counts, read, out=np.full_like(counts, np.nan), where=read > 0)
    return pd.DataFrame(
        {
            "outlet": np.repeat(np.array([*outlets, None], dtype=object), len(STEPS)),
            "outcome": np.tile(STEPS, len(outlets) + 1),
            "n_records": counts.ravel(),
            "share": share.ravel(),
        }
    )


def method(options: Options, cite: Citations) -> str:
    """Return nothing: the paragraph on the corpus says what became of its records."""
    return ""


MEASURE = Measure(
    about=__doc__,
    title="From records to articles",
    category="Corpus",
    reads=("records",),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    drawing=Drawing("flow", CAPTION),
)

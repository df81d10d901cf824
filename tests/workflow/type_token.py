"""How varied short and long words are.

Reads: terms and passages.
Formula: ratio = different terms / terms, both summed over units, for short and for long terms.
Reads as: the higher, the fewer words an outlet says again within a unit.
Cannot show: how rare words are; a long unit says more of its words again than a short one.
Source: Johnson, W. (1944). Studies in language behavior: a program of research. Psychological
Monographs 56(2), 1-15.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.annotated import terms
from crossframe.config import Model
from crossframe.drawing import HOLLOW, Dots, Panel, lines
from crossframe.measure import Annotated, Claims, Evidence, Features, Measure, Saying
from crossframe.references import Citations, Reference
from crossframe.stats.sample import Sample
from crossframe.stats.units import in_voice
from crossframe.tables import columns
from crossframe.tables.compared import Compared, compared_rows
from crossframe.tables.values import frequent, shares, unit_sums
from crossframe.wording import counted

RATIO = "ratio"
LONG = 6  # letters, from which on a term is long
ITEM = {"length": schemas.column("str", f"long: of {LONG} letters or more; short.")}
JOHNSON = Reference(
    "johnson1944", "article", "Johnson, W.", 1944,
    "Studies in language behavior: a program of research", "Psychological Monographs",
    "56(2), 1-15",
)  # fmt: skip
LIMIT = (
    "A type-token ratio falls with the length of a unit, and can be compared at like length only."
)
CAPTION = f"""
Different terms among all short and all long terms within a unit, all voices together, where there
are at least {{{{ config.measures.type_token.min_count }}}} terms in the corpus, at most
{{{{ config.figures.most_items }}}} of them. {lines("words")} {HOLLOW}
"""


class Options(Model):
    """Keys in the config."""

    min_count: int = Field(ge=1, description="Fewest terms of a length in the corpus.")


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice and length, and the comparisons."""
    table = with_length(features["terms"])
    return compared_rows(sample, _ratios(table, sample, options.min_count), "voice")


def with_length(terms: pd.DataFrame) -> pd.DataFrame:
    """Return terms with their lengths."""
    long = terms["term"].str.len() >= LONG
    return terms.assign(length=np.where(long, "long", "short"))


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the words behind the ratios."""
    return with_length(terms(annotated, options))


def _ratios(table: pd.DataFrame, sample: Sample, least: int) -> Iterator[Compared]:
    """Yield the ratios of every voice and length, each of its own terms."""
    for voice in sample.voices:
        rows = in_voice(table, voice)
        of_unit = rows[["term", "length"]].assign(unit=sample.units.of(rows))
        rows = rows.assign(first=~of_unit.duplicated())
        for (length,) in frequent(table, ITEM, least):
            own = rows[rows["length"] == length]
            sums = unit_sums(sample, own, [own["first"], own["n"]]).astype(np.int64)
            items = pd.DataFrame({"length": [length], "statistic": RATIO})
            yield shares(sample, voice, items, sums[:, :1], sums[:, 1])


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"The variety of words was measured as the ratio of types to tokens {cite(JOHNSON)}, for "
        f"short and long words with at least {counted(options.min_count, 'term')}."
    )


SAYING = Saying(
    "varies its {length} words {direction}",
    ("more", "less"),
    "{value} of the terms are new to their unit",
    "{n:,} of {n_of:,} terms",
)
MEASURE = Measure(
    about=__doc__,
    title="Variety of words",
    category="Words",
    reads=("terms",),
    options=Options,
    tables=columns.Stated(
        "type_token",
        "Different terms among all short and all long terms, by outlet and voice.",
        ITEM,
        (RATIO,),
        "Share of the terms",
        columns.counts("Different terms, by unit.", "Terms."),
    ).compared(family="voice and length", of_q="voice"),
    compute=compute,
    method=method,
    limits=(LIMIT,),
    drawing=Dots(
        "dots",
        CAPTION,
        item=("length",),
        column="statistic",
        panels=(Panel(RATIO, "different terms,\nof all terms (%)"),),
    ),
    claims=Claims((SAYING,)),
    evidence=Evidence(("words",), ("length",), find),
)

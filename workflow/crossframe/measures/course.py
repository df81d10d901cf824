"""Sentiment from the start to the end of articles.

Reads: sentences and passages.
Formula: mean score of the sentences whose middle lies in a segment of the article, measured in
words; over the outlet's articles together.
Reads as: where in an article an outlet grows darker or lighter.
Cannot show: a plot line within a segment. Few sentences make a segment's mean jump.
Sources: as for sentiment.
"""

from collections.abc import Iterator, Sequence

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.drawing import Drawing
from crossframe.feature_tables import LEXICONS
from crossframe.features import sentence_voice
from crossframe.measure import Annotated, Evidence, Features, Measure
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.sample import Sample
from crossframe.stats.units import in_voice
from crossframe.tables import columns, tone
from crossframe.tables.columns import LEXICON_SCORES
from crossframe.tables.compared import Compared, listed_rows
from crossframe.tables.values import means, unit_sums

ITEM = {**tone.LEXICON, "segment": schemas.count("Segment, from 1 at the article's start.", 1)}
CAPTION = """
Mean sentiment of sentences in {{ config.measures.course.segments }} equal segments of the outlets'
articles, all voices together. Larger marks stand for more sentences. Vertical lines are
{{ "%g" | format(100 * config.inference.level) }} % intervals over units; a segment with fewer than
{{ config.inference.min_units }} units has none.
"""


class Options(Model):
    """Keys in the config."""

    segments: int = Field(ge=2, le=20, description="Equal parts into which an article is cut.")


TABLE = Table(
    "course",
    "Sentiment by outlet, voice, lexicon and segment of the article.",
    ("outlet", "voice", *ITEM),
    {
        **columns.outlet_and_voice(),
        **ITEM,
        "position": schemas.share("Middle of the segment, 0 to 1."),
        **columns.stated(("mean",)),
        **columns.value("Mean score of the sentences"),
        **columns.counts(
            "Sentences of the outlet in this segment and voice.", "The same: a mean counts all."
        ),
        **columns.scope(),
    },
)


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per outlet, voice, lexicon and segment."""
    sentences = features["sentences"].assign(voice=sentence_voice(features["sentences"]))
    table = listed_rows(sample, _compared(_parted(sentences, options.segments), sample, options))
    return [table.assign(position=(table["segment"] - 0.5) / options.segments)]


def find(annotated: Annotated, options: Options) -> pd.DataFrame:
    """Return the sentences with their segments."""
    return _parted(annotated["sentences"], options.segments)


def _parted(sentences: pd.DataFrame, n_segments: int) -> pd.DataFrame:
    segment = 1 + (sentences["position"] * n_segments).astype(int)
    return sentences.assign(segment=segment.clip(upper=n_segments))


def _compared(sentences: pd.DataFrame, sample: Sample, options: Options) -> Iterator[Compared]:
    """Yield the means of both lexicons, segment by segment."""
    items = pd.DataFrame(
        {"lexicon": LEXICONS, "statistic": "mean", "unit_of_value": [*LEXICON_SCORES.values()]}
    )
    for voice in sample.voices:
        for segment in range(1, options.segments + 1):
            rows = in_voice(sentences[sentences["segment"] == segment], voice)
            held = unit_sums(sample, rows, [rows["n_tokens"] > 0])[:, 0].astype("int64")
            scores = unit_sums(sample, rows, [rows[lexicon] for lexicon in LEXICONS])
            yield means(sample, voice, items.assign(segment=segment), scores, held)


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        f"The course of sentiment was followed over {options.segments} equal segments of an "
        "article."
    )


MEASURE = Measure(
    about=__doc__,
    title="Course of sentiment",
    category="Tone",
    reads=("sentences",),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
    limits=(tone.LIMIT,),
    lexicons=True,
    drawing=Drawing("courses", CAPTION),
    evidence=Evidence(("sentences",), ("segment",), find),
)

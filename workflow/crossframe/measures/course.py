"""Sentiment from the start to the end of articles.

Reads: sentences and passages.
Formula: mean score of the sentences whose middle lies in a segment of the article, measured in
words; over the outlet's articles together.
Reads as: where in an article an outlet grows darker or lighter.
Cannot show: a plot line within a segment. Few sentences make a segment's mean jump.
Sources: as for sentiment.
"""

import numpy as np
import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.feature_tables import LEXICONS
from crossframe.features import sentence_voice
from crossframe.measures import Features
from crossframe.stats.comparisons import interval_columns, scope, scope_columns
from crossframe.stats.rates import key_columns
from crossframe.stats.ratios import ratios
from crossframe.stats.resampling import Sample
from crossframe.stats.units import in_voice
from crossframe.stats.values import unit_sums

TITLE = "Course of sentiment"
READS = ("sentences",)


class Options(Model):
    """Keys in the config."""

    segments: int = Field(ge=2, le=20, description="Equal parts into which an article is cut.")


OUTPUT = schemas.Table(
    "course",
    "Sentiment by outlet, voice, lexicon and segment of the article.",
    ("outlet", "voice", "lexicon", "segment"),
    key_columns(
        {
            "lexicon": schemas.one_of(LEXICONS, "The lexicon."),
            "segment": schemas.count("Segment, from 1 at the article's start.", 1),
        }
    )
    | {
        "position": schemas.share("Middle of the segment, 0 to 1."),
        "mean": schemas.column("float64", "Mean score of the sentences.", nullable=True),
        **interval_columns(),
        "n_sentences": schemas.count("Sentences of the outlet in this segment and voice."),
    }
    | scope_columns(),
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, lexicon and segment."""
    sentences = features["sentences"].assign(voice=sentence_voice(features["sentences"]))
    place = (sentences["position"] * options.segments).astype(int)
    sentences["segment"] = 1 + place.clip(upper=options.segments - 1)
    parts = [
        _segment(in_voice(rows, voice), sample).assign(
            voice=voice, segment=segment, position=(segment - 0.5) / options.segments
        )
        for voice in sample.voices
        for segment in range(1, options.segments + 1)
        for rows in [sentences[sentences["segment"] == segment]]
    ]
    return pd.concat(parts, ignore_index=True)


def _segment(sentences: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    held = unit_sums(sample, sentences, [sentences["n_tokens"] > 0])[:, 0]
    scores = unit_sums(sample, sentences, [sentences[lexicon] for lexicon in LEXICONS])
    result = ratios(sample, scores, held, counts=False)
    outlets = sample.units.outlets
    frame = pd.DataFrame(
        {
            "outlet": np.repeat(outlets, len(LEXICONS)),
            "lexicon": np.tile(LEXICONS, len(outlets)),
        }
    )
    columns = result.columns(mean="value", low="low", high="high", n_sentences="denominator")
    return frame.assign(**columns, **scope(sample, result))

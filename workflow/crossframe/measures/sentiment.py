"""Sentiment of sentences by two lexicons.

Reads: sentences and passages.
Formula: mean = sum of scores / sentences; share_negative and share_positive = sentences beyond
the lexicon's neutral zone / sentences; coverage = words that the lexicon knows / words. A
sentence has the voice of more than half of its words. Intervals as in
`crossframe.stats.intervals`: of the mean as of a score, of the others as of a share.
Reads as: below 0 negative, above 0 positive; VADER runs from -1 to 1, AFINN from -5 to 5, and the
two are not to be compared with each other, only in what they say of the outlets' order.
Cannot show: stance. 'The attack was foiled' scores as negative; so does any report of violence,
whatever its sympathy. At low coverage the mean rests on few words.
Sources: Hutto and Gilbert (2014); Nielsen (2011).
"""

from collections.abc import Iterator

import pandas as pd

from crossframe import schemas
from crossframe.config import Model
from crossframe.features import sentence_voice
from crossframe.measures import Features
from crossframe.stats.comparisons import (
    Compared,
    comparison_table,
    comparisons,
    scope_columns,
)
from crossframe.stats.resampling import Sample
from crossframe.stats.tone import ITEM, sizes, tones
from crossframe.stats.units import in_voice
from crossframe.stats.values import value_columns, value_table

TITLE = "Sentiment"
READS = ("sentences",)
KIND = "kind (means, shares or coverage)"


class Options(Model):
    """No keys."""


OUTPUT = schemas.Table(
    "sentiment",
    "Sentiment by outlet, voice and lexicon.",
    ("outlet", "voice", *ITEM),
    value_columns(ITEM, "Value of the statistic", f"voice and {KIND}")
    | {
        "n_sentences": schemas.count("Sentences of the outlet in this voice."),
        "n_tokens": schemas.count("Words of these sentences."),
    }
    | scope_columns(),
)
COMPARISONS = comparison_table(
    "sentiment", ITEM, "value of the statistic", f"voice, comparison and {KIND}"
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, lexicon and statistic."""
    sentences = _with_voice(features)
    values = value_table(sample, _compared(sentences, sample)).drop(columns=["n", "n_of"])
    held = [
        _sizes(in_voice(sentences, voice), sample).assign(voice=voice) for voice in sample.voices
    ]
    return values.merge(pd.concat(held), on=["outlet", "voice"])


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per statistic and voice for all outlets together, and for every pair."""
    return comparisons(sample, _compared(_with_voice(features), sample))


def _with_voice(features: Features) -> pd.DataFrame:
    return features["sentences"].assign(voice=sentence_voice(features["sentences"]))


def _compared(sentences: pd.DataFrame, sample: Sample) -> Iterator[Compared]:
    """Yield means, shares and coverage of both lexicons in every voice."""
    for voice in sample.voices:
        yield from tones(sample, voice, in_voice(sentences, voice))


def _sizes(sentences: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    sums = sample.sums(sizes(sample, sentences)).astype(int)
    return pd.DataFrame(
        {"outlet": sample.units.outlets, "n_sentences": sums[:, 0], "n_tokens": sums[:, 1]}
    )

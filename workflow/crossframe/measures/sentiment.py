"""Sentiment of sentences by two lexicons.

Reads: sentences and passages.
Formula: mean = sum of scores / sentences; share_negative and share_positive = sentences beyond
the lexicon's neutral zone / sentences; coverage = words that the lexicon knows / words. A
sentence has the voice of more than half of its words. Intervals as in
`crossframe.stats.intervals`: of the mean as of a score, of the others as of a rate, up to 1.
Reads as: below 0 negative, above 0 positive; VADER runs from -1 to 1, AFINN from -5 to 5, and the
two are not to be compared with each other, only in what they say of the outlets' order.
Cannot show: stance. 'The attack was foiled' scores as negative; so does any report of violence,
whatever its sympathy. At low coverage the mean rests on few words.
Sources: Hutto and Gilbert (2014); Nielsen (2011).
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from crossframe import schemas
from crossframe.annotation.sentiment import LEXICONS, NEUTRAL_BELOW
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
from crossframe.stats.units import in_voice
from crossframe.stats.values import means, shares, unit_sums, value_columns, value_table

TITLE = "Sentiment"
READS = ("sentences",)
STATISTICS = ("mean", "share_negative", "share_positive", "coverage")
KIND = "kind (means, shares or coverage)"


class Options(Model):
    """No keys."""


ITEM = {
    "lexicon": schemas.one_of(LEXICONS, "The lexicon."),
    "statistic": schemas.one_of(STATISTICS, "What the row states."),
}
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
    sizes = [
        _sizes(in_voice(sentences, voice), sample).assign(voice=voice) for voice in sample.voices
    ]
    return values.merge(pd.concat(sizes), on=["outlet", "voice"])


def compare(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per statistic and voice for all outlets together, and for every pair."""
    return comparisons(sample, _compared(_with_voice(features), sample))


def _with_voice(features: Features) -> pd.DataFrame:
    return features["sentences"].assign(voice=sentence_voice(features["sentences"]))


def _compared(sentences: pd.DataFrame, sample: Sample) -> Iterator[Compared]:
    """Yield means, shares and coverage of both lexicons in every voice."""
    for voice in sample.voices:
        rows = in_voice(sentences, voice)
        held, words = (
            unit_sums(sample, rows, [size])[:, 0].astype(np.int64)
            for size in (rows["n_tokens"] > 0, rows["n_tokens"])
        )
        scores = {(lexicon, "mean"): rows[lexicon] for lexicon in LEXICONS}
        sides = {
            (lexicon, statistic): side * rows[lexicon] >= NEUTRAL_BELOW[lexicon]
            for lexicon in LEXICONS
            for statistic, side in (("share_negative", -1), ("share_positive", 1))
        }
        known = {(lexicon, "coverage"): rows[f"{lexicon}_matched"] for lexicon in LEXICONS}
        for value, columns, sizes in ((means, scores, held), (shares, sides, held),
                                      (shares, known, words)):  # fmt: skip
            sums = unit_sums(sample, rows, [*columns.values()])
            yield value(sample, voice, pd.DataFrame([*columns], columns=[*ITEM]), sums, sizes)


def _sizes(sentences: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    sums = sample.sums(
        unit_sums(sample, sentences, [sentences["n_tokens"] > 0, sentences["n_tokens"]])
    ).astype(int)
    return pd.DataFrame(
        {"outlet": sample.units.outlets, "n_sentences": sums[:, 0], "n_tokens": sums[:, 1]}
    )

"""Sentiment of sentences by two lexicons.

Reads: sentences and passages.
Formula: mean = sum of scores / sentences; share_negative and share_positive = sentences beyond
the lexicon's neutral zone / sentences; coverage = words that the lexicon knows / words. A
sentence has the voice of more than half of its words.
Reads as: below 0 negative, above 0 positive; VADER runs from -1 to 1, AFINN from -5 to 5, and the
two are not to be compared with each other, only in what they say of the outlets' order.
Cannot show: stance. 'The attack was foiled' scores as negative; so does any report of violence,
whatever its sympathy. At low coverage the mean rests on few words.
Sources: Hutto and Gilbert (2014); Nielsen (2011).
"""

import numpy as np
import pandas as pd

from crossframe import schemas
from crossframe.config import Model
from crossframe.features import sentence_voice
from crossframe.measures import Features
from crossframe.sentiment import LEXICONS, NEUTRAL_BELOW
from crossframe.stats.rates import key_columns, scope, scope_columns
from crossframe.stats.ratios import Ratios, ratios
from crossframe.stats.resampling import Sample
from crossframe.stats.units import VOICES, in_voice

TITLE = "Sentiment"
READS = ("sentences",)
STATISTICS = ("mean", "share_negative", "share_positive", "coverage")


class Options(Model):
    """No keys."""


OUTPUT = schemas.Table(
    "sentiment",
    "Sentiment by outlet, voice and lexicon.",
    ("outlet", "voice", "lexicon", "statistic"),
    key_columns(
        {
            "lexicon": schemas.one_of(LEXICONS, "The lexicon."),
            "statistic": schemas.one_of(STATISTICS, "What the row states."),
        }
    )
    | {
        "estimate": schemas.column("float64", "Value of the statistic.", nullable=True),
        "low": schemas.column("float64", "Lower end of its interval.", nullable=True),
        "high": schemas.column("float64", "Upper end of its interval.", nullable=True),
        "rest": schemas.column("float64", "The value of all other outlets.", nullable=True),
        "difference": schemas.column("float64", "Estimate less rest.", nullable=True),
        "difference_low": schemas.column("float64", "Lower end of its interval.", nullable=True),
        "difference_high": schemas.column("float64", "Upper end of its interval.", nullable=True),
        "n_sentences": schemas.count("Sentences of the outlet in this voice."),
        "n_tokens": schemas.count("Words of these sentences."),
    }
    | scope_columns(),
)


def compute(features: Features, sample: Sample, options: Options) -> pd.DataFrame:
    """Return one row per outlet, voice, lexicon and statistic."""
    sentences = features["sentences"].assign(voice=sentence_voice(features["sentences"]))
    parts = [
        _lexicon(in_voice(sentences, voice), sample, lexicon).assign(voice=voice, lexicon=lexicon)
        for voice in VOICES
        for lexicon in LEXICONS
    ]
    return pd.concat(parts, ignore_index=True)


def _lexicon(sentences: pd.DataFrame, sample: Sample, lexicon: str) -> pd.DataFrame:
    score, neutral = sentences[lexicon], NEUTRAL_BELOW[lexicon]
    by_sentence = [score, score <= -neutral, score >= neutral]
    n_sentences = unit_sums(sample, sentences, [sentences["n_tokens"] > 0])
    n_tokens = unit_sums(sample, sentences, [sentences["n_tokens"]])
    results = (
        ratios(sample, unit_sums(sample, sentences, by_sentence), n_sentences[:, 0]),
        ratios(
            sample, unit_sums(sample, sentences, [sentences[f"{lexicon}_matched"]]), n_tokens[:, 0]
        ),
    )
    sizes = {
        "n_sentences": sample.sums(n_sentences)[:, 0].astype(int),
        "n_tokens": sample.sums(n_tokens)[:, 0].astype(int),
    }
    return pd.concat(
        [
            _rows(sample, result, statistics, sizes)
            for result, statistics in zip(results, (STATISTICS[:3], STATISTICS[3:]), strict=True)
        ]
    )


def _rows(
    sample: Sample, result: Ratios, statistics: tuple[str, ...], sizes: dict[str, np.ndarray]
) -> pd.DataFrame:
    outlets = sample.units.outlets
    frame = pd.DataFrame(
        {
            "outlet": np.repeat(outlets, len(statistics)),
            "statistic": np.tile(statistics, len(outlets)),
            "estimate": result.value.ravel(),
            "low": result.low.ravel(),
            "high": result.high.ravel(),
            "rest": result.rest.ravel(),
            "difference": result.difference.ravel(),
            "difference_low": result.difference_low.ravel(),
            "difference_high": result.difference_high.ravel(),
        }
    )
    repeated = {name: np.repeat(values, len(statistics)) for name, values in sizes.items()}
    return frame.assign(**repeated, **scope(sample, result))


def unit_sums(sample: Sample, rows: pd.DataFrame, columns: list["pd.Series"]) -> np.ndarray:
    """Return the sums of columns by unit, shape (n_units, n_columns)."""
    unit, n_units = sample.units.of(rows), len(sample.units.ids)
    return np.column_stack(
        [np.bincount(unit, weights=c.to_numpy(dtype=float), minlength=n_units) for c in columns]
    )

"""Tone by two lexicons: what it is stated in, of sentences as of mentions of an actor."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from crossframe import schemas
from crossframe.feature_tables import LEXICONS, NEUTRAL_BELOW
from crossframe.measure import MORE, Carrier, Claims, Saying
from crossframe.stats.sample import Sample
from crossframe.tables.columns import LEXICON_SCORES, SHARE
from crossframe.tables.compared import Compared
from crossframe.tables.values import means, shares, unit_sums

STATISTICS = ("mean", "share_negative", "share_positive", "coverage")
LEXICON = {"lexicon": schemas.one_of(LEXICONS, "The lexicon.")}
DIRECTIONS = ("more positive", "more negative")
LIMIT = (
    "Lexicons score words, not judgement: reports of violence score as negative whatever the "
    "writer thinks of it."
)


def tones(sample: Sample, voice: str, scored: pd.DataFrame) -> Iterator[Compared]:
    """Yield means, then shares of the negative and positive, then coverage, of both lexicons.

    Args:
        sample: The units.
        voice: One of `VOICES`.
        scored: Sentences or mentions in this voice: article, passage, n_tokens, and the score and
            number of matched words of each lexicon.
    """
    sums = unit_sums(sample, scored, [scored["n_tokens"] > 0, scored["n_tokens"]])
    held, words = sums.astype(np.int64).T
    scores = {(name, "mean", unit): scored[name] for name, unit in LEXICON_SCORES.items()}
    sides = {
        (lexicon, statistic, SHARE): beyond
        for lexicon in LEXICONS
        for statistic, beyond in beyond_neutral(scored, lexicon).items()
    }
    known = {(name, "coverage", SHARE): scored[f"{name}_matched"] for name in LEXICONS}
    for value, columns, wholes in ((means, scores, held), (shares, sides, held),
                                   (shares, known, words)):  # fmt: skip
        items = pd.DataFrame([*columns], columns=["lexicon", "statistic", "unit_of_value"])
        yield value(sample, voice, items, unit_sums(sample, scored, [*columns.values()]), wholes)


def beyond_neutral(scored: pd.DataFrame, lexicon: str) -> "dict[str, pd.Series[bool]]":
    """Return which sentences or mentions are negative, and which are positive."""
    least = NEUTRAL_BELOW[lexicon]
    return {
        "share_negative": scored[lexicon] <= -least,
        "share_positive": scored[lexicon] >= least,
    }


def behind(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that the statistics of both lexicons rest on, by lexicon and statistic."""
    everything = pd.Series(True, scored.index)
    parts = [
        scored[rows].assign(lexicon=lexicon, statistic=statistic)
        for lexicon in LEXICONS
        for statistic, rows in {
            "mean": everything,
            "coverage": everything,
            **beyond_neutral(scored, lexicon),
        }.items()
    ]
    return pd.concat(parts)


def claims(
    sayings: tuple[Saying, ...], topic: tuple[str, ...], carriers: tuple[Carrier, ...] = ()
) -> Claims:
    """Return how findings of tone hang together; arguments as of `Claims`.

    A mean says most, and an outlet with a large share of the negative is low.
    """
    return Claims(
        sayings,
        topic,
        statistics=STATISTICS,
        turned=("share_negative",),
        no_side=("coverage",),
        carriers=carriers,
    )


def sayings(clause: Mapping[str, str], of: str, words: tuple[str, str]) -> tuple[Saying, ...]:
    """Return how differences of tone are said.

    Args:
        clause: What the outlet does, by statistic.
        of: What scores are of, as in 'sentence'.
        words: A value of coverage, and what it rests on.
    """
    share = f"{{value}} of {of}s by {{lexicon}}"
    counted = f"{{n_of:,}} {of}s"
    return (
        Saying(clause["mean"], DIRECTIONS,
               f"a mean {{lexicon}} score of {{value}} a {of}", counted, {"statistic": "mean"}),
        Saying(clause["share_negative"], MORE, share, counted,
               {"statistic": "share_negative"}),
        Saying(clause["share_positive"], MORE, share, counted,
               {"statistic": "share_positive"}),
        Saying(clause["coverage"], MORE, *words, {"statistic": "coverage"}),
    )  # fmt: skip

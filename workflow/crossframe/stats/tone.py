"""Tone by two lexicons: what it is stated in, of sentences as of the windows around an actor."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from crossframe import schemas
from crossframe.annotation.sentiment import NEUTRAL_BELOW
from crossframe.feature_tables import LEXICONS
from crossframe.stats.comparisons import Compared
from crossframe.stats.resampling import Floats, Ints, Sample
from crossframe.stats.values import means, shares, unit_sums

STATISTICS = ("mean", "share_negative", "share_positive", "coverage")
ITEM = {
    "lexicon": schemas.one_of(LEXICONS, "The lexicon."),
    "statistic": schemas.one_of(STATISTICS, "What the row states."),
}


def tones(sample: Sample, voice: str, scored: pd.DataFrame) -> Iterator[Compared]:
    """Yield means, then shares of the negative and positive, then coverage, of both lexicons.

    Args:
        sample: The units.
        voice: One of `VOICES`.
        scored: Sentences or windows in this voice: article, passage, n_tokens, and the score and
            number of matched words of each lexicon.
    """
    held, words = sizes(sample, scored).T
    scores = {(lexicon, "mean"): scored[lexicon] for lexicon in LEXICONS}
    sides = {
        (lexicon, statistic): side * scored[lexicon] >= NEUTRAL_BELOW[lexicon]
        for lexicon in LEXICONS
        for statistic, side in (("share_negative", -1), ("share_positive", 1))
    }
    known = {(lexicon, "coverage"): scored[f"{lexicon}_matched"] for lexicon in LEXICONS}
    for value, columns, wholes in ((means, scores, held), (shares, sides, held),
                                   (shares, known, words)):  # fmt: skip
        items = pd.DataFrame([*columns], columns=[*ITEM])
        yield value(sample, voice, items, unit_sums(sample, scored, [*columns.values()]), wholes)


def sizes(sample: Sample, scored: pd.DataFrame) -> Ints:
    """Return how many rows each unit has, and how many words they have, shape (n_units, 2).

    Args:
        sample: The units.
        scored: Rows with article, passage and n_tokens.
    """
    sums: Floats = unit_sums(sample, scored, [scored["n_tokens"] > 0, scored["n_tokens"]])
    return sums.astype(np.int64)

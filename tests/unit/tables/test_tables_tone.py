"""Tone by two lexicons: what sentiment and targets share."""

import numpy as np
import pandas as pd
import pytest
from corpora import features, sample_of

from crossframe.stats.ratios import ratios
from crossframe.tables import tone

TEXTS = {
    "Left-1": [{"own": "ban ."}, {"own": "app ."}],
    "Right-1": [{"own": "ban"}, {"own": "app"}],
}
SAMPLE = sample_of(features(TEXTS), ("Left", "Right"))
# two rows in Left's first passage, and one in the second, which has a window without a word
SCORED = pd.DataFrame(
    [
        ("Left-1", 1, 4, 0.5, 1, 2.0, 2),
        ("Left-1", 1, 6, -0.1, 2, 0.0, 0),
        ("Left-1", 2, 0, 0.0, 0, 0.0, 0),
        ("Left-1", 2, 5, 0.04, 1, -1.0, 1),
        ("Right-1", 2, 5, -0.05, 1, -1.0, 1),
    ],
    columns=["article", "passage", "n_tokens", "vader", "vader_matched", "afinn", "afinn_matched"],
)


@pytest.fixture
def found():
    return list(tone.tones(SAMPLE, "own", SCORED))


def test_means_shares_and_coverage_follow_each_other(found):
    means, shares, coverage = found
    assert [each.voice for each in found] == ["own"] * 3
    assert [each.counts for each in found] == [False, True, True]
    scores = {"vader": "VADER score", "afinn": "AFINN score"}
    kinds = ["mean"], ["share_negative", "share_positive"], ["coverage"]
    for each, statistics in zip((means, shares, coverage), kinds, strict=True):
        items = [
            (lexicon, s, unit if s == "mean" else "share")
            for lexicon, unit in scores.items()
            for s in statistics
        ]
        assert [*each.items.itertuples(index=False, name=None)] == items


def test_numerators_by_hand(found):
    means, shares, coverage = (each.numerators for each in found)
    assert means == pytest.approx(np.array([[0.4, 2], [0.04, -1], [0, 0], [-0.05, -1]]))
    # vader beyond .05, afinn beyond 0: negative, positive
    assert shares.tolist() == [[1, 1, 0, 1], [0, 0, 1, 0], [0, 0, 0, 0], [1, 0, 1, 0]]
    assert coverage.tolist() == [[3, 2], [1, 1], [0, 0], [1, 1]]


def test_means_and_shares_are_of_rows_with_words_and_coverage_is_of_words(found):
    assert [each.sizes.tolist() for each in found] == [[2, 1, 0, 1]] * 2 + [[10, 5, 0, 5]]


def test_shares_have_the_intervals_of_shares(found):
    _, shares, coverage = found
    for each in (shares, coverage):
        expected = ratios(SAMPLE, each.numerators, each.sizes, most=1)
        assert each.result.low == pytest.approx(expected.low, nan_ok=True)
        assert each.result.high == pytest.approx(expected.high, nan_ok=True)

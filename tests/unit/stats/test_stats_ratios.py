import numpy as np
import pandas as pd
import pytest
from cases import each
from scipy import sparse
from scipy.stats import binom, norm, t

from crossframe.config import Inference
from crossframe.stats.ratios import (
    ALL_ALIKE,
    FEW_HOLD,
    FEW_UNITS,
    FEW_UNITS_THERE,
    NO_OCCURRENCE,
    ratios,
)
from crossframe.stats.sample import Sample
from crossframe.stats.units import Units


def sample_of(*sizes, min_units=2, level=0.95):
    """A sample of as many outlets as there are sizes, each with that many units."""
    outlet = np.repeat(np.arange(len(sizes)), sizes)
    ids = tuple(f"{place}/{n}" for n, place in enumerate(outlet))
    units = Units("passage", ids, outlet, ("",) * len(ids), tuple("ABCDEFGH"[: len(sizes)]),
                  pd.Series(dtype=int))  # fmt: skip
    inference = Inference(
        min_articles=2, min_units=min_units, resamples=100, permutations=99, level=level
    )
    return Sample(units, inference, seed=1, threads=1)


# Two units of A, then three of B, of one item.
COUNTS = np.array([[2], [1], [4], [0], [2]])
TOKENS = np.array([10, 20, 20, 10, 20])
LACKING_A = np.array([[0], [0], [4], [0], [2]])
ENDS = ("low", "high", "rest_low", "rest_high", "difference_low", "difference_high")


@pytest.fixture
def result():
    return ratios(sample_of(2, 3), COUNTS, TOKENS)


def ends_of(rate, size, s2):
    """Wilson's interval of a rate."""
    half = norm.ppf(0.975) ** 2 * s2 / (2 * size)
    root = np.sqrt(half**2 + 2 * half * rate)
    return rate + half - root, rate + half + root


def test_a_value_is_the_ratio_of_sums(result):
    assert result.value.ravel() == pytest.approx(
        [(2 + 1) / (10 + 20), (4 + 0 + 2) / (20 + 10 + 20)]
    )


def test_the_rest_is_the_ratio_of_sums_of_all_other_outlets():
    three = ratios(sample_of(2, 2, 1), COUNTS, TOKENS)
    assert three.rest[0, 0] == pytest.approx((4 + 0 + 2) / (20 + 10 + 20))
    assert three.rest[2, 0] == pytest.approx((2 + 1 + 4 + 0) / (10 + 20 + 20 + 10))


def test_a_difference_is_the_value_less_the_rest(result):
    assert result.difference[0, 0] == pytest.approx(3 / 30 - 6 / 50)


def test_the_differences_of_two_outlets_mirror_each_other(result):
    assert result.difference[0] == pytest.approx(-result.difference[1])
    assert result.difference_low[0] == pytest.approx(-result.difference_high[1])


def test_the_intervals_of_a_rate_and_a_difference_by_hand(result):
    # residuals from rates of 3 / 30 and 6 / 50; with few units Student's t decides
    phi = 2 / 1 * ((2 - 1) ** 2 + (1 - 2) ** 2) / 3
    low, high = ends_of(3 / 30, 30, (t.ppf(0.975, 1) / norm.ppf(0.975)) ** 2 * phi)
    phi = 3 / 2 * ((4 - 2.4) ** 2 + (0 - 1.2) ** 2 + (2 - 2.4) ** 2) / 6
    low_rest, high_rest = ends_of(6 / 50, 50, (t.ppf(0.975, 2) / norm.ppf(0.975)) ** 2 * phi)
    assert [result.low[0, 0], result.high[0, 0]] == pytest.approx([low, high])
    assert [result.rest_low[0, 0], result.rest_high[0, 0]] == pytest.approx([low_rest, high_rest])
    apart = 3 / 30 - 6 / 50
    expected = apart - np.sqrt((3 / 30 - low) ** 2 + (high_rest - 6 / 50) ** 2)
    assert result.difference_low[0, 0] == pytest.approx(expected)
    expected = apart + np.sqrt((high - 3 / 30) ** 2 + (6 / 50 - low_rest) ** 2)
    assert result.difference_high[0, 0] == pytest.approx(expected)


def test_the_interval_of_a_mean_score_by_hand():
    result = ratios(sample_of(2, 3), COUNTS - 2.0, TOKENS, counts=False)
    # scores of 0 and -1 in 30 sentences
    own = 2 / 1 * ((0 + 10 / 30) ** 2 + (-1 + 20 / 30) ** 2) / 30
    margin = t.ppf(0.975, 1) * np.sqrt(own / 30)
    assert result.low[0, 0] == pytest.approx(-1 / 30 - margin)
    assert result.high[0, 0] == pytest.approx(-1 / 30 + margin)


def test_no_end_exceeds_what_a_ratio_can_be(result):
    share = ratios(sample_of(2, 3), COUNTS, TOKENS, most=1)
    assert (result.high > 1).any()
    assert (share.high < 1).all()
    assert (share.difference_low >= -1).all()
    assert (share.difference_high <= 1).all()


def test_the_interval_of_a_share_by_hand():
    share = ratios(sample_of(2, 3), COUNTS, TOKENS, most=1)
    phi = 2 / 1 * ((2 - 1) ** 2 + (1 - 2) ** 2) / (30 * 0.1 * 0.9)
    half = t.ppf(0.975, 1) ** 2 * phi / (2 * 30)
    root = np.sqrt(half**2 + 2 * half * 0.1 * 0.9)
    ends = [(0.1 + half - root) / (1 + 2 * half), (0.1 + half + root) / (1 + 2 * half)]
    assert [share.low[0, 0], share.high[0, 0]] == pytest.approx(ends)


def test_units_that_hold_nothing_else_are_counted():
    # all of A, and one of B's, which is empty but for the item; the last unit has no size
    sample, parts = sample_of(2, 4), np.array([[3], [5], [2], [1], [0], [0]])
    full = ratios(sample, parts, np.array([3, 5, 2, 4, 6, 0]), most=1)
    share = 3 / 12
    phi = 3 / 2 * ((2 - 2 * share) ** 2 + (1 - 4 * share) ** 2 + (6 * share) ** 2)
    phi /= 12 * share * (1 - share)
    # B's dispersion is that of all, since A has none: of A, it has 20 of 0 + 20 parts
    assert full.low[0, 0] == pytest.approx(1 / (1 + norm.ppf(0.975) ** 2 * phi / 8))
    assert full.high[0, 0] == 1


@each("factor", [1, 1_000])
def test_values_and_ends_are_stated_for_so_many_and_counts_stay(result, factor):
    times = result.times(factor)
    for name in ("value", "rest", *ENDS, "difference"):
        assert getattr(times, name) == pytest.approx(factor * getattr(result, name))
    for name in ("numerator", "denominator", "n_units", "note"):
        assert getattr(times, name).tolist() == getattr(result, name).tolist()


def test_columns_are_flattened_under_their_names(result):
    columns = result.columns(estimate="value", n="numerator")
    assert list(columns) == ["estimate", "n"]
    assert columns["estimate"].tolist() == result.value.ravel().tolist()
    assert columns["n"].tolist() == [3, 6]


def many(rng, n_units, mean=3.0, dispersion=2.0, n_items=1):
    """Negative binomial counts, as those of a bursty term are."""
    p = dispersion / (dispersion + mean)
    return rng.negative_binomial(dispersion, p, (n_units, n_items))


@each("counts", [True, False])
def test_an_interval_contains_its_value(counts):
    drawn = many(np.random.default_rng(2), 60, n_items=50)
    found = ratios(sample_of(30, 30), drawn, np.full(60, 120), counts=counts)
    assert (found.low < found.value).all()
    assert (found.value < found.high).all()


def test_a_wider_level_gives_a_wider_interval():
    counts, tokens = many(np.random.default_rng(2), 40), np.full(40, 120)
    narrow, wide = (ratios(sample_of(20, 20, level=at), counts, tokens) for at in (0.8, 0.99))
    assert (wide.high - wide.low > narrow.high - narrow.low).all()


def test_units_with_the_same_rate_have_the_interval_of_independent_words():
    result = ratios(sample_of(3, 3), 2 * np.ones((6, 1)), np.full(6, 10))
    assert (result.low[0, 0], result.high[0, 0]) == pytest.approx(ends_of(2 / 10, 30, 1))


def test_a_share_of_1_everywhere_is_as_sure_as_its_units_are_many():
    # 3 and 9 units of 10 words
    result = ratios(sample_of(3, 9), np.full((12, 1), 10), np.full(12, 10), most=1)
    for row, n in enumerate((3, 9)):
        assert result.low[row, 0] == pytest.approx(n / (n + norm.ppf(0.975) ** 2))
        assert result.high[row, 0] == 1
    assert result.difference_low[0, 0] == pytest.approx(-(1 - result.low[0, 0]))


def test_units_that_score_alike_have_no_interval_and_a_note():
    result = ratios(sample_of(2, 3), 2.0 * TOKENS[:, None], TOKENS, counts=False)
    assert (result.value == 2).all()
    assert np.isnan([getattr(result, name) for name in ENDS]).all()
    assert (result.note == ALL_ALIKE).all()


def test_outlets_of_identical_units_do_not_differ():
    counts = np.array([[1], [5], [2], [1], [5], [2]])
    result = ratios(sample_of(3, 3), counts, np.array([10, 30, 20, 10, 30, 20]))
    assert result.difference.ravel() == pytest.approx([0, 0])


def test_ten_times_the_counts_are_ten_times_the_values(result):
    ten = ratios(sample_of(2, 3), 10 * COUNTS, TOKENS)
    for name in ("value", "rest", "difference", *ENDS):
        assert getattr(ten, name) == pytest.approx(10 * getattr(result, name))


def test_ten_times_counts_and_tokens_change_nothing(result):
    ten = ratios(sample_of(2, 3), 10 * COUNTS, 10 * TOKENS)
    assert (ten.low, ten.high) == (pytest.approx(result.low), pytest.approx(result.high))


def test_sparse_and_dense_counts_agree(result):
    other = ratios(sample_of(2, 3), sparse.csr_array(COUNTS), TOKENS)
    for name in ENDS:
        assert getattr(other, name) == pytest.approx(getattr(result, name))


def test_items_do_not_touch_each_other(result):
    counts = np.hstack([COUNTS, 3 * COUNTS[::-1], LACKING_A, np.zeros((5, 1))])
    beside = ratios(sample_of(2, 3), counts, TOKENS)
    for name in ENDS:
        assert getattr(beside, name)[:, :1] == pytest.approx(getattr(result, name))


def test_an_interval_is_missing_below_min_units():
    result = ratios(sample_of(2, 3, min_units=3), COUNTS, TOKENS)
    assert np.isnan([result.low[0, 0], result.high[0, 0]]).all()
    assert np.isfinite([result.low[1, 0], result.high[1, 0]]).all()
    assert result.note.ravel().tolist() == [FEW_UNITS, FEW_UNITS_THERE]


def test_a_difference_needs_enough_units_on_both_sides():
    result = ratios(sample_of(2, 3, min_units=3), COUNTS, TOKENS)
    assert np.isnan([result.difference_low, result.difference_high]).all()
    assert np.isnan([result.rest_low[1, 0], result.rest_high[1, 0]]).all()


def test_only_units_with_a_denominator_count():
    result = ratios(sample_of(2, 3), COUNTS, np.array([10, 20, 20, 0, 20]))
    assert result.n_units.ravel().tolist() == [2, 2]
    without = ratios(sample_of(2, 2), COUNTS[[0, 1, 2, 4]], TOKENS[[0, 1, 2, 4]])
    assert result.high == pytest.approx(without.high)
    assert result.difference_low == pytest.approx(without.difference_low)


def test_an_outlet_that_lacks_an_item_has_an_interval_from_0():
    result = ratios(sample_of(2, 3), LACKING_A, TOKENS)
    phi = 3 / 2 * ((4 - 2.4) ** 2 + (0 - 1.2) ** 2 + (2 - 2.4) ** 2) / 6
    assert (result.value[0, 0], result.low[0, 0]) == (0, 0)
    assert result.high[0, 0] == pytest.approx(norm.ppf(0.975) ** 2 * phi / 30)
    assert np.isfinite([result.difference_low[0, 0], result.difference_high[0, 0]]).all()


@each("counts", [True, False])
def test_there_is_no_interval_where_nothing_occurs_anywhere(counts):
    result = ratios(sample_of(2, 3), np.zeros((5, 1)), TOKENS, counts=counts)
    assert (result.value == 0).all()
    assert np.isnan([getattr(result, name) for name in ENDS]).all()
    assert (result.note == NO_OCCURRENCE).all()


def test_a_ratio_is_missing_where_the_denominator_is_0():
    result = ratios(sample_of(2, 3), LACKING_A, TOKENS * [0, 0, 1, 1, 1])
    assert np.isnan([result.value[0, 0], result.low[0, 0], result.difference[0, 0]]).all()
    assert result.note[0, 0] == FEW_UNITS


def test_scores_that_add_up_to_0_are_no_lack_of_scores():
    result = ratios(sample_of(2, 3), np.array([[-1], [1], [4], [0], [2]]), TOKENS, counts=False)
    assert np.isfinite([result.low, result.high]).all()


def test_no_items_give_no_ratios():
    assert ratios(sample_of(2, 3), np.zeros((5, 0)), TOKENS).value.shape == (2, 0)


def test_an_item_that_few_units_hold_has_a_note():
    # of A, 7 and then 8 units hold the items; of B, 12
    counts = np.array([[3, 3]] * 7 + [[0, 3]] + [[3, 3]] * 12)
    result = ratios(sample_of(8, 12), counts, np.arange(20) + 10)
    assert result.note.tolist() == [[FEW_HOLD, ""], [FEW_HOLD, ""]]
    assert np.isfinite(result.low).all()


def test_a_score_is_held_by_every_unit():
    scores = np.array([[1]] + [[0]] * 19)
    result = ratios(sample_of(8, 12), scores, np.full(20, 10), counts=False)
    assert (result.note == "").all()
    result = ratios(sample_of(7, 13), scores, np.full(20, 10), counts=False)
    assert result.note.ravel().tolist() == [FEW_HOLD, ""]


def covered(low, high, truth):
    return ((low <= truth) & (high >= truth)).sum()


def test_an_interval_covers_the_truth_as_often_as_it_claims():
    # 400 corpora of two outlets with 40 units; 3 occurrences a unit of 120 tokens on average
    n_corpora, nominal = 400, 0.95
    counts = many(np.random.default_rng(11), 80, n_items=n_corpora)
    result = ratios(sample_of(40, 40), counts, np.full(80, 120))
    least, most = binom.ppf([0.0005, 0.9995], n_corpora, nominal)
    assert least <= covered(result.low[0], result.high[0], 3 / 120) <= most
    assert least <= covered(result.difference_low[0], result.difference_high[0], 0) <= most


def test_an_interval_covers_the_truth_of_rare_and_bursty_terms():
    # 2,000 corpora of five outlets with 20 units, of which 1.6 hold the term on average
    n_corpora = 2_000
    counts = many(np.random.default_rng(3), 100, mean=0.1, dispersion=0.1, n_items=n_corpora)
    result = ratios(sample_of(*[20] * 5), counts, np.full(100, 500))
    assert (counts[:20] > 0).sum(axis=0).mean() < 2
    held = counts.any(axis=0)
    low, high = result.low[0, held], result.high[0, held]
    assert 0.93 <= covered(low, high, 0.1 / 500) / held.sum() <= 0.98
    low, high = result.difference_low[0, held], result.difference_high[0, held]
    assert 0.93 <= covered(low, high, 0) / held.sum() <= 0.98


@each("mean", [0.5, 0.9])
def test_an_interval_covers_the_truth_of_shares_that_differ_between_units(mean):
    # 1,000 corpora of two outlets with 15 units of 2 to 20 mentions; by a beta distribution the
    # shares of units vary with an intraclass correlation of 1 / (1 + 4)
    rng, n_corpora = np.random.default_rng(5), 1_000
    sizes = rng.integers(2, 21, 30)
    shares = rng.beta(4 * mean, 4 * (1 - mean), (30, n_corpora))
    found = ratios(sample_of(15, 15), rng.binomial(sizes[:, None], shares), sizes, most=1)
    assert 0.93 <= covered(found.low[0], found.high[0], mean) / n_corpora <= 0.98
    apart = covered(found.difference_low[0], found.difference_high[0], 0) / n_corpora
    assert 0.93 <= apart <= 0.98


def test_an_interval_covers_the_truth_of_shares_near_1_in_units_of_one_piece():
    # most corpora have no unit of anything else: with a width of 0, none of these would cover
    rng, n_corpora = np.random.default_rng(8), 1_000
    sizes = rng.integers(1, 9, 20)
    whole = sizes[:, None] * (rng.random((20, n_corpora)) < 0.97)
    found = ratios(sample_of(10, 10), whole, sizes, most=1)
    assert (found.value[0] == 1).mean() > 0.5
    assert covered(found.low[0], found.high[0], 0.97) / n_corpora >= 0.93

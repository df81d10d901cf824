import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from crossframe.stats import resampling
from crossframe.stats.ratios import FEW_UNITS, NO_OCCURRENCE, ratios
from crossframe.stats.resampling import Sample, poisson_weights
from crossframe.stats.units import Units


def sample_of(*sizes, min_units=2, resamples=400, level=0.95):
    """A sample of as many outlets as there are sizes, each with that many units."""
    outlet = np.repeat(np.arange(len(sizes)), sizes)
    ids = tuple(f"{place}/{n}" for n, place in enumerate(outlet))
    units = Units("passage", ids, outlet, tuple("ABCDEFGH"[: len(sizes)]), pd.Series())
    return Sample(units, poisson_weights(ids, resamples, seed=3), level, min_units, min_articles=2)


# Two units of A, then three of B, of one item.
COUNTS = np.array([[2], [1], [4], [0], [2]])
TOKENS = np.array([10, 20, 20, 10, 20])


@pytest.fixture
def result():
    return ratios(sample_of(2, 3), COUNTS, TOKENS)


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


def test_an_interval_is_that_of_the_ratios_of_each_resample():
    sample = sample_of(2, 3)
    drawn = [sample.weights[:2, b] for b in range(400)]
    draws = [(w @ COUNTS[:2, 0]) / (w @ TOKENS[:2]) for w in drawn if w.any()]
    result = ratios(sample, COUNTS, TOKENS)
    assert result.low[0, 0] == pytest.approx(np.quantile(draws, 0.025))
    assert result.high[0, 0] == pytest.approx(np.quantile(draws, 0.975))


def test_a_differences_interval_is_that_of_the_differences_of_each_resample():
    sample = sample_of(2, 3)
    above, below = COUNTS[:, 0] * sample.weights.T, TOKENS * sample.weights.T
    here, there = below[:, :2].sum(axis=1), below[:, 2:].sum(axis=1)
    both = (here > 0) & (there > 0)
    draws = above[both, :2].sum(axis=1) / here[both] - above[both, 2:].sum(axis=1) / there[both]
    result = ratios(sample, COUNTS, TOKENS)
    assert result.difference_low[0, 0] == pytest.approx(np.quantile(draws, 0.025))
    assert result.difference_high[0, 0] == pytest.approx(np.quantile(draws, 0.975))


def many(rng, n_units, mean=3.0, dispersion=2.0, n_items=1):
    """Negative binomial counts, as those of a bursty term are."""
    p = dispersion / (dispersion + mean)
    return rng.negative_binomial(dispersion, p, (n_units, n_items))


def test_an_interval_contains_its_value():
    rng = np.random.default_rng(2)
    result = ratios(sample_of(30, 30), many(rng, 60, n_items=50), np.full(60, 120))
    assert (result.low < result.value).all()
    assert (result.value < result.high).all()


def test_a_wider_level_gives_a_wider_interval():
    counts, tokens = many(np.random.default_rng(2), 40), np.full(40, 120)
    narrow, wide = (ratios(sample_of(20, 20, level=at), counts, tokens) for at in (0.8, 0.99))
    assert (wide.high - wide.low > narrow.high - narrow.low).all()


def test_units_with_the_same_rate_have_an_interval_without_width():
    result = ratios(sample_of(3, 3), 2 * np.ones((6, 1)), np.full(6, 10))
    assert (result.low[0, 0], result.high[0, 0]) == pytest.approx((2 / 10, 2 / 10))


def test_outlets_of_identical_units_do_not_differ():
    counts = np.array([[1], [5], [2], [1], [5], [2]])
    result = ratios(sample_of(3, 3), counts, np.array([10, 30, 20, 10, 30, 20]))
    assert result.difference.ravel() == pytest.approx([0, 0])


def test_ten_times_the_counts_are_ten_times_the_values(result):
    ten = ratios(sample_of(2, 3), 10 * COUNTS, TOKENS)
    for name in ("value", "low", "high", "rest", "difference", "difference_low"):
        assert getattr(ten, name) == pytest.approx(10 * getattr(result, name))


def test_ten_times_counts_and_tokens_change_nothing(result):
    ten = ratios(sample_of(2, 3), 10 * COUNTS, 10 * TOKENS)
    assert (ten.low, ten.high) == (pytest.approx(result.low), pytest.approx(result.high))


def test_sparse_and_dense_counts_agree(result):
    other = ratios(sample_of(2, 3), sparse.csr_array(COUNTS), TOKENS)
    assert (other.low, other.high) == (pytest.approx(result.low), pytest.approx(result.high))


def test_more_items_than_a_block_holds_are_all_computed(monkeypatch):
    monkeypatch.setattr(resampling, "CELLS", 2 * 100 * 3)  # three items of two outlets
    counts = np.repeat(COUNTS, 10, axis=1)
    result = ratios(sample_of(2, 3, resamples=100), counts, TOKENS)
    assert (result.high[:, [0]] == result.high).all()
    assert np.isfinite(result.high).all()


def test_an_interval_is_missing_below_min_units():
    result = ratios(sample_of(2, 3, min_units=3), COUNTS, TOKENS)
    assert np.isnan([result.low[0, 0], result.high[0, 0]]).all()
    assert np.isfinite([result.low[1, 0], result.high[1, 0]]).all()
    assert result.note[0, 0] == FEW_UNITS


def test_a_difference_needs_enough_units_on_both_sides():
    result = ratios(sample_of(2, 3, min_units=3), COUNTS, TOKENS)
    assert np.isnan(result.difference_low).all()


def test_only_units_with_a_denominator_count():
    result = ratios(sample_of(2, 3), COUNTS, np.array([10, 20, 20, 0, 20]))
    assert result.n_units.ravel().tolist() == [2, 2]


def test_an_interval_is_missing_where_nothing_occurs():
    result = ratios(sample_of(2, 3), np.array([[0], [0], [4], [0], [2]]), TOKENS)
    assert result.value[0, 0] == 0
    assert np.isnan([result.low[0, 0], result.high[0, 0]]).all()
    assert result.note[0, 0] == NO_OCCURRENCE


def test_a_difference_has_an_interval_where_one_side_lacks_the_item():
    result = ratios(sample_of(2, 3), np.array([[0], [0], [4], [0], [2]]), TOKENS)
    assert np.isfinite([result.difference_low[0, 0], result.difference_high[0, 0]]).all()


def test_a_difference_has_no_interval_where_nothing_occurs_anywhere():
    result = ratios(sample_of(2, 3), np.zeros((5, 1)), TOKENS)
    assert np.isnan(result.difference_low).all()


def test_a_ratio_is_missing_where_the_denominator_is_0():
    result = ratios(sample_of(2, 3), np.array([[0], [0], [4], [0], [2]]), TOKENS * [0, 0, 1, 1, 1])
    assert np.isnan([result.value[0, 0], result.low[0, 0], result.difference[0, 0]]).all()
    assert result.note[0, 0] == FEW_UNITS


def test_numerators_below_0_count_as_occurrence():
    result = ratios(sample_of(2, 3), np.array([[-1], [1], [4], [0], [2]]), TOKENS)
    assert np.isfinite(result.low[0, 0])


def test_no_items_give_no_ratios():
    assert ratios(sample_of(2, 3), np.zeros((5, 0)), TOKENS).value.shape == (2, 0)


def test_an_interval_covers_the_truth_as_often_as_it_claims():
    # 400 corpora of two outlets with 40 units; 3 occurrences a unit of 120 tokens on average
    n_corpora, nominal = 400, 0.95
    counts = many(np.random.default_rng(11), 80, n_items=n_corpora)
    result = ratios(sample_of(40, 40, resamples=1_000), counts, np.full(80, 120))
    covered = ((result.low[0] <= 3 / 120) & (result.high[0] >= 3 / 120)).sum()
    least, most = stats.binom.ppf([0.0005, 0.9995], n_corpora, nominal)
    assert least <= covered <= most
    same = ((result.difference_low[0] <= 0) & (result.difference_high[0] >= 0)).sum()
    assert least <= same <= most

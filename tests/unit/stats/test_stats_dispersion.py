from types import SimpleNamespace

import numpy as np
import pytest
from cases import each
from scipy import sparse, stats

from crossframe.stats import dispersion

SCALES = {  # what an item is that is spread as evenly as the units' sizes
    "dp": 0,
    "dp_norm": 0,
    "juilland_d": 1,
    "carroll_d2": 1,
    "rosengren_s": 1,
    "kl_divergence": 0,
    "kl_norm": 0,
}
every = each("measure", SCALES)


def parts_of(counts, sizes):
    """Counts are listed by item, then unit."""
    return dispersion.parts_of(
        sparse.csr_array(np.array(counts, dtype=np.int64).T), np.array(sizes)
    )


def spread(counts, sizes):
    """Every measure of the items."""
    parts = parts_of(counts, sizes)
    values = {measure: getattr(dispersion, measure)(parts) for measure in SCALES}
    return SimpleNamespace(range=dispersion.n_units_with(parts), **values)


def of(measure, counts, sizes):
    return getattr(dispersion, measure)(parts_of([counts], sizes))[0]


def test_dp_by_hand():
    # shares of units .5, .3, .2; shares of the item .25, .75, 0
    result = spread([[1, 3, 0]], [50, 30, 20])
    assert result.dp[0] == pytest.approx((abs(1 / 4 - 0.5) + abs(3 / 4 - 0.3) + abs(0 - 0.2)) / 2)


def test_dp_norm_is_dp_over_the_most_it_can_be():
    result = spread([[1, 3, 0]], [50, 30, 20])
    assert result.dp_norm[0] == pytest.approx(result.dp[0] / (1 - 20 / 100))


@each("unit", range(3))
def test_all_in_one_unit_is_1_less_its_share(unit):
    sizes = [50, 30, 20]
    counts = [[7 if place == unit else 0 for place in range(3)]]
    assert spread(counts, sizes).dp[0] == pytest.approx(1 - sizes[unit] / 100)


def test_range_counts_the_units_with_the_item():
    assert list(spread([[5, 0, 2], [0, 0, 1], [0, 0, 0]], [9, 9, 9]).range) == [2, 1, 0]


# All measures alike


@every
def test_a_spread_as_even_as_the_units_is_0_or_1(measure):
    assert of(measure, [5, 3, 2], [50, 30, 20]) == pytest.approx(SCALES[measure], abs=1e-12)


@every
def test_an_even_spread_is_more_even_than_an_uneven_one(measure):
    sizes = [50, 30, 20]
    even, uneven = of(measure, [4, 4, 2], sizes), of(measure, [9, 0, 1], sizes)
    assert (uneven < even) == (SCALES[measure] == 1)
    assert uneven != pytest.approx(even, abs=0.01)


@each("unit", range(3))
def test_all_in_one_unit_is_the_least_even(unit):
    sizes, share = [50, 30, 20], (0.5, 0.3, 0.2)[unit]
    result = spread([[7 if place == unit else 0 for place in range(3)]], sizes)
    assert (result.juilland_d[0], result.carroll_d2[0]) == (0, 0)
    assert result.rosengren_s[0] == pytest.approx(share)
    assert result.kl_divergence[0] == pytest.approx(-np.log2(share))


@every
def test_an_item_that_does_not_occur_has_no_dispersion(measure):
    assert np.isnan(of(measure, [0, 0, 0], [9, 9, 9]))


@every
def test_a_single_unit_has_no_dispersion(measure):
    assert np.isnan(of(measure, [4], [9]))
    assert np.isnan(of(measure, [4, 0], [9, 0]))


def test_a_single_unit_with_the_item_is_counted():
    assert list(dispersion.n_units_with(parts_of([[4], [0]], [9]))) == [1, 0]


@every
def test_no_unit_with_tokens_gives_missing_values(measure):
    assert np.isnan(of(measure, [0, 0], [0, 0]))


@every
def test_no_items_have_no_dispersion(measure):
    parts = dispersion.parts_of(sparse.csr_array((3, 0), dtype=np.int64), np.array([9, 9, 9]))
    assert getattr(dispersion, measure)(parts).shape == (0,)


@every
def test_units_without_tokens_are_left_out(measure):
    assert of(measure, [1, 3], [50, 30]) == of(measure, [1, 0, 3], [50, 0, 30])


@every
def test_the_order_of_units_is_irrelevant(measure):
    here, there = of(measure, [1, 3, 0], [50, 30, 20]), of(measure, [0, 1, 3], [20, 50, 30])
    assert here == pytest.approx(there)


@every
@each("factor", [2, 10])
def test_neither_longer_units_nor_more_occurrences_matter(measure, factor):
    once = of(measure, [1, 3, 0], [50, 30, 20])
    assert of(measure, [1, 3, 0], [50 * factor, 30 * factor, 20 * factor]) == pytest.approx(once)
    assert of(measure, [factor, 3 * factor, 0], [50, 30, 20]) == pytest.approx(once)


@every
def test_an_item_is_measured_alone(measure):
    counts, sizes = [[1, 3, 0], [0, 0, 0], [4, 4, 1], [0, 9, 0]], [50, 30, 20]
    together = getattr(dispersion, measure)(parts_of(counts, sizes))
    alone = [of(measure, item, sizes) for item in counts]
    assert together == pytest.approx(alone, nan_ok=True)


def test_sparse_sums_are_those_of_the_dense_formulas():
    rng = np.random.default_rng(5)
    counts, sizes = rng.poisson(0.4, (30, 40)), rng.integers(50, 150, 40)
    counts[:, 0] += 1
    t, w = counts / counts.sum(axis=1, keepdims=True), sizes / sizes.sum()
    rates = counts / sizes
    result = spread(counts, sizes)
    assert result.dp == pytest.approx(np.abs(t - w).sum(axis=1) / 2)
    assert result.dp_norm == pytest.approx(np.abs(t - w).sum(axis=1) / 2 / (1 - w.min()))
    d = 1 - stats.variation(rates, axis=1) / np.sqrt(40 - 1)
    assert result.juilland_d == pytest.approx(d)
    assert result.carroll_d2 == pytest.approx(stats.entropy(rates, axis=1, base=40))
    s = np.sqrt(w * counts).sum(axis=1) ** 2 / counts.sum(axis=1)
    assert result.rosengren_s == pytest.approx(s)
    kl = stats.entropy(t, np.tile(w, (30, 1)), axis=1, base=2)
    assert result.kl_divergence == pytest.approx(kl)
    assert result.kl_norm == pytest.approx(kl / (1 + kl))
    assert list(result.range) == list((counts > 0).sum(axis=1))


# Two units, of 60 and 40 words, with 3 and 1 occurrences: rates of 5 and 2.5 per cent.


def test_juilland_d_by_hand():
    mean, deviation = (0.05 + 0.025) / 2, (0.05 - 0.025) / 2
    expected = 1 - deviation / mean / np.sqrt(2 - 1)
    assert of("juilland_d", [3, 1], [60, 40]) == pytest.approx(expected)


def test_carroll_d2_by_hand():
    shares = 0.05 / 0.075, 0.025 / 0.075
    expected = -sum(share * np.log2(share) for share in shares) / np.log2(2)
    assert of("carroll_d2", [3, 1], [60, 40]) == pytest.approx(expected)


def test_rosengren_s_by_hand():
    expected = (np.sqrt(0.6 * 3) + np.sqrt(0.4 * 1)) ** 2 / 4
    assert of("rosengren_s", [3, 1], [60, 40]) == pytest.approx(expected)


def test_kl_divergence_by_hand():
    expected = 3 / 4 * np.log2((3 / 4) / 0.6) + 1 / 4 * np.log2((1 / 4) / 0.4)
    assert of("kl_divergence", [3, 1], [60, 40]) == pytest.approx(expected)
    assert of("kl_norm", [3, 1], [60, 40]) == pytest.approx(expected / (1 + expected))


BOUNDED = [measure for measure in SCALES if measure != "kl_divergence"]


@each("n_units", range(2, 40))
def test_rounding_leaves_even_spreads_within_0_and_1(n_units):
    sizes = np.arange(1, n_units + 1) * 3
    result = spread([sizes, sizes * 7], sizes)
    for measure in BOUNDED:
        values = getattr(result, measure)
        assert (values >= 0).all()
        assert (values <= 1).all()
    assert (result.kl_divergence >= 0).all()


@each("n_units", range(2, 40))
def test_rounding_leaves_the_most_uneven_spread_within_0_and_1(n_units):
    sizes = 100 + np.arange(n_units) * 3
    result = spread([[9] + [0] * (n_units - 1)], sizes)
    for measure in BOUNDED:
        assert 0 <= getattr(result, measure)[0] <= 1
    assert result.dp_norm[0] == pytest.approx(1)
    assert (result.juilland_d[0], result.carroll_d2[0]) == (0, 0)


def test_rounding_does_not_push_dp_below_0():
    result = spread([[1, 6, 3, 3]], [1, 6, 3, 3])
    assert result.dp[0] >= 0
    assert result.dp_norm[0] >= 0


def test_rounding_does_not_push_s_above_1():
    sizes = [36, 17, 32, 58, 27, 2, 35]
    assert of("rosengren_s", sizes, sizes) == 1


def test_rounding_does_not_push_the_divergence_below_0():
    most = 100_000_000
    counts = [most + 2, most + 1, most + 2, most, most + 1]
    assert of("kl_divergence", counts, [most + 1] * 5) == 0

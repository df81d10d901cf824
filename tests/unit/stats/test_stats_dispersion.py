import numpy as np
import pytest
from scipy import sparse

from crossframe.stats.dispersion import dispersion


def spread(counts, sizes):
    """Counts are listed by item, then unit."""
    return dispersion(sparse.csr_array(np.array(counts, dtype=np.int64).T), np.array(sizes))


def test_dp_by_hand():
    # shares of units .5, .3, .2; shares of the item .25, .75, 0
    result = spread([[1, 3, 0]], [50, 30, 20])
    assert result.dp[0] == pytest.approx((abs(1 / 4 - 0.5) + abs(3 / 4 - 0.3) + abs(0 - 0.2)) / 2)


def test_dp_norm_is_dp_over_the_most_it_can_be():
    result = spread([[1, 3, 0]], [50, 30, 20])
    assert result.dp_norm[0] == pytest.approx(result.dp[0] / (1 - 20 / 100))


def test_a_spread_as_even_as_the_units_is_0():
    result = spread([[5, 3, 2]], [50, 30, 20])
    assert (result.dp[0], result.dp_norm[0]) == pytest.approx((0, 0), abs=1e-12)


@pytest.mark.parametrize("unit", range(3))
def test_all_in_one_unit_is_1_less_its_share(unit):
    sizes = [50, 30, 20]
    counts = [[7 if place == unit else 0 for place in range(3)]]
    assert spread(counts, sizes).dp[0] == pytest.approx(1 - sizes[unit] / 100)


def test_range_counts_the_units_with_the_item():
    assert list(spread([[5, 0, 2], [0, 0, 1], [0, 0, 0]], [9, 9, 9]).range) == [2, 1, 0]


def test_an_item_that_does_not_occur_has_no_dispersion():
    result = spread([[0, 0, 0]], [9, 9, 9])
    assert np.isnan([result.dp[0], result.dp_norm[0]]).all()


def test_a_single_unit_has_no_dispersion():
    result = spread([[4]], [9])
    assert np.isnan([result.dp[0], result.dp_norm[0]]).all()
    assert result.range[0] == 1


def test_units_without_tokens_are_left_out():
    held, all_units = spread([[1, 3]], [50, 30]), spread([[1, 0, 3]], [50, 0, 30])
    assert (held.dp[0], held.dp_norm[0]) == pytest.approx((all_units.dp[0], all_units.dp_norm[0]))


def test_no_unit_with_tokens_gives_missing_values():
    assert np.isnan(spread([[0, 0]], [0, 0]).dp).all()


def test_the_order_of_units_is_irrelevant():
    here, there = spread([[1, 3, 0]], [50, 30, 20]), spread([[0, 1, 3]], [20, 50, 30])
    assert here.dp == pytest.approx(there.dp)


def test_sparse_sums_are_those_of_the_dense_formula():
    rng = np.random.default_rng(5)
    counts, sizes = rng.poisson(0.4, (30, 40)), rng.integers(50, 150, 40)
    counts[:, 0] += 1
    shares = counts / counts.sum(axis=1, keepdims=True)
    expected = np.abs(shares - sizes / sizes.sum()).sum(axis=1) / 2
    assert spread(counts, sizes).dp == pytest.approx(expected)


@pytest.mark.parametrize("n_units", range(2, 40))
def test_rounding_leaves_even_spreads_within_0_and_1(n_units):
    sizes = np.arange(1, n_units + 1) * 3
    result = spread([sizes, sizes * 7], sizes)
    assert (result.dp >= 0).all()
    assert (result.dp_norm >= 0).all()


@pytest.mark.parametrize("n_units", range(2, 40))
def test_rounding_leaves_the_most_uneven_spread_within_0_and_1(n_units):
    sizes = 100 + np.arange(n_units) * 3
    result = spread([[9] + [0] * (n_units - 1)], sizes)
    assert result.dp_norm[0] <= 1
    assert result.dp_norm[0] == pytest.approx(1)


# Cases of the shared reference file dispersion_cases.json whose measure stands here.


def test_dp_of_equal_counts_in_equal_parts_is_as_published():
    # Gries (2008: 416), in BLKSerene/Wordless tests/tests_measures/test_measures_dispersion.py
    # c03b2f4bc58a6813d804c17c65db7badbd9d8464
    assert spread([[3, 3, 3]], [10, 10, 10]).dp[0] == pytest.approx(0, abs=1e-12)


def test_dp_norm_is_as_published():
    # Lijffijt and Gries (2012: 148), in the same file
    assert spread([[2, 1, 0]], [10, 10, 10]).dp_norm[0] == pytest.approx(0.5)


LYNE = ([2, 0, 1, 1, 3, 0, 3, 0, 0, 0],
        [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930])  # fmt: skip


def test_dp_of_lynes_example_is_as_published():
    # lsoenning/tlda README.md bad3a6dfedc17aaea43c5582b80488fd15faba6b; there 1 is even
    assert spread([LYNE[0]], LYNE[1]).dp[0] == pytest.approx(1 - 0.5009295, abs=1e-7)


def test_dp_norm_of_lynes_example_is_as_published():
    # lsoenning/tlda R/disp_DP.R bad3a6dfedc17aaea43c5582b80488fd15faba6b, lijffit_gries_2012
    # [sic]; there 1 is even. Its egbert_etal_2020 (0.446230962) divides by another maximum.
    assert spread([LYNE[0]], LYNE[1]).dp_norm[0] == pytest.approx(1 - 0.446452021, abs=1e-9)


def test_relative_range_of_lynes_example_is_as_published():
    # lsoenning/tlda README.md bad3a6dfedc17aaea43c5582b80488fd15faba6b
    assert spread([LYNE[0]], LYNE[1]).range[0] / len(LYNE[1]) == 0.5


# Gries (2021), in JasonKessler/scattertext scattertext/test/test_Dispersion.py
# a805fdbf9be28a5bcb80c12b302b14e351dc35d9
DOCUMENTS = ["b a m n i b e u p", "b a s a t b e w q n", "b c a g a b e s t a",
             "b a g h a b e a a t", "b a h a a b e a x a t"]  # fmt: skip
PUBLISHED = {"b": (5, 0.02, 0.024), "i": (1, 0.82, 1), "q": (1, 0.8, 0.976), "x": (1, 0.78, 0.951)}


@pytest.mark.parametrize("term", PUBLISHED)
def test_range_dp_and_dp_norm_are_as_published(term):
    words = [document.split() for document in DOCUMENTS]
    result = spread([[document.count(term) for document in words]], [len(w) for w in words])
    found = (result.range[0], result.dp[0].round(3), result.dp_norm[0].round(3))
    assert found == pytest.approx(PUBLISHED[term])


def test_rounding_does_not_push_dp_below_0():
    result = spread([[1, 6, 3, 3]], [1, 6, 3, 3])
    assert result.dp[0] >= 0
    assert result.dp_norm[0] >= 0

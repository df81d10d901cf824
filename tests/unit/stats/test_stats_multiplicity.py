import numpy as np
import pytest
from cases import each
from scipy.stats import false_discovery_control

from crossframe.stats.multiplicity import benjamini_hochberg


def test_three_by_hand():
    # p m / rank: .04 x 3 / 2 = .06 and .05 x 3 / 3 = .05, which the one before may not exceed
    assert benjamini_hochberg(np.array([0.05, 0.01, 0.04])) == pytest.approx([0.05, 0.03, 0.05])


@each("n", [1, 2, 7, 500])
def test_q_is_that_of_scipy(n):
    p = np.random.default_rng(n).beta(0.5, 2, n)
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p), rel=1e-12)


def test_ties_have_one_q_as_in_scipy():
    p = np.random.default_rng(1).integers(1, 6, 60) / 10
    q = benjamini_hochberg(p)
    assert q == pytest.approx(false_discovery_control(p), rel=1e-12)
    assert all(len(np.unique(q[p == tied])) == 1 for tied in p)


def test_all_of_a_table_are_tests_of_one_family():
    p = np.random.default_rng(2).beta(0.5, 2, (4, 30))
    flat = false_discovery_control(p.ravel())
    assert benjamini_hochberg(p) == pytest.approx(flat.reshape(4, 30), rel=1e-12)


def test_tables_in_another_order_of_memory_keep_their_places():
    p = np.random.default_rng(3).beta(0.5, 2, (4, 30))
    assert np.array_equal(benjamini_hochberg(np.asfortranarray(p)), benjamini_hochberg(p))


def test_missing_p_are_no_tests():
    p = np.random.default_rng(4).beta(0.5, 2, (3, 20))
    p[0, ::3] = p[2, 5] = np.nan
    q = benjamini_hochberg(p)
    assert np.array_equal(np.isnan(q), np.isnan(p))
    assert q[~np.isnan(q)] == pytest.approx(false_discovery_control(p[~np.isnan(p)]), rel=1e-12)


def test_q_is_at_least_p_and_at_most_the_largest():
    p = np.random.default_rng(5).uniform(size=200)
    q = benjamini_hochberg(p)
    assert (q >= p).all()
    assert q.max() == p.max()


def test_p_are_left_as_they_are():
    p = np.array([0.3, np.nan, 0.1])
    benjamini_hochberg(p)
    assert np.array_equal(p, [0.3, np.nan, 0.1], equal_nan=True)


@each("p", [np.empty(0), np.empty((0, 5)), np.empty((3, 0)), np.full(4, np.nan)])
def test_nothing_tested_has_no_q(p):
    q = benjamini_hochberg(p)
    assert q.shape == p.shape
    assert np.isnan(q).all()

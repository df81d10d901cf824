import numpy as np
import pytest
from scipy.stats import chi2_contingency

from crossframe.stats.keyness import g2, log_ratio, weighted_log_odds

# n here, tokens here, n in the rest, tokens of the rest
TABLES = [
    (7, 10, 2, 9),
    (1, 1_000, 1, 1_000),
    (30, 400, 10, 4_000),
    (0, 50, 12, 900),
    (12, 900, 0, 50),
    (5, 5, 3, 40),  # no other token here
    (250_000, 9_000_000, 180_000, 11_000_000),
]


def arrays(*values):
    return [np.array([value], dtype=float) for value in values]


def four_cells(o11, o12, o21, o22):
    """Occurrences here and there, other tokens here and there, as n, size, n_rest, size_rest."""
    return arrays(o11, o11 + o21, o12, o12 + o22)


@pytest.mark.parametrize("table", TABLES)
def test_g2_is_that_of_scipy(table):
    n, size, n_rest, size_rest = table
    cells = [[n, n_rest], [size - n, size_rest - n_rest]]
    if not all(map(sum, cells)):
        pytest.fail("scipy needs both rows")
    expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood")[0]
    assert g2(*arrays(*table))[0] == pytest.approx(expected, rel=1e-9)


def test_g2_of_equal_rates_is_0():
    assert g2(*arrays(3, 100, 30, 1_000))[0] == pytest.approx(0, abs=1e-12)


def test_g2_is_never_below_0():
    n = np.arange(1.0, 2_000.0)
    assert (g2(n, 1_000 * n, 3 * n, 3_000 * n) >= 0).all()


def test_g2_does_not_depend_on_which_side_comes_first():
    assert g2(*arrays(30, 400, 10, 4_000)) == pytest.approx(g2(*arrays(10, 4_000, 30, 400)))


def test_g2_of_a_term_that_is_every_token_is_0():
    assert g2(*arrays(5, 5, 40, 40))[0] == pytest.approx(0, abs=1e-12)


# The cases below are those of the shared reference file keyness_cases.json whose measure stands
# here. Left out, as their convention differs: log_ratio_zero_0 to _2 (Wordless gives infinity or
# 0 where a count is 0), am_fixed_clr, lr_williams, two-cell ll_2term_rayson, the signed order of
# quanteda_order_lr_none, and log_odds_uninf_* (a flat prior and the variance of four terms).
PUBLISHED_G2 = {
    # fau-klue/pandas-association-measures tests/test_measures.py
    # 3c95d2e94363c1036b56b8e6f43d154a3555caeb; f = f1 = f2 = 10, N = 100
    "am_fixed": ((10, 0, 0, 90), 65.016595, 6),
    # the same file; O12 and O21 change places in our order, which G2 does not mind
    "am_zero": ((13765, 136035, 0, 22858), 4087.276827, 6),
    # BLKSerene/Wordless tests/tests_measures/test_measures_statistical_significance.py
    # c03b2f4bc58a6813d804c17c65db7badbd9d8464
    "g2_dunning": ((10, 0, 3, 31764), 167.23, 2),
    # quanteda/quanteda.textstats tests/testthat/test-textstat_keyness.R
    # 9fc27080decb093d45aeb018255c1528da9780a4
    "quanteda_b_lr_none": ((7, 2, 3, 7), 4.534939332256226, 6),
    # browndw/quanteda.extras tests/testthat/test-keyness-basic.R
    # d4f92ee1bc16cfcaf3d6ef1f5ded0fd09b0d7d91; the sign is theirs
    "ll_4term_qx": ((10, 5, 90, 195), 7.329812, 6),
    "ll_4term_qx_rev": ((5, 10, 195, 90), abs(-7.329812), 6),
}


@pytest.mark.parametrize("case", PUBLISHED_G2)
def test_g2_is_as_published(case):
    cells, expected, digits = PUBLISHED_G2[case]
    assert round(float(g2(*four_cells(*cells))[0]), digits) == pytest.approx(
        round(expected, digits)
    )


PUBLISHED_LOG_RATIO = {
    # fau-klue/pandas-association-measures tests/test_measures.py
    # 3c95d2e94363c1036b56b8e6f43d154a3555caeb; (10 / 10) / (0.5 / 90), Hardie's convention
    "am_fixed": ((10, 10, 0, 90), 7.491853),
    # the same file; its rows are sides, its columns item and other tokens
    "am_zero": ((13765, 13765 + 136035, 0, 22858), 12.03645),
    # BLKSerene/Wordless tests/tests_measures/test_measures_effect_size.py
    # c03b2f4bc58a6813d804c17c65db7badbd9d8464
    "log_ratio_equal": ((1, 1_000_000, 1, 1_000_000), 0),
}


@pytest.mark.parametrize("case", PUBLISHED_LOG_RATIO)
def test_log_ratio_is_as_published(case):
    table, expected = PUBLISHED_LOG_RATIO[case]
    assert log_ratio(*arrays(*table))[0] == pytest.approx(expected, abs=1e-6)


def test_a_log_ratio_of_1_is_a_doubling():
    assert log_ratio(*arrays(4, 100, 20, 1_000))[0] == pytest.approx(
        np.log2((4 / 100) / (20 / 1_000))
    )


def test_half_an_occurrence_takes_the_place_of_none():
    assert log_ratio(*arrays(0, 100, 3, 200))[0] == pytest.approx(np.log2((0.5 / 100) / (3 / 200)))


def test_half_an_occurrence_takes_the_place_of_none_in_the_rest():
    assert log_ratio(*arrays(3, 100, 0, 200))[0] == pytest.approx(np.log2((3 / 100) / (0.5 / 200)))


def test_no_other_count_than_0_is_touched():
    assert log_ratio(*arrays(1, 100, 2, 200))[0] == pytest.approx(0, abs=1e-12)


def test_log_ratio_of_swapped_sides_has_the_other_sign():
    table = arrays(7, 90, 4, 300)
    assert log_ratio(*table) == pytest.approx(-log_ratio(*table[2:], *table[:2]))


@pytest.mark.parametrize("table", [(0, 0, 3, 100), (3, 100, 0, 0), (0, 0, 0, 0)])
def test_log_ratio_is_missing_where_a_side_has_no_tokens(table):
    assert np.isnan(log_ratio(*arrays(*table))[0])


def test_log_ratio_of_a_side_without_tokens_leaves_other_outlets_alone():
    n, size = np.array([[2.0], [0.0]]), np.array([[10.0], [0.0]])
    result = log_ratio(n, size, np.array([[1.0], [3.0]]), np.array([[10.0], [20.0]]))
    assert result.ravel() == pytest.approx([1.0, np.nan], nan_ok=True)


def monroe(y_i, n_i, y_j, n_j, a0):
    """Monroe, Colaresi and Quinn (2008), equations 15, 16, 20 and 22, item by item."""
    scores = []
    for i, j in zip(y_i, y_j, strict=True):
        a = a0 * (i + j) / (n_i + n_j)
        odds_i = (i + a) / (n_i + a0 - i - a)
        odds_j = (j + a) / (n_j + a0 - j - a)
        delta = np.log(odds_i) - np.log(odds_j)
        scores.append((delta, delta / np.sqrt(1 / (i + a) + 1 / (j + a))))
    return scores


def test_weighted_log_odds_by_hand():
    # prior of 10 words, 3 of 30 words are the item: a = 10 * 3 / 30 = 1
    delta, z = weighted_log_odds(*arrays(2, 10, 1, 20), 10.0)
    expected = np.log((2 + 1) / (10 + 10 - 2 - 1)) - np.log((1 + 1) / (20 + 10 - 1 - 1))
    assert delta[0] == pytest.approx(expected)
    assert z[0] == pytest.approx(expected / np.sqrt(1 / (2 + 1) + 1 / (1 + 1)))


def test_weighted_log_odds_is_that_of_a_slow_loop():
    rng = np.random.default_rng(3)
    here, there = rng.poisson(3, 50).astype(float), rng.poisson(9, 50).astype(float) + 1
    delta, z = weighted_log_odds(here, np.float64(900), there, np.float64(2_500), 500.0)
    expected = np.array(monroe(here, 900, there, 2_500, 500.0))
    assert np.column_stack([delta, z]) == pytest.approx(expected)


def test_weighted_log_odds_of_equal_sides_are_0():
    delta, z = weighted_log_odds(*arrays(4, 100, 4, 100), 500.0)
    assert (delta[0], z[0]) == pytest.approx((0, 0))


def test_weighted_log_odds_of_swapped_sides_have_the_other_sign():
    table = arrays(7, 90, 4, 300)
    swapped = weighted_log_odds(*table[2:], *table[:2], 50.0)
    assert np.array(weighted_log_odds(*table, 50.0)) == pytest.approx(-np.array(swapped))


def test_the_prior_pulls_towards_no_difference():
    table = arrays(3, 100, 0, 100)
    weak, strong = (weighted_log_odds(*table, prior)[0][0] for prior in (1.0, 1_000.0))
    assert 0 < strong < weak

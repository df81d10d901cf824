from math import comb

import keyness_variants
import numpy as np
import pytest
from cases import each
from scipy.stats import binomtest, chi2_contingency, fisher_exact

from crossframe.stats.keyness import (
    chi_square,
    conservative_log_ratio,
    g2,
    g2_two_cells,
    log_ratio,
    odds_ratio,
    percent_difference,
    simple_maths,
    text_dispersion,
    weighted_log_odds,
)

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


@each("table", TABLES)
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
    n, size, rest = np.array([3_033.0, 4_233, 1_789]), np.array([890.0, 468, 883]), [23, 53, 13]
    for measure in (g2, g2_two_cells):  # equal rates that rounding makes unequal
        assert (measure(n, n * size, n * rest, n * size * rest) >= 0).all()


def test_g2_does_not_depend_on_which_side_comes_first():
    assert g2(*arrays(30, 400, 10, 4_000)) == pytest.approx(g2(*arrays(10, 4_000, 30, 400)))


def test_g2_of_a_term_that_is_every_token_is_0():
    assert g2(*arrays(5, 5, 40, 40))[0] == pytest.approx(0, abs=1e-12)


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


@each("table", [(0, 0, 3, 100), (3, 100, 0, 0), (0, 0, 0, 0)])
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


# All measures alike

ALPHA, SMOOTHING, PRIOR = 0.05, 100.0, 50.0
MEASURES = {
    "log_ratio": log_ratio,
    "conservative_log_ratio": lambda *sides: conservative_log_ratio(*sides, ALPHA),
    "percent_difference": percent_difference,
    "odds_ratio": odds_ratio,
    "simple_maths": lambda *sides: simple_maths(*sides, SMOOTHING),
    "g2": g2,
    "g2_two_cells": g2_two_cells,
    "chi_square": chi_square,
    "log_odds": lambda *sides: weighted_log_odds(*sides, PRIOR)[0],
    "log_odds_z": lambda *sides: weighted_log_odds(*sides, PRIOR)[1],
    "text_dispersion": text_dispersion,
    "chi_square_yates": keyness_variants.chi_square_yates,
    "g2_williams": keyness_variants.g2_williams,
    "fisher_p": lambda *sides: keyness_variants.fisher_p(*sides, "two-sided"),
    "conservative_log_ratio_normal": lambda *sides: keyness_variants.conservative_log_ratio_normal(
        *sides, ALPHA
    ),
}
ALIKE = {"odds_ratio": 1, "simple_maths": 1, "fisher_p": 1}  # else 0
# With a direction, by what the other side sees: the other sign, or the inverse.
OTHER_SIGN = ("log_ratio", "conservative_log_ratio", "log_odds", "log_odds_z", "text_dispersion",
              "conservative_log_ratio_normal")  # fmt: skip
INVERSE = ("odds_ratio", "simple_maths")
NO_DIRECTION = ("g2", "g2_two_cells", "chi_square", "chi_square_yates", "g2_williams", "fisher_p")
# Measures of evidence for a difference: twice the text is twice the evidence.
EVIDENCE = ("g2", "g2_two_cells", "chi_square", "text_dispersion")
SIZE = ("log_ratio", "percent_difference", "odds_ratio", "simple_maths")  # which does not grow

every = each("measure", MEASURES)
MORE, LESS = (30, 400, 100, 4_000), (3, 400, 100, 4_000)


def of(measure, *table):
    return MEASURES[measure](*arrays(*table))[0]


@every
def test_an_outlet_against_itself_does_not_differ(measure):
    assert of(measure, 7, 90, 7, 90) == pytest.approx(ALIKE.get(measure, 0), abs=1e-12)


@each("measure", [*OTHER_SIGN, "percent_difference"])
def test_more_here_is_above_0_and_less_below(measure):
    assert of(measure, *MORE) > 0
    assert of(measure, *LESS) < 0


@each("measure", INVERSE)
def test_more_here_is_above_1_and_less_below(measure):
    assert of(measure, *MORE) > 1
    assert of(measure, *LESS) < 1


@each("measure", OTHER_SIGN)
def test_swapped_sides_have_the_other_sign(measure):
    assert of(measure, *MORE) == pytest.approx(-of(measure, *MORE[2:], *MORE[:2]))


@each("measure", INVERSE)
def test_swapped_sides_have_the_inverse(measure):
    assert of(measure, *MORE) == pytest.approx(1 / of(measure, *MORE[2:], *MORE[:2]))


@each("measure", NO_DIRECTION)
def test_swapped_sides_are_alike_for_what_has_no_direction(measure):
    assert of(measure, *MORE) == pytest.approx(of(measure, *MORE[2:], *MORE[:2]))


def test_every_measure_is_tried_with_swapped_sides():
    assert {*OTHER_SIGN, *INVERSE, *NO_DIRECTION, "percent_difference"} == set(MEASURES)


@each("measure", EVIDENCE)
def test_twice_the_text_is_twice_the_evidence(measure):
    assert of(measure, *(2 * cell for cell in MORE)) == pytest.approx(2 * of(measure, *MORE))


@each("measure", SIZE)
def test_twice_the_text_leaves_the_size_of_a_difference(measure):
    assert of(measure, *(2 * cell for cell in MORE)) == pytest.approx(of(measure, *MORE))


@every
@each("table", [(0, 0, 3, 100), (3, 100, 0, 0), (0, 0, 0, 0)])
def test_a_side_without_tokens_has_no_keyness(measure, table):
    assert np.isnan(of(measure, *table))


EMPTY_CELLS = [(0, 90, 4, 300), (4, 90, 0, 300), (0, 90, 0, 300),
               (90, 90, 4, 300), (4, 90, 300, 300), (90, 90, 300, 300)]  # fmt: skip


@every
@each("table", EMPTY_CELLS)
def test_no_empty_cell_makes_a_value_infinite(measure, table):
    assert not np.isinf(of(measure, *table))


@every
def test_no_items_have_no_values(measure):
    none, some = np.empty((2, 0)), np.full((2, 1), 9.0)
    assert MEASURES[measure](none, some, none, some).shape == (2, 0)


@every
def test_an_outlet_and_an_item_are_worked_out_alone(measure):
    n, n_rest = np.array([[3.0, 0, 8], [5, 9, 0]]), np.array([[4.0, 7, 0], [1, 0, 6]])
    size, size_rest = np.array([[40.0], [70.0]]), np.array([[200.0], [90.0]])
    found = MEASURES[measure](n, size, n_rest, size_rest)
    alone = [
        [of(measure, n[o, i], size[o, 0], n_rest[o, i], size_rest[o, 0]) for i in range(3)]
        for o in range(2)
    ]
    assert found == pytest.approx(np.array(alone), nan_ok=True)


# One by one


def test_percent_difference_by_hand():
    found = percent_difference(*arrays(6, 100, 4, 200))[0]
    assert found == pytest.approx(100 * (6 / 100 - 4 / 200) / (4 / 200))


def test_percent_difference_is_the_ratio_of_the_log_ratio():
    assert of("percent_difference", *MORE) == pytest.approx(100 * (2 ** of("log_ratio", *MORE) - 1))


def test_percent_difference_of_an_absent_item_is_minus_100():
    assert of("percent_difference", 0, 90, 4, 300) == -100


@each("measure", ["percent_difference", "odds_ratio"])
def test_nothing_compares_with_a_rest_that_lacks_the_item(measure):
    assert np.isnan(of(measure, 4, 90, 0, 300))


@each("table", TABLES)
def test_odds_ratio_is_that_of_scipy(table):
    n, size, n_rest, size_rest = table
    expected = fisher_exact([[n, n_rest], [size - n, size_rest - n_rest]]).statistic
    expected = expected if np.isfinite(expected) else np.nan
    assert of("odds_ratio", *table) == pytest.approx(expected, nan_ok=True)


def test_odds_ratio_of_an_absent_item_is_0():
    assert of("odds_ratio", 0, 90, 4, 300) == 0


def test_simple_maths_by_hand():
    found = simple_maths(*arrays(3, 1_000, 1, 2_000), 100.0)[0]
    assert found == pytest.approx((3_000 + 100) / (500 + 100))


def test_the_constant_of_simple_maths_favours_common_items():
    common, rare = arrays(200, 1_000, 50, 1_000), arrays(1, 1_000, 0, 1_000)
    assert simple_maths(*common, 1.0) < simple_maths(*rare, 1.0)
    assert simple_maths(*common, 10_000.0) > simple_maths(*rare, 10_000.0)


@each("table", TABLES)
def test_chi_square_is_that_of_scipy(table):
    n, size, n_rest, size_rest = table
    cells = [[n, n_rest], [size - n, size_rest - n_rest]]
    expected = chi2_contingency(cells, correction=False)[0]
    assert of("chi_square", *table) == pytest.approx(expected, rel=1e-9)


@each("table", [(0, 90, 0, 300), (90, 90, 300, 300)])
def test_chi_square_is_missing_where_a_row_is_empty(table):
    assert np.isnan(of("chi_square", *table))


@each("measure", ["g2", "g2_two_cells", "text_dispersion"])
def test_g2_is_0_where_neither_side_has_the_item(measure):
    assert of(measure, 0, 90, 0, 300) == 0


def test_g2_of_two_cells_by_hand():
    # 15 occurrences in 300 tokens: 5 expected of 100, 10 of 200
    expected = 2 * (10 * np.log(10 / 5) + 5 * np.log(5 / 10))
    assert g2_two_cells(*arrays(10, 100, 5, 200))[0] == pytest.approx(expected)


def test_g2_of_two_cells_leaves_an_empty_cell_out():
    assert of("g2_two_cells", 0, 100, 6, 200) == pytest.approx(2 * 6 * np.log(6 / 4))


def test_g2_of_two_cells_is_that_of_four_for_rare_items():
    rare = 30, 4e8, 100, 4e9
    assert of("g2_two_cells", *rare) == pytest.approx(of("g2", *rare), rel=1e-6)
    assert of("g2_two_cells", *MORE) < of("g2", *MORE)


@each("table", [(30, 400, 100, 4_000), (3, 400, 100, 4_000), (9, 90, 0, 300)])
def test_the_conservative_log_ratio_is_an_end_of_the_exact_interval(table):
    n, size, n_rest, size_rest = table
    share = binomtest(n, n + n_rest).proportion_ci(1 - ALPHA, method="exact")
    q = share.low if n / size > n_rest / size_rest else share.high
    expected = np.log2((q / size) / ((1 - q) / size_rest))
    assert expected * (n / size - n_rest / size_rest) > 0
    assert of("conservative_log_ratio", *table) == pytest.approx(expected)


@each("measure", ["conservative_log_ratio", "conservative_log_ratio_normal"])
def test_a_difference_that_the_interval_does_not_exclude_is_0(measure):
    assert of(measure, 3, 400, 20, 4_000) == 0
    assert of(measure, 1, 400, 20, 4_000) == 0


@each("measure", ["conservative_log_ratio", "conservative_log_ratio_normal"])
def test_the_conservative_log_ratio_is_nearer_to_0(measure):
    for table in (MORE, LESS):
        assert 0 < abs(of(measure, *table)) < abs(of("log_ratio", *table))


@each("conservative", [conservative_log_ratio, keyness_variants.conservative_log_ratio_normal])
def test_more_items_make_the_log_ratio_more_conservative(conservative):
    few, many = (conservative(*arrays(*MORE), 0.05 / items)[0] for items in (1, 100))
    assert 0 < many < few


def test_an_item_that_the_rest_lacks_has_a_finite_conservative_log_ratio():
    # of 9 occurrences none in the rest: the share here is at least tail ** (1 / 9)
    low = (ALPHA / 2) ** (1 / 9)
    expected = np.log2(300 / 90 * low / (1 - low))
    assert of("conservative_log_ratio", 9, 90, 0, 300) == pytest.approx(expected)


@each("measure", ["conservative_log_ratio", "log_odds", "log_odds_z"])
def test_an_item_that_neither_side_has_is_missing(measure):
    assert np.isnan(of(measure, 0, 90, 0, 300))


def test_text_dispersion_is_a_g2_of_units():
    cells = [[5, 2], [6 - 5, 20 - 2]]  # in 5 of 6 units here, in 2 of 20 in the rest
    expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood")[0]
    assert of("text_dispersion", 5, 6, 2, 20) == pytest.approx(expected)
    assert of("text_dispersion", 2, 20, 5, 6) == pytest.approx(-expected)


# What other tools print


def hypergeometric(k, n, size, n_rest, size_rest):
    return comb(size, k) * comb(size_rest, n + n_rest - k) / comb(size + size_rest, n + n_rest)


@each("table", [(5, 9, 2, 11), (1, 8, 6, 9), (0, 7, 4, 12)])
def test_fisher_by_hand(table):
    n, size, n_rest, _ = table
    p = {k: hypergeometric(k, *table) for k in range(min(size, n + n_rest) + 1)}
    expected = {
        "greater": sum(p[k] for k in p if k >= n),
        "less": sum(p[k] for k in p if k <= n),
        "two-sided": sum(p[k] for k in p if p[k] <= p[n] * (1 + 1e-9)),
    }
    for alternative, value in expected.items():
        found = keyness_variants.fisher_p(*arrays(*table), alternative)[0]
        assert found == pytest.approx(value)


@each("table", [table for table in TABLES if min(table) >= 2])
def test_yates_is_that_of_scipy_where_it_does_not_exceed_the_deviation(table):
    n, size, n_rest, size_rest = table
    expected = chi2_contingency([[n, n_rest], [size - n, size_rest - n_rest]], correction=True)[0]
    assert of("chi_square_yates", *table) == pytest.approx(expected, rel=1e-9)


def test_yates_corrects_nothing_where_it_would_exceed_the_deviation():
    assert of("chi_square_yates", 1, 17, 0, 12) == of("chi_square", 1, 17, 0, 12) > 0


def test_williams_makes_g2_smaller_and_less_so_in_large_tables():
    small, large = (
        of("g2_williams", *(k * cell for cell in MORE)) / of("g2", *(k * cell for cell in MORE))
        for k in (1, 100)
    )
    assert small < large < 1


def test_a_flat_prior_by_hand():
    # two items, a prior of 1 each: 3 + 1 and 5 + 1 here, 9 + 1 and 1 + 1 in the rest
    n, n_rest = np.array([3.0, 5]), np.array([9.0, 1])
    found = keyness_variants.flat_log_odds_z(n, n.sum(), n_rest, n_rest.sum(), 1.0)
    z = (np.log(4 / 6) - np.log(10 / 2)) / np.sqrt(1 / 4 + 1 / 6 + 1 / 10 + 1 / 2)
    assert found == pytest.approx([z, -z])

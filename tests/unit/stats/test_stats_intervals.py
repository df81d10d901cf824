import numpy as np
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import optimize
from scipy.stats import binomtest, norm, t

from crossframe.stats import intervals
from crossframe.stats.intervals import FEW_HOLDERS, FEW_HOLDERS_IN_ALL, SHRINK, Interval, Sums

LEVEL = 0.95
Z = norm.ppf(0.975)


def sums_of(*outlets):
    """Sums of outlets, each given as the counts or scores and the sizes of its units."""
    rows = [sums_of_one(np.array(c, dtype=float), np.array(t, dtype=float)) for c, t in outlets]
    return Sums(*(np.array(column) for column in zip(*rows, strict=True)))


def sums_of_one(c, size):
    """Sums of c, of shape (n_units,) or (n_units, n_items), as rows of a number for each item."""
    c, size = c[:, None] if c.ndim == 1 else c, size[:, None]
    return (
        np.array([len(size)], dtype=float),
        (c != 0).sum(axis=0).astype(float),
        (c < size).sum(axis=0).astype(float),
        *(each.sum(axis=0) for each in (size, size**2, c, c**2, c * size)),
    )


def single(value, low, high):
    return Interval(*(np.array([[end]]) for end in (value, low, high)))


def of(*outlets, level=LEVEL, **given):
    return intervals.of_sums(sums_of(*outlets), level, **{"counts": True} | given)


def wilson(x, n, level=LEVEL):
    found = binomtest(x, n).proportion_ci(level, method="wilson")
    return single(x / n, found.low, found.high)


# Two units of A and three of B, of one item.
A = [2, 1], [10, 20]
B = [4, 0, 2], [20, 10, 20]
# Residuals from rates of 3 / 30 and 6 / 50.
SQUARES_A = (2 - 10 * 0.1) ** 2 + (1 - 20 * 0.1) ** 2
SQUARES_B = (4 - 20 * 0.12) ** 2 + (0 - 10 * 0.12) ** 2 + (2 - 20 * 0.12) ** 2
PHI_A, PHI_B = 2 / 1 * SQUARES_A / 3, 3 / 2 * SQUARES_B / 6
PHI_BAR = (2 / 1 * SQUARES_A + 3 / 2 * SQUARES_B) / (3 + 6)


# The dispersion


def test_a_single_outlets_dispersion_is_that_of_its_residuals():
    # 12 units, so that Student's t is not all there is; with one outlet, phibar is phi
    c, size = np.array([3, 0, 1, 0, 0, 2, 1, 0, 0, 5, 0, 0]), np.full(12, 100)
    here, _ = of((c, size))
    phi = 12 / 11 * ((c - 1) ** 2).sum() / 12  # 12 occurrences: one expected a unit
    half = t.ppf(0.975, 11) ** 2 * phi / (2 * 1200)
    assert here.high[0, 0] == pytest.approx(0.01 + half + np.sqrt(half**2 + 2 * half * 0.01))


def test_an_outlets_own_dispersion_counts_by_students_t():
    found = intervals.shrunk(3.0, 1.0, 10, 2, LEVEL)
    assert found == pytest.approx((t.ppf(0.975, 9) / Z) ** 2 * 3)
    assert found > (2 * 3 + 20 * 1) / (2 + 20)


def test_a_low_dispersion_is_drawn_towards_that_of_all_outlets_by_how_many_units_hold_the_item():
    assert intervals.shrunk(1.0, 3.0, 100, 7, LEVEL) == pytest.approx((7 * 1 + 20 * 3) / (7 + 20))
    assert SHRINK == 20


def test_an_interval_by_hand():
    here, _ = of(A, B)
    # of A, its own dispersion is the larger; of B, that of both outlets
    for row, (rate, size, s2) in enumerate(
        [
            (3 / 30, 30, (t.ppf(0.975, 1) / Z) ** 2 * PHI_A),
            (6 / 50, 50, (t.ppf(0.975, 2) / Z) ** 2 * PHI_B),
        ]
    ):
        half = Z**2 * s2 / (2 * size)
        root = np.sqrt(half**2 + 2 * half * rate)
        assert here.value[row, 0] == pytest.approx(rate)
        assert here.low[row, 0] == pytest.approx(rate + half - root)
        assert here.high[row, 0] == pytest.approx(rate + half + root)


def test_the_dispersion_of_all_outlets_is_the_mean_by_occurrences():
    # C lacks the item, and has nothing but the dispersion of all: 20 of 0 + 20 parts
    here, _ = of(A, B, ([0, 0, 0], [10, 10, 10]))
    assert here.low[2, 0] == 0
    assert here.high[2, 0] == pytest.approx(Z**2 * PHI_BAR / 30)


def test_the_rest_is_all_other_outlets_as_one():
    _, rest = of(A, B, ([1, 1, 0], [10, 20, 30]))
    c, size = np.array([4, 0, 2, 1, 1, 0]), np.array([20, 10, 20, 10, 20, 30])
    rate = 8 / 110
    phi = 6 / 5 * ((c - rate * size) ** 2).sum() / 8
    s2 = (t.ppf(0.975, 5) / Z) ** 2 * phi
    half = Z**2 * s2 / (2 * 110)
    assert rest.value[0, 0] == pytest.approx(rate)
    assert rest.high[0, 0] == pytest.approx(rate + half + np.sqrt(half**2 + 2 * half * rate))


def test_the_rests_dispersion_is_drawn_to_that_of_all_by_the_units_of_the_rest_that_hold_it():
    # B and C are even, A is not
    a, b, c = ([6, 0], [10, 10]), ([1] * 30, [10] * 30), ([1, 1, 0], [10, 10, 10])
    _, rest = of(a, b, c)
    square_c = 2 * (1 - 2 / 3) ** 2 + (0 - 2 / 3) ** 2
    pooled = (2 / 1 * (3**2 + 3**2) + 3 / 2 * square_c) / (6 + 30 + 2)
    rate = 32 / 330
    own = 33 / 32 * (32 * (1 - 10 * rate) ** 2 + (10 * rate) ** 2) / 32
    s2 = (32 * own + 20 * pooled) / (32 + 20)
    half = Z**2 * s2 / (2 * 330)
    assert s2 > (t.ppf(0.975, 32) / Z) ** 2 * own
    assert rest.high[0, 0] == pytest.approx(rate + half + np.sqrt(half**2 + 2 * half * rate))


def test_a_mean_by_hand():
    # sums of scores by unit, and sentences
    here, _ = of(([1.0, -3.0], [2, 4]), ([2.0, 0.0, -1.0], [4, 4, 2]), counts=False)
    square_a = (1 + 2 * 2 / 6) ** 2 + (-3 + 4 * 2 / 6) ** 2
    square_b = (2 - 4 * 0.1) ** 2 + (0 - 4 * 0.1) ** 2 + (-1 - 2 * 0.1) ** 2
    for row, (mean, n, size, own) in enumerate(
        [(-2 / 6, 2, 6, 2 / 1 * square_a / 6), (1 / 10, 3, 10, 3 / 2 * square_b / 10)]
    ):
        margin = t.ppf(0.975, n - 1) * np.sqrt(own / size)
        assert here.value[row, 0] == pytest.approx(mean)
        assert here.low[row, 0] == pytest.approx(mean - margin)
        assert here.high[row, 0] == pytest.approx(mean + margin)


def test_a_mean_is_drawn_to_the_dispersion_of_all_by_sizes_and_by_the_number_of_units():
    # A varies between its units; of B's, all score 0
    here, _ = of(([5.0, -5.0], [5, 5]), ([0.0] * 12, [10] * 12), counts=False)
    pooled = (2 / 1 * (25 + 25) + 0) / (10 + 120)
    margin = Z * np.sqrt(20 * pooled / (12 + 20) / 120)
    assert here.low[1, 0] == pytest.approx(-margin)
    assert here.high[1, 0] == pytest.approx(margin)


# Wilson's interval


@each("x", [0, 1, 7, 300])
@each("level", [0.8, 0.95])
def test_at_a_dispersion_of_1_the_interval_is_wilsons_of_a_small_share(x, level):
    size = 10**9
    expected = binomtest(x, size).proportion_ci(level, method="wilson")
    found = intervals.score(np.float64(x / size), np.float64(1), np.float64(size), level)
    assert found.low == pytest.approx(expected.low, rel=1e-5)
    assert found.high == pytest.approx(expected.high, rel=1e-5)


def test_the_ends_are_the_rates_that_lie_just_too_far_away():
    rate, s2, size = 0.02, 2.5, 900.0

    def excess(truth):
        return abs(rate - truth) / np.sqrt(s2 * truth / size) - Z

    found = intervals.score(np.float64(rate), np.float64(s2), np.float64(size), LEVEL)
    assert found.low == pytest.approx(optimize.brentq(excess, 1e-9, rate), rel=1e-6)
    assert found.high == pytest.approx(optimize.brentq(excess, rate, 1), rel=1e-6)


def test_ends_of_tiny_rates_are_exact():
    found = intervals.score(np.float64(1e-9), np.float64(1e6), np.float64(1e3), LEVEL)
    # r^2 = low x high; the difference of two numbers near 3,841 would have no digit left
    assert found.low * found.high == pytest.approx(1e-18, rel=1e-12)


# Differences


def test_the_difference_is_newcombes_for_wilsons_intervals():
    # Newcombe, R. G. (1998). Statistics in Medicine 17(8), 873-890, table II, method 10, (a)
    found = intervals.difference(wilson(56, 70), wilson(48, 80))
    assert found.value[0, 0] == pytest.approx(0.2)
    assert found.low[0, 0] == pytest.approx(0.0524, abs=0.00005)
    assert found.high[0, 0] == pytest.approx(0.3339, abs=0.00005)


def test_a_difference_by_hand():
    found = intervals.difference(single(5, 2, 9), single(4, 1, 6))
    assert found.value == 5 - 4
    assert found.low == pytest.approx(1 - np.sqrt((5 - 2) ** 2 + (6 - 4) ** 2))
    assert found.high == pytest.approx(1 + np.sqrt((9 - 5) ** 2 + (4 - 1) ** 2))


def test_two_sides_mirror_each_other():
    here, there = wilson(4, 90), wilson(9, 70)
    one, other = intervals.difference(here, there), intervals.difference(there, here)
    assert one.low == pytest.approx(-other.high)
    value = np.log2(here.value / there.value)
    one = intervals.log_ratio(here, there, value)
    other = intervals.log_ratio(there, here, -value)
    assert one.low == pytest.approx(-other.high)
    assert one.high == pytest.approx(-other.low)


# Log ratios


def log_ratio(here, there):
    return intervals.log_ratio(here, there, np.log2(here.value / there.value))


def test_a_log_ratio_by_hand():
    # r = 5 in [2, 9], r' = 4 in [1, 6]
    found = log_ratio(single(5, 2, 9), single(4, 1, 6))
    upper = (5 * 4 + np.sqrt((5 * 4) ** 2 - 9 * (10 - 9) * 1 * (8 - 1))) / (1 * (8 - 1))
    lower = (4 * 5 + np.sqrt((4 * 5) ** 2 - 6 * (8 - 6) * 2 * (10 - 2))) / (2 * (10 - 2))
    assert found.high == pytest.approx(np.log2(upper))
    assert found.low == pytest.approx(-np.log2(lower))


def test_with_symmetric_intervals_the_ratios_is_fiellers():
    # the ratios R for which r - R r' is at most sqrt(d^2 + R^2 d'^2) away from 0
    r, d, r_rest, d_rest = 3.0, 1.1, 2.0, 0.7
    roots = np.roots([r_rest**2 - d_rest**2, -2 * r * r_rest, r**2 - d**2])
    found = log_ratio(single(r, r - d, r + d), single(r_rest, r_rest - d_rest, r_rest + d_rest))
    assert 2**found.low == pytest.approx(min(roots))
    assert 2**found.high == pytest.approx(max(roots))


def test_at_the_end_of_a_ratio_the_difference_has_its_end_at_0():
    here, there = wilson(4, 90), wilson(9, 70)
    found = log_ratio(here, there)
    for end, which in ((found.low, "low"), (found.high, "high")):
        times = Interval(*(side * 2**end for side in there))
        assert getattr(intervals.difference(here, times), which) == pytest.approx(0, abs=1e-15)


def test_an_item_that_is_absent_here_has_a_log_ratio_without_lower_end():
    found = intervals.log_ratio(single(0, 0, 0.1), single(0.4, 0.3, 0.6), np.array([[-5.0]]))
    assert found.low == -np.inf
    below = 0.3 * (2 * 0.4 - 0.3)
    assert found.high == pytest.approx(np.log2(0.1 / np.sqrt(below)))


def test_an_item_that_is_absent_there_has_a_log_ratio_without_upper_end():
    found = intervals.log_ratio(single(0.4, 0.3, 0.6), single(0, 0, 0.1), np.array([[5.0]]))
    assert found.high == np.inf
    assert found.low == pytest.approx(-np.log2(0.1 / np.sqrt(0.3 * (2 * 0.4 - 0.3))))


def test_the_interval_reaches_as_far_as_a_value_with_something_in_place_of_0():
    found = intervals.log_ratio(single(0, 0, 0.01), single(0.4, 0.3, 0.6), np.array([[-1.0]]))
    assert found.high == -1
    found = intervals.log_ratio(single(0.4, 0.3, 0.6), single(0, 0, 0.01), np.array([[1.0]]))
    assert found.low == 1


@each("value", [0, 0.4])
@each("side", [0, 1])
def test_without_an_interval_of_a_side_there_is_none_of_the_ratio(value, side):
    sides = [single(0.2, 0.1, 0.3), single(0.2, 0.1, 0.3)]
    sides[side] = single(value, np.nan, np.nan)
    found = intervals.log_ratio(*sides, np.zeros((1, 1)))
    assert np.isnan([found.low, found.high]).all()


# Limits


def test_units_with_the_same_rate_vary_as_if_words_were_independent():
    here, there = of(([2, 4], [10, 20]), ([3, 3], [30, 30]))
    for row, (rate, size) in enumerate([(6 / 30, 30), (6 / 60, 60)]):
        half = Z**2 / (2 * size)
        root = np.sqrt(half**2 + 2 * half * rate)
        assert here.low[row, 0] == pytest.approx(rate + half - root)
        assert here.high[row, 0] == pytest.approx(rate + half + root)
        # of two outlets, the rest is the other
        assert there.high[1 - row, 0] == here.high[row, 0]


@each(("c", "size"), [([1, 2], [105, 210]), ([1, 1, 2], [49, 49, 98])])
def test_rounding_gives_units_with_the_same_rate_no_dispersion(c, size):
    # the sum of squares comes out below 0 for one, and above it for the other
    here, _ = of((c, size))
    assert here.high == pytest.approx(score_of(sum(c) / sum(size), 1, sum(size)).high)


def score_of(rate, s2, size, **given):
    return intervals.score(np.float64(rate), np.float64(s2), np.float64(size), LEVEL, **given)


def test_units_that_score_alike_have_no_interval():
    here, rest = of(([2.0, 4.0], [1, 2]), ([6.0, 2.0], [3, 1]), counts=False)
    assert (here.value == 2).all()
    assert np.isnan([here.low, here.high, rest.low, rest.high]).all()


# Shares, whose counts are parts of their sizes


def shares_of(*outlets):
    return of(*outlets, most=1)


@each("x", [0, 1, 13, 39, 40])
@each("level", [0.8, 0.95])
def test_at_a_dispersion_of_1_the_interval_of_a_share_is_wilsons(x, level):
    expected = binomtest(x, 40).proportion_ci(level, method="wilson")
    size = np.float64(40)
    found = intervals.score(x / size, np.float64(1), size, level, most=1)
    assert [found.low, found.high] == pytest.approx([expected.low, expected.high])


def test_the_ends_of_a_share_are_the_shares_that_lie_just_too_far_away():
    def excess(truth):
        return abs(0.9 - truth) / np.sqrt(2.5 * truth * (1 - truth) / 60) - Z

    found = score_of(0.9, 2.5, 60, most=1)
    assert found.low == pytest.approx(optimize.brentq(excess, 1e-9, 0.9), rel=1e-6)
    assert found.high == pytest.approx(optimize.brentq(excess, 0.9, 1 - 1e-9), rel=1e-6)


def test_the_interval_of_a_share_by_hand():
    here, _ = shares_of(A, B)
    # of both, the own dispersion is the larger by Student's t
    for row, (share, size, squares, n) in enumerate(
        [(3 / 30, 30, SQUARES_A, 2), (6 / 50, 50, SQUARES_B, 3)]
    ):
        phi = n / (n - 1) * squares / (size * share * (1 - share))
        half = t.ppf(0.975, n - 1) ** 2 * phi / (2 * size)
        root = np.sqrt(half**2 + 2 * half * share * (1 - share))
        assert here.low[row, 0] == pytest.approx((share + half - root) / (1 + 2 * half))
        assert here.high[row, 0] == pytest.approx((share + half + root) / (1 + 2 * half))


def test_a_share_of_1_has_a_lower_end_by_the_dispersion_of_all():
    # C has nothing else, and no residuals: 20 of 0 + 20 parts
    here, _ = shares_of(A, B, ([10, 10, 10], [10, 10, 10]))
    pooled = (2 / 1 * SQUARES_A + 3 / 2 * SQUARES_B) / (30 * 0.1 * 0.9 + 50 * 0.12 * 0.88)
    assert here.low[2, 0] == pytest.approx(1 / (1 + Z**2 * pooled / 30))
    assert here.high[2, 0] == 1


def test_the_dispersion_of_a_share_counts_by_the_fewer_units_that_tell_of_it():
    # of 30 units of B, 2 hold anything else, as evenly as can be
    b = [9, 9, *[10] * 28], [10] * 30
    here, _ = shares_of(A, b)
    share = 298 / 300
    own = 30 / 29 * (2 * (9 - 10 * share) ** 2 + 28 * (10 - 10 * share) ** 2)
    weights = 30 * 0.1 * 0.9, 300 * share * (1 - share)
    pooled = (2 / 1 * SQUARES_A + own) / sum(weights)
    s2 = (2 * own / weights[1] + 20 * pooled) / (2 + 20)
    assert s2 > (t.ppf(0.975, 29) / Z) ** 2 * own / weights[1]
    assert here.low[1, 0] == pytest.approx(score_of(share, s2, 300, most=1).low)


@each("sizes", [[1, 1, 1, 1], [2, 7, 1, 10]])
def test_a_share_of_1_in_every_unit_of_all_outlets_is_that_of_units_of_one_piece(sizes):
    here, rest = shares_of((sizes, sizes), ([3, 3], [3, 3]))
    # by Kish's design effect, as of so many units of one size
    effective = sum(sizes) ** 2 / sum(size**2 for size in sizes)
    assert here.low[0, 0] == pytest.approx(effective / (effective + Z**2))
    assert here.low[1, 0] == rest.low[0, 0] == pytest.approx(2 / (2 + Z**2))
    assert (here.high == 1).all()


def test_a_share_of_1_of_units_of_one_size_is_wilsons_of_the_number_of_units():
    here, _ = shares_of(([8] * 5, [8] * 5))
    assert here.low[0, 0] == pytest.approx(wilson(5, 5).low[0, 0])


def test_outlets_of_1_and_0_have_mirrored_intervals_and_a_difference_that_is_not_sure():
    here, _ = shares_of(([5, 5, 5], [5, 5, 5]), ([0, 0, 0], [5, 5, 5]))
    assert here.value.ravel().tolist() == [1, 0]
    assert [1 - here.low[0, 0], 0] == pytest.approx([here.high[1, 0], here.low[1, 0]])
    found = intervals.difference(*(Interval(*(end[[row]] for end in here)) for row in (0, 1)))
    apart = Z**2 / (3 + Z**2)
    assert found.low[0, 0] == pytest.approx(1 - np.hypot(apart, apart))
    assert found.high[0, 0] == 1


def test_an_item_that_no_outlet_holds_has_no_interval_of_its_share():
    here, _ = shares_of(([0, 0], [10, 20]), ([0, 0], [30, 30]))
    assert np.isnan([here.low, here.high]).all()


def test_an_item_that_no_outlet_holds_has_no_interval():
    here, there = of(([0, 0], [10, 20]), ([0, 0], [30, 30]))
    assert np.isnan([here.low, here.high, there.low, there.high]).all()
    assert (here.value == 0).all()


def test_an_outlet_of_one_unit_has_no_interval_and_no_say_in_the_dispersion_of_all():
    lone, empty = ([9], [10]), ([], [])
    here, _ = of(A, B, ([0, 0, 0], [10, 10, 10]), lone, empty)
    without, _ = of(A, B, ([0, 0, 0], [10, 10, 10]))
    assert np.isnan([here.low[3:], here.high[3:]]).all()
    assert here.high[:3] == pytest.approx(without.high)


def test_an_item_that_only_an_outlet_of_one_unit_holds_has_no_interval_elsewhere():
    here, _ = of(([0, 0], [10, 10]), ([9], [10]))
    assert np.isnan(here.high).all()


def test_beside_a_rest_without_end_only_the_outlet_itself_is_uncertain():
    # 100,000 times as many units of A in B's place
    here, there = of(([4, 0, 2], [20, 10, 20]), ([2, 1] * 100_000, [10, 20] * 100_000))
    found = intervals.difference(here, there)
    assert found.low[0, 0] == pytest.approx(here.low[0, 0] - 0.1, abs=2e-4)
    assert found.high[0, 0] == pytest.approx(here.high[0, 0] - 0.1, abs=2e-4)


def test_twice_the_units_narrow_an_interval():
    c, size = [3, 0, 1, 0, 0, 2, 1, 0], [100] * 8
    once, twice = of((c, size))[0], of((2 * c, 2 * size))[0]
    assert (twice.high - twice.low < once.high - once.low).all()


@each("function", [intervals.score, intervals.normal])
def test_intervals_widen_with_dispersion_and_level_and_narrow_with_size(function):
    def width(dispersion=2.0, size=500.0, level=LEVEL):
        found = function(np.float64(0.02), np.float64(dispersion), np.float64(size), level)
        return found.high - found.low

    assert width(dispersion=3) > width() > width(size=900)
    assert width(level=0.99) > width() > width(level=0.8)


def test_both_ends_rise_with_the_rate():
    rates = np.linspace(0, 0.1, 50)
    found = intervals.score(rates, np.full(50, 2.0), np.full(50, 500.0), LEVEL)
    assert (np.diff(found.low) > 0).all()
    assert (np.diff(found.high) > 0).all()


def test_an_outlet_that_lacks_an_item_is_the_less_certain_the_more_others_vary():
    absent = ([0, 0, 0], [10, 10, 10])
    even, bursts = ([1, 1, 0, 0], [10] * 4), ([2, 0, 0, 0], [10] * 4)
    assert of(absent, bursts)[0].high[0, 0] > of(absent, even)[0].high[0, 0]


# Few units that hold an item


def test_an_item_that_few_units_of_the_outlet_hold_is_told():
    holders = np.array([[FEW_HOLDERS - 1], [FEW_HOLDERS], [100]])
    assert intervals.few_hold(holders).ravel().tolist() == [True, False, False]
    assert FEW_HOLDERS == 8


def test_an_item_that_few_units_of_the_corpus_hold_is_told():
    holders = np.array([[FEW_HOLDERS_IN_ALL - 9, FEW_HOLDERS_IN_ALL - 10], [9, 9]])
    assert intervals.few_hold(holders).tolist() == [[False, True], [False, True]]
    assert FEW_HOLDERS_IN_ALL == 20


# Whatever the counts

COUNTS = arrays.arrays(np.int64, (3, 4, 5), elements=st.integers(0, 6))
SIZES = arrays.arrays(np.int64, (3, 4), elements=st.integers(10, 900))
anything = given(counts=COUNTS, sizes=SIZES)
often = settings(max_examples=100)


def both(values, sizes, **given):
    return of(*zip(values, sizes, strict=True), **given)


def varies(values, sizes):
    """Whether any unit departs from the ratio of its outlet, by item."""
    ratios = values.sum(axis=1) / sizes.sum(axis=1)[:, None]
    apart = values - ratios[:, None] * sizes[:, :, None]
    return (abs(apart) > 1e-9).any(axis=(0, 1))


@often
@anything
def test_an_interval_contains_its_value(counts, sizes):
    here, there = both(counts, sizes)
    defined = np.broadcast_to(counts.any(axis=(0, 1)), here.value.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = log_ratio(here, there)
    for found, where in (
        (here, defined),
        (there, defined),
        (intervals.difference(here, there), defined),
        (ratio, (here.value > 0) & (there.value > 0)),
    ):
        assert (found.low[where] <= found.value[where]).all()
        assert (found.value[where] <= found.high[where]).all()
    assert (here.low[defined] >= 0).all()


@often
@anything
def test_a_difference_and_a_log_ratio_exclude_no_difference_together(counts, sizes):
    here, there = both(counts, sizes)
    apart = intervals.difference(here, there)
    held = (here.value > 0) & (there.value > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = log_ratio(here, there)
    for end in ("low", "high"):
        one, other = getattr(apart, end)[held], getattr(ratio, end)[held]
        sure = abs(one) > 1e-9
        assert ((one > 0) == (other > 0))[sure].all()


@often
@anything
def test_ten_times_the_counts_are_ten_times_the_ends(counts, sizes):
    (here, _), (ten, _) = both(counts, sizes), both(10 * counts, sizes)
    told = varies(counts, sizes)  # else it is words that count
    assert ten.low[:, told] == pytest.approx(10 * here.low[:, told], nan_ok=True, rel=1e-6)
    assert ten.high[:, told] == pytest.approx(10 * here.high[:, told], nan_ok=True, rel=1e-6)


@often
@anything
def test_the_order_of_units_and_outlets_is_irrelevant(counts, sizes):
    here, rest = both(counts, sizes)
    turned, turned_rest = both(counts[::-1, ::-1], sizes[::-1, ::-1])
    assert turned.high[::-1] == pytest.approx(here.high, nan_ok=True)
    assert turned_rest.low[::-1] == pytest.approx(rest.low, nan_ok=True)


@often
@anything
def test_an_interval_of_means_has_its_value_in_the_middle(counts, sizes):
    here, _ = both(counts - 3.0, sizes, counts=False)
    told = varies(counts - 3.0, sizes)
    middle = (here.low + here.high) / 2
    assert middle[:, told] == pytest.approx(here.value[:, told])
    assert np.isnan(middle[:, ~told]).all()


@often
@given(counts=COUNTS, others=COUNTS)
def test_a_share_and_that_of_anything_else_mirror_each_other(counts, others):
    sizes = (counts + others)[:, :, :1] + 1  # one size of all items
    held, rest = np.minimum(counts, sizes), sizes - np.minimum(counts, sizes)
    occurs = held.any(axis=(0, 1)) & rest.any(axis=(0, 1))
    sides = (shares_of(*zip(part, sizes[:, :, 0], strict=True)) for part in (held, rest))
    for one, other in zip(*sides, strict=True):  # of every outlet, and of its rest
        assert one.low[:, occurs] == pytest.approx(1 - other.high[:, occurs], abs=1e-9)
        assert one.high[:, occurs] == pytest.approx(1 - other.low[:, occurs], abs=1e-9)


@often
@given(counts=COUNTS, others=COUNTS)
def test_an_interval_of_a_share_contains_it_has_a_width_and_ends_within_0_and_1(counts, others):
    sizes = (counts + others)[:, :, :1] + 1
    held = np.minimum(counts, sizes)
    for side in shares_of(*zip(held, sizes[:, :, 0], strict=True)):
        occurs = np.broadcast_to(held.any(axis=(0, 1)), side.value.shape)
        value, low, high = (end[occurs] for end in side)
        assert ((low <= value + 1e-12) & (value <= high + 1e-12)).all()
        assert (high - low > 1e-6).all()
        assert ((low >= 0) & (high <= 1 + 1e-12)).all()

from math import inf, sqrt

import numpy as np
import pytest
from cases import each
from scipy import stats

from crossframe.stats.studentised import Sums, difference, group, heterogeneity

# Count and size of each unit. One group has a rate of its own, one lacks the item, one holds it
# evenly.
BURSTY = [(9, 100), (0, 120), (2, 90), (1, 150)]
STEADY = [(3, 100), (4, 130), (2, 60), (3, 110), (5, 150)]
LARGE = [(2, 300), (9, 500), (4, 250)]
ABSENT = [(0, 100), (0, 70), (0, 160)]
EVEN = [(2, 50), (4, 100), (6, 150)]
OTHER_EVEN = [(3, 50), (9, 150)]
SCORES = [(-1.5, 10), (4.25, 30), (2.0, 12)]
OTHER_SCORES = [(0.5, 20), (-3.0, 25), (1.0, 8), (2.5, 14)]
GROUPS = [
    ([BURSTY, STEADY], True),
    ([STEADY, LARGE], True),
    ([LARGE, BURSTY], True),
    ([BURSTY, ABSENT], True),
    ([ABSENT, LARGE], True),
    ([EVEN, STEADY], True),
    ([BURSTY, STEADY, LARGE], True),
    ([EVEN, BURSTY, ABSENT, LARGE], True),
    ([BURSTY, STEADY], False),
    ([LARGE, EVEN, ABSENT], False),
    ([SCORES, OTHER_SCORES], False),
    ([SCORES, OTHER_SCORES, STEADY], False),
]
PAIRS = [case for case in GROUPS if len(case[0]) == 2]
BOTH = each("counts", [True, False])


def sums_of(units):
    c, t = np.array(units, dtype=float).T
    parts = (len(t), t.sum(), (t**2).sum(), c.sum(), (c**2).sum(), (c * t).sum())
    return Sums(*(np.full((1, 1), part, dtype=float) for part in parts))


def rate_of(units):
    return sum(c for c, _ in units) / sum(t for _, t in units)


def variances(groups, counts):
    """The variance of each group's rate, as the module's text has it."""
    everyone = [unit for units in groups for unit in units]
    together = sum(t for _, t in everyone)

    def squares(units):
        return sum((c - rate_of(units) * t) ** 2 for c, t in units)

    pooled = sum(squares(units) for units in groups) / (len(everyone) - len(groups))
    found = []
    for units in groups:
        n, size, rate = len(units), sum(t for _, t in units), rate_of(units)
        own = n / (n - 1) * squares(units) / size**2
        if counts:
            own = own * rate_of(everyone) / rate if rate > 0 else 0
        # (c - r t)^2 of all units, spread in proportion to T, makes pooled n T / T0 of the group
        floor = pooled * len(everyone) * size / together / size**2
        found.append(max(own, floor))
    return found


def difference_by_hand(a, b, counts, expected=0.0):
    return (rate_of(a) - rate_of(b) - expected) / sqrt(sum(variances([a, b], counts)))


def heterogeneity_by_hand(groups, counts, expected):
    sizes = [sum(t for _, t in units) for units in groups]
    gaps = [rate_of(units) - e for units, e in zip(groups, expected, strict=True)]
    mean = sum(t * gap for t, gap in zip(sizes, gaps, strict=True)) / sum(sizes)
    between = sum(t * (gap - mean) ** 2 for t, gap in zip(sizes, gaps, strict=True))
    shares = [t / sum(sizes) for t in sizes]
    each = zip(sizes, shares, variances(groups, counts), strict=True)
    return sqrt(between / sum((1 - share) * t * v for t, share, v in each))


def studentised(a, b, counts=True, expected=0.0):
    return difference(*(group(sums_of(units), counts) for units in (a, b)), expected, counts).item()


def f_root(groups, counts=True, expected=None):
    each = [group(sums_of(units), counts) for units in groups]
    return heterogeneity(each, expected or [0.0] * len(groups), counts).item()


def test_the_difference_of_two_small_groups_by_hand():
    # rates 3/10 and 1/10, of both 4/20; residuals .5^2 x 2 and .5^2 x 2
    a, b = [(1, 5), (2, 5)], [(0, 5), (1, 5)]
    own_a, own_b = 2 / 1 * 0.5 / 10**2 * (0.2 / 0.3), 2 / 1 * 0.5 / 10**2 * (0.2 / 0.1)
    floor = (0.5 + 0.5) * 4 / 2 / 20 / 10
    assert own_a < floor < own_b
    assert studentised(a, b) == pytest.approx((0.3 - 0.1) / sqrt(floor + own_b), rel=1e-12)


@each(("pair", "counts"), PAIRS)
@each("expected", [0.0, 0.013])
def test_a_difference_is_that_of_plain_loops(pair, counts, expected):
    by_hand = difference_by_hand(*pair, counts, expected)
    assert studentised(*pair, counts, expected) == pytest.approx(by_hand, rel=1e-9)


@each(("groups", "counts"), GROUPS)
@each("expected", [[0.0] * 4, [0.01, -0.004, 0.002, 0.0]])
def test_heterogeneity_is_that_of_plain_loops(groups, counts, expected):
    expected = expected[: len(groups)]
    by_hand = heterogeneity_by_hand(groups, counts, expected)
    assert f_root(groups, counts, expected) == pytest.approx(by_hand, rel=1e-9)


def test_items_and_ways_do_not_mix():
    ways = [[BURSTY, STEADY, LARGE], [STEADY, LARGE, BURSTY]]
    items = [ways, [[[(c * c, t) for c, t in units] for units in way] for way in ways]]
    groups = []
    for place in range(3):
        each = [[sums_of(way[place]) for way in item] for item in items]
        sums = [np.block([[s[part] for s in row] for row in each]) for part in range(6)]
        groups.append(group(Sums(*(part[:1] for part in sums[:3]), *sums[3:]), counts=True))
    one = difference(groups[0], groups[1], 0.0, counts=True)
    all_three = heterogeneity(groups, [0.0] * 3, counts=True)
    for item, way in np.ndindex(2, 2):
        units = items[item][way]
        assert one[item, way] == pytest.approx(studentised(*units[:2]), rel=1e-12)
        assert all_three[item, way] == pytest.approx(f_root(units), rel=1e-12)


def test_what_a_part_leaves_is_the_sums_of_the_other_units():
    left = sums_of(BURSTY + STEADY).less(sums_of(BURSTY))
    assert [part.item() for part in left] == [part.item() for part in sums_of(STEADY)]


@BOTH
def test_units_with_the_mean_rate_do_not_vary(counts):
    # thirds of sizes: their squares and products cancel but for rounding
    even = group(sums_of([(t / 3, t) for t in (7, 11, 19, 23)]), counts)
    assert (even.residuals.item(), even.own.item()) == (0, 0)


@BOTH
def test_one_group_without_the_item_has_the_pooled_variance(counts):
    # else its variance of 0 would make any difference from it large
    floor = variances([STEADY, ABSENT], counts)[1]
    assert floor > 0
    assert group(sums_of(ABSENT), counts).own.item() == 0
    found = studentised(STEADY, ABSENT, counts)
    assert found == pytest.approx(difference_by_hand(STEADY, ABSENT, counts), rel=1e-9)


@BOTH
def test_differences_of_a_and_b_and_of_b_and_a_mirror_each_other(counts):
    for a, b in ([BURSTY, STEADY], [ABSENT, LARGE], [EVEN, BURSTY]):
        found = studentised(a, b, counts, 0.01)
        assert found == pytest.approx(-studentised(b, a, counts, -0.01), rel=1e-12)
        assert found != 0


@each(("groups", "counts"), GROUPS)
def test_sizes_in_another_measure_change_nothing(groups, counts):
    in_pages = [[(c, t / 250) for c, t in units] for units in groups]
    assert studentised(*in_pages[:2], counts) == pytest.approx(studentised(*groups[:2], counts))
    assert f_root(in_pages, counts) == pytest.approx(f_root(groups, counts))


@each(("groups", "counts"), GROUPS)
def test_counts_in_another_measure_change_nothing(groups, counts):
    in_dozens = [[(c / 12, t) for c, t in units] for units in groups]
    assert studentised(*in_dozens[:2], counts) == pytest.approx(studentised(*groups[:2], counts))
    assert f_root(in_dozens, counts) == pytest.approx(f_root(groups, counts))


@each("groups", [[SCORES, OTHER_SCORES], [SCORES, OTHER_SCORES, STEADY]])
def test_scores_from_another_0_change_nothing(groups):
    moved = [[(c + 2 * t, t) for c, t in units] for units in groups]
    expected = studentised(*groups[:2], counts=False)
    assert studentised(*moved[:2], counts=False) == pytest.approx(expected)
    assert f_root(moved, counts=False) == pytest.approx(f_root(groups, counts=False))


@each(("pair", "counts"), PAIRS)
def test_heterogeneity_of_two_groups_is_the_size_of_their_difference(pair, counts):
    found = f_root(pair, counts, [0.01, -0.02])
    assert found == pytest.approx(abs(studentised(*pair, counts, 0.03)), rel=1e-9)


@BOTH
def test_heterogeneity_does_not_depend_on_the_order_of_groups(counts):
    groups, expected = [BURSTY, STEADY, LARGE, EVEN], [0.01, 0.0, -0.02, 0.03]
    turned = f_root(groups[::-1], counts, expected[::-1])
    assert turned == pytest.approx(f_root(groups, counts, expected), rel=1e-12)


def of_equal_spread(*sizes, seed=5):
    """Scores with the same variance in each group, so that the pooled one is no higher."""
    rng = np.random.default_rng(seed)
    drawn = [rng.normal(size=n) for n in sizes]
    return [(x - x.mean()) / x.std(ddof=1) + rng.normal() for x in drawn]


def units_of_size(size, scores):
    return [(score * size, size) for score in scores]


@each("sizes", [(5, 5, 5), (4, 9, 6, 12)])
@each("size", [1, 40])
def test_heterogeneity_of_units_of_one_size_is_brown_and_forsythes(sizes, size):
    groups = of_equal_spread(*sizes)
    everyone = np.concatenate(groups)
    between = sum(len(x) * (x.mean() - everyone.mean()) ** 2 for x in groups)
    within = sum((1 - len(x) / len(everyone)) * x.var(ddof=1) for x in groups)
    f = f_root([units_of_size(size, x) for x in groups], counts=False) ** 2
    assert f == pytest.approx(between / within, rel=1e-9)
    assert f == pytest.approx(stats.f_oneway(*groups).statistic, rel=1e-9)  # as they vary alike


def test_the_difference_of_units_of_one_size_is_welchs_t():
    a, b = of_equal_spread(6, 15)
    t = stats.ttest_ind(a, b, equal_var=False).statistic
    found = studentised(units_of_size(30, a), units_of_size(30, b), counts=False)
    assert found == pytest.approx(t, rel=1e-9)


def test_expected_offsets_are_taken_off_the_rates():
    # rates 3/10 and 1/10 are just what is expected
    a, b = [(1, 5), (2, 5)], [(0, 5), (1, 5)]
    assert studentised(a, b, expected=0.2) == pytest.approx(0, abs=1e-12)
    assert f_root([a, b], expected=[0.25, 0.05]) == pytest.approx(0, abs=1e-12)
    assert studentised(a, b, expected=0.3) == pytest.approx(-studentised(a, b) / 2)


def test_an_offset_of_all_groups_changes_nothing():
    groups = [BURSTY, STEADY, LARGE]
    assert f_root(groups, expected=[0.01] * 3) == pytest.approx(f_root(groups))


@BOTH
def test_groups_that_do_not_vary_do_not_differ_where_they_are_equal(counts):
    same_rate = [(1, 25), (3, 75)]
    assert studentised(EVEN, same_rate, counts) == 0
    assert f_root([EVEN, same_rate, EVEN], counts) == 0
    assert studentised(ABSENT, [(0, 3), (0, 4)], counts) == 0
    assert f_root([ABSENT, ABSENT], counts) == 0


@BOTH
def test_groups_that_do_not_vary_differ_without_end_where_they_do(counts):
    assert studentised(EVEN, OTHER_EVEN, counts) == -inf
    assert studentised(OTHER_EVEN, EVEN, counts) == inf
    assert studentised(EVEN, ABSENT, counts) == inf
    assert studentised(ABSENT, EVEN, counts) == -inf
    assert f_root([EVEN, EVEN, ABSENT], counts) == inf


def test_infinite_statistics_stand_beside_finite_ones():
    pairs = [(EVEN, OTHER_EVEN), (BURSTY, STEADY), (EVEN, EVEN)]
    beside = [
        group(Sums(*(np.hstack(part) for part in zip(*map(sums_of, side), strict=True))), True)
        for side in zip(*pairs, strict=True)
    ]
    found = difference(*beside, 0.0, counts=True).ravel()
    assert found == pytest.approx([-inf, difference_by_hand(BURSTY, STEADY, True), 0])
    found = heterogeneity(beside, [0.0, 0.0], counts=True).ravel()
    assert found == pytest.approx([inf, abs(difference_by_hand(BURSTY, STEADY, True)), 0])


def test_groups_that_do_not_vary_are_compared_with_what_is_expected():
    # outlets that share no stratum are expected to differ as they do: nothing is left
    assert studentised(EVEN, OTHER_EVEN, expected=-0.02) == 0
    assert f_root([EVEN, OTHER_EVEN], expected=[0.0, 0.02]) == 0
    # and where they are to differ and do not, that is a difference
    assert studentised(EVEN, EVEN, expected=0.02) == -inf
    assert f_root([EVEN, EVEN], expected=[0.02, 0.0]) == inf

from itertools import permutations, product

import numpy as np
import pandas as pd
import pytest
from cases import each
from scipy import sparse, stats

from crossframe.config import Inference
from crossframe.stats import arrangements
from crossframe.stats.arrangements import Arrangeable, all_sides, like
from crossframe.stats.sample import Sample
from crossframe.stats.studentised import Sums, difference, group, heterogeneity
from crossframe.stats.units import Units

FAMILIES = ("omnibus", "rest", "pairs")


def sample_of(letters, strata=None, outlets="ABC", min_units=2):
    """A sample with a unit for each letter, which names its outlet."""
    outlet = np.array([outlets.index(letter) for letter in letters], dtype=np.int64)
    ids = tuple(f"{n:03}" for n in range(len(letters)))
    units = Units(
        "passage", ids, outlet, tuple(strata or [""] * len(ids)), tuple(outlets), pd.Series()
    )
    inference = Inference(
        min_articles=2, min_units=min_units, resamples=100, permutations=99, level=0.95
    )
    return Sample(units, inference, seed=1, threads=1)


def arrangeable(numerators, sizes, *, family="rest", counts=True, **units):
    return Arrangeable(sample_of(**units), [family], numerators, np.array(sizes), counts=counts)


# Nine units of three outlets and three strata, with four items; the last is a common word.
LETTERS, STRATA = "AABBBCCAC", "xxxyyyxzz"
SIZES = [120, 80, 95, 150, 60, 110, 70, 140, 100]
LABELS = ["ABC".index(letter) for letter in LETTERS]
COUNTS = np.random.default_rng(3).poisson([0.4, 1, 3, 60], (9, 4))
SCORES = np.random.default_rng(4).normal(0.3, 2, (9, 4))
CORPORA = each(("numerators", "counts"), [(COUNTS, True), (SCORES, False), (COUNTS - 2, False)])


def strata_means(labels, strata, values):
    """Sums of each outlet, had each of its units the mean of its stratum."""
    values, strata = np.array(values, dtype=float), np.array(list(strata))
    means = np.array([values[strata == stratum].mean() for stratum in strata])
    return np.array([means[np.array(labels) == outlet].sum() for outlet in range(3)])


def by_brute_force(family, numerators, labels, strata, *, counts):
    """The statistics of one arrangement, item by item, in 64 bits and without blocks."""

    def of(c, where):
        c, t = c[where].astype(float), np.array(SIZES, dtype=float)[where]
        parts = (len(t), t.sum(), (t**2).sum(), c.sum(), (c**2).sum(), (c * t).sum())
        return group(Sums(*(np.full((1, 1), part) for part in parts)), counts)

    found = []
    for sides in all_sides(family, 3):
        found.append([])
        for c in numerators.T:
            above, below = strata_means(LABELS, strata, c), strata_means(LABELS, strata, SIZES)
            each = [of(c, labels == outlet) for outlet in sides]
            expected = [above[outlet] / below[outlet] for outlet in sides]
            if family == "rest":
                each.append(of(c, labels != sides[0]))
                others = np.arange(3) != sides[0]
                expected.append(above[others].sum() / below[others].sum())
            if family == "omnibus":
                value = heterogeneity(each, expected, counts)
            else:
                value = difference(each[0], each[1], expected[0] - expected[1], counts)
            found[-1].append(value.item())
    return np.array(found)


def only(by_family):
    (found,) = by_family.values()
    return found


def statistics(data, labels):
    """The statistics of arrangements, of all blocks in the order of items, of the only family."""
    found = np.full((len(only(data.sides)), data.n_items, labels.shape[1]), np.nan)
    for block in data.blocks:
        found[:, block.items] = only(data.statistics(block, data.arranged(labels)))
    return found


@CORPORA
@each("strata", ["x" * 9, STRATA])
@each("family", FAMILIES)
def test_statistics_are_those_of_brute_force(family, strata, numerators, counts):
    data = arrangeable(
        numerators, SIZES, family=family, counts=counts, letters=LETTERS, strata=strata
    )
    labels = data.permuted(6, 2)
    labels[:, 0] = LABELS
    found = statistics(data, labels)
    for way in range(6):
        arrangement = labels[:, way], strata
        expected = by_brute_force(family, numerators, *arrangement, counts=counts)
        assert found[:, :, way] == pytest.approx(expected, rel=1e-4, abs=1e-5)


@CORPORA
def test_families_together_have_the_statistics_that_each_has_alone(numerators, counts):
    sample = sample_of(LETTERS, STRATA)
    together = Arrangeable(sample, FAMILIES, numerators, np.array(SIZES), counts=counts)
    labels = together.permuted(6, 2)
    for family in FAMILIES:
        alone = arrangeable(
            numerators, SIZES, family=family, counts=counts, letters=LETTERS, strata=STRATA
        )
        assert together.sides[family] == only(alone.sides)
        (block,), (other,) = together.blocks, alone.blocks
        found = together.statistics(block, together.arranged(labels))[family]
        assert np.array_equal(found, only(alone.statistics(other, alone.arranged(labels))))


def test_arranged_units_are_counted_and_measured_by_outlet():
    data = arrangeable(COUNTS, SIZES, letters=LETTERS)
    labels = data.permuted(5, 2)
    arranged = data.arranged(labels)
    for outlet, way in np.ndindex(3, 5):
        held = np.array(SIZES)[labels[:, way] == outlet]
        assert arranged.n[outlet, way] == len(held)
        assert arranged.size[outlet, way] == held.sum()
        assert arranged.size_squares[outlet, way] == (held**2).sum()


@each("family", FAMILIES)
def test_the_last_outlet_is_none_apart(family):
    # its sums come by subtraction; with the outlets turned it is another
    labels = np.array(LABELS, dtype=np.int8)[:, None]
    first = arrangeable(COUNTS, SIZES, family=family, letters=LETTERS)
    turned = arrangeable(COUNTS, SIZES, family=family, letters=LETTERS, outlets="CBA")
    found = statistics(first, labels)
    again = statistics(turned, 2 - labels)
    assert abs(found) == pytest.approx(abs(again[::-1]), rel=1e-4)


def test_sums_of_large_counts_leave_nothing_where_an_outlet_lacks_the_item():
    # sums of squares above 2^24, which 32 bits round, and the last outlet without an occurrence
    counts = np.random.default_rng(1).integers(90, 5_000, (90, 40))
    counts[60:] = 0
    sizes = np.random.default_rng(2).integers(20_000, 30_000, 90)
    letters = "A" * 30 + "B" * 30 + "C" * 30
    data = arrangeable(counts, sizes, letters=letters)
    turned = arrangeable(counts, sizes, letters=letters, outlets="CBA")
    found = statistics(data, data.labels[:, None])[2]
    assert found == pytest.approx(statistics(turned, turned.labels[:, None])[0], rel=1e-3)


@each("form", [sparse.csr_array, sparse.csc_array])
def test_sparse_and_dense_counts_give_the_same_bytes(form):
    labels = np.array(LABELS, dtype=np.int8)[:, None]
    dense, other = (
        statistics(arrangeable(c, SIZES, letters=LETTERS), labels) for c in (COUNTS, form(COUNTS))
    )
    assert dense.tobytes() == other.tobytes()


def test_units_without_a_size_take_no_part():
    sizes = [120, 0, 95, 150, 60, 110, 70, 140, 0]
    kept = np.flatnonzero(sizes)
    data = arrangeable(COUNTS, sizes, letters=LETTERS, strata=STRATA)
    without = arrangeable(
        COUNTS[kept],
        np.array(sizes)[kept],
        letters="".join(LETTERS[place] for place in kept),
        strata=[STRATA[place] for place in kept],
    )
    assert np.array_equal(data.labels, without.labels)
    labels = data.permuted(9, 4)
    assert np.array_equal(labels, without.permuted(9, 4))
    assert np.array_equal(statistics(data, labels), statistics(without, labels))


def test_units_without_a_size_are_not_among_the_fewest():
    sizes = [100, 0, 100, 100, 100]
    data = arrangeable(COUNTS[:5], sizes, letters="AABBB", outlets="AB", min_units=2)
    assert only(data.sides) == []


def test_items_that_never_occur_take_no_part():
    counts = COUNTS.copy()
    counts[:, [0, 2]] = 0
    data = arrangeable(sparse.csr_array(counts), SIZES, letters=LETTERS)
    assert sorted(item for block in data.blocks for item in block.items) == [1, 3]


def test_items_that_occur_in_units_without_a_size_alone_take_no_part():
    counts = np.zeros((4, 2), dtype=np.int64)
    counts[0, 0] = counts[1, 1] = 3
    data = arrangeable(counts, [0, 10, 10, 10], letters="AABB", outlets="AB")
    assert [block.items.tolist() for block in data.blocks] == [[1]]


def test_what_squares_add_to_counts_is_held_for_units_with_several_alone():
    counts = np.array([[1, 0], [1, 3], [0, 1], [1, 0]])
    (block,) = arrangeable(counts, [10] * 4, letters="ABAB", outlets="AB").blocks
    assert block.items.tolist() == [1, 0]
    assert block.excess.matrix.nnz == 1  # 3 x 2, where most counts are 1
    assert block.excess.matrix.toarray().tolist() == [[0, 6, 0, 0], [0, 0, 0, 0]]


def test_scores_that_cancel_take_part():
    scores = np.array([[1.5], [-1.5], [2.0], [-2.0]])
    data = arrangeable(scores, [1, 1, 1, 1], letters="AABB", outlets="AB", counts=False)
    assert [block.items.tolist() for block in data.blocks] == [[0]]


@each(("cells", "lengths"), [(1, [1] * 7), (300, [3, 3, 1]), (10_000, [7])])
def test_blocks_hold_the_most_frequent_items_first(monkeypatch, cells, lengths):
    monkeypatch.setattr(arrangements, "CELLS", cells)
    monkeypatch.setattr(arrangements, "AT_ONCE", 100)
    counts = np.array([[3, 0, -9, 4, 1, 4, 8, 2], [0, 0, 0, 0, 0, 0, -3, 0]] * 2)
    data = arrangeable(counts, [10] * 4, letters="ABAB", outlets="AB", counts=False)
    assert [len(block.items) for block in data.blocks] == lengths
    # of as many occurrences the first comes first; the second item never occurs
    assert np.concatenate([block.items for block in data.blocks]).tolist() == [6, 2, 3, 5, 0, 7, 4]


def test_all_sides_of_three_outlets():
    assert all_sides("omnibus", 3) == [(0, 1, 2)]
    assert all_sides("rest", 3) == [(0,), (1,), (2,)]
    assert all_sides("pairs", 3) == [(0, 1), (0, 2), (1, 2)]


@each(
    ("min_units", "omnibus", "rest", "pairs"),
    [
        (2, [(0, 1, 2)], [(0,), (1,), (2,)], [(0, 1), (0, 2), (1, 2)]),
        (3, [], [(0,), (1,)], [(0, 1)]),
        (4, [], [(1,)], []),
        (5, [], [], []),
    ],
)
def test_sides_have_enough_units(min_units, omnibus, rest, pairs):
    letters = "AAABBBBCC"
    sample = sample_of(letters, min_units=min_units)
    data = Arrangeable(sample, FAMILIES, COUNTS, np.array(SIZES), counts=True)
    assert data.sides == {"omnibus": omnibus, "rest": rest, "pairs": pairs}


def test_the_rest_has_enough_units_too():
    letters = "AAAAAAABC"
    assert only(arrangeable(COUNTS, SIZES, letters=letters).sides) == [(0,)]
    assert only(arrangeable(COUNTS, SIZES, letters=letters, min_units=3).sides) == []


@each("family", FAMILIES)
def test_nothing_is_compared_where_every_stratum_has_a_single_outlet(family):
    data = arrangeable(COUNTS, SIZES, family=family, letters=LETTERS, strata="aabbbccac")
    assert only(data.sides) == []
    assert statistics(data, data.permuted(3, 1)).shape == (0, 4, 3)


@each("family", FAMILIES)
def test_one_stratum_with_two_outlets_is_enough(family):
    data = arrangeable(COUNTS, SIZES, family=family, letters=LETTERS, strata="aabbbccab")
    assert only(data.sides) == all_sides(family, 3)


def arrangements_within(labels, strata):
    """All arrangements of labels within strata, as often as units can change places."""
    rows = [np.flatnonzero(np.array(list(strata)) == stratum) for stratum in sorted(set(strata))]
    for orders in product(*(permutations(held) for held in rows)):
        arranged = np.empty(len(labels), dtype=np.int64)
        for held, order in zip(rows, orders, strict=True):
            arranged[list(order)] = np.array(labels)[held]
        yield arranged


@CORPORA
@each("strata", ["x" * 7, "xxxyyyx", "xyxyxyz"])
def test_expected_rates_are_of_the_mean_sums_of_all_arrangements(numerators, counts, strata):
    labels = LABELS[:7]
    above, below = np.zeros((3, 4)), np.zeros(3)
    for arranged in arrangements_within(labels, strata):
        for outlet in range(3):
            above[outlet] += numerators[:7][arranged == outlet].sum(axis=0)
            below[outlet] += np.array(SIZES[:7])[arranged == outlet].sum()
    data = arrangeable(numerators[:7], SIZES[:7], counts=counts, letters=LETTERS[:7], strata=strata)
    (block,) = data.blocks
    overall = numerators[:7].sum(axis=0) / sum(SIZES[:7])
    for outlet in range(3):
        others = np.arange(3) != outlet
        here = above[outlet] / below[outlet] - overall
        rest = above[others].sum(axis=0) / below[others].sum() - overall
        assert block.expected[outlet, :, 0] == pytest.approx(here[block.items], abs=1e-6)
        assert block.expected_rest[outlet, :, 0] == pytest.approx(rest[block.items], abs=1e-6)


@CORPORA
def test_nothing_but_the_rate_of_all_is_expected_without_strata(numerators, counts):
    (block,) = arrangeable(numerators, SIZES, counts=counts, letters=LETTERS).blocks
    assert not block.expected.any()
    assert not block.expected_rest.any()


def test_an_outlet_without_units_has_no_expected_rate_of_its_own():
    (block,) = arrangeable(COUNTS[:5], SIZES[:5], letters="AABBB", strata="xyxyx").blocks
    assert not block.expected[2].any()


def classes(sizes, strata=None, n_outlets=2):
    """The units of each class, by the shortest unit of it."""
    strata = np.array(list(strata or "x" * len(sizes)))
    groups = like(strata, np.array(sizes), n_outlets).to_numpy()
    units = [np.flatnonzero(groups == name).tolist() for name in dict.fromkeys(groups)]
    return sorted(units, key=lambda held: min(sizes[place] for place in held))


def test_units_of_like_size_are_alike():
    sizes = np.random.default_rng(1).permutation(np.arange(100, 120))
    shorter, longer = classes(sizes)
    assert shorter == np.flatnonzero(sizes < 110).tolist()
    assert longer == np.flatnonzero(sizes >= 110).tolist()


@each(
    ("n", "n_outlets", "held"),
    [
        (1, 2, [1]),
        (19, 2, [19]),
        (20, 2, [10, 10]),
        (29, 2, [15, 14]),
        (30, 5, [10, 10, 10]),
        (30, 6, [15, 15]),  # 12 units for 6 outlets
        (35, 12, [35]),
        (405, 2, [21, 20, 20, 20] * 5),
    ],
)
def test_classes_of_size_have_enough_units_to_change_places(n, n_outlets, held):
    sizes = np.random.default_rng(n).permutation(n) + 1
    assert [len(units) for units in classes(sizes, n_outlets=n_outlets)] == held


def test_units_of_one_size_are_of_one_class():
    # by their order they would be parted by outlet, since an outlet's ids begin alike
    assert classes([100] * 20) == [[*range(20)]]
    assert classes([90] * 2 + [100] * 9 + [110] * 9) == [[*range(11)], [*range(11, 20)]]


def test_classes_of_size_are_of_the_units_of_a_stratum():
    # all of y are longer than all of x; x has two classes, y one
    sizes, strata = [*range(100, 120), *range(200, 219)], "x" * 20 + "y" * 19
    found = classes(sizes, strata)
    assert found == [[*range(10)], [*range(10, 20)], [*range(20, 39)]]


def test_without_units_none_are_alike():
    assert like(np.empty(0, dtype=str), np.empty(0, dtype=np.int64), 2).empty


@each("family", FAMILIES)
def test_classes_of_size_are_strata(family):
    generator = np.random.default_rng(6)
    counts, sizes = generator.poisson(3, (24, 4)), generator.permutation(24) * 10 + 50
    letters = "AABBBCCACBAC" * 2
    by_hand = ["short" if size < 50 + 120 else "long" for size in sizes]
    classed = arrangeable(counts, sizes, family=family, letters=letters)
    strata = arrangeable(counts, sizes, family=family, letters=letters, strata=by_hand)
    labels = classed.permuted(20, 1)
    found = statistics(classed, labels)
    assert np.array_equal(found, statistics(strata, labels))
    assert classed.blocks[0].expected.any()
    for held in ("short", "long"):
        rows = np.array(by_hand) == held
        assert (np.sort(labels[rows], axis=0) == np.sort(classed.labels[rows])[:, None]).all()


def permuted(n=50, seed=7, letters="AABBBCCACABCA", strata="xyxyxyzzxzyxy", outlets="ABC"):
    sizes = [10] * len(letters)
    data = arrangeable(np.eye(len(letters)), sizes, letters=letters, strata=strata, outlets=outlets)
    return data.permuted(n, seed)


def letters_of(labels, outlets):
    return np.array(list(outlets))[labels]


def test_permuted_labels_keep_those_of_each_stratum():
    letters, strata = "AABBBCCACABCA", "xyxyxyzzxzyxy"
    labels = letters_of(permuted(letters=letters, strata=strata), "ABC")
    assert labels.shape == (13, 50)
    for stratum in "xyz":
        rows = [n for n, each in enumerate(strata) if each == stratum]
        held = sorted(letters[n] for n in rows)
        assert all(sorted(way) == held for way in labels[rows].T)


def test_all_arrangements_of_a_stratum_are_as_likely():
    # 4! / 2! = 12 arrangements of four units in x; two of y between them
    labels = permuted(12_000, letters="ABCCBA", strata="xxyxyx")[[0, 1, 3, 5]]
    _, seen = np.unique(labels, axis=1, return_counts=True)
    assert len(seen) == 12
    assert stats.chisquare(seen).pvalue > 0.01


def test_every_place_holds_an_outlet_as_often_as_the_outlet_has_units():
    labels = permuted(10_000, letters="ABBCCCCCBA", strata="x" * 10)
    for row in labels:
        seen = np.bincount(row, minlength=3)
        assert stats.chisquare(seen, [2_000, 3_000, 5_000]).pvalue > 0.001


def test_strata_alike_are_permuted_independently():
    labels = permuted(8_000, letters="AABBAABB", strata="xxxxyyyy")
    arrangement = (labels[:4].T @ [8, 4, 2, 1], labels[4:].T @ [8, 4, 2, 1])
    assert stats.chi2_contingency(pd.crosstab(*arrangement)).pvalue > 0.01


def test_consecutive_permutations_are_independent():
    first = permuted(8_000, letters="AABB", strata="xxxx").T @ [8, 4, 2, 1]
    assert stats.chi2_contingency(pd.crosstab(first[:-1], first[1:])).pvalue > 0.01


def test_a_stratums_labels_do_not_depend_on_other_strata():
    alone = permuted(letters="ABBC", strata="xxxx")
    among = permuted(letters="ACBBBACC", strata="xyxyxwxw")
    assert np.array_equal(among[[0, 2, 4, 6]], alone)


@each("outlets", ["CBA", "BAC"])
def test_labels_do_not_depend_on_the_order_of_display(outlets):
    expected = letters_of(permuted(), "ABC")
    assert np.array_equal(letters_of(permuted(outlets=outlets), outlets), expected)


def test_labels_do_not_depend_on_which_unit_had_which():
    assert np.array_equal(
        permuted(letters="AABBC", strata="xxxxx"), permuted(letters="CBABA", strata="xxxxx")
    )


def test_labels_are_the_same_bytes_twice():
    assert permuted().tobytes() == permuted().tobytes()


def test_another_seed_or_stratum_gives_other_labels():
    here = permuted(letters="AABBCC", strata="xxxxxx")
    assert (permuted(letters="AABBCC", strata="xxxxxx", seed=8) != here).mean() > 0.5
    assert (permuted(letters="AABBCC", strata="yyyyyy") != here).mean() > 0.5


def test_labels_are_left_as_they_are():
    data = arrangeable(COUNTS, SIZES, letters=LETTERS, strata=STRATA)
    data.permuted(3, 1)
    assert data.labels.tolist() == LABELS


@each("family", FAMILIES)
def test_no_units_and_no_items_give_nothing(family):
    none = arrangeable(COUNTS, [0] * 9, family=family, letters=LETTERS)
    assert (only(none.sides), none.blocks, none.permuted(4, 1).shape) == ([], [], (0, 4))
    assert arrangeable(COUNTS[:, :0], SIZES, family=family, letters=LETTERS).blocks == []

from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from cases import each
from scipy import sparse, stats

from crossframe.config import Inference
from crossframe.stats import arrangements, permutation
from crossframe.stats.arrangements import Arrangeable
from crossframe.stats.sample import Sample, draw_sample
from crossframe.stats.units import Units

FAMILIES = ("omnibus", "rest", "pairs")
FIELDS = ("statistic", "p", "p_max_t", "p_pooled", "q")


def inference_of(n, min_units=2):
    return Inference(min_articles=2, min_units=min_units, resamples=100, permutations=n, level=0.95)


def sample_of(letters, strata="", outlets="ABC", *, n=199, seed=5, threads=1, min_units=2):
    """A sample with a unit for each letter, which names its outlet, and n permutations."""
    outlet = np.array([outlets.index(letter) for letter in letters], dtype=np.int64)
    ids = tuple(f"{place:03}" for place in range(len(letters)))
    stratum = tuple(strata or [""] * len(ids))
    units = Units("passage", ids, outlet, stratum, tuple(outlets), pd.Series())
    return Sample(units, inference_of(n, min_units), seed, threads)


def drawn(rng, n_units, n_items=6):
    """Sizes, and counts of bursty terms."""
    sizes = rng.integers(80, 400, n_units)
    rates = rng.uniform(0.002, 0.03, n_items)
    return rng.poisson(sizes[:, None] * rates * rng.gamma(2, 0.5, (n_units, n_items))), sizes


LETTERS, STRATA = "AABBBCCACBAC", "xxxyyyxzzzxy"
COUNTS, SIZES = drawn(np.random.default_rng(1), 12)
COUNTS[:, 4] = [int(letter == "B") for letter in LETTERS]
EVEN = np.where(np.array(list(LETTERS)) == "A", 2, 1) * SIZES  # of rate 2 in A, else 1
SCORES = np.random.default_rng(2).normal(-0.2, 3, (12, 6))
# in the same units' order: bursty counts, some with an item that does not vary; scores below 0
CORPORA = [(COUNTS, True), (np.column_stack([COUNTS, EVEN]), True), (SCORES, False)]
ALL = each("family", FAMILIES)
EACH = each(("numerators", "counts"), CORPORA)


def compare(sample, family, numerators, sizes, *, counts=True):
    """The evidence of one family in the observed arrangement."""
    found = permutation.compare(sample, [family], numerators, sizes, counts=counts)[family]
    return one_tested(found, 0)


def one_tested(evidence, place):
    fields = {name: getattr(evidence, name)[:, :, place] for name in FIELDS}
    return replace(evidence, **fields)


def arranged(sample, family, numerators, sizes, labels, *, counts=True):
    """The statistics of arrangements, shape (n_comparisons, n_items, n_arrangements)."""
    data = Arrangeable(sample, [family], numerators, sizes, counts=counts)
    found = np.full((len(data.sides[family]), numerators.shape[1], labels.shape[1]), np.nan)
    for block in data.blocks:
        found[:, block.items] = data.statistics(block, data.arranged(labels))[family]
    return abs(found)


def permuted(sample, family, numerators, sizes, **options):
    """Sizes of the observed statistics and of those under permutation."""
    data = Arrangeable(sample, [family], numerators, sizes, counts=True)
    labels = permutation.permuted_labels(data, sample)
    observed = arranged(sample, family, numerators, sizes, data.labels[:, None], **options)
    return observed[:, :, 0], arranged(sample, family, numerators, sizes, labels, **options)


def least_of(observed):
    """What reaches an observed statistic: all that is at least as large, but for rounding."""
    return np.maximum(abs(observed) * (1 - 1e-5) - 1e-5, 0)


def same_bytes(one, other):
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in FIELDS)


# Once in each unit of A that is marked, out of four of A and four of B. Of the 70 arrangements
# as many hold as clear a difference: all with all marked units on one side.
@each(
    ("marked", "exact"),
    [(1, 1), (2, 2 * 15 / 70), (3, 2 * 5 / 70), (4, 2 / 70)],  # 15 = 6! / (4! 2!): two join them
)
@each("counts", [True, False])
def test_p_approaches_what_combinatorics_say(marked, exact, counts):
    numerators = np.array([[int(place < marked)] for place in range(8)])
    sample = sample_of("AAAABBBB", outlets="AB", n=4_999)
    found = compare(sample, "pairs", numerators, np.full(8, 100), counts=counts)
    low, high = stats.binom.ppf([0.0005, 0.9995], 4_999, exact)
    assert 1 + low <= found.p.item() * 5_000 <= 1 + high
    assert found.statistic.item() > 0
    assert found.p_max_t == found.p


def every_arrangement(letters, outlets):
    labels = sorted(set(permutations([outlets.index(letter) for letter in letters])))
    return np.array(labels, dtype=np.int8).T


@each(("letters", "outlets", "n_arrangements"), [("AAAABBBB", "AB", 70), ("ABCABCB", "ABC", 210)])
@ALL
def test_p_approach_those_of_all_arrangements(family, letters, outlets, n_arrangements):
    counts, sizes = COUNTS[: len(letters)], SIZES[: len(letters)]
    sample = sample_of(letters, outlets=outlets, n=4_999)
    found = compare(sample, family, counts, sizes)
    labels = every_arrangement(letters, outlets)
    assert labels.shape[1] == n_arrangements
    reach = arranged(sample, family, counts, sizes, labels)
    least = least_of(found.statistic)[:, :, None]
    exact = (reach >= least).mean(axis=2)
    exact_max_t = (reach.max(axis=(0, 1)) >= least).mean(axis=2)
    assert exact.min() > 0
    for p, share in ((found.p, exact), (found.p_max_t, exact_max_t)):
        low, high = stats.binom.ppf([[[0.00005]], [[0.99995]]], 4_999, share)
        assert (1 + low <= p * 5_000).all()
        assert (p * 5_000 <= 1 + high).all()


@EACH
@ALL
@each("strata", ["", STRATA])
def test_p_is_the_share_of_arrangements_that_reach_the_observed_statistic(
    family, strata, numerators, counts
):
    sample = sample_of(LETTERS, strata)
    found = compare(sample, family, numerators, SIZES, counts=counts)
    observed, reach = permuted(sample, family, numerators, SIZES, counts=counts)
    assert abs(found.statistic) == pytest.approx(observed)
    least = least_of(observed)
    reached = (reach >= least[:, :, None]).sum(axis=2)
    assert np.array_equal(found.p, (reached + 1) / (199 + 1))
    largest = reach.max(axis=(0, 1))
    reached = (largest >= least[:, :, None]).sum(axis=2)
    assert np.array_equal(found.p_max_t, (reached + 1) / (199 + 1))
    # steps of 1 / 256; from 64 on statistics are not told apart
    step, least_step = (np.floor(np.minimum(each, 64) * 256) for each in (reach, least))
    reached = (step[..., None, None] >= least_step).sum(axis=(0, 1, 2))
    assert np.array_equal(found.p_pooled, (reached + 1) / (reach.size + 1))
    q = stats.false_discovery_control(found.p_pooled.ravel()).reshape(found.q.shape)
    assert found.q == pytest.approx(q, rel=1e-12)


@EACH
@ALL
def test_arrangements_tested_together_have_the_evidence_that_each_has_alone(
    family, numerators, counts
):
    sample = sample_of(LETTERS, STRATA)
    data = Arrangeable(sample, [family], numerators, SIZES, counts=counts)
    tested, labels = data.permuted(4, "others"), permutation.permuted_labels(data, sample)
    found = permutation.assess(data, tested, labels, threads=2)[family]
    for place, way in enumerate(tested.T):
        shuffled = sample_of("".join("ABC"[outlet] for outlet in way), STRATA)
        alone = compare(shuffled, family, numerators, SIZES, counts=counts)
        assert same_bytes(one_tested(found, place), alone)


@EACH
def test_families_together_have_the_evidence_that_each_has_alone(numerators, counts):
    sample = sample_of(LETTERS, STRATA)
    together = permutation.compare(sample, FAMILIES, numerators, SIZES, counts=counts)
    for family in FAMILIES:
        alone = compare(sample, family, numerators, SIZES, counts=counts)
        assert together[family].sides == alone.sides
        assert same_bytes(one_tested(together[family], 0), alone)


@EACH
@ALL
def test_adjusted_p_are_no_lower_and_clearer_differences_have_lower_ones(
    family, numerators, counts
):
    found = compare(sample_of(LETTERS), family, numerators, SIZES, counts=counts)
    assert (found.p_max_t >= found.p).all()
    assert (found.q >= found.p_pooled * (1 - 1e-12)).all()
    order = np.argsort(-abs(found.statistic), axis=None)
    for name in ("p_max_t", "p_pooled", "q"):
        assert (np.diff(getattr(found, name).ravel()[order]) >= 0).all()


@EACH
@ALL
def test_results_are_the_same_bytes_whatever_is_worked_on_at_once(
    family, numerators, counts, monkeypatch
):
    def found(threads=1):
        sample = sample_of(LETTERS, STRATA, n=99, threads=threads)
        return compare(sample, family, numerators, SIZES, counts=counts)

    first = found()
    assert same_bytes(found(threads=2), first)
    assert same_bytes(found(threads=5), first)
    for at_once, cells in ((5, 1), (7, 14), (64, 200), (1_000, 10**6)):
        monkeypatch.setattr(arrangements, "AT_ONCE", at_once)
        monkeypatch.setattr(arrangements, "MEMBERS", cells)
        monkeypatch.setattr(arrangements, "CELLS", cells)
        assert same_bytes(found(threads=3), first)


@EACH
@ALL
def test_the_order_of_items_is_irrelevant(family, numerators, counts, monkeypatch):
    monkeypatch.setattr(arrangements, "CELLS", 3 * arrangements.AT_ONCE)  # three items a block
    order = np.random.default_rng(7).permutation(numerators.shape[1])
    sample = sample_of(LETTERS, STRATA)
    first = compare(sample, family, numerators, SIZES, counts=counts)
    turned = compare(sample, family, numerators[:, order], SIZES, counts=counts)
    for name in FIELDS:
        assert np.array_equal(getattr(turned, name), getattr(first, name)[:, order])


@ALL
def test_the_order_of_rows_is_irrelevant(family):
    articles = pd.DataFrame(
        {"article": [f"a{n:02}" for n in range(12)], "outlet": [*LETTERS], "stratum": [*STRATA]}
    )
    passages = articles[["article"]].assign(passage=1, voice="own", n_tokens=SIZES)
    n, item = COUNTS.ravel(), np.tile(list("uvwxyz"), 12)
    terms = pd.DataFrame({"article": np.repeat(articles["article"], 6), "passage": 1, "n": n})
    terms = terms.assign(voice="own", term=item).reset_index(drop=True)
    items = pd.MultiIndex.from_product([[*"uvwxyz"]], names=["term"])

    def found(articles, passages, terms):
        features = {"articles": articles, "passages": passages}
        sample = draw_sample(features, [*"ABC"], inference_of(199), seed=5, threads=1)
        sizes = sample.units.tokens(passages, "all")
        return compare(sample, family, sample.units.counts(terms, items, "all"), sizes)

    first = found(articles, passages, terms)
    assert same_bytes(first, compare(sample_of(LETTERS, STRATA), family, COUNTS, SIZES))
    turned = (table.sample(frac=1, random_state=3) for table in (articles, passages, terms))
    assert same_bytes(found(*turned), first)


@EACH
@ALL
def test_sparse_and_dense_numerators_give_the_same_bytes(family, numerators, counts):
    dense, other = (
        compare(sample_of(LETTERS), family, form(numerators), SIZES, counts=counts)
        for form in (np.asarray, sparse.csr_array)
    )
    assert same_bytes(dense, other)


@ALL
def test_another_seed_gives_other_p_and_the_same_statistics(family):
    one, other = (compare(sample_of(LETTERS, seed=seed), family, COUNTS, SIZES) for seed in (5, 6))
    assert np.array_equal(one.statistic, other.statistic)
    assert (one.p != other.p).any()


@EACH
@each("outlets", ["BAC", "CAB", "CBA"])
def test_outlets_in_another_order_have_the_same_evidence(outlets, numerators, counts):
    def found(family, outlets):
        sample = sample_of(LETTERS, STRATA, outlets)
        evidence = compare(sample, family, numerators, SIZES, counts=counts)
        named = [tuple(outlets[place] for place in sides) for sides in evidence.sides]
        return {"".join(sorted(side)): (side, n) for n, side in enumerate(named)}, evidence

    for family in FAMILIES:
        (here, first), (there, turned) = (found(family, order) for order in ("ABC", outlets))
        assert here.keys() == there.keys()
        for name, (side, n) in here.items():
            other, m = there[name]
            sign = 1 if family == "omnibus" or side == other else -1
            expected = sign * first.statistic[n]
            assert turned.statistic[m] == pytest.approx(expected, rel=1e-4, abs=1e-5)
            for field in ("p", "p_max_t"):
                assert np.array_equal(getattr(turned, field)[m], getattr(first, field)[n])


def test_two_outlets_have_one_difference_in_all_families():
    letters = "AABBBABBABAB"
    found = {
        family: compare(sample_of(letters, outlets="AB"), family, COUNTS, SIZES)
        for family in FAMILIES
    }
    pairs, rest, omnibus = found["pairs"], found["rest"], found["omnibus"]
    assert (pairs.sides, rest.sides, omnibus.sides) == ([(0, 1)], [(0,), (1,)], [(0, 1)])
    assert rest.statistic[0] == pytest.approx(pairs.statistic[0], rel=1e-5)
    assert rest.statistic[0] == pytest.approx(-rest.statistic[1], rel=1e-5)
    assert omnibus.statistic[0] == pytest.approx(abs(pairs.statistic[0]), rel=1e-3)
    for p in (rest.p[0], rest.p[1], omnibus.p[0]):
        assert np.array_equal(p, pairs.p[0])


@ALL
def test_an_item_that_never_occurs_is_missing_and_no_test(family):
    with_none = np.insert(COUNTS, 2, 0, axis=1)
    found = compare(sample_of(LETTERS), family, with_none, SIZES)
    without = compare(sample_of(LETTERS), family, COUNTS, SIZES)
    for name in FIELDS:
        values = getattr(found, name)
        assert np.isnan(values[:, 2]).all()
        assert np.array_equal(np.delete(values, 2, axis=1), getattr(without, name))


def test_outlets_that_both_lack_an_item_do_not_differ():
    counts = COUNTS[:, :1] * (np.array([*LETTERS]) == "C")[:, None]
    found = compare(sample_of(LETTERS), "pairs", counts, SIZES)
    assert (found.statistic[0].item(), found.p[0].item()) == (0, 1)


def test_an_outlet_with_too_few_units_is_in_the_rest_alone():
    letters = "AAAAABBBBBBC"
    found = {f: compare(sample_of(letters), f, COUNTS, SIZES) for f in FAMILIES}
    assert [found[f].sides for f in FAMILIES] == [[], [(0,), (1,)], [(0, 1)]]
    assert np.isfinite(found["rest"].p).all()
    # what A differs from holds the unit of C; the pair is of A and B
    both = compare(sample_of(letters.replace("C", "B")), "rest", COUNTS, SIZES)
    assert found["rest"].statistic[0] == pytest.approx(both.statistic[0], rel=1e-5)
    pair = compare(sample_of(letters[:-1]), "pairs", COUNTS[:-1], SIZES[:-1])
    assert found["pairs"].statistic == pytest.approx(pair.statistic, rel=1e-5)


@ALL
@each(
    ("strata", "min_units", "sizes"),
    [("aabbbccacbac", 2, SIZES), ("", 9, SIZES), ("", 2, 0 * SIZES)],
)
def test_nothing_is_found_where_nothing_can_be_compared(family, strata, min_units, sizes):
    sample = sample_of(LETTERS, strata, min_units=min_units)
    found = compare(sample, family, COUNTS, sizes)
    assert found.sides == []
    assert all(getattr(found, name).shape == (0, 6) for name in FIELDS)


@ALL
def test_without_items_nothing_is_found(family):
    found = compare(sample_of(LETTERS), family, COUNTS[:, :0], SIZES)
    assert {getattr(found, name).shape for name in FIELDS} == {(len(found.sides), 0)}


@each("family", ["rest", "pairs"])
def test_an_outlet_that_shares_no_stratum_is_no_evidence(family):
    # whether A differs, or the days it wrote on, cannot be told
    counts = COUNTS * np.where(np.array([*LETTERS]) == "A", 5, 1)[:, None]
    strata = "".join("a" if letter == "A" else "z" for letter in LETTERS)
    found = compare(sample_of(LETTERS, strata), family, counts, SIZES)
    alone = [n for n, sides in enumerate(found.sides) if sides == (0,)]
    assert found.statistic[alone] == pytest.approx(0, abs=1e-4)
    assert (found.p[alone] == 1).all()
    assert (found.p_max_t[alone] == 1).all()
    both = found.sides.index((1, 2) if family == "pairs" else (1,))
    assert found.p[both].min() < 1


def test_statistics_are_told_apart_up_to_64():
    # of eight units without much spread; of 70 arrangements, two are as clear as the observed one
    base = np.array([0, 1, 0, 1, 0, 1, 0, 1.0])
    apart = np.array([9, 18, 30, 300])  # standard errors are about 0.4
    scores = base[:, None] + apart * (np.arange(8) < 4)[:, None]
    sample = sample_of("AAAABBBB", outlets="AB", n=999)
    found = compare(sample, "pairs", scores, np.full(8, 1), counts=False)
    assert [16 < size < 32 for size in found.statistic[0]] == [True, False, False, False]
    assert [size > 64 for size in found.statistic[0]] == [False, False, True, True]
    p = found.p_pooled[0]
    assert p[0] > p[1] > p[2]
    assert p[2] == p[3]


def test_a_difference_without_any_spread_is_infinite_and_no_clearer_than_permutations_can_say():
    letters = "AAAAAABBBBBB"  # of 924 arrangements, the two that part A and B
    counts = np.array([[3 if letter == "A" else 1] for letter in letters])
    found = compare(sample_of(letters, outlets="AB", n=999), "rest", counts, np.full(12, 50))
    assert found.statistic.tolist() == [[np.inf], [-np.inf]]
    assert (found.p >= 1 / 1_000).all()
    assert (found.p <= stats.binom.ppf(0.9999, 1_000, 2 / 924) / 1_000 + 1 / 1_000).all()
    assert np.array_equal(found.p, found.p_max_t)


def test_a_true_difference_has_the_least_p_that_permutations_can_give():
    rng = np.random.default_rng(8)
    counts, sizes = drawn(rng, 60)
    counts[:20, 3] = rng.poisson(0.15 * sizes[:20])
    found = compare(sample_of("A" * 20 + "B" * 20 + "C" * 20), "rest", counts, sizes)
    assert found.statistic[0, 3] > 4
    assert found.p[0, 3] == found.p_max_t[0, 3] == 1 / 200
    assert found.q[0, 3] < 0.05
    # what stands out of the rest is in the rest of the others
    assert (found.statistic[1:, 3] < 0).all()


def rejections(n_corpora, letters, strata="", *, known=""):
    """How often p, and how often any max-T p, is at most .05 in corpora without differences.

    Rates depend on strata.
    """
    found = np.zeros((n_corpora, 2), dtype=bool)
    by_stratum = np.array([1 + 4 * (stratum == "y") for stratum in strata or letters])[:, None]
    for seed in range(n_corpora):
        rng = np.random.default_rng(seed)
        sizes = rng.integers(80, 400, len(letters))
        rates = rng.uniform(0.01, 0.03, 4) * by_stratum
        counts = rng.poisson(sizes[:, None] * rates * rng.gamma(2, 0.5, (len(letters), 4)))
        found_here = compare(sample_of(letters, known, n=99, seed=seed), "rest", counts, sizes)
        found[seed] = found_here.p[0, 0] <= 0.05, found_here.p_max_t.min() <= 0.05
    return found.sum(axis=0)


@each("strata", ["", "xxxyxxyyxyyy"])
def test_without_differences_one_in_twenty_is_found(strata):
    alone, any_of_all = rejections(200, "AAAABBBBCCCC", strata, known=strata)
    low, high = stats.binom.ppf([0.001, 0.999], 200, 0.05)
    assert low <= alone <= high
    assert low <= any_of_all <= high


def test_differences_of_strata_are_taken_for_those_of_outlets_unless_strata_are_known():
    letters, strata = "A" * 8 + "B" * 8 + "C" * 8, "xxxxxxxyxxxxyyyyxyyyyyyy"
    unknown, _ = rejections(40, letters, strata)
    known, _ = rejections(40, letters, strata, known=strata)
    assert known <= stats.binom.ppf(0.999, 40, 0.05) < unknown


def test_differences_of_length_are_not_taken_for_those_of_outlets(monkeypatch):
    # the term is in the first words of an article, however long; A's articles are the short ones
    letters = "A" * 14 + "B" * 20 + "A" * 6

    def found(seed):
        rng = np.random.default_rng(seed)
        sizes = np.append(rng.integers(100, 200, 20), rng.integers(600, 1_200, 20))
        sample = sample_of(letters, outlets="AB", n=99, seed=seed)
        return compare(sample, "pairs", rng.poisson(4, (40, 1)), sizes).p.item() <= 0.05

    assert sum(map(found, range(40))) <= stats.binom.ppf(0.999, 40, 0.05)
    monkeypatch.setattr(arrangements, "FEWEST_ALIKE", 1_000)
    assert sum(map(found, range(40))) > 20

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features, one, options_of, run, sample_of
from scipy import stats

from crossframe.measures import calibration
from crossframe.measures.calibration import BANDS, FACTORS, NO_TERMS, NOT_REACHED, NOT_TESTED
from crossframe.stats.arrangements import Arrangeable
from crossframe.stats.permutation import compare

OUTLETS = ("Left", "Right", "Third")
RATES = {"ban": 4.0, "app": 3.0, "tide": 1.0, "run": 1.0, "slow": 0.3, "rare": 0.2}
RANDOM = np.random.default_rng(12)
# Of each outlet two articles of two passages; some words are quoted, and count as others do.
TEXTS = {
    f"{outlet}-{number}": [
        {
            voice: " ".join(["."] * 30 + [w for w, rate in RATES.items()
                                          for _ in range(RANDOM.poisson(rate * share))])
            for voice, share in (("own", 0.8), ("quoted", 0.2))
        }
        for _ in range(2)
    ]
    for outlet in OUTLETS for number in (1, 2)
}  # fmt: skip
STRATA = {article: {"stratum": f"week {article[-1]}"} for article in TEXTS}
TESTS = ("p", "p_pooled", "p_max_t", "q")
LEVEL = 0.2  # with 99 permutations and few terms, findings at a level of .05 would be few


@pytest.fixture(scope="module", params=[{}, STRATA], ids=["without strata", "with strata"])
def tables(request):
    return features(TEXTS, facts=request.param)


@pytest.fixture(scope="module")
def sample(tables):
    return sample_of(tables, OUTLETS, level=1 - LEVEL)


@pytest.fixture(scope="module")
def options():
    return options_of("calibration")


@pytest.fixture(scope="module")
def table(tables, sample, options):
    return calibration.TABLE.validate(calibration.compute(tables, sample, options)[0])


@pytest.fixture(scope="module")
def trial(tables, sample, options):
    return calibration._trial(tables, sample, options)


@pytest.fixture(scope="module")
def counted(tables, sample):
    """Counts by unit and term, and tokens by unit."""
    items = pd.MultiIndex.from_frame(tables["terms"][["term", "pos"]].drop_duplicates())
    counts = sample.units.counts(tables["terms"], items, "all")
    return counts.toarray(), sample.units.tokens(tables["passages"], "all")


@pytest.fixture(scope="module")
def shuffles(sample, counted):
    """The labels that the measure shuffles, a row a shuffle."""
    data = Arrangeable(sample, ["rest"], *counted, counts=True)
    return data.permuted(20, sample.seed, "shuffles").T


def false_findings(table, test):
    return one(table, statistic="false_findings", test=test)


# Where nothing differs


def test_labels_are_shuffled_within_strata(sample, shuffles):
    strata = np.array(sample.units.stratum)
    assert any((labels != sample.units.outlet).any() for labels in shuffles)
    for labels in shuffles:
        for stratum in set(strata):
            held = strata == stratum
            assert sorted(labels[held]) == sorted(sample.units.outlet[held])


@pytest.fixture(scope="module")
def shuffled(sample, counted, shuffles):
    """The evidence in each shuffle, as if its labels were the outlets' own."""
    own = [
        replace(sample, units=replace(sample.units, outlet=labels.astype(np.int64)))
        for labels in shuffles
    ]
    return [compare(each, ["rest"], *counted)["rest"] for each in own]


@each("test", ["p", "p_pooled"])
def test_false_findings_of_a_difference_are_those_of_every_shuffle_by_itself(table, shuffled, test):
    shares = [np.mean(getattr(found, test) <= LEVEL) for found in shuffled]
    row = false_findings(table, test)
    assert row["value"] == pytest.approx(np.mean(shares))
    assert 0 < row["value"] < 1
    interval = stats.ttest_1samp(shares, 0).confidence_interval(1 - LEVEL)
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))


@each("test", ["p_max_t", "q"])
def test_shuffles_with_a_false_finding_are_those_with_any_by_themselves(table, shuffled, test):
    found = [(getattr(found, test) <= LEVEL).any() for found in shuffled]
    row = false_findings(table, test)
    assert row["value"] == pytest.approx(np.mean(found))
    assert row["n"] == len(shuffled)


def test_log_likelihood_is_that_of_scipy_with_bonferronis_level(table, counted, shuffles):
    counts, tokens = counted
    found = []
    for labels in shuffles:
        p = []
        for outlet in range(len(OUTLETS)):
            here = labels == outlet
            for n in counts.T:
                a, b = n[here].sum(), n[~here].sum()
                cells = [[a, b], [tokens[here].sum() - a, tokens[~here].sum() - b]]
                tested = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
                p.append(tested.pvalue)
        found.append(min(p) <= LEVEL / len(p))
    assert 0 < np.mean(found) < 1
    assert false_findings(table, "g2_bonferroni")["value"] == pytest.approx(np.mean(found))


def test_a_level_is_that_of_the_config(tables, options):
    strict = calibration.compute(tables, sample_of(tables, OUTLETS, level=0.99), options)[0]
    rows = strict[strict["statistic"] != "smallest_factor"]
    assert (rows["nominal"] == 0.01).all()


def test_a_share_of_differences_has_no_interval_below_0():
    low, high = calibration._student(np.array([0.0, 0.0, 0.0, 0.2]), 0.05)[1:]
    assert low == 0
    assert high > 0.05


# Planted differences


def planted_of(trial, each=200):
    planted = calibration._plant(trial, each)
    return planted, calibration._with_planted(trial, planted).toarray()


def test_terms_are_planted_for_every_band_and_factor(trial):
    planted, _ = planted_of(trial, each=20)
    n = pd.Series(planted.factor).groupby([planted.band, planted.factor]).size()
    assert dict(n) == {(band, factor): 20 for band in BANDS for factor in FACTORS}


def test_a_planted_term_has_as_many_occurrences_as_its_band_says(options):
    words = {"nine": 9, "ten": 10, "many": 29, "most": 30}  # of the corpus
    passages = [
        {"own": " ".join([".", *(word for word, n in words.items() for _ in range(place, n, 6))])}
        for place in range(6)
    ]
    tables = features({"Left-1": passages[:3], "Right-1": passages[3:]})
    trial = calibration._trial(tables, sample_of(tables, ("Left", "Right")), options)
    planted, _ = planted_of(trial)
    totals = pd.Series(trial.counts.toarray().sum(axis=0)[planted.item])
    held = totals.groupby(planted.band).unique().map(set).to_dict()
    assert held == {"under 10": {9}, "10 to 29": {10, 29}, "30 and more": {30}}


def test_only_units_of_the_chosen_outlet_gain_and_none_loses(trial):
    planted, counts = planted_of(trial)
    gain = counts - trial.counts.toarray()[:, planted.item]
    outlets = np.array([outlet for (outlet,) in trial.found.sides])[planted.side]
    of_outlet = trial.shuffles[:, planted.shuffle] == outlets
    assert (gain[~of_outlet] == 0).all()
    assert (gain >= 0).all()
    assert (gain > 0).any()


def test_a_unit_without_the_term_does_not_gain_it(trial):
    planted, counts = planted_of(trial)
    assert (counts[trial.counts.toarray()[:, planted.item] == 0] == 0).all()


@each("factor", FACTORS)
def test_counts_grow_by_the_factor_on_average(trial, factor):
    planted, counts = planted_of(trial, each=1000)
    outlets = np.array([outlet for (outlet,) in trial.found.sides])[planted.side]
    here = (trial.shuffles[:, planted.shuffle] == outlets) & (planted.factor == factor)
    before = trial.counts.toarray()[:, planted.item][here].sum()
    deviation = np.sqrt((factor - 1) * before) / before  # of a Poisson sum's ratio
    assert counts[here].sum() / before == pytest.approx(factor, abs=4 * deviation)


def test_every_outlet_and_shuffle_is_planted_in(trial):
    planted, _ = planted_of(trial)
    assert set(planted.side) == set(range(len(OUTLETS)))
    assert set(planted.shuffle) == set(range(20))


@each("test", TESTS)
def test_a_factor_of_1_leaves_every_p_value_as_it_is(trial, monkeypatch, test):
    monkeypatch.setattr(calibration, "FACTORS", (1.0,))
    planted = calibration._plant(trial, 40)
    found = calibration._p_values(trial, planted)[test]
    expected = getattr(trial.found, test)[planted.side, planted.item, planted.shuffle]
    assert found == pytest.approx(expected)
    assert len(set(found)) > 5


EVEN = {f"{o}-1": [{"own": "ban ban app tide . . . . ."}] * 6 for o in OUTLETS}


@each("test", TESTS)
def test_an_enormous_difference_is_always_found(test, monkeypatch):
    monkeypatch.setattr(calibration, "FACTORS", (50.0,))
    table = run("calibration", features(EVEN), OUTLETS)
    rows = table[(table["statistic"] == "recall") & (table["test"] == test) & (table["n"] > 0)]
    assert set(rows["band"]) == {"10 to 29", "30 and more"}
    assert (rows["value"] == 1).all()


def test_a_planted_difference_is_tested_in_its_own_shuffle_and_side(trial):
    # of one planted difference at a time: the counts raised, and the shuffle's labels in place
    planted, counts = planted_of(trial, each=20)
    p = calibration._p_values(trial, planted)["p"]
    units = trial.sample.units
    for place in (3, 150, 299):
        labels = trial.shuffles[:, planted.shuffle[place]].astype(np.int64)
        own = replace(trial.sample, units=replace(units, outlet=labels))
        found = compare(own, ["rest"], counts[:, [place]], trial.tokens)["rest"]
        assert found.p[planted.side[place], 0, 0] == pytest.approx(p[place])


# Intervals and the smallest factor


@each("level", [0.95, 0.8])
@each("k", [0, 1, 7, 20])
def test_an_interval_of_a_share_is_wilsons(k, level):
    hits = np.arange(20) < k
    expected = stats.binomtest(k, 20).proportion_ci(level, method="wilson")
    found = calibration._wilson(hits, 1 - level)
    assert found == pytest.approx((k / 20, expected.low, expected.high))


def test_an_interval_never_leaves_0_and_1():
    assert calibration._wilson(np.zeros(20, dtype=bool), 0.05)[1] == 0
    assert calibration._wilson(np.ones(20, dtype=bool), 0.05)[2] == 1


def test_the_table_holds_wilsons_intervals(table):
    rows = table[(table["statistic"] == "recall") & (table["n"] > 0)]
    assert len(rows) == len(TESTS) * len(BANDS) * len(FACTORS)
    for _, row in rows.iterrows():
        k = round(row["value"] * row["n"])
        expected = stats.binomtest(k, row["n"]).proportion_ci(1 - LEVEL, method="wilson")
        assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high), abs=1e-9)


def with_recall(monkeypatch, hits):
    """The table where of 20 terms so many are found, by factor, whatever the test and band."""

    def p_values(_, planted):
        p = np.ones(len(planted.item))
        for factor, k in hits.items():
            for band in set(planted.band):
                p[np.flatnonzero((planted.factor == factor) & (planted.band == band))[:k]] = 0.001
        return dict.fromkeys(TESTS, p)

    monkeypatch.setattr(calibration, "_p_values", p_values)
    return run("calibration", features(EVEN), OUTLETS)


def smallest(table, band="30 and more"):
    return one(table, statistic="smallest_factor", test="q", band=band)


def test_recall_is_the_share_found(monkeypatch):
    table = with_recall(monkeypatch, {1.5: 3, 2: 8, 3: 18, 5: 20, 8: 20})
    rows = table[(table["statistic"] == "recall") & (table["test"] == "q")]
    rows = rows[rows["band"] == "30 and more"]
    assert rows["factor"].tolist() == [1.5, 2.0, 3.0, 5.0, 8.0]
    assert rows["value"].tolist() == pytest.approx([3 / 20, 8 / 20, 18 / 20, 1, 1])


def test_the_smallest_factor_is_interpolated_between_logarithms(monkeypatch):
    # recall .4 at 2 and .9 at 3; .8 is .4 / .5 of the way
    row = smallest(with_recall(monkeypatch, {1.5: 3, 2: 8, 3: 18, 5: 20, 8: 20}))
    assert row["value"] == pytest.approx(2 * (3 / 2) ** ((0.8 - 0.4) / (0.9 - 0.4)))
    assert row["nominal"] == 0.8
    assert row["n"] == 20


def test_below_the_least_factor_recall_rises_from_0_at_no_difference(monkeypatch):
    row = smallest(with_recall(monkeypatch, dict.fromkeys(FACTORS, 18)))
    assert row["value"] == pytest.approx(1.5 ** (0.8 / 0.9))


def test_a_power_that_is_just_reached_gives_the_factor_itself(monkeypatch):
    row = smallest(with_recall(monkeypatch, {5: 16, 8: 20}))
    assert row["value"] == pytest.approx(5)


def test_recall_that_falls_by_chance_does_not_count_as_falling(monkeypatch):
    # .5 at 2, less at 3, .9 at 5: from .5 at 3 to .9 at 5
    row = smallest(with_recall(monkeypatch, {2: 10, 3: 6, 5: 18, 8: 20}))
    assert row["value"] == pytest.approx(3 * (5 / 3) ** ((0.8 - 0.5) / (0.9 - 0.5)))


def test_a_power_that_no_factor_reaches_has_no_smallest_factor(monkeypatch):
    row = smallest(with_recall(monkeypatch, {5: 15, 8: 15}))
    assert np.isnan(row["value"])
    assert row["note"] == NOT_REACHED


def test_a_band_without_terms_has_no_smallest_factor(monkeypatch):
    table = with_recall(monkeypatch, dict.fromkeys(FACTORS, 20))
    row = smallest(table, band="under 10")
    assert np.isnan(row["value"])
    assert row["note"] == NO_TERMS
    recall = table[(table["statistic"] == "recall") & (table["band"] == "under 10")]
    assert recall[["value", "low", "high"]].isna().all(axis=None)
    assert (recall["note"] == NO_TERMS).all()


def test_the_smallest_factors_are_those_of_the_tables_recall(table):
    for (test, band), rows in table[table["statistic"] == "recall"].groupby(["test", "band"]):
        value = one(table, statistic="smallest_factor", test=test, band=band)["value"]
        assert np.isnan(value) == (rows["value"].max() < 0.8)
        if not np.isnan(value):
            reached = rows[rows["value"] >= 0.8]["factor"].min()
            below = [1.0, *(factor for factor in FACTORS if factor < reached)][-1]
            assert below < value <= reached + 1e-9


# Invariance and breakdown


def test_words_of_too_few_occurrences_are_neither_tested_nor_planted(tables):
    table = run("calibration", tables, OUTLETS, min_count=10)
    assert smallest(table, band="under 10")["note"] == NO_TERMS
    assert smallest(table, band="10 to 29")["n"] == 20


def test_the_same_seed_gives_the_same_table_and_another_seed_another(tables, sample, options):
    again = calibration.compute(tables, sample, options)[0]
    pd.testing.assert_frame_equal(again, calibration.compute(tables, sample, options)[0])
    other = calibration.compute(tables, replace(sample, seed=8), options)[0]
    assert (other["value"] != again["value"]).any()


def test_threads_change_nothing(tables, sample, options, table):
    threaded = calibration.compute(tables, replace(sample, threads=3), options)[0]
    pd.testing.assert_frame_equal(calibration.TABLE.validate(threaded), table)


@each("seed", [1, 2])
def test_the_order_of_rows_and_outlets_changes_nothing(tables, seed):
    shuffled = {
        name: rows.sample(frac=1, random_state=seed).reset_index(drop=True)
        for name, rows in tables.items()
    }
    expected = run("calibration", tables, OUTLETS)
    pd.testing.assert_frame_equal(run("calibration", shuffled, OUTLETS), expected)
    pd.testing.assert_frame_equal(run("calibration", tables, OUTLETS[::-1]), expected)


@each(
    ("facts", "given"),
    [
        ({}, {"min_units": 5}),
        ({article: {"stratum": article.partition("-")[0]} for article in TEXTS}, {}),
    ],
)
def test_where_no_outlet_can_be_tested_nothing_is_known(facts, given, options):
    tables = features(TEXTS, facts=facts)
    table = calibration.compute(tables, sample_of(tables, OUTLETS, **given), options)[0]
    assert set(table["test"]) == {*TESTS, "g2_bonferroni"}
    assert (table["statistic"] == "false_findings").all()
    assert table[["value", "low", "high"]].isna().all(axis=None)
    assert (table["note"] == NOT_TESTED).all()
    assert (table["n"] == 0).all()


def test_where_no_term_is_counted_nothing_is_known(tables):
    table = run("calibration", tables, OUTLETS, min_count=10_000)
    assert table["value"].isna().all()
    assert (table["note"] == NO_TERMS).all()


def test_a_unit_without_a_word_takes_no_part():
    # the second passage of Left-1 has no word, as far as its tokens go
    tables = features(TEXTS)
    at = (tables["passages"]["article"] == "Left-1") & (tables["passages"]["passage"] == 2)
    without = {"terms": tables["terms"].merge(tables["passages"][~at][["article", "passage"]]
                                              .drop_duplicates())}  # fmt: skip
    silent = tables | without | {"passages": tables["passages"].assign(
        n_tokens=tables["passages"]["n_tokens"].where(~at, 0))}  # fmt: skip
    table = run("calibration", silent, OUTLETS)
    assert (table["n_units"] == 11).all()
    assert false_findings(table, "p")["n"] == 20

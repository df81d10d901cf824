import numpy as np
import pytest
from cases import each
from corpora import features, one, run, sample_of
from scipy.spatial.distance import jensenshannon
from scipy.stats import false_discovery_control, norm
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.metrics.pairwise import cosine_similarity

from crossframe import measures
from crossframe.measures import similarity
from crossframe.measures.similarity import STATISTICS, likeness
from crossframe.stats.arrangements import Arrangeable
from crossframe.stats.permutation import permuted_labels
from crossframe.stats.ratios import FEW_UNITS
from crossframe.stats.units import VOICES
from crossframe.tables.compared import NO_STRATUM

OUTLETS = ("Left", "Right", "Third")
TEXTS = {
    "Left-1": [{"own": "ban ban app ."}, {"own": "slow/ADJ ban ."}],
    "Right-1": [{"own": "ban run/VERB ."}, {"own": "run/VERB app . ."}],
    "Third-1": [{"own": "tide tide ."}, {"own": "tide run/VERB"}],
}
ALL = {"outlet": "Left", "other": "Right", "voice": "all"}


@pytest.fixture
def table():
    return run("similarity", features(TEXTS), OUTLETS)


@pytest.fixture
def counts():
    return np.random.default_rng(9).poisson(0.7, (5, 80)).astype(float)


def idf_of(counts):
    return TfidfTransformer().fit(counts).idf_


def test_cosine_is_that_of_scikit_learn(counts):
    expected = cosine_similarity(TfidfTransformer().fit_transform(counts))
    assert likeness(counts[:, :, None], idf_of(counts))["cosine"][:, :, 0] == pytest.approx(
        expected
    )


def test_jensen_shannon_is_that_of_scipy(counts):
    found = likeness(counts[:, :, None], idf_of(counts))["jensen_shannon"][:, :, 0]
    expected = [[jensenshannon(a, b, base=2) for b in counts] for a in counts]
    assert found == pytest.approx(np.array(expected), abs=1e-7)


def wide(tables, voice="all"):
    rows = tables["terms"].merge(tables["articles"][["article", "outlet"]])
    rows = rows if voice == "all" else rows[rows["voice"] == voice]
    counted = rows.pivot_table(
        index="outlet", columns=["term", "pos"], values="n", aggfunc="sum", fill_value=0
    )
    return counted.to_numpy(dtype=float)


@each(("a", "b"), [(0, 1), (0, 2), (1, 2)])
def test_the_table_holds_the_cosine_of_scikit_learns_tf_idf(table, a, b):
    expected = cosine_similarity(TfidfTransformer().fit_transform(wide(features(TEXTS))))[a, b]
    row = one(table, outlet=OUTLETS[a], other=OUTLETS[b], voice="all", statistic="cosine")
    assert row["value"] == pytest.approx(expected)


@each(("a", "b"), [(0, 1), (0, 2), (1, 2)])
def test_the_table_holds_the_jensen_shannon_distance_of_scipy(table, a, b):
    counted = wide(features(TEXTS))
    row = one(table, outlet=OUTLETS[a], other=OUTLETS[b], voice="all", statistic="jensen_shannon")
    assert row["value"] == pytest.approx(jensenshannon(counted[a], counted[b], base=2))


def test_jensen_shannon_by_hand(table):
    # Left: ban 3, app 1, slow 1 of 5. Third: tide 3, run 1 of 4. Nothing is shared.
    row = one(table, outlet="Left", other="Third", voice="all", statistic="jensen_shannon")
    assert row["value"] == pytest.approx(1.0)
    assert row["n_shared"] == 0


def test_shared_terms_are_counted(table):
    assert one(table, **ALL, statistic="cosine")["n_shared"] == 2  # ban and app


def test_an_outlet_is_just_like_its_twin():
    twins = {"Left-1": TEXTS["Left-1"], "Right-1": TEXTS["Left-1"]}
    table = run("similarity", features(twins), ("Left", "Right"))
    assert one(table, **ALL, statistic="cosine")["value"] == pytest.approx(1)
    assert one(table, **ALL, statistic="jensen_shannon")["value"] == pytest.approx(0, abs=1e-7)


def test_likeness_is_symmetric(counts):
    for values in likeness(counts[:, :, None], idf_of(counts)).values():
        assert values[:, :, 0] == pytest.approx(values[:, :, 0].T, abs=1e-7)


def test_twice_the_text_changes_no_likeness(counts):
    idf, double = idf_of(counts), counts * np.array([2, 1, 1, 3, 1])[:, None]
    for name, values in likeness(counts[:, :, None], idf).items():
        assert likeness(double[:, :, None], idf)[name] == pytest.approx(values, abs=1e-7)


def test_outlets_without_terms_are_neither_alike_nor_unlike():
    values = likeness(np.zeros((2, 3, 1)), np.ones(3))
    assert all(np.isnan(value).all() for value in values.values())


def test_no_counted_terms_make_outlets_neither_alike_nor_unlike():
    table = run("similarity", features(TEXTS), OUTLETS, min_count=100)
    assert table["value"].isna().all()


def test_every_pair_stands_once(table):
    pairs = table[["outlet", "other"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [["Left", "Right"], ["Left", "Third"], ["Right", "Third"]]


def test_an_interval_is_the_value_with_the_bootstraps_deviation():
    tables = features(TEXTS)
    sample = sample_of(tables, OUTLETS)
    measure = measures.load("similarity")
    row = one(measure.compute(tables, sample, measure.options(min_count=1))[0], **ALL,
              statistic="jensen_shannon")  # fmt: skip
    items = tables["terms"].groupby(["term", "pos"])["n"].sum().index
    counts = sample.units.counts(tables["terms"], items, "all").toarray()
    draws = []
    for weights in sample.weights().T:
        a, b = ((counts * weights[:, None])[sample.units.outlet == o].sum(axis=0) for o in (0, 1))
        if a.any() and b.any():
            draws.append(jensenshannon(a, b, base=2))
    margin = norm.ppf(0.975) * np.std(draws, ddof=1)
    assert row["low"] == pytest.approx(max(0, row["value"] - margin))
    assert row["high"] == pytest.approx(min(1, row["value"] + margin))


# p-values. Left has a passage without a term, and Third quotes in one passage alone.
MANY = {
    "Left-1": [{"own": "ban ban app ."}, {"own": "slow/ADJ ban .", "quoted": "app ."},
               {"own": ". .", "reported": "tide ban"},
               {"own": "ban tide", "quoted": "app app run/VERB", "reported": "app"}],
    "Right-1": [{"own": "ban run/VERB .", "quoted": "run/VERB ."}, {"own": "run/VERB app . ."},
                {"quoted": "ban run/VERB", "reported": "run/VERB"},
                {"own": "app run/VERB tide ban", "reported": "app app"}],
    "Third-1": [{"own": "tide tide .", "quoted": "tide"},
                {"own": "tide run/VERB", "reported": "tide"},
                {"own": "tide app tide", "reported": "ban tide"}],
}  # fmt: skip


def by_brute_force(tables, sample, voice):
    """The p-values of every pair, from all labels that are drawn, by other implementations."""
    items = tables["terms"].groupby(["term", "pos"])["n"].sum().index
    counts = sample.units.counts(tables["terms"], items, voice)
    tokens = sample.units.tokens(tables["passages"], voice)
    data = Arrangeable(sample, ["pairs"], counts, tokens, counts=True)
    held = counts.toarray()[tokens > 0]

    def unlike(labels):
        sums = np.array([held[labels == outlet].sum(axis=0) for outlet in range(3)])
        cosines = cosine_similarity(TfidfTransformer().fit_transform(sums))
        with np.errstate(invalid="ignore"):
            distances = np.array([[jensenshannon(a, b, base=2) for b in sums] for a in sums])
        # an outlet without a term is as unlike as can be
        return np.array([1 - cosines, np.nan_to_num(distances, nan=1)])

    drawn = np.array([unlike(labels) for labels in permuted_labels(data, sample).T])
    reached = drawn >= unlike(data.labels) - 1e-9
    assert len(drawn) == sample.inference.permutations
    return dict(zip(STATISTICS, (1 + reached.sum(axis=0)) / (1 + len(drawn)), strict=True))


@each("voice", VOICES)
def test_p_values_are_shares_of_permutations_by_brute_force(voice):
    tables = features(MANY)
    sample = sample_of(tables, OUTLETS)
    table = run("similarity", tables, OUTLETS)
    expected = by_brute_force(tables, sample, voice)
    rows = table[table["voice"] == voice].dropna(subset="p")
    assert len(rows) == (2 if voice == "quoted" else 6)
    for row in rows.itertuples():
        at = OUTLETS.index(row.outlet), OUTLETS.index(row.other)
        assert row.p == pytest.approx(expected[row.statistic][at])
    assert rows["p"].nunique() > 1


def test_labels_that_leave_an_outlet_without_terms_count_as_unlike():
    # of four passages of Right, three have no term: in some permutations Left or Right has none
    silent = [{"own": ". ."}, {"own": "."}, {"own": ". . ."}]
    texts = {"Left-1": [{"own": "ban"}, {"own": "app"}], "Right-1": [{"own": "ban app"}, *silent]}
    table = run("similarity", features(texts), ("Left", "Right"))
    # Left and Right are just alike: no permutation is more so
    assert table.loc[table["voice"] == "all", "p"].tolist() == [1, 1]


def test_outlets_that_share_no_word_are_as_unlike_as_can_be():
    texts = {"Left-1": [{"own": "ban ."}] * 9, "Right-1": [{"own": "app ."}] * 9}
    table = run("similarity", features(texts), ("Left", "Right"))
    assert table.loc[table["voice"] == "all", "p"].tolist() == [1 / 100, 1 / 100]


def test_outlets_of_the_same_words_are_no_less_alike_than_by_chance():
    twins = {"Left-1": MANY["Left-1"], "Right-1": MANY["Left-1"]}
    table = run("similarity", features(twins), ("Left", "Right"))
    assert table["p"].tolist() == [1] * len(VOICES) * len(STATISTICS)


def test_q_is_that_of_scipy_over_the_pairs_of_a_voice_and_statistic():
    table = run("similarity", features(MANY), OUTLETS)
    for _, rows in table.dropna(subset="p").groupby(["voice", "statistic"]):
        assert rows["q"].to_numpy() == pytest.approx(false_discovery_control(rows["p"].to_numpy()))
    assert (table["q"].isna() == table["p"].isna()).all()


def test_pairs_without_enough_units_are_not_tested_and_say_so():
    table = run("similarity", features(MANY), OUTLETS)
    few = table["voice"].eq("quoted") & table["other"].eq("Third")
    assert table.loc[few, "p"].isna().all()
    assert set(table.loc[few, "note"]) == {FEW_UNITS}
    assert table.loc[~few, "p"].notna().all()
    assert table.loc[~few, "note"].isna().all()


def test_strata_that_no_two_outlets_share_leave_no_test():
    facts = {article: {"stratum": article} for article in MANY}
    table = run("similarity", features(MANY, facts=facts), OUTLETS)
    assert table[["p", "q"]].isna().all(axis=None)
    assert set(table["note"]) == {NO_STRATUM, FEW_UNITS}
    assert table.loc[table["note"] == NO_STRATUM, ["low", "high"]].notna().all(axis=None)


@each("cells", [1, 100, 1_000])
def test_p_values_do_not_depend_on_how_much_fits_in_memory(monkeypatch, cells):
    expected = run("similarity", features(MANY), OUTLETS)
    monkeypatch.setattr(similarity, "CELLS", cells)
    found = run("similarity", features(MANY), OUTLETS)
    assert found[["p", "q"]].equals(expected[["p", "q"]])


def test_the_units_of_a_pair_are_those_of_the_poorer_outlet():
    texts = TEXTS | {"Left-1": [*TEXTS["Left-1"], {"own": "ban"}]}
    table = run("similarity", features(texts), OUTLETS)
    assert one(table, **ALL, statistic="cosine")["n_units"] == 2


def test_likeness_to_an_outlet_without_counted_terms_is_missing_with_a_reason():
    texts = {"Left-1": TEXTS["Left-1"], "Right-1": [{"own": ". ."}, {"own": "."}]}
    row = one(run("similarity", features(texts), ("Left", "Right")), **ALL, statistic="cosine")
    assert np.isnan(row["value"])
    assert isinstance(row["note"], str)

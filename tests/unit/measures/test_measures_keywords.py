import re
from pathlib import Path

import numpy as np
import pytest
from cases import each
from corpora import features, one, options_of, run, sample_of
from scipy.stats import binomtest, chi2_contingency, entropy, norm, t, variation

from crossframe import measures
from crossframe.measures.keywords import (
    ABSENT_HERE,
    ABSENT_THERE,
    NEITHER,
    TABLE,
    TURNED,
)
from crossframe.stats.permutation import compare
from crossframe.stats.ratios import FEW_HOLD, FEW_UNITS, FEW_UNITS_THERE
from crossframe.tables.columns import P_VALUES, scope
from crossframe.tables.compared import NO_STRATUM
from crossframe.tables.values import frequent

GIVEN = {"prior_tokens": 10.0, "simple_maths_per_million": 100.0}
OUTLETS = ("Left", "Right")
# Left: 10 tokens with 4 x ban; Right: 8 tokens with 1 x ban.
TEXTS = {
    "Left-1": [{"own": "ban ban ban app ."}, {"own": "ban slow/ADJ slow/ADJ . ."}],
    "Right-1": [{"own": "ban . . ."}, {"own": "app app app ."}],
}
MIRRORED = ("value", "log_ratio_conservative", "log_odds_z", "text_dispersion")


def keywords(tables, outlets, **options):
    return run("keywords", tables, outlets, **GIVEN | options)


@pytest.fixture
def table():
    return keywords(features(TEXTS), OUTLETS)


def test_a_log_ratio_by_hand(table):
    row = one(table, outlet="Left", voice="all", term="ban")
    assert (row["n"], row["n_rest"]) == (4, 1)
    assert row["value"] == pytest.approx(np.log2((4 / 10) / (1 / 8)))


def test_rates_stand_beside_the_ratio(table):
    row = one(table, outlet="Left", voice="all", term="ban")
    found = (row["rate_per_1000"], row["rest_per_1000"])
    assert found == pytest.approx((1_000 * 4 / 10, 1_000 * 1 / 8))


def test_g2_is_that_of_scipy(table):
    row = one(table, outlet="Left", voice="all", term="ban")
    cells = [[4, 1], [10 - 4, 8 - 1]]
    expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood")[0]
    assert row["g2"] == pytest.approx(expected)


def test_weighted_log_odds_by_hand(table):
    prior = 10 * (4 + 1) / (10 + 8)  # prior_tokens is 10
    here, there = 4 + prior, 1 + prior
    delta = np.log(here / (10 + 10 - here)) - np.log(there / (8 + 10 - there))
    row = one(table, outlet="Left", voice="all", term="ban")
    assert row["log_odds"] == pytest.approx(delta)
    assert row["log_odds_z"] == pytest.approx(delta / np.sqrt(1 / here + 1 / there))


def test_the_sizes_of_a_difference_by_hand(table):
    row = one(table, outlet="Left", voice="all", term="ban")
    assert row["percent_difference"] == pytest.approx(100 * (4 / 10 - 1 / 8) / (1 / 8))
    assert row["odds_ratio"] == pytest.approx((4 / 6) / (1 / 7))
    # simple_maths_per_million is 100
    expected = (1e6 * 4 / 10 + 100) / (1e6 * 1 / 8 + 100)
    assert row["simple_maths"] == pytest.approx(expected)


def test_the_other_statistics_by_hand(table):
    row = one(table, outlet="Left", voice="all", term="ban")
    expected = 2 * (4 * np.log(4 / (10 * 5 / 18)) + 1 * np.log(1 / (8 * 5 / 18)))
    assert row["g2_two_cells"] == pytest.approx(expected)
    expected = chi2_contingency([[4, 1], [6, 7]], correction=False)[0]
    assert row["chi_square"] == pytest.approx(expected)


def test_the_conservative_log_ratio_allows_for_all_terms_of_the_voice():
    texts = {"Left-1": [{"own": "ban " * 60 + ". " * 42}],
             "Right-1": [{"own": "ban app slow/ADJ " + ". " * 97}]}  # fmt: skip
    row = one(keywords(features(texts), OUTLETS), outlet="Left", voice="all", term="ban")
    low = binomtest(60, 60 + 1).proportion_ci(1 - 0.05 / 3, method="exact").low
    expected = np.log2(100 / 102 * low / (1 - low))
    assert row["log_ratio_conservative"] == pytest.approx(expected)


def test_a_term_of_another_voice_makes_no_log_ratio_more_conservative():
    texts = {"Left-1": [{"own": "ban " * 60 + ". " * 42, "quoted": "app slow/ADJ"}],
             "Right-1": [{"own": "ban " + ". " * 99}]}  # fmt: skip
    row = one(keywords(features(texts), OUTLETS), outlet="Left", voice="own", term="ban")
    low = binomtest(60, 60 + 1).proportion_ci(1 - 0.05, method="exact").low
    expected = np.log2(100 / 102 * low / (1 - low))
    assert row["log_ratio_conservative"] == pytest.approx(expected)


def test_text_dispersion_counts_units(table):
    # 'ban' stands in both units of Left and in one of the two of Right
    row = one(table, outlet="Left", voice="all", term="ban")
    assert (row["n_units_with"], row["n_units_with_rest"]) == (2, 1)
    expected = 2 * (2 * np.log(2 / 1.5) + 1 * np.log(1 / 1.5) + 1 * np.log(1 / 0.5))
    assert row["text_dispersion"] == pytest.approx(expected)
    right = one(table, outlet="Right", voice="all", term="ban")
    assert right["text_dispersion"] == pytest.approx(-expected)


def test_units_that_are_silent_in_a_voice_do_not_count_for_text_dispersion():
    texts = TEXTS | {"Left-1": [*TEXTS["Left-1"], {"quoted": "app ."}]}
    row = one(keywords(features(texts), OUTLETS), outlet="Left", voice="own", term="ban")
    expected = 2 * (2 * np.log(2 / 1.5) + 1 * np.log(1 / 1.5) + 1 * np.log(1 / 0.5))
    assert row["text_dispersion"] == pytest.approx(expected)


def test_dispersion_is_over_the_units_of_the_outlet(table):
    # units of 5 words each, with 3 and 1 occurrences
    row = one(table, outlet="Left", voice="all", term="ban")
    rates, shares = np.array([3 / 5, 1 / 5]), np.array([3 / 4, 1 / 4])
    assert row["dp"] == pytest.approx((3 / 4 - 1 / 2 + abs(1 / 4 - 1 / 2)) / 2)
    assert row["juilland_d"] == pytest.approx(1 - variation(rates) / np.sqrt(2 - 1))
    assert row["carroll_d2"] == pytest.approx(entropy(rates, base=2))
    assert row["rosengren_s"] == pytest.approx(np.sqrt(shares * 0.5).sum() ** 2)
    kl = entropy(shares, [0.5, 0.5], base=2)
    assert (row["kl_divergence"], row["kl_norm"]) == pytest.approx((kl, kl / (1 + kl)))


def test_the_only_p_values_are_those_of_permutations_of_units(table):
    # words of a text are not independent: G2, chi-square and z have none
    named = {name for name in table.columns if re.search(r"(^|_)[pq](_|$)|alpha|signif", name)}
    assert named == set(P_VALUES)
    tables = features(TEXTS)
    sample, items = sample_of(tables, OUTLETS), frequent(tables["terms"], ["term", "pos"], 1)
    for voice in ("all", "own"):
        counts = sample.units.counts(tables["terms"], items, voice)
        tokens = sample.units.tokens(tables["passages"], voice)
        evidence = compare(sample, ["rest"], counts, tokens)["rest"]
        for name in P_VALUES:
            wide = table[table["voice"] == voice].pivot(index="outlet", columns="term", values=name)
            assert list(wide.columns) == list(items.get_level_values("term"))
            assert wide.to_numpy() == pytest.approx(getattr(evidence, name)[:, :, 0])


def test_strata_that_no_two_outlets_share_leave_no_test():
    facts = {"Left-1": {"stratum": "storm"}, "Right-1": {"stratum": "calm"}}
    table = keywords(features(TEXTS, facts=facts), OUTLETS)
    assert table[[*P_VALUES]].isna().all(axis=None)
    at = {"outlet": "Left", "voice": "all"}
    assert one(table, **at, term="ban")["note"] == f"{FEW_HOLD}; {NO_STRATUM}"
    # the reason of the open end stays
    assert one(table, **at, term="slow")["note"] == f"{ABSENT_THERE}; {NO_STRATUM}"


def test_a_larger_constant_pulls_simple_maths_towards_1(table):
    strong = keywords(features(TEXTS), OUTLETS, simple_maths_per_million=1e6)
    at = {"outlet": "Left", "voice": "all", "term": "ban"}
    assert 1 < one(strong, **at)["simple_maths"] < one(table, **at)["simple_maths"]


def test_a_rest_that_lacks_the_term_has_no_percentage_and_no_odds(table):
    row = one(table, outlet="Left", voice="all", term="slow")
    assert row[["percent_difference", "odds_ratio"]].isna().all()
    other = one(table, outlet="Right", voice="all", term="slow")
    assert (other["percent_difference"], other["odds_ratio"]) == (-100, 0)


def test_two_outlets_mirror_each_other(table):
    rows = table[table["voice"] == "all"]
    wide = rows.pivot(index="term", columns="outlet", values=list(MIRRORED))
    for name in MIRRORED:
        assert wide[name]["Left"].to_numpy() == pytest.approx(-wide[name]["Right"].to_numpy())


def test_the_rest_is_all_other_outlets_together():
    texts = TEXTS | {"Third-1": [{"own": "ban ban"}, {"own": ". ."}]}
    row = one(keywords(features(texts), (*OUTLETS, "Third")),
              outlet="Left", voice="all", term="ban")  # fmt: skip
    assert row["n_rest"] == 1 + 2
    assert row["value"] == pytest.approx(np.log2((4 / 10) / (3 / (8 + 4))))


def test_where_the_rest_lacks_the_term_the_interval_has_no_upper_end(table):
    row = one(table, outlet="Left", voice="all", term="slow")
    assert row["value"] == pytest.approx(np.log2((2 / 10) / (0.5 / 8)))
    assert np.isfinite(row["low"])
    assert np.isnan(row["high"])
    assert row["note"] == ABSENT_THERE


def test_where_the_outlet_lacks_the_term_the_interval_has_no_lower_end(table):
    row = one(table, outlet="Right", voice="all", term="slow")
    assert row["value"] == pytest.approx(np.log2((0.5 / 8) / (2 / 10)))
    assert np.isnan(row["low"])
    assert np.isfinite(row["high"])
    assert row["note"] == ABSENT_HERE
    other = one(table, outlet="Left", voice="all", term="slow")
    assert row["high"] == pytest.approx(-other["low"])


def test_a_rate_does_not_depend_on_whether_the_rest_speaks():
    texts = {"Left-1": [{"own": ".", "quoted": "ban ."}], "Right-1": [{"own": "ban ."}]}
    row = one(keywords(features(texts), OUTLETS), outlet="Left", voice="quoted", term="ban")
    assert row["rate_per_1000"] == pytest.approx(1_000 * 1 / 2)
    assert np.isnan(row["value"])


def test_terms_below_min_count_are_left_out():
    table = keywords(features(TEXTS), OUTLETS, min_count=4)
    assert set(table["term"]) == {"ban", "app"}


def test_leaving_rare_terms_out_changes_no_score(table):
    fewer = keywords(features(TEXTS), OUTLETS, min_count=4)
    at = {"outlet": "Left", "voice": "all", "term": "ban"}
    # of a p-value that is corrected for all terms tested, or rests on them, all terms are part
    of_the_family = ["p_pooled", "p_max_t", "q"]
    found, expected = (one(each, **at).drop(of_the_family) for each in (fewer, table))
    assert found.equals(expected)
    assert np.isfinite(found["p"])


def test_a_larger_prior_pulls_rare_terms_more(table):
    strong = keywords(features(TEXTS), OUTLETS, prior_tokens=1_000.0)
    at = {"outlet": "Left", "voice": "all", "term": "slow"}
    assert 0 < one(strong, **at)["log_odds"] < one(table, **at)["log_odds"]


def test_an_interval_by_hand(table):
    # of Left, 3 and 1 of 5 words; of Right, 1 and 0 of 4; with two units Student's t decides
    factor, ends = (t.ppf(0.975, 1) / norm.ppf(0.975)) ** 2, []
    for rate, size, squares in (
        (4 / 10, 10, (3 - 2) ** 2 + (1 - 2) ** 2),
        (1 / 8, 8, (1 - 0.5) ** 2 + (0 - 0.5) ** 2),
    ):
        phi = 2 / 1 * squares / (rate * size)
        half = norm.ppf(0.975) ** 2 * factor * phi / (2 * size)
        root = np.sqrt(half**2 + 2 * half * rate)
        ends.append((rate, rate + half - root, rate + half + root))
    (r, low, high), (r_rest, low_rest, high_rest) = ends

    def log_ratio(r, u, r_rest, l_rest):
        product = u * (2 * r - u) * l_rest * (2 * r_rest - l_rest)
        root = np.sqrt((r * r_rest) ** 2 - product)
        return np.log2((r * r_rest + root) / (l_rest * (2 * r_rest - l_rest)))

    row = one(table, outlet="Left", voice="all", term="ban")
    assert row["low"] == pytest.approx(-log_ratio(r_rest, high_rest, r, low))
    assert row["high"] == pytest.approx(log_ratio(r, high, r_rest, low_rest))
    assert row["note"] == FEW_HOLD


def test_an_interval_holds_a_ratio_with_a_half_in_place_of_0():
    # as even as can be: the rates of Left are within 0.1 % of 1 in 10
    even = [{"own": "ban " * 10 + ". " * 90}] * 9 + [{"own": "ban " * 10 + ". " * 91}]
    table = run(
        "keywords", features({"Left-1": even, "Right-1": [{"own": ". " * 100}] * 10}), OUTLETS
    )
    row = one(table, outlet="Left", voice="all", term="ban")
    assert row["low"] == row["value"]
    other = one(table, outlet="Right", voice="all", term="ban")
    assert other["high"] == other["value"]


@each(
    ("n_left", "n_right", "notes"),
    [(3, 4, (FEW_UNITS, FEW_UNITS_THERE)), (3, 3, (FEW_UNITS, FEW_UNITS)),
     (4, 4, (ABSENT_THERE, ABSENT_HERE))],
)  # fmt: skip
def test_too_few_units_are_the_first_reason_of_what_has_a_ratio(n_left, n_right, notes):
    texts = {"Left-1": [{"own": "ban ."}] * n_left, "Right-1": [{"own": ". ."}] * n_right}
    tables = features(texts)
    measure = measures.load("keywords")
    sample = sample_of(tables, OUTLETS, min_units=4)
    table = measure.compute(tables, sample, options_of("keywords", **GIVEN))[0]
    rows = [one(table, outlet=outlet, voice="all", term="ban") for outlet in OUTLETS]
    assert tuple(row["note"] for row in rows) == notes
    assert rows[0]["value"] > 0


def test_half_an_occurrence_never_turns_the_direction():
    # Right lacks the term, but 0.5 of its 2 words is a higher rate than 1 of Left's 9
    texts = {"Left-1": [{"own": "ban . . . . . . . ."}], "Right-1": [{"own": ". ."}]}
    table = keywords(features(texts), OUTLETS)
    for outlet in OUTLETS:
        row = one(table, outlet=outlet, voice="all", term="ban")
        assert np.isnan(row["value"])
        assert row["note"] == TURNED


def test_a_term_that_nobody_says_in_a_voice_has_no_ratio():
    texts = {"Left-1": [{"own": "ban", "quoted": "."}], "Right-1": [{"own": ".", "quoted": "."}]}
    row = one(keywords(features(texts), OUTLETS), outlet="Left", voice="quoted", term="ban")
    assert np.isnan(row["value"])
    assert row["note"] == NEITHER


def test_the_page_on_keyness_and_dispersion_explains_every_measure():
    page = Path(__file__).parents[3] / "docs" / "keyness-and-dispersion.md"
    explained = re.findall(r"^\| `(\w+)`[^|]* \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    others = {"outlet", "voice", "term", "pos", "n", "n_rest", "rate_per_1000", "rest_per_1000",
              "statistic", "unit_of_value", "low", "high", "n_units_with_rest", "one_unit",
              *P_VALUES, *scope()}  # fmt: skip
    assert set(explained) == set(TABLE.columns) - others
    # of permutation, and so explained where the tests are
    assert all(f"`{name}`" in page.read_text(encoding="utf-8") for name in P_VALUES)

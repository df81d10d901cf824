import numpy as np
import pytest
from corpora import features, one, run, sample_of
from scipy.stats import chi2_contingency

from crossframe.measures.keywords import ABSENT_HERE, ABSENT_THERE, NEITHER, TURNED

OUTLETS = ("Left", "Right")
# Left: 10 tokens with 4 x ban; Right: 8 tokens with 1 x ban.
TEXTS = {
    "Left-1": [{"own": "ban ban ban app ."}, {"own": "ban slow/ADJ slow/ADJ . ."}],
    "Right-1": [{"own": "ban . . ."}, {"own": "app app app ."}],
}


@pytest.fixture
def table():
    return run("keywords", features(TEXTS), OUTLETS)


def test_a_log_ratio_by_hand(table):
    row = one(table, outlet="Left", voice="all", term="ban")
    assert (row["n"], row["n_rest"]) == (4, 1)
    assert row["log_ratio"] == pytest.approx(np.log2((4 / 10) / (1 / 8)))


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


def test_two_outlets_mirror_each_other(table):
    rows = table[table["voice"] == "all"]
    wide = rows.pivot(index="term", columns="outlet", values=["log_ratio", "log_odds_z"])
    for name in ("log_ratio", "log_odds_z"):
        assert wide[name]["Left"].to_numpy() == pytest.approx(-wide[name]["Right"].to_numpy())


def test_the_rest_is_all_other_outlets_together():
    texts = TEXTS | {"Third-1": [{"own": "ban ban"}, {"own": ". ."}]}
    row = one(run("keywords", features(texts), (*OUTLETS, "Third")),
              outlet="Left", voice="all", term="ban")  # fmt: skip
    assert row["n_rest"] == 1 + 2
    assert row["log_ratio"] == pytest.approx(np.log2((4 / 10) / (3 / (8 + 4))))


def test_where_the_rest_lacks_the_term_the_interval_has_no_upper_end(table):
    row = one(table, outlet="Left", voice="all", term="slow")
    assert row["log_ratio"] == pytest.approx(np.log2((2 / 10) / (0.5 / 8)))
    assert np.isfinite(row["low"])
    assert np.isnan(row["high"])
    assert row["note"] == ABSENT_THERE


def test_where_the_outlet_lacks_the_term_there_is_no_interval(table):
    row = one(table, outlet="Right", voice="all", term="slow")
    assert row["log_ratio"] == pytest.approx(np.log2((0.5 / 8) / (2 / 10)))
    assert np.isnan([row["low"], row["high"]]).all()
    assert row["note"] == ABSENT_HERE


def test_a_rate_does_not_depend_on_whether_the_rest_speaks():
    texts = {"Left-1": [{"own": ".", "quoted": "ban ."}], "Right-1": [{"own": "ban ."}]}
    row = one(run("keywords", features(texts), OUTLETS), outlet="Left", voice="quoted", term="ban")
    assert row["rate_per_1000"] == pytest.approx(1_000 * 1 / 2)
    assert np.isnan(row["log_ratio"])


def test_terms_below_min_count_are_left_out():
    table = run("keywords", features(TEXTS), OUTLETS, min_count=4)
    assert set(table["term"]) == {"ban", "app"}


def test_leaving_rare_terms_out_changes_no_score(table):
    fewer = run("keywords", features(TEXTS), OUTLETS, min_count=4)
    at = {"outlet": "Left", "voice": "all", "term": "ban"}
    assert one(fewer, **at).equals(one(table, **at))


def test_a_larger_prior_pulls_rare_terms_more(table):
    strong = run("keywords", features(TEXTS), OUTLETS, prior_tokens=1_000.0)
    at = {"outlet": "Left", "voice": "all", "term": "slow"}
    assert 0 < one(strong, **at)["log_odds"] < one(table, **at)["log_odds"]


def test_an_interval_is_that_of_the_log_ratios_of_each_resample():
    tables = features(TEXTS)
    sample = sample_of(tables, OUTLETS)
    # units in order: two of Left with 3 and 1 of 5 words, two of Right with 1 and 0 of 4
    n, size = np.array([3, 1, 1, 0]), np.array([5, 5, 4, 4])
    draws = []
    for weights in sample.weights.T:
        here, there = weights[:2], weights[2:]
        if here.any() and there.any():
            used = here @ n[:2] or 0.5, there @ n[2:] or 0.5
            rates = used[0] / (here @ size[:2]), used[1] / (there @ size[2:])
            draws.append(np.log2(rates[0] / rates[1]))
    row = one(run("keywords", tables, OUTLETS), outlet="Left", voice="all", term="ban")
    assert row["low"] == pytest.approx(np.quantile(draws, 0.025))
    assert row["high"] == pytest.approx(np.quantile(draws, 0.975))


def test_half_an_occurrence_never_turns_the_direction():
    # Right lacks the term, but 0.5 of its 2 words is a higher rate than 1 of Left's 9
    texts = {"Left-1": [{"own": "ban . . . . . . . ."}], "Right-1": [{"own": ". ."}]}
    table = run("keywords", features(texts), OUTLETS)
    for outlet in OUTLETS:
        row = one(table, outlet=outlet, voice="all", term="ban")
        assert np.isnan(row["log_ratio"])
        assert row["note"] == TURNED


def test_a_term_that_nobody_says_in_a_voice_has_no_ratio():
    texts = {"Left-1": [{"own": "ban", "quoted": "."}], "Right-1": [{"own": ".", "quoted": "."}]}
    row = one(run("keywords", features(texts), OUTLETS), outlet="Left", voice="quoted", term="ban")
    assert np.isnan(row["log_ratio"])
    assert row["note"] == NEITHER

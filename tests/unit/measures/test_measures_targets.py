import numpy as np
import pytest
from cases import each
from corpora import features, one, run, run_all, sample_of
from scipy.stats import t

from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.permutation import compare

OUTLETS = ("Left", "Right")
TEXTS = {f"{outlet}-1": [{"own": "ban . ."}, {"own": "ban . ."}] for outlet in OUTLETS}


def mention(number, vader, afinn, **given):
    place = {"article": "Left-1", "sentence": 1, "number": number}
    return place | {"vader": vader, "afinn": afinn} | given


MENTIONS = [
    mention(1, 0.5, 2.0, n_tokens=4, afinn_matched=2),
    mention(2, -0.2, -1.0, n_tokens=10, vader_matched=3, voice="quoted"),
    mention(3, 0.04, 0.0, n_tokens=6, passage=2, vader_matched=0, afinn_matched=0),
    mention(5, -0.8, -3.0, actor="group"),
    mention(1, 0.4, 1.0, article="Right-1"),
    mention(2, 0.2, 0.0, article="Right-1", passage=2),
]
LEFT = {"outlet": "Left", "voice": "all", "actor": "firm"}


def table_of(mentions=MENTIONS, **options):
    return run("targets", features(TEXTS, mentions=mentions), OUTLETS, **options)


@pytest.fixture(scope="module")
def table():
    return table_of()


@each(
    ("lexicon", "statistic", "expected"),
    [
        ("vader", "mean", (0.5 - 0.2 + 0.04) / 3),
        ("afinn", "mean", (2 - 1 + 0) / 3),
        ("vader", "share_negative", 1 / 3),
        ("vader", "share_positive", 1 / 3),  # 0.04 is neutral
        ("afinn", "share_negative", 1 / 3),
        ("afinn", "share_positive", 1 / 3),
        ("vader", "coverage", (1 + 3 + 0) / (4 + 10 + 6)),
        ("afinn", "coverage", (2 + 1 + 0) / (4 + 10 + 6)),
    ],
)
def test_values_by_hand(table, lexicon, statistic, expected):
    row = one(table, **LEFT, lexicon=lexicon, statistic=statistic)
    assert row["value"] == pytest.approx(expected)
    assert row["n_of"] == (20 if statistic == "coverage" else 3)


def test_a_voice_and_an_actor_have_their_own_mentions(table):
    at = {"lexicon": "vader", "statistic": "mean"}
    assert one(table, **LEFT | {"voice": "quoted"}, **at)["value"] == -0.2
    assert one(table, **LEFT | {"voice": "own"}, **at)["value"] == pytest.approx(0.54 / 2)
    assert one(table, **LEFT | {"actor": "group"}, **at)["value"] == -0.8


def test_the_rest_and_the_difference_by_hand(table):
    row = one(table, **LEFT, lexicon="vader", statistic="mean")
    assert row["rest"] == pytest.approx((0.4 + 0.2) / 2)
    assert row["difference"] == pytest.approx(0.34 / 3 - 0.3)


def test_the_interval_of_a_mean_is_that_of_a_score(table):
    # 0.5 and -0.2 in one passage, 0.04 in the other; more spread than Right's 0.4 and 0.2
    row, mean = one(table, **LEFT, lexicon="vader", statistic="mean"), 0.34 / 3
    phi = 2 / 1 * ((0.3 - 2 * mean) ** 2 + (0.04 - mean) ** 2) / 3
    margin = t.ppf(0.975, 1) * np.sqrt(phi / 3)
    assert [row["low"], row["high"]] == pytest.approx([mean - margin, mean + margin])


@each(
    ("lexicon", "score", "negative", "positive"),
    [
        ("vader", 0.05, 0, 1),
        ("vader", -0.05, 1, 0),
        ("vader", 0.049, 0, 0),
        ("vader", -0.049, 0, 0),
        ("afinn", 0.01, 0, 1),
        ("afinn", -0.01, 1, 0),
        ("afinn", 0.0, 0, 0),
    ],
)
def test_a_window_is_negative_or_positive_beyond_the_neutral_zone(
    lexicon, score, negative, positive
):
    table = table_of([mention(1, 0, 0) | {lexicon: score}])
    found = [one(table, **LEFT, lexicon=lexicon, statistic=f"share_{side}")["value"]
             for side in ("negative", "positive")]  # fmt: skip
    assert found == [negative, positive]


@each(("least", "actors"), [(1, {"firm", "group"}), (5, {"firm"}), (6, set())])
def test_an_actor_needs_so_many_mentions_in_the_corpus(least, actors):
    assert set(table_of(min_mentions=least)["actor"]) == actors


def test_an_outlet_that_names_an_actor_nowhere_has_no_tone_towards_it(table):
    rows = table[(table["actor"] == "group") & (table["outlet"] == "Right")]
    assert len(rows) == 4 * 8
    assert rows["value"].isna().all()
    assert rows["note"].notna().all()


def test_scores_turned_around_turn_means_and_sides():
    turned = [row | {name: -row[name] for name in ("vader", "afinn")} for row in MENTIONS]
    at = ["outlet", "voice", "actor", "lexicon", "statistic"]
    found, expected = (table_of(rows).set_index(at)["value"].unstack()
                       for rows in (turned, MENTIONS))  # fmt: skip
    assert found["mean"].to_numpy() == pytest.approx(-expected["mean"].to_numpy(), nan_ok=True)
    assert found["share_negative"].equals(expected["share_positive"].rename("share_negative"))
    assert found["coverage"].equals(expected["coverage"])


def test_means_are_tested_as_scores_of_both_lexicons_together():
    tables = features(TEXTS, mentions=MENTIONS)
    table, pairs = run_all("targets", tables, OUTLETS)
    scores = np.array([[0.3, 1.0], [0.04, 0.0], [0.4, 1.0], [0.2, 0.0]])
    held = np.array([2, 1, 1, 1])
    for found, family in ((table, "rest"), (pairs[pairs["comparison"] == "pair"], "pairs")):
        sample = sample_of(tables, OUTLETS)
        evidence = compare(sample, [family], scores, held, counts=False)[family]
        for at, lexicon in enumerate(("vader", "afinn")):
            row = one(found, **LEFT, lexicon=lexicon, statistic="mean")
            for column in ("p", "p_pooled", "p_max_t"):
                assert row[column] == pytest.approx(getattr(evidence, column)[0, at, 0])


def test_q_is_over_all_actors_of_a_voice_lexicon_and_statistic():
    # of two outlets, the omnibus test is that of the only pair
    third = [row | {"article": "Third-1", "vader": -0.3 * row["vader"]} for row in MENTIONS[:3]]
    many = [row | {"actor": actor, "number": 10 * at + row["number"], "afinn": at - row["afinn"]}
            for row in (*MENTIONS, *third)
            for at, actor in enumerate(("firm", "group", "app"))]  # fmt: skip
    tables = features(TEXTS | {"Third-1": TEXTS["Left-1"]}, mentions=many)
    for table in run_all("targets", tables, (*OUTLETS, "Third")):
        by = [n for n in ("voice", "lexicon", "statistic", "comparison") if n in table]
        assert table["q"].notna().any()
        for _, rows in table.groupby(by):
            expected = benjamini_hochberg(rows["p_pooled"].to_numpy())
            assert rows["q"].to_numpy() == pytest.approx(expected, nan_ok=True)

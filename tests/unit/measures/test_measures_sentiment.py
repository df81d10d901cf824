import numpy as np
import pytest
from cases import each
from corpora import features, one, run, sentence, share_ends
from scipy.stats import norm, t

from crossframe.features import sentence_voice

OUTLETS = ("Left", "Right")
TEXTS = {
    "Left-1": [{"own": "ban ."}, {"own": "ban ."}],
    "Right-1": [{"own": "ban ."}, {"own": "ban ."}],
}
SENTENCES = [
    {"article": "Left-1", "number": 1, "vader": 0.5, "afinn": 2.0, "position": 0.1},
    {"article": "Left-1", "number": 2, "vader": -0.2, "afinn": -1.0, "position": 0.4,
     "n_tokens": 20, "afinn_matched": 2},
    {"article": "Left-1", "number": 3, "passage": 2, "vader": 0.0, "position": 0.9,
     "n_quoted_tokens": 10, "vader_matched": 0},
    {"article": "Right-1", "number": 1, "vader": 0.4, "afinn": 3.0, "position": 0.5},
    {"article": "Right-1", "number": 2, "passage": 2, "vader": 0.2, "afinn": 1.0, "position": 1.0},
]  # fmt: skip
LEFT_ALL = {"outlet": "Left", "voice": "all"}


@pytest.fixture
def table():
    return run("sentiment", features(TEXTS, sentences=SENTENCES), OUTLETS)


def estimate(table, **where):
    return one(table, **where)["value"]


def test_a_mean_is_over_sentences(table):
    found = estimate(table, **LEFT_ALL, lexicon="vader", statistic="mean")
    assert found == pytest.approx((0.5 - 0.2 + 0.0) / 3)


def test_a_mean_is_of_the_lexicon_that_it_names(table):
    found = estimate(table, **LEFT_ALL, lexicon="afinn", statistic="mean")
    assert found == pytest.approx((2 - 1 + 0) / 3)


def test_a_voice_has_its_own_sentences(table):
    at = {"outlet": "Left", "lexicon": "vader", "statistic": "mean"}
    assert estimate(table, **at, voice="own") == pytest.approx((0.5 - 0.2) / 2)
    assert estimate(table, **at, voice="quoted") == 0.0


def test_the_rest_and_the_difference_by_hand(table):
    row = one(table, **LEFT_ALL, lexicon="vader", statistic="mean")
    assert row["rest"] == pytest.approx((0.4 + 0.2) / 2)
    assert row["difference"] == pytest.approx((0.5 - 0.2) / 3 - (0.4 + 0.2) / 2)


def test_shares_by_hand(table):
    at = LEFT_ALL | {"lexicon": "vader"}
    assert estimate(table, **at, statistic="share_negative") == pytest.approx(1 / 3)
    assert estimate(table, **at, statistic="share_positive") == pytest.approx(1 / 3)


def test_coverage_is_matched_words_over_words(table):
    at = LEFT_ALL | {"statistic": "coverage"}
    assert estimate(table, **at, lexicon="afinn") == pytest.approx((1 + 2 + 1) / (10 + 20 + 10))
    assert estimate(table, **at, lexicon="vader") == pytest.approx((1 + 1 + 0) / (10 + 20 + 10))


def test_sentences_and_words_are_counted(table):
    row = one(table, **LEFT_ALL, lexicon="vader", statistic="mean")
    assert (row["n"], row["n_of"]) == (3, 3)
    words = one(table, **LEFT_ALL, lexicon="vader", statistic="coverage")
    assert words["n_of"] == 10 + 20 + 10


@each(("lexicon", "total"), [("vader", 0.3), ("afinn", 1)])
def test_the_interval_of_a_mean_by_hand(table, lexicon, total):
    # a total in two sentences of one passage, and 0 in one of the other
    row, mean = one(table, **LEFT_ALL, lexicon=lexicon, statistic="mean"), total / 3
    own = 2 / 1 * ((total - 2 * mean) ** 2 + (0 - mean) ** 2) / 3
    margin = t.ppf(0.975, 1) * np.sqrt(own / 3)
    assert [row["low"], row["high"]] == pytest.approx([mean - margin, mean + margin])


def test_the_interval_of_a_share_by_hand(table):
    # one of two sentences and none of one
    row = one(table, **LEFT_ALL, lexicon="vader", statistic="share_positive")
    expected = share_ends(1 / 3, 3, (1 - 2 / 3) ** 2 + (0 - 1 / 3) ** 2, 2)
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_the_interval_of_coverage_by_hand(table):
    # 3 of 30 words and 1 of 10, and of Right 1 of 10 twice: all alike, so that nothing says how
    # units vary, and it is as of so many units
    row = one(table, **LEFT_ALL, lexicon="afinn", statistic="coverage")
    half = norm.ppf(0.975) ** 2 / 2 * (30**2 + 10**2) / 40**2
    root = np.sqrt(half**2 + 2 * half * 0.1 * 0.9)
    expected = [(0.1 + half - root) / (1 + 2 * half), (0.1 + half + root) / (1 + 2 * half)]
    assert [row["low"], row["high"]] == pytest.approx(expected)
    # 2 of 30 words and 0 of 10
    row = one(table, **LEFT_ALL, lexicon="vader", statistic="coverage")
    expected = share_ends(2 / 40, 40, (2 - 30 / 20) ** 2 + (0 - 10 / 20) ** 2, 2)
    assert [row["low"], row["high"]] == pytest.approx(expected)


@each(
    ("lexicon", "score", "statistic", "expected"),
    [
        ("vader", 0.05, "share_positive", 1),
        ("vader", 0.049, "share_positive", 0),
        ("vader", -0.05, "share_negative", 1),
        ("vader", -0.049, "share_negative", 0),
        ("afinn", 0.01, "share_positive", 1),
        ("afinn", -0.01, "share_negative", 1),
        ("afinn", 0.0, "share_positive", 0),
        ("afinn", 0.0, "share_negative", 0),
        ("vader", 0.0, "share_negative", 0),
    ],
)
def test_a_sentence_is_negative_or_positive_beyond_the_neutral_zone(
    lexicon, score, statistic, expected
):
    given = [{"article": f"{o}-1", "number": 1, lexicon: score} for o in OUTLETS]
    table = run("sentiment", features(TEXTS, sentences=given), OUTLETS)
    assert estimate(table, **LEFT_ALL, lexicon=lexicon, statistic=statistic) == expected


@each(
    ("n_quoted", "n_tokens", "voice"),
    [(0, 10, "own"), (5, 10, "own"), (6, 10, "quoted"), (10, 10, "quoted"), (2, 3, "quoted"),
     (1, 3, "own")],
)  # fmt: skip
def test_a_sentence_has_the_voice_of_more_than_half_of_its_words(n_quoted, n_tokens, voice):
    tables = features(
        TEXTS, sentences=[sentence_row(n_quoted_tokens=n_quoted, n_tokens=n_tokens)]
    )  # fmt: skip
    assert list(sentence_voice(tables["sentences"])) == [voice]


def sentence_row(**given):
    return {"article": "Left-1", "number": 1, **given}


def test_a_row_of_sentences_is_complete():
    assert sentence(**sentence_row())["role"] == "body"


# Course


def course(sentences=SENTENCES, segments=2):
    return run("course", features(TEXTS, sentences=sentences), OUTLETS, segments=segments)


def test_a_segment_is_the_mean_of_the_sentences_in_it():
    row = one(course(), **LEFT_ALL, lexicon="vader", segment=1)
    assert row["value"] == pytest.approx((0.5 - 0.2) / 2)
    assert row["n_of"] == 2


def test_the_interval_of_a_segment_is_that_of_a_mean():
    row = one(course(), outlet="Right", voice="all", lexicon="afinn", segment=2)
    # 3 and 1 in a sentence each
    margin = t.ppf(0.975, 1) * np.sqrt(2 / 1 * (1 + 1) / 2 / 2)
    assert [row["low"], row["high"]] == pytest.approx([2 - margin, 2 + margin])


def test_a_sentence_in_the_middle_belongs_to_the_second_half():
    assert one(course(), outlet="Right", voice="all", lexicon="vader", segment=2)[
        "value"
    ] == pytest.approx((0.4 + 0.2) / 2)


def test_a_sentence_at_the_very_end_belongs_to_the_last_segment():
    table = course(segments=5)
    row = one(table, outlet="Right", voice="all", lexicon="afinn", segment=5)
    assert (row["value"], row["n_of"]) == (1.0, 1)
    assert table["segment"].max() == 5


def test_the_position_of_a_segment_is_its_middle():
    row = one(course(), **LEFT_ALL, lexicon="vader", segment=1)
    assert row["position"] == pytest.approx((0 + 1 / 2) / 2)


def test_a_segment_without_sentences_has_no_mean():
    row = one(course(), outlet="Right", voice="all", lexicon="vader", segment=1)
    assert row[["value", "low", "high"]].isna().all()
    assert row["n_of"] == 0


def test_every_segment_has_its_row_even_where_no_outlet_has_a_sentence():
    table = course(segments=10)
    assert set(table["segment"]) == set(range(1, 11))


def test_segments_of_a_course_add_up_to_the_sentences_of_its_voice():
    table = course()
    counted = table[table["lexicon"] == "vader"].groupby(["outlet", "voice"])["n_of"].sum()
    assert counted["Left"].to_dict() == {"all": 3, "own": 2, "quoted": 1, "reported": 0}

"""The cues that carry each frame."""

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features, one, run, run_all

from crossframe.stats.ratios import FEW_UNITS

OUTLETS = ("Left", "Right")
TEXTS = {
    "Left-1": [{"own": "a " * 13, "quoted": "a " * 7}, {"own": "a " * 20}],
    "Right-1": [{"own": "a " * 10}, {"own": "a " * 30}],
}
CUES = [
    ("Left-1", 1, 1, "own", "blame", "ban", 2),
    ("Left-1", 1, 1, "own", "blame", "fault", 1),
    ("Left-1", 2, 1, "quoted", "blame", "ban", 3),
    ("Left-1", 3, 2, "own", "risk", "tide", 1),
    ("Left-1", 4, 2, "own", "blame", "ban", 1),
    ("Right-1", 1, 1, "own", "risk", "tide", 4),
    ("Right-1", 1, 1, "own", "risk", "ban", 1),  # one cue of two frames
    ("Right-1", 2, 2, "own", "risk", "storm", 1),
]


@pytest.fixture
def tables():
    return features(TEXTS, frames=CUES)


@pytest.fixture
def table(tables):
    return run("frame_cues", tables, OUTLETS)


def at(table, outlet, voice, frame, cue):
    return one(table, outlet=outlet, voice=voice, frame=frame, cue=cue)


@each(
    ("where", "n", "n_tokens", "of_frame"),
    [
        (("Left", "all", "blame", "ban"), 2 + 3 + 1, 40, 2 + 3 + 1 + 1),
        (("Left", "own", "blame", "ban"), 2 + 1, 33, 2 + 1 + 1),
        (("Left", "own", "blame", "fault"), 1, 33, 2 + 1 + 1),
        (("Left", "quoted", "blame", "ban"), 3, 7, 3),
        (("Right", "all", "risk", "ban"), 1, 40, 4 + 1 + 1),
        (("Right", "own", "risk", "tide"), 4, 40, 4 + 1 + 1),
        (("Left", "all", "risk", "ban"), 0, 40, 1),
    ],
)
def test_rates_and_shares_of_the_frame_by_hand(table, where, n, n_tokens, of_frame):
    row = at(table, *where)
    assert (row["n"], row["n_of"]) == (n, n_tokens)
    assert row["value"] == pytest.approx(1000 * n / n_tokens)
    assert row["share_of_frame"] == pytest.approx(n / of_frame)


def test_a_frame_that_an_outlet_lacks_has_no_shares(table):
    absent = table[(table["outlet"] == "Right") & (table["frame"] == "blame")]
    assert len(absent)
    assert absent["share_of_frame"].isna().all()
    row = at(table, "Right", "all", "blame", "ban")
    assert (row["n"], row["value"]) == (0, 0)


def test_shares_of_a_frame_add_up_to_1(table):
    sums = table.groupby(["outlet", "voice", "frame"])["share_of_frame"].sum(min_count=1).dropna()
    # Left: both frames in all and own, blame in quoted; Right: risk in all and own
    assert sums.tolist() == pytest.approx([1] * (2 + 2 + 1 + 1 + 1))


def test_rare_cues_are_left_out_but_count_for_their_frame(tables):
    table = run("frame_cues", tables, OUTLETS, min_count=2)
    assert set(zip(table["frame"], table["cue"], strict=True)) == {
        ("blame", "ban"), ("risk", "tide")
    }  # fmt: skip
    assert at(table, "Left", "own", "blame", "ban")["share_of_frame"] == pytest.approx(3 / 4)


def test_every_comparison_is_of_a_cue_in_a_frame(tables):
    _, compared = run_all("frame_cues", tables, OUTLETS)
    row = one(compared, comparison="pair", voice="all", frame="risk", cue="tide")
    assert (row["value"], row["rest"]) == (1000 / 40, 4 * 1000 / 40)


@each("outlets", [OUTLETS, OUTLETS[::-1]])
def test_the_order_of_rows_and_outlets_is_irrelevant(tables, table, outlets):
    shuffled = {name: rows.sample(frac=1, random_state=2) for name, rows in tables.items()}
    pd.testing.assert_frame_equal(run("frame_cues", shuffled, outlets), table)


def test_a_voice_without_words_has_no_value(table):
    silent = table[(table["outlet"] == "Right") & (table["voice"] == "quoted")]
    assert len(silent) == 5  # two cues of blame, three of risk
    assert silent[["value", "low", "share_of_frame"]].isna().all(axis=None)
    assert (silent["note"] == FEW_UNITS).all()


def test_without_any_cue_there_is_no_row():
    for table in run_all("frame_cues", features(TEXTS), OUTLETS):
        assert table.empty
        assert not np.isinf(table.select_dtypes("number").to_numpy(dtype=float)).any()

"""Frames that stand in the same sentence."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features, one, run, run_all, sample_of, share_ends
from scipy.stats import norm, t

from crossframe import measures
from crossframe.measures import frame_pairs
from crossframe.measures.frame_pairs import NEVER_BOTH, NOT_EXPECTED, Held
from crossframe.stats.intervals import SHRINK
from crossframe.stats.ratios import FEW_HOLD, FEW_UNITS, NO_OCCURRENCE

OUTLETS = ("Left", "Right")
PASSAGES = 3
TEXTS = {f"{o}-1": [{"own": "a " * 40, "quoted": "a"}] * PASSAGES for o in OUTLETS}
# Four sentences a passage, of which the last has a quoted word.
SENTENCES = [
    {"article": f"{o}-1", "number": 4 * (p - 1) + n, "passage": p, "n_quoted_tokens": n // 4}
    for o in OUTLETS for p in range(1, PASSAGES + 1) for n in (1, 2, 3, 4)
]  # fmt: skip
ONLY = {
    "Left": {"blame": [1, 2, 5, 9, 10, 11], "risk": [1, 2, 3, 6, 10], "hope": [12]},
    "Right": {"blame": [1, 2, 3], "risk": [4, 5, 6, 7]},
}


def cues(held=ONLY, voice="own"):
    return [
        (f"{outlet}-1", sentence, 1 + (sentence - 1) // 4, voice, frame, f"cue of {frame}", 1)
        for outlet, frames in held.items()
        for frame, sentences in frames.items()
        for sentence in sentences
    ]


def table_of(rows=None, **options):
    tables = features(TEXTS, sentences=SENTENCES, frames=cues() if rows is None else rows)
    return run("frame_pairs", tables, OUTLETS, **options)


def at(table, outlet="Left", voice="all", frame="blame", other_frame="risk"):
    return one(table, outlet=outlet, voice=voice, frame=frame, other_frame=other_frame)


def test_a_pair_by_hand():
    # of 12 sentences, 6 hold blame, 5 risk; 1, 2 and 10 both
    row = at(table_of())
    assert (row["n"], row["n_of"]) == (3, 12)
    assert row["n_expected"] == pytest.approx(6 * 5 / 12)
    assert row["share"] == pytest.approx(3 / 12)
    assert row["value"] == pytest.approx(np.log2(3 * 12 / (6 * 5)))


def test_frames_as_often_together_as_by_chance_have_0():
    # of 12 sentences, 6 and 4, and 2 = 6 x 4 / 12 both
    held = {"Left": {"blame": [1, 2, 3, 4, 5, 6], "risk": [1, 5, 9, 12]}}
    assert at(table_of(cues(held)))["value"] == pytest.approx(0, abs=1e-12)


def test_frames_that_always_stand_together_reach_the_inverse_of_their_share():
    held = {"Left": {"blame": [1, 5, 10], "risk": [1, 5, 10]}}
    assert at(table_of(cues(held)))["value"] == pytest.approx(np.log2(12 / 3))


def test_names_of_frames_do_not_matter():
    swapped = [
        (*row[:4], {"blame": "risk", "risk": "blame"}.get(row[4], row[4]), *row[5:])
        for row in cues()
    ]
    found, expected = at(table_of(swapped)), at(table_of())
    for column in ("n", "n_expected", "share", "value", "low", "high"):
        assert found[column] == pytest.approx(expected[column])


def test_a_frame_counts_once_in_a_sentence():
    twice = cues() + [(*row[:5], "another", 4) for row in cues()]
    pd.testing.assert_frame_equal(table_of(twice), table_of())


def interval_of(counts, pooled_with=(), level=0.95):
    """The interval of an outlet's units (n, one, other, both), and of what lends it its spread."""

    def dispersion(units):
        n, a, b, c = (sum(column) for column in zip(*units, strict=True))
        moved = [uc - c / a * ua - c / b * ub + c / n * un for un, ua, ub, uc in units]
        return len(units) / (len(units) - 1) * sum(m**2 for m in moved) / c

    n, a, b, c = (sum(column) for column in zip(*counts, strict=True))
    held = [units for units in (counts, *pooled_with) if sum(u[3] for u in units)]
    weights = [sum(u[3] for u in units) for units in held]
    pooled = sum(w * dispersion(units) for w, units in zip(weights, held, strict=True))
    pooled /= sum(weights)
    own = dispersion(counts) if c else 0
    z, holders = norm.ppf((1 + level) / 2), sum(unit[3] > 0 for unit in counts)
    widened = (t.ppf((1 + level) / 2, len(counts) - 1) / z) ** 2 * own
    half = z**2 * max(widened, (holders * own + SHRINK * pooled) / (holders + SHRINK)) / (2 * n)
    root = np.sqrt(half**2 + 2 * half * c / n)
    ends = np.array([c / n + half - root, c / n + half + root]) / (a * b / n**2)
    return [np.log2(end) if end > 1e-9 else np.nan for end in ends]


LEFT = [(4, 2, 3, 2), (4, 1, 1, 0), (4, 3, 1, 1)]  # blame and risk in Left's passages


def test_the_interval_by_hand():
    row = at(table_of())
    assert [row["low"], row["high"]] == pytest.approx(interval_of(LEFT))


def test_an_outlet_that_holds_a_pair_less_borrows_from_the_others():
    held = ONLY | {"Right": {"blame": [1, 2, 9], "risk": [1, 5, 6, 10]}}
    right = [(4, 2, 1, 1), (4, 0, 2, 0), (4, 1, 1, 0)]
    row = at(table_of(cues(held)), "Right")
    assert [row["low"], row["high"]] == pytest.approx(interval_of(right, [LEFT]))
    row = at(table_of(cues(held)))
    assert [row["low"], row["high"]] == pytest.approx(interval_of(LEFT, [right]))


def test_even_units_borrow_the_less_the_more_of_them_hold_both():
    # two of each passage's sentences, of two and three that hold a frame: no spread of their own
    even = {"blame": [1, 2, 5, 6, 9, 10], "risk": [1, 2, 3, 5, 6, 7, 9, 10, 11]}
    row = at(table_of(cues(ONLY | {"Right": even})), "Right")
    expected = interval_of([(4, 2, 3, 2)] * 3, [LEFT])
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_frames_that_never_meet_have_an_upper_end_alone():
    row = at(table_of(), "Right")
    assert (row["n"], row["share"], row["note"]) == (0, 0, NEVER_BOTH)
    assert np.isnan(row["value"])
    assert np.isnan(row["low"])
    right = [(4, 3, 1, 0), (4, 0, 3, 0), (4, 0, 0, 0)]
    assert row["high"] == pytest.approx(interval_of(right, [LEFT])[1])


@each(
    ("blame", "risk"),
    [([1, 5, 9], [1, 5, 9]), ([1, 2, 5, 6, 9, 10], [2, 3, 4, 6, 7, 8, 10, 11, 12])],
)
def test_units_that_are_all_alike_vary_as_if_sentences_were_independent(blame, risk):
    # one of the four sentences of every passage holds both
    row = at(table_of(cues({"Left": {"blame": blame, "risk": risk}})))
    half = norm.ppf(0.975) ** 2 / (2 * 12)
    ends = 1 / 4 + half + np.array([-1, 1]) * np.sqrt(half**2 + 2 * half / 4)
    expected = np.log2(ends * 12**2 / (len(blame) * len(risk)))
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_the_share_has_the_interval_of_a_share():
    row = at(table_of())
    # two, none and one of four sentences
    expected = share_ends(3 / 12, 12, (2 - 1) ** 2 + (0 - 1) ** 2 + (1 - 1) ** 2, 3)
    assert [row["share_low"], row["share_high"]] == pytest.approx(expected)


def test_a_frame_that_an_outlet_lacks_leads_to_expect_nothing():
    held = {"Left": ONLY["Left"], "Right": {"blame": [1, 2]}}
    row = at(table_of(cues(held)), "Right")
    assert (row["n_expected"], row["note"]) == (0, NOT_EXPECTED)
    assert row[["value", "low", "high"]].isna().all()


def test_frames_in_two_voices_of_a_sentence_meet_in_all_alone():
    rows = cues({"Left": {"blame": [4, 8]}}) + cues({"Left": {"risk": [4, 8]}}, "quoted")
    table = table_of(rows)
    assert at(table)["n"] == 2
    # every fourth sentence has a quoted word
    assert at(table, voice="quoted")["n_of"] == 3
    for voice in ("own", "quoted"):
        assert (at(table, voice=voice)["n"], at(table, voice=voice)["note"]) == (
            0, NOT_EXPECTED
        )  # fmt: skip
    silent = at(table, voice="reported")
    assert (silent["n_of"], silent["note"]) == (0, FEW_UNITS)
    assert silent[["n_expected", "share", "value"]].isna().all()


def test_a_voice_in_which_no_outlet_holds_both_says_so():
    rows = cues() + cues({"Left": {"blame": [4], "risk": [8]}}, "quoted")
    assert at(table_of(rows), voice="quoted")["note"] == NO_OCCURRENCE


def test_pairs_that_rarely_meet_in_the_corpus_are_left_out():
    table = table_of()
    assert set(zip(table["frame"], table["other_frame"], strict=True)) == {("blame", "risk")}
    assert len(table_of(min_both=3))
    assert table_of(min_both=4).empty


def test_every_pair_stands_once_in_the_order_of_the_alphabet():
    held = {"Left": {frame: [1, 5, 9] for frame in ("d", "a", "c", "b")}}
    table = table_of(cues(held))
    pairs = table[["frame", "other_frame"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [["a", "b"], ["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"], ["c", "d"]]


def test_many_pairs_are_worked_on_some_at_a_time(monkeypatch):
    held = {"Left": {frame: [1, 5, n] for n, frame in enumerate("abcd", start=9)}}
    expected = table_of(cues(held))
    monkeypatch.setattr(frame_pairs, "CELLS", 1)
    pd.testing.assert_frame_equal(table_of(cues(held)), expected)


def test_few_units_leave_the_intervals_missing():
    tables = features(TEXTS, sentences=SENTENCES, frames=cues())
    (table,) = run_all("frame_pairs", tables, OUTLETS, min_units=PASSAGES + 1)
    assert table[["low", "high", "share_low", "share_high"]].isna().all(axis=None)
    assert (table["note"] == FEW_UNITS).all()
    assert at(table)["value"] == pytest.approx(np.log2(3 * 12 / (6 * 5)))


def test_what_few_units_hold_is_marked():
    assert at(table_of())["note"] == FEW_HOLD


@each("outlets", [OUTLETS, OUTLETS[::-1]])
def test_the_order_of_rows_and_outlets_is_irrelevant(outlets):
    tables = features(TEXTS, sentences=SENTENCES, frames=cues())
    shuffled = {name: rows.sample(frac=1, random_state=2) for name, rows in tables.items()}
    pd.testing.assert_frame_equal(run("frame_pairs", shuffled, outlets), table_of())


def test_outlets_of_the_same_text_have_the_same_values():
    table = table_of(cues(dict.fromkeys(OUTLETS, ONLY["Left"])))
    left, right = (table[table["outlet"] == o].drop(columns="outlet") for o in OUTLETS)
    pd.testing.assert_frame_equal(left.reset_index(drop=True), right.reset_index(drop=True))


def test_no_value_is_infinite():
    rows = [row for row in cues() if row[0] == "Left-1"]
    for given in (cues(), rows, rows[:1], []):
        assert not np.isinf(table_of(given).select_dtypes("number").to_numpy(dtype=float)).any()


def test_without_any_cue_there_is_no_row():
    assert table_of([]).empty
    assert measures.load("frame_pairs").table.validate(table_of([])).empty


def drawn(n_outlets, n_units, rng):
    """Units of 25 sentences, whose frames come in bursts and stand together twice by chance."""
    bursts = rng.gamma(2, 1 / 2, (n_outlets * n_units, 1))
    first = rng.random((len(bursts), 25)) < 0.2 * bursts
    second = rng.random(first.shape) < np.where(first, 0.4, 0.1)
    parts = (part.sum(axis=1, keepdims=True).astype(float) for part in
             (first, second, first & second))  # fmt: skip
    return Held(*parts, np.full((len(bursts), 1), 25.0))


def test_intervals_cover_the_truth():
    rng, n_outlets, n_units = np.random.default_rng(5), 400, 20
    one, other, both, n = (part.sum() for part in drawn(20_000, 10, rng))
    truth = np.log2(both * n / (one * other))
    tables = features({f"{o}-1": [{"own": "a"}] * n_units for o in range(n_outlets)})
    sample = sample_of(tables, tuple(map(str, range(n_outlets))))
    by_outlet = np.repeat(np.arange(n_outlets), n_units)
    sample = replace(sample, units=replace(sample.units, outlet=by_outlet))
    found = frame_pairs._log_ratio(sample, drawn(n_outlets, n_units, rng))
    assert 0.93 < np.mean((found.low <= truth) & (truth <= found.high)) < 0.98

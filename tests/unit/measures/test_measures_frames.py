"""The frames: shares of sentences, and rates of cues."""

import pandas as pd
import pytest
from cases import each
from corpora import features, one, run, run_all, sample_of, sentence, share_ends
from scipy.stats import norm

from crossframe import measures, store
from crossframe.measures import frames
from crossframe.measures.frames import NO_FRAME, sentences_in
from crossframe.stats.ratios import FEW_UNITS

OUTLETS = ("Left", "Right")
TEXTS = {
    "Left-1": [
        {"own": "a " * 13, "quoted": "a " * 3, "reported": "a " * 2},
        {"quoted": "a " * 6},
    ],
    "Right-1": [{"own": "a " * 10}, {"own": "a " * 10}],
}
SENTENCES = [
    {"article": "Left-1", "number": 1},
    {"article": "Left-1", "number": 2, "n_tokens": 8, "n_quoted_tokens": 3,
     "n_reported_tokens": 2},
    {"article": "Left-1", "number": 3, "passage": 2, "n_tokens": 6, "n_quoted_tokens": 6},
    {"article": "Right-1", "number": 1},
    {"article": "Right-1", "number": 2, "passage": 2},
]  # fmt: skip
CUES = [
    ("Left-1", 1, 1, "own", "blame", "ban", 2),
    ("Left-1", 1, 1, "own", "blame", "fault", 1),
    ("Left-1", 1, 1, "own", "risk", "tide", 1),
    ("Left-1", 2, 1, "own", "blame", "ban", 1),
    ("Left-1", 2, 1, "quoted", "risk", "tide", 1),
    ("Left-1", 2, 1, "reported", "blame", "ban", 1),
    ("Left-1", 3, 2, "quoted", "risk", "tide", 3),
    ("Right-1", 1, 1, "own", "risk", "tide", 1),
]


@pytest.fixture
def tables():
    return features(TEXTS, sentences=SENTENCES, frames=CUES)


@pytest.fixture
def table(tables):
    return run("frames", tables, OUTLETS)


def at(table, voice, frame, statistic="share", outlet="Left"):
    return one(table, outlet=outlet, voice=voice, frame=frame, statistic=statistic)


@each(
    ("where", "n", "n_of"),
    [
        # sentences 1 and 2 hold 'ban' or 'fault', 1, 2 and 3 'tide'
        (("all", "blame", "share", "Left"), 2, 3),
        (("all", "risk", "share", "Left"), 3, 3),
        (("all", NO_FRAME, "share", "Left"), 0, 3),
        # sentence 3 has no words of its own voice; of 'tide', only the one in sentence 1 has it
        (("own", "blame", "share", "Left"), 2, 2),
        (("own", "risk", "share", "Left"), 1, 2),
        (("own", NO_FRAME, "share", "Left"), 0, 2),
        (("quoted", "blame", "share", "Left"), 0, 2),
        (("quoted", "risk", "share", "Left"), 2, 2),
        (("reported", "blame", "share", "Left"), 1, 1),
        (("reported", "risk", "share", "Left"), 0, 1),
        (("all", "blame", "share", "Right"), 0, 2),
        (("all", "risk", "share", "Right"), 1, 2),
        (("own", NO_FRAME, "share", "Right"), 1, 2),
    ],
)
def test_a_share_is_of_the_sentences_with_words_in_the_voice(table, where, n, n_of):
    row = at(table, *where)
    assert (row["n"], row["n_of"]) == (n, n_of)
    assert row["value"] == pytest.approx(n / n_of)


@each(
    ("voice", "frame", "n", "n_of"),
    [
        ("all", "blame", 2 + 1 + 1 + 1, 24),
        ("all", "risk", 1 + 1 + 3, 24),
        ("own", "blame", 2 + 1 + 1, 13),
        ("quoted", "risk", 1 + 3, 3 + 6),
        ("reported", "blame", 1, 2),
    ],
)
def test_a_rate_is_of_cues_among_the_words_of_the_voice(table, voice, frame, n, n_of):
    row = at(table, voice, frame, "rate_per_1000")
    assert (row["n"], row["n_of"]) == (n, n_of)
    assert row["value"] == pytest.approx(1000 * n / n_of)


def test_what_is_in_no_frame_has_a_share_and_no_rate(table):
    assert set(table.loc[table["frame"] == NO_FRAME, "statistic"]) == {"share"}
    assert set(table["frame"]) == {"blame", "risk", NO_FRAME}


def test_the_rest_and_the_difference_by_hand(table):
    row = at(table, "all", "blame")
    assert (row["rest"], row["difference"]) == (0, pytest.approx(2 / 3))
    row = at(table, "own", "risk", "rate_per_1000", outlet="Right")
    assert row["rest"] == pytest.approx(1000 / 13)
    assert row["difference"] == pytest.approx(1000 / 20 - 1000 / 13)


def test_the_interval_of_a_share_by_hand(table):
    # of Right's two passages, of a sentence each, one holds 'risk'; of Left's, both sentences of
    # the one and the only one of the other
    row = at(table, "all", "risk", outlet="Right")
    expected = share_ends(1 / 2, 2, (1 - 1 / 2) ** 2 + (0 - 1 / 2) ** 2, 2)
    assert [row["low"], row["high"]] == pytest.approx(expected)
    # of Left, the dispersion is that of both, by 20 of 0 + 20 parts
    row = at(table, "all", "risk", outlet="Left")
    pooled = 2 / 1 * 2 * (1 / 2) ** 2 / (2 * 1 / 2 * 1 / 2)
    assert row["low"] == pytest.approx(1 / (1 + norm.ppf(0.975) ** 2 * pooled / 3))
    assert row["high"] == 1


def test_shares_of_one_frame_and_of_none_add_up_to_1():
    only = [cue for cue in CUES if cue[4] == "blame"]
    table = run("frames", features(TEXTS, sentences=SENTENCES, frames=only), OUTLETS)
    shares = table[table["statistic"] == "share"].groupby(["outlet", "voice"])["value"]
    assert shares.sum(min_count=1).dropna().tolist() == pytest.approx([1] * 6)


def test_a_cue_told_twice_in_a_sentence_adds_to_the_rate_alone(table):
    more = [(*cue[:-1], cue[-1] + 5) for cue in CUES]
    other = run("frames", features(TEXTS, sentences=SENTENCES, frames=more), OUTLETS)
    pd.testing.assert_frame_equal(
        table[table["statistic"] == "share"], other[other["statistic"] == "share"]
    )
    assert at(other, "all", "risk", "rate_per_1000")["n"] == 1 + 1 + 3 + 3 * 5


def test_a_voice_without_words_has_no_value(table):
    silent = table[(table["outlet"] == "Right") & (table["voice"] == "quoted")]
    assert len(silent) == 3 + 2
    assert silent[["value", "low", "high", "difference", "p", "q"]].isna().all(axis=None)
    assert (silent["note"] == FEW_UNITS).all()
    assert (silent["n_of"] == 0).all()


def test_an_outlet_without_a_cue_is_in_no_frame():
    rest = [cue for cue in CUES if cue[0] == "Left-1"]
    table = run("frames", features(TEXTS, sentences=SENTENCES, frames=rest), OUTLETS)
    assert at(table, "all", NO_FRAME, outlet="Right")["value"] == 1
    assert at(table, "all", "risk", outlet="Right")["value"] == 0


def test_without_any_cue_every_sentence_is_in_no_frame():
    table = run("frames", features(TEXTS, sentences=SENTENCES), OUTLETS)
    assert set(table["frame"]) == {NO_FRAME}
    assert table["value"].dropna().tolist() == [1] * 6


def test_shares_and_rates_are_tested_apart(tables):
    sample = sample_of(tables, OUTLETS)
    tested = [(c.voice, *c.items["statistic"].unique()) for c in frames._compared(tables, sample)]
    assert tested == [(voice, statistic) for voice in sample.voices
                      for statistic in ("share", "rate_per_1000")]  # fmt: skip


def test_pairs_of_outlets_are_compared(tables):
    _, compared = run_all("frames", tables, OUTLETS)
    row = one(compared, comparison="pair", voice="all", frame="risk", statistic="share")
    assert (row["outlet"], row["other"]) == OUTLETS
    assert (row["value"], row["rest"]) == (3 / 3, 1 / 2)


def test_outlets_of_the_same_text_do_not_differ():
    def twice(rows, change):
        left = [row for row in rows if change(row, None) == "Left-1"]
        return left + [change(row, "Right-1") for row in left]

    def in_cues(row, article):
        return row[0] if article is None else (article, *row[1:])

    def in_sentences(row, article):
        return row["article"] if article is None else row | {"article": article}

    tables = features(
        {"Left-1": TEXTS["Left-1"], "Right-1": TEXTS["Left-1"]},
        sentences=twice(SENTENCES, in_sentences),
        frames=twice(CUES, in_cues),
    )
    for table in run_all("frames", tables, OUTLETS):
        assert table["difference"].dropna().abs().max() == pytest.approx(0, abs=1e-12)


@each("outlets", [OUTLETS, OUTLETS[::-1]])
def test_the_order_of_rows_and_outlets_is_irrelevant(tables, table, outlets):
    shuffled = {name: rows.sample(frac=1, random_state=2) for name, rows in tables.items()}
    pd.testing.assert_frame_equal(run("frames", shuffled, outlets), table)


def test_tables_read_from_files_say_the_same(tables, table, tmp_path):
    paths = {name: tmp_path / name for name in ("articles", "passages", "sentences", "frames")}
    for name, path in paths.items():
        store.write_parquet(tables[name], path)
    read = measures.read({name: str(path) for name, path in paths.items()}, "split")
    pd.testing.assert_frame_equal(run("frames", read, OUTLETS), table)


def test_indirect_speech_read_as_the_outlets_counts_in_its_voice(tables):
    read = measures.reread(tables, "own")
    row = at(run("frames", read, OUTLETS), "own", "blame", "rate_per_1000")
    assert (row["n"], row["n_of"]) == (4 + 1, 13 + 2)


@each(
    ("voice", "numbers"), [("all", [1, 2, 3]), ("own", [1, 2]), ("quoted", [2, 3]),
                           ("reported", [2])]
)  # fmt: skip
def test_sentences_of_a_voice_have_words_in_it(tables, voice, numbers):
    left = tables["sentences"][tables["sentences"]["article"] == "Left-1"]
    assert sentences_in(left, voice)["sentence"].tolist() == numbers


@each(
    ("n_quoted", "n_reported", "voices"),
    [(0, 0, "own"), (9, 0, "own quoted"), (10, 0, "quoted"), (0, 9, "own reported"),
     (4, 6, "quoted reported"), (0, 10, "reported"), (1, 1, "own quoted reported")],
)  # fmt: skip
def test_one_word_is_enough_to_have_a_voice(n_quoted, n_reported, voices):
    row = sentence("Left-1", 1, n_quoted_tokens=n_quoted, n_reported_tokens=n_reported)
    table = pd.DataFrame([row])  # ten words
    found = [voice for voice in ("own", "quoted", "reported") if len(sentences_in(table, voice))]
    assert found == voices.split()

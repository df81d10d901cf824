import pandas as pd
from cases import each
from corpora import features, run_all

from crossframe import measures, store
from crossframe.feature_tables import FEATURES
from crossframe.stats.units import voices_under

OUTLETS = ("Left", "Right")
TABLES = features(
    {
        "Left-1": [{"own": "ban app", "quoted": "app"}, {"own": "run/VERB app"}],
        "Left-2": [{"own": "ban ban"}],
        "Right-1": [{"own": "app run/VERB", "quoted": "ban"}],
    },
    phrases=[("Left-1", 2, "own", "big ban", 2), ("Right-1", 1, "quoted", "app ban", 1)],
    entities=[("Left-1", 1, "own", "Corvo", "company", 1)],
    sentences=[{"article": "Left-1", "number": 1}, {"article": "Right-1", "number": 1}],
)


def read(tables, folder):
    paths = {name: folder / f"{name}.parquet" for name in tables}
    for name, path in paths.items():
        store.write_parquet(tables[name], path)
    return measures.read({name: str(path) for name, path in paths.items()}, "split")


def test_tables_by_passage_are_read_coded_and_others_as_strings(tmp_path):
    tables = read(TABLES, tmp_path)
    assert isinstance(tables["terms"]["term"].dtype, pd.CategoricalDtype)
    assert tables["articles"]["outlet"].dtype == "str"


@each("name", measures.names())
@each("rows", [None, 0])
def test_a_measure_says_the_same_of_what_is_read_as_of_strings(name, rows, tmp_path):
    kept = ("articles", "passages", "records")
    given = {key: table if key in kept else table.iloc[:rows] for key, table in TABLES.items()}
    found, expected = run_all(name, read(given, tmp_path), OUTLETS), run_all(name, given, OUTLETS)
    for one, other in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(one, other)


# indirect speech

SAID = features(
    {
        "Left-1": [{"own": "ban app", "quoted": "app", "reported": "app run/VERB"}],
        "Right-1": [{"own": "app", "quoted": "ban"}],
    },
    sentences=[{"article": "Left-1", "number": 1, "n_quoted_tokens": 1, "n_reported_tokens": 2}],
    frames=[
        ("Left-1", 1, 1, "own", "blame", "ban", 1),
        ("Left-1", 1, 1, "reported", "blame", "ban", 2),
    ],
    mentions=[{"article": "Left-1", "sentence": 1, "voice": "reported", "n_tokens": 7}],
)


def counts(tables, name, *columns):
    return sorted(tables[name][list(columns)].itertuples(index=False, name=None))


def test_indirect_speech_is_a_voice_of_its_own_unless_read_otherwise():
    assert measures.reread(SAID, "split") is SAID


@each(
    ("voice", "own", "quoted"), [("own", (2 + 2, 2, 1), (1, 1)), ("quoted", (2, 1, 0), (1 + 2, 2))]
)
def test_indirect_speech_read_as_another_voice_adds_to_its_counts(voice, own, quoted):
    tables = measures.reread(SAID, voice)
    of_left = tables["passages"][tables["passages"]["article"] == "Left-1"]
    assert dict(zip(of_left["voice"], of_left["n_tokens"], strict=True)) == {
        "own": own[0], "quoted": quoted[0]
    }  # fmt: skip
    terms = {(v, t): n for a, v, t, n in counts(tables, "terms", "article", "voice", "term", "n")
             if a == "Left-1"}  # fmt: skip
    assert (terms["own", "app"], terms.get(("own", "run"), 0)) == own[1:]
    assert terms["quoted", "app"] == quoted[1]


def test_sums_over_all_voices_do_not_change_with_the_reading():
    for voice in ("own", "quoted"):
        tables = measures.reread(SAID, voice)
        for name in ("terms", "frames"):
            assert tables[name]["n"].sum() == SAID[name]["n"].sum()
        assert tables["passages"]["n_tokens"].sum() == SAID["passages"]["n_tokens"].sum()


@each(("voice", "quoted"), [("own", 1), ("quoted", 3)])
def test_sentences_have_no_indirect_speech_left(voice, quoted):
    (row,) = measures.reread(SAID, voice)["sentences"].to_dict("records")
    assert (row["n_quoted_tokens"], row["n_reported_tokens"]) == (quoted, 0)


@each("voice", ["own", "quoted"])
def test_what_is_no_count_keeps_its_rows(voice):
    (row,) = measures.reread(SAID, voice)["mentions"].to_dict("records")
    assert (row["voice"], row["n_tokens"]) == (voice, 7)


def test_cues_of_a_sentence_are_added_where_they_now_have_one_voice():
    assert counts(measures.reread(SAID, "own"), "frames", "voice", "cue", "n") == [
        ("own", "ban", 3)
    ]


@each("voice", ["own", "quoted"])
def test_tables_read_otherwise_conform_to_their_schemas(voice):
    for name, table in measures.reread(SAID, voice).items():
        FEATURES[name].validate(table)


def test_voices_of_tables_follow_the_reading():
    assert voices_under("split") == ("all", "own", "quoted", "reported")
    assert voices_under("own") == voices_under("quoted") == ("all", "own", "quoted")

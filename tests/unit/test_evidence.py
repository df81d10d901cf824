import csv
import re

import pandas as pd
import pytest
import yaml
from cases import each
from corpora import options_of, sentence

from crossframe import evidence, measures, store
from crossframe.config import Config, validate
from crossframe.measures import shifts
from crossframe.stages import ANNOTATION
from crossframe.study import Study

HEADER = ["row", "outlet", "article", "sentence", "voice", "n", "n_sentences", "text"]
OUTLET_OF = {"l-1": "Left", "l-2": "Left", "r-1": "Right"}
ARTICLES = pd.DataFrame({"article": [*OUTLET_OF], "outlet": [*OUTLET_OF.values()]})
COUNTED = ["NOUN", "VERB", "ADJ"]
# article, sentence, voice, term, part of speech
WORDS = [
    ("l-1", 1, "own", "sea", "NOUN"),
    ("l-1", 1, "own", "sea", "NOUN"),
    ("l-1", 2, "own", "wall", "NOUN"),
    ("l-1", 2, "quoted", "sea", "NOUN"),
    ("l-2", 1, "reported", "sea", "NOUN"),
    ("l-2", 2, "own", None, "DET"),
    ("r-1", 1, "own", "sea", "ADV"),  # is not counted
    ("r-1", 2, "own", "sea", "NOUN"),
    ("r-1", 2, "reported", "sea", "NOUN"),
]
# What stands in the tables: outlet, voice, term, part of speech.
ROWS = [
    ("Left", "all", "sea", "NOUN"),
    ("Left", "own", "sea", "NOUN"),
    ("Left", "quoted", "sea", "NOUN"),
    ("Left", "reported", "sea", "NOUN"),
    ("Right", "quoted", "sea", "NOUN"),
    ("Right", "reported", "sea", "NOUN"),
]
SEA = "frequency | Left | {} | sea | NOUN"


def words(rows=WORDS):
    columns = ["article", "sentence", "voice", "term", "pos"]
    table = pd.DataFrame(rows, columns=columns).assign(passage=1, name_kind=None)
    table["order"] = table.groupby(["article", "sentence"]).cumcount() + 1
    return ANNOTATION["words"].validate(table)


def wording(articles=OUTLET_OF, n=2):
    """Return the text of every sentence: '<article>/<sentence>'."""
    rows = [(article, k, 1, f"{article}/{k}") for article in articles for k in range(1, n + 1)]
    columns = ["article", "sentence", "passage", "text"]
    return ANNOTATION["wording"].validate(pd.DataFrame(rows, columns=columns))


ANNOTATED = {"words": words(), "wording": wording()}


@pytest.fixture
def listed(tmp_path):
    """List the sentences behind rows of the tables of a measure, as they would be written."""

    def list_them(
        name="frequency", rows=ROWS, shards=(ANNOTATED,), *, compared=(), reading="split", most=99,
        articles=ARTICLES, **options,
    ):  # fmt: skip
        paths = {}
        for schema, given in zip(measures.load(name).tables, (rows, compared), strict=False):
            paths[schema.name] = tmp_path / f"{schema.name}.csv"
            table = pd.DataFrame(given, columns=list(schema.key))
            store.write_csv(table.assign(p=0.5), paths[schema.name])
        corpus = evidence.corpus(articles, lambda n: (s[n] for s in shards), reading, COUNTED, most)
        made = {}
        for table, parts in evidence.build(paths, corpus, {name: options_of(name, **options)}):
            store.write_csv_parts(parts, tmp_path / "evidence" / f"{table}.csv")
            made[table] = store.read_csv(tmp_path / "evidence" / f"{table}.csv")
        return made

    return list_them


def texts(table, row):
    return table.loc[table["row"] == row, "text"].tolist()


# What is listed


def test_behind_a_term_are_the_sentences_that_hold_it_in_the_voice_of_the_row(listed):
    table = listed()["frequency"]

    assert list(table) == HEADER
    assert texts(table, SEA.format("own")) == ["l-1/1"]
    assert texts(table, SEA.format("quoted")) == ["l-1/2"]
    assert texts(table, SEA.format("all")) == ["l-1/1", "l-1/2", "l-2/1"]


def test_occurrences_are_counted_by_sentence_and_voice(listed):
    table = listed()["frequency"]
    of_all = table[table["row"] == SEA.format("all")]
    columns = ["article", "sentence", "voice", "n", "n_sentences"]

    assert of_all[columns].to_numpy().tolist() == [
        ["l-1", "1", "own", "2", "3"],
        ["l-1", "2", "quoted", "1", "3"],
        ["l-2", "1", "reported", "1", "3"],
    ]


def test_a_row_without_occurrences_has_no_sentences(listed):
    assert texts(listed()["frequency"], "frequency | Right | quoted | sea | NOUN") == []


def test_sentences_stand_in_the_order_of_the_tables_rows(listed):
    rows = [*reversed(ROWS)]
    table = listed(rows=rows)["frequency"]
    expected = ["Right | reported", "Left | reported", "Left | quoted", "Left | own", "Left | all"]
    assert list(dict.fromkeys(table["row"])) == [
        f"frequency | {row} | sea | NOUN" for row in expected
    ]


def test_indirect_speech_has_the_voice_that_the_study_reads_it_in(listed):
    quoted = listed(reading="quoted")["frequency"]
    own = listed(reading="own")["frequency"]

    assert texts(quoted, SEA.format("quoted")) == ["l-1/2", "l-2/1"]
    assert texts(quoted, SEA.format("own")) == ["l-1/1"]
    assert texts(own, SEA.format("own")) == ["l-1/1", "l-2/1"]
    assert texts(own, SEA.format("reported")) == []


def test_a_sentence_that_says_it_in_two_voices_is_one_sentence(listed):
    rows = [("Right", "all", "sea", "NOUN")]
    split = listed(rows=rows)["frequency"]
    own = listed(rows=rows, reading="own")["frequency"]

    assert split[["voice", "n", "n_sentences"]].to_numpy().tolist() == [
        ["own", "1", "1"],
        ["reported", "1", "1"],
    ]
    assert own[["voice", "n", "n_sentences"]].to_numpy().tolist() == [["own", "2", "1"]]


def test_sentences_have_the_voice_of_most_of_their_words(listed):
    rows = [("Left", voice, "vader", "mean") for voice in ("own", "quoted", "reported")]
    sentences = [
        sentence("l-1", 1, n_tokens=9, n_reported_tokens=5),
        sentence("l-1", 2, n_tokens=9),
    ]
    shard = {"sentences": ANNOTATION["sentences"].validate(pd.DataFrame(sentences))}
    given = {"name": "sentiment", "rows": rows, "shards": [shard | ANNOTATED]}
    found = {
        reading: listed(**given, reading=reading)["sentiment"] for reading in ("split", "quoted")
    }

    assert texts(found["split"], "sentiment | Left | reported | vader | mean") == ["l-1/1"]
    assert texts(found["quoted"], "sentiment | Left | quoted | vader | mean") == ["l-1/1"]
    assert texts(found["quoted"], "sentiment | Left | own | vader | mean") == ["l-1/2"]


def test_an_article_is_cut_into_the_segments_of_the_config(listed):
    sentences = [sentence("l-1", 1, position=0.49), sentence("l-1", 2, position=1.0)]
    shard = {"sentences": ANNOTATION["sentences"].validate(pd.DataFrame(sentences))}
    rows = [("Left", "own", "vader", segment) for segment in (1, 2, 3)]
    table = listed("course", rows, [shard | ANNOTATED], segments=3)["course"]

    assert texts(table, "course | Left | own | vader | 2") == ["l-1/1"]
    assert texts(table, "course | Left | own | vader | 3") == ["l-1/2"]


def test_words_that_have_no_row_are_behind_the_row_of_the_others(listed):
    valences = pd.DataFrame(
        [
            ("l-1", 1, 1, "afinn", "good", 1, 3.0),
            ("l-1", 2, 1, "afinn", "bad", 1, -3.0),
        ],
        columns=list(ANNOTATION["valences"].columns),
    )
    shard = ANNOTATED | {
        "sentences": ANNOTATION["sentences"].validate(
            pd.DataFrame([sentence("l-1", 1, afinn=3.0), sentence("l-1", 2, afinn=-3.0)])
        ),
        "valences": ANNOTATION["valences"].validate(valences),
        "frames": ANNOTATION["frames"].validate(pd.DataFrame()),
    }
    rows = [("Left", "own", "afinn", word) for word in ("good", shifts.OTHERS)]
    table = listed("shifts", rows, [shard])["shifts"]

    assert texts(table, "shifts | Left | own | afinn | good") == ["l-1/1"]
    assert texts(table, "shifts | Left | own | afinn | (other words)") == ["l-1/2"]


def test_a_pair_of_frames_is_no_pair_of_outlets(listed):
    held = [("l-1", "A"), ("l-1", "Right"), ("r-1", "A"), ("r-1", "Right")]
    cues = pd.DataFrame(
        [(article, 1, 1, "own", frame, "x", 1) for article, frame in held],
        columns=list(ANNOTATION["frames"].columns),
    )
    shard = ANNOTATED | {"frames": ANNOTATION["frames"].validate(cues)}
    table = listed("frame_pairs", [("Left", "own", "A", "Right")], [shard])["frame_pairs"]

    assert texts(table, "frame_pairs | Left | own | A | Right") == ["l-1/1"]


# Comparisons


COMPARED = [
    ("omnibus", "all", "sea", "NOUN", "Left", "Right"),
    ("pair", "own", "sea", "NOUN", "Left", "Right"),
]
THREE = pd.concat([ARTICLES, pd.DataFrame({"article": ["z-1"], "outlet": ["Third"]})])
OF_THREE = {
    "words": words([*WORDS, ("z-1", 1, "own", "sea", "NOUN")]),
    "wording": wording([*OUTLET_OF, "z-1"]),
}


def test_behind_a_pair_are_the_sentences_of_both_outlets(listed):
    table = listed(compared=COMPARED, articles=THREE, shards=[OF_THREE])["frequency_comparisons"]
    row = "frequency_comparisons | pair | own | sea | NOUN | Left | Right"

    assert texts(table, row) == ["l-1/1", "r-1/2"]
    assert table.loc[table["row"] == row, "outlet"].tolist() == ["Left", "Right"]


def test_behind_an_omnibus_row_are_the_sentences_of_all_outlets(listed):
    table = listed(compared=COMPARED, articles=THREE, shards=[OF_THREE])["frequency_comparisons"]
    row = "frequency_comparisons | omnibus | all | sea | NOUN | Left | Right"

    assert texts(table, row) == ["l-1/1", "l-1/2", "l-2/1", "r-1/2", "r-1/2", "z-1/1"]
    assert set(table.loc[table["row"] == row, "n_sentences"]) == {"5"}


# The most that are listed

MANY = {
    "words": words([("l-1", n, "own", "sea", "NOUN") for n in range(1, 31)]
                   + [("r-1", n, "own", "sea", "NOUN") for n in (1, 2)]),
    "wording": wording(n=30),
}  # fmt: skip


def test_of_many_sentences_some_are_listed_and_all_counted(listed):
    table = listed(shards=[MANY], most=7)["frequency"]
    found = table[table["row"] == SEA.format("own")]

    assert len(found) == 7
    assert set(found["n_sentences"]) == {"30"}
    assert found["sentence"].astype(int).is_monotonic_increasing


def test_what_is_listed_is_not_merely_the_beginning(listed):
    table = listed(shards=[MANY], most=7)["frequency"]
    assert texts(table, SEA.format("own")) != [f"l-1/{n}" for n in range(1, 8)]


def test_more_sentences_are_the_same_and_others(listed):
    few, more = (set(listed(shards=[MANY], most=most)["frequency"]["text"]) for most in (3, 9))
    assert few < more


def test_outlets_take_turns_so_that_each_is_heard(listed):
    table = listed(shards=[MANY], most=4, compared=COMPARED)["frequency_comparisons"]
    found = table[table["row"].str.contains("pair")]

    assert found["outlet"].tolist() == ["Left", "Left", "Right", "Right"]
    assert set(found["n_sentences"]) == {"32"}


def test_two_voices_of_a_sentence_count_once_towards_the_most(listed):
    both = [("r-1", n, voice, "sea", "NOUN") for n in (1, 2) for voice in ("own", "quoted")]
    shard = ANNOTATED | {"words": words(both)}
    table = listed(rows=[("Right", "all", "sea", "NOUN")], shards=[shard], most=2)["frequency"]
    assert texts(table, "frequency | Right | all | sea | NOUN") == [
        "r-1/1",
        "r-1/1",
        "r-1/2",
        "r-1/2",
    ]


@each("most", [2, 99])
def test_the_shards_leave_no_trace(listed, most):
    whole = {"words": words([*WORDS, *[("l-2", n, "own", "sea", "NOUN") for n in range(3, 9)]]),
             "wording": wording(n=9)}  # fmt: skip
    shards = [
        {name: table[table["article"].isin(held)] for name, table in whole.items()}
        for held in (["l-1"], ["l-2", "r-1"])
    ]
    one, two = (listed(shards=given, most=most, compared=COMPARED) for given in ([whole], shards))
    for name in ("frequency", "frequency_comparisons"):
        pd.testing.assert_frame_equal(one[name], two[name])


def test_the_parts_of_a_large_table_leave_no_trace(listed, monkeypatch):
    whole = listed(compared=COMPARED)
    monkeypatch.setattr(evidence, "ROWS", 1)
    for name, table in listed(compared=COMPARED).items():
        pd.testing.assert_frame_equal(table, whole[name])


# Breakdown


def test_a_table_without_rows_has_no_sentences(listed):
    made = listed(rows=[])
    assert [list(table) for table in made.values()] == [HEADER] * 2
    assert all(table.empty for table in made.values())


BEHIND = {name: measures.load(name).evidence for name in measures.names()}


@each("name", [name for name, behind in BEHIND.items() if behind])
def test_annotation_without_rows_leaves_every_row_without_sentences(listed, name):
    empty = {n: ANNOTATION[n].validate(pd.DataFrame()) for n in BEHIND[name].reads}
    key = [column for column in measures.load(name).table.key if column not in ("outlet", "voice")]
    rows = [dict(outlet="Left", voice="all", **dict.fromkeys(key, "x"))]
    made = listed(name, rows, [ANNOTATED | empty])
    assert made[name].empty


def test_a_sentence_that_begins_a_formula_is_made_safe(listed, tmp_path):
    shard = ANNOTATED | {"wording": ANNOTATED["wording"].assign(text='=HYPERLINK("x")')}
    listed(shards=[shard])
    with (tmp_path / "evidence" / "frequency.csv").open(encoding="utf-8") as handle:
        cells = [row["text"] for row in csv.DictReader(handle)]

    assert cells
    assert set(cells) == {'\'=HYPERLINK("x")'}


# Files


@pytest.fixture
def study(request):
    path = request.config.rootpath / "config" / "demo.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = ("corpus_flow", "sentiment", "course", "similarity")
    return Study(validate(Config, data, "demo.yaml"), dict.fromkeys(names), from_texts=True)


def test_the_files_are_those_of_the_tables_that_have_sentences(study):
    names = ["sentiment.csv", "sentiment_comparisons.csv", "course.csv"]
    assert study.with_sentences() == [f"results/demo/tables/{name}" for name in names]
    assert study.evidence() == [f"results/demo/evidence/{name}" for name in names]


def test_without_the_texts_there_is_no_evidence(study):
    assert Study(study.config, study.options, from_texts=False).evidence() == []


def test_evidence_is_never_published_nor_tracked(study, request):
    published = [*study.published(), *study.released(), *study.features()]
    assert [path for path in published if "evidence" in path] == []
    ignored = (request.config.rootpath / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "results/**/evidence/" in ignored
    rules = (request.config.rootpath / "workflow" / "rules").glob("*.smk")
    readers = [
        path.name
        for path in rules
        if re.search(r"study\.evidence\(\)|/evidence/", path.read_text())
    ]
    assert readers == ["evidence.smk"]

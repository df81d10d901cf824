"""A table has sentences behind it, or is said to have none; what is listed is what is counted."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from crossframe.evidence.behind import BEHIND, WITHOUT_SENTENCES

from crossframe import evidence, features, measures, store
from crossframe.config import Inference
from crossframe.readings import TABLE as READINGS
from crossframe.stages import ANNOTATION, PARAGRAPHS, SELECTED
from crossframe.stats.sample import draw_sample
from crossframe.study import Study

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "config" / "demo.yaml").read_text(encoding="utf-8"))
LISTED = ("articles", "audit", "fingerprint", "records", READINGS.name)  # tables of no measure
OUTLETS = ("East", "North", "West")
VOICES = ("own", "quoted", "reported")
LEXICONS = ("vader", "afinn")
# What the sentences' occurrences add up to, of the rows with which statistics.
SUMS = {
    "agency": "n",
    "agency_verbs": "n",
    "course": "n_sentences",
    "entities": "n",
    "frame_cues": "n",
    "frame_pairs": "n_both",
    "frames": ("n", "value"),
    "frequency": "n",
    "keywords": "n",
    "modifiers": "n",
    "naming": "n",
    "parts_of_speech": "n",
    "phrases": "n",
    "reporting_verbs": "n",
    "sentiment": ("n_sentences", "mean", "coverage"),
    "shifts": "n",
    "sources": ("n", "per_1000_words", "share_of_quotations"),
    "speakers": ("n", "share_of_quotations"),
    "targets": ("n_of", "mean"),
}

every = pytest.mark.parametrize("name", measures.names())
with_sentences = pytest.mark.parametrize("name", sorted(BEHIND))


@every
def test_a_measure_says_which_sentences_are_behind_it_or_that_none_are(name):
    assert (name in BEHIND) != (name in WITHOUT_SENTENCES)


def test_no_other_measure_or_table_is_spoken_of():
    assert {*BEHIND, *WITHOUT_SENTENCES} == {*measures.names(), *LISTED}


def test_every_published_table_is_spoken_of():
    options = dict.fromkeys(measures.names())
    published = Study(_config(), options, from_texts=True).published()
    tables = {Path(path).stem for path in published if "/tables/" in path}
    behind = {table.name for name in BEHIND for table in measures.load(name).tables}
    assert tables == behind | {*WITHOUT_SENTENCES}


@with_sentences
def test_sentences_are_found_by_columns_of_the_key(name):
    behind = BEHIND[name]
    assert set(behind.reads) <= set(ANNOTATION)
    for table in measures.load(name).tables:
        assert {"outlet", "voice", *behind.item} <= set(table.key)


@with_sentences
def test_what_is_listed_is_what_is_counted(name, listed, tables):
    column, *statistics = [SUMS[name]] if isinstance(SUMS[name], str) else SUMS[name]
    table = tables[name]
    rows = table[table["statistic"].isin(statistics)] if statistics else table
    found = listed[name].groupby("row")["n"].sum()
    ids = store.row_ids(measures.load(name).table, rows)

    assert rows[column].sum() > 0
    assert ids.map(found).fillna(0).tolist() == rows[column].tolist()


@with_sentences
def test_sentences_are_of_the_outlet_and_voice_of_their_row(name, listed, tables):
    found = listed[name].merge(_with_ids(name, tables), on="row", suffixes=("", "_of_row"))

    assert len(found) == len(listed[name])
    assert (found["outlet"] == found["outlet_of_row"]).all()
    assert found["voice_of_row"].isin(["all"]).eq(False).any()
    own_voice = found["voice_of_row"].isin(VOICES)
    assert (found["voice"] == found["voice_of_row"])[own_voice].all()


@pytest.mark.parametrize("name", [n for n in sorted(BEHIND) if len(measures.load(n).tables) > 1])
def test_behind_a_comparison_are_the_sentences_of_what_it_compares(name, listed, tables):
    compared, item = f"{name}_comparisons", [*measures.load(name).ITEM]
    held = listed[name].merge(_with_ids(name, tables)[["row", *item]], on="row")
    rows = tables[compared].assign(
        row=store.row_ids(measures.load(name).COMPARISONS, tables[compared])
    )
    assert set(rows["comparison"]) == {"omnibus", "pair"}
    expected = {}
    for row in rows[rows["voice"] == "quoted"].to_dict("records"):
        outlets = OUTLETS if row["comparison"] == "omnibus" else (row["outlet"], row["other"])
        same = (held["outlet"].isin(outlets)) & held["row"].str.split(" | ", regex=False).str[2].eq(
            "quoted"
        )
        for column in item:
            same &= held[column] == row[column]
        expected[row["row"]] = held.loc[same, "text"].tolist()
    found = listed[compared].groupby("row")["text"].apply(list)

    assert any(expected.values())
    assert {row: sorted(texts) for row, texts in expected.items() if texts} == {
        row: sorted(found[row]) for row in expected if row in found
    }


# Shares: what is beyond neutral, and sentences without a frame


@pytest.mark.parametrize("name", ["sentiment", "targets"])
def test_behind_a_share_of_negative_or_positive_are_those_alone(name, listed, tables):
    rows = _with_ids(name, tables)
    n_of = rows["n_sentences" if name == "sentiment" else "n_of"]
    shares = rows[rows["statistic"].isin(["share_negative", "share_positive"]) & (n_of > 0)]
    found = shares["row"].map(listed[name].groupby("row")["n"].sum()).fillna(0)

    assert found.sum() > 0
    assert found.tolist() == pytest.approx(
        (shares["value"] * n_of[shares.index]).tolist(), rel=1e-5
    )


def test_behind_a_share_of_sentences_are_as_many_sentences(listed, tables):
    rows = _with_ids("frames", tables).query("statistic == 'share'")
    found = rows["row"].map(listed["frames"].groupby("row")["n_sentences"].first()).fillna(0)

    assert (rows.loc[rows["frame"] == "no frame", "n"] > 0).any()
    assert found.tolist() == rows["n"].tolist()


def _with_ids(name, tables):
    return tables[name].assign(row=store.row_ids(measures.load(name).table, tables[name]))


# An annotated corpus of random rows


@pytest.fixture(scope="module", params=["split", "quoted"])
def made(request, tmp_path_factory):
    """The tables of all measures with sentences, and the evidence for them."""
    shards, selected = _annotated(), _selected()

    def read(name: str) -> Iterator[pd.DataFrame]:
        return (shard[name] for shard in shards)

    built = features.build(selected, read, **CONFIG["counting"])
    found = {name: pd.concat(parts, ignore_index=True) for name, parts in built}
    found = measures.reread(found, request.param)
    inference = Inference(**CONFIG["inference"] | {"resamples": 100, "permutations": 99})
    sample = draw_sample(found, OUTLETS, inference, 7, 1)
    folder, paths, options = tmp_path_factory.mktemp("tables"), {}, {}
    for name in BEHIND:
        of_measure = measures.load(name).Options
        options[name] = dict.fromkeys(of_measure.model_fields, 2)  # whatever they are
        given = of_measure(**options[name])
        for schema, table in zip(
            measures.load(name).tables,
            measures.run(measures.load(name), found, sample, given),
            strict=True,
        ):
            paths[schema.name] = folder / f"{schema.name}.csv"
            store.write_csv(table, paths[schema.name])
    corpus = evidence.corpus(found["articles"], read, request.param, most=10_000)
    parts = evidence.build(paths, corpus, options)
    listed = {name: pd.concat(each, ignore_index=True).astype(STRINGS) for name, each in parts}
    schemas = {s.name: s for name in BEHIND for s in measures.load(name).tables}
    return listed, {n: schemas[n].typed(store.read_csv(path), n) for n, path in paths.items()}


@pytest.fixture(scope="module")
def listed(made):
    return made[0]


@pytest.fixture(scope="module")
def tables(made):
    return made[1]


ARTICLES = {f"{outlet.lower()}-{n}": outlet for outlet in OUTLETS for n in range(3)}
N_SENTENCES = 12
CHOICES = {
    "words": {"term": ["sea", "wall", "rise", "old", None], "pos": ["NOUN", "VERB", "ADJ", "DET"]},
    "phrases": {"phrase": ["sea wall", "old tide", "night watch"]},
    "entities": {"entity": ["Vey", "Ann Bell"], "entity_kind": ["person", "place"]},
    "frames": {"frame": ["cost", "harm", "order"], "cue": ["price", "flood", "law"], "n": [1, 2]},
    "mentions": {
        "actor": ["council", "firm"],
        "variant": ["council", "firm", "builder"],
        "semantic_role": ["agent", "patient", "other"],
        "passive": [True, False],
        "agent_deleted": [True, False],
        "n_tokens": [0, 4, 7],
    },
    "modifiers": {"actor": ["council", "firm"], "variant": ["firm"], "modifier": ["new", "rich"]},
    "sources": {
        "speaker": ["Ann Bell", "resident", None],
        "speaker_kind": ["official", "citizen"],
        "verb": ["say", "claim", None],
        "verb_position": ["before", "after"],
        "n_tokens": [3, 9],
    },
    "valences": {"lexicon": LEXICONS, "word": ["good", "bad"], "n": [1, 2], "valence": [-1.0, 2.0]},
}
STRINGS = dict.fromkeys(["row", "outlet", "article", "voice", "text"], "str")
NUMBERED = {"mentions": "mention", "sources": "quotation"}


def _annotated():
    """Return the tables of the annotation, with random rows, in shards of four articles."""
    rng = np.random.default_rng(3)
    ids = sorted(ARTICLES)
    shards = []
    for held in (ids[:4], ids[4:]):
        places = pd.DataFrame(
            [(a, s, 1 + s // 5) for a in held for s in range(1, N_SENTENCES + 1)],
            columns=["article", "sentence", "passage"],
        )
        shards.append(
            {name: ANNOTATION[name].validate(_rows(name, places, rng)) for name in CHOICES}
        )
        shards[-1]["wording"] = ANNOTATION["wording"].validate(_wording(places))
        shards[-1]["sentences"] = ANNOTATION["sentences"].validate(
            _sentences(places, shards[-1], rng)
        )
        shards[-1]["paragraphs"] = PARAGRAPHS.validate(pd.DataFrame())
    return shards


def _wording(places):
    text = places["article"] + ", sentence " + places["sentence"].astype(str)
    return places.assign(text=text)


def _rows(name, places, rng):
    """Return three rows for every sentence and voice, some left out."""
    each = len(VOICES) * 3
    rows = places.loc[places.index.repeat(each)].reset_index(drop=True)
    drawn = {column: [values[i] for i in rng.integers(len(values), size=len(rows))]
             for column, values in CHOICES[name].items()}  # fmt: skip
    rows = rows.assign(voice=[*VOICES] * (len(rows) // len(VOICES)), **drawn)
    held = rng.random(len(rows)) < (0.5 if name == "words" else 0.2)
    if name == "words":  # where nobody says a word, nothing else is
        held |= ~rows.duplicated(["article", "sentence", "voice"])
    rows = rows[held]
    rows = rows.drop(columns=[column for column in rows if column not in ANNOTATION[name].columns])
    if name == "mentions":
        rows = rows.assign(
            verb=np.where(rows["semantic_role"] == "other", None, "build"), **_scores(rows, rng)
        )
    if name == "sources":
        rows = rows[rows["voice"] != "own"]
        stance = np.where(rows["verb"].eq("claim"), "doubting", "neutral")
        rows = rows.assign(named=rows["speaker"].eq("Ann Bell"), stance=stance, n_quoted_tokens=1)
    if name in NUMBERED or "order" in ANNOTATION[name].columns:
        of = ["article"] if name == "sources" else ["article", "sentence"]
        number = rows.groupby(of).cumcount() + 1
        return rows.assign(**{NUMBERED.get(name, "order"): number})
    return rows.drop_duplicates([*ANNOTATION[name].key])


def _scores(rows, rng):
    n = len(rows)
    scores = {lexicon: rng.choice([-0.5, 0.0, 0.5], n) for lexicon in LEXICONS}
    return scores | {f"{lexicon}_matched": rng.integers(0, 3, n) for lexicon in LEXICONS}


def _sentences(places, shard, rng):
    """Return the sentences, with as many words in each voice as there are."""
    words = shard["words"]
    counts = pd.crosstab([words["article"], words["sentence"]], words["voice"])
    own = counts.reindex(pd.MultiIndex.from_frame(places[["article", "sentence"]]), fill_value=0)
    return places.assign(
        role="body",
        position=(places["sentence"] - 0.5) / N_SENTENCES,
        n_tokens=own.sum(axis=1).array,
        n_quoted_tokens=own["quoted"].array,
        n_reported_tokens=own["reported"].array,
        n_scare_quotes=0,
        n_marks_repaired=0,
        **_scores(places, rng),
    )


def _selected():
    facts = {
        "title": "T", "date": None, "date_basis": "missing", "url": None, "stratum": None,
        "outcome": "analysed", "n_words": 9, "language": "en", "other_language_share": 0.0,
        "wire": False, "cluster": None, "read_from": "row",
    }  # fmt: skip
    rows = [
        {"number": n, "article": article, "outlet": outlet, **facts}
        for n, (article, outlet) in enumerate(sorted(ARTICLES.items()), start=1)
    ]
    return SELECTED.validate(pd.DataFrame(rows))


def _config():
    return type("Config", (), {"results": "results"})()

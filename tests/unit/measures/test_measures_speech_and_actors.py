"""What holds for all measures of who speaks, who acts, and the tone towards actors."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features, one, options_of, run, run_all, sample_of

from crossframe import measures, store
from crossframe.tables.columns import P_VALUES

NAMES = ("sources", "speakers", "reporting_verbs", "agency", "agency_verbs", "targets")
TESTED = ("sources", "agency", "targets")
OUTLETS = ("Left", "Right", "Third")
every = each("name", NAMES)


def corpus(outlets=OUTLETS, n=4):
    """A corpus of n passages an outlet, in which speakers and actors stand at random."""
    rng = np.random.default_rng(3)
    texts, sources, mentions = {}, [], []
    for outlet in outlets:
        article = f"{outlet}-1"
        texts[article] = [{"own": "ban . . . . .", "quoted": "app . ."} for _ in range(n)]
        for number in range(1, 4 * n + 1):
            at = {"article": article, "passage": 1 + number % n, "sentence": number}
            sources.append({
                **at, "quotation": number, "voice": str(rng.choice(["quoted", "reported"])),
                "speaker": [None, "Ann Bell", "police"][number % 3], "named": number % 3 == 1,
                "speaker_kind": ["unnamed", "official", "security"][number % 3],
                "verb": [None, "say", "claim", "reveal"][number % 4],
                "stance": ["neutral", "neutral", "doubting", "endorsing"][number % 4],
                "n_tokens": int(rng.integers(1, 20)),
            })  # fmt: skip
            part = str(rng.choice(["agent", "patient", "other"]))
            mentions.append({
                **at, "number": 1, "voice": str(rng.choice(["own", "quoted", "reported"])),
                "actor": ["firm", "group"][number % 2], "semantic_role": part,
                "verb": None if part == "other" else str(rng.choice(["ban", "use"])),
                "passive": bool(rng.integers(2)), "agent_deleted": bool(rng.integers(2)),
                "n_tokens": int(rng.integers(3, 12)), "afinn": float(rng.integers(-4, 5)),
                "vader": round(float(rng.uniform(-1, 1)), 2),
            })  # fmt: skip
    return features(texts, sources=sources, mentions=mentions)


@pytest.fixture(scope="module")
def tables():
    return corpus()


def equal(found, expected):
    for table, other in zip(found, expected, strict=True):
        assert len(table)
        pd.testing.assert_frame_equal(table, other)


@every
def test_the_order_of_rows_is_irrelevant(name, tables):
    shuffled = {key: table.sample(frac=1, random_state=4) for key, table in tables.items()}
    equal(run_all(name, shuffled, OUTLETS), run_all(name, tables, OUTLETS))


@every
def test_the_order_of_outlets_changes_no_value(name, tables):
    equal([run(name, tables, OUTLETS[::-1])], [run(name, tables, OUTLETS)])


@every
def test_coded_tables_give_the_same(name, tables, tmp_path):
    for key, table in tables.items():
        store.write_parquet(table, tmp_path / f"{key}.parquet")
    held = ("articles", "passages", *measures.load(name).reads)
    coded = measures.read({key: str(tmp_path / f"{key}.parquet") for key in held}, "split")
    equal(run_all(name, coded, OUTLETS), run_all(name, tables, OUTLETS))


@every
def test_the_voices_of_the_sample_are_those_of_the_table(name, tables):
    measure, sample = measures.load(name), sample_of(tables, OUTLETS)
    options = options_of(name)
    two, *_ = measures.run(measure, tables, sample.speaking("all", "quoted"), options)
    four, *_ = measures.run(measure, tables, sample, options)
    assert set(two["voice"]) == {"all", "quoted"}
    at = [*measures.load(name).table.key]
    same = two.merge(four, on=at, suffixes=("", "_of_four"))
    assert len(same) == len(two)
    assert same["value"].to_numpy() == pytest.approx(same["value_of_four"], nan_ok=True)


@every
@each("voices", [("own",), ("all", "own", "quoted")])
def test_a_table_of_nothing_has_its_columns(name, voices, tables):
    measure = measures.load(name)
    empty = tables | {key: tables[key].iloc[:0] for key in ("sources", "mentions")}
    sample = replace(sample_of(empty, OUTLETS), voices=voices)
    for table, schema in zip(
        measures.run(measure, empty, sample, options_of(name)), measure.tables, strict=True
    ):
        assert table.empty
        assert list(table.columns) == list(schema.columns)


@every
def test_an_outlet_of_which_nothing_is_counted_has_rows_without_a_value(name, tables):
    fewer = tables | {
        key: tables[key][tables[key]["article"] != "Third-1"] for key in ("sources", "mentions")
    }
    table = run(name, fewer, OUTLETS)
    rows = table[(table["outlet"] == "Third") & (table.get("statistic") != "per_1000_words")]
    assert len(rows)
    assert rows[["value", "low", "high"]].isna().all(axis=None)
    assert rows["note"].notna().all()


@each("name", TESTED)
def test_two_outlets_of_the_same_text_do_not_differ(name):
    tables = corpus(("Left",))
    twins = {
        key: pd.concat([table, table.replace({"Left-1": "Right-1", "Left": "Right"})])
        for key, table in tables.items()
    }
    for table in run_all(name, twins, ("Left", "Right")):
        assert table["difference"].dropna().abs().max() == pytest.approx(0, abs=1e-12)
        for column in ("p", "q", "p_max_t"):
            assert (table[column].dropna() == 1).all()
            assert table[column].notna().any()


@each("name", TESTED)
def test_a_missing_p_value_has_its_reason(name, tables):
    for given, least in ((corpus(n=2), 2), (tables, 5)):
        for table in run_all(name, given, OUTLETS, min_units=least):
            missing = table["p"].isna()
            assert table.loc[missing, "note"].notna().all()
            values = table[[*P_VALUES]].isna()
            assert values.eq(missing, axis=0).all(axis=None)


@each(
    ("name", "item"),
    [
        ("sources", {"category": "company", "statistic": "share_of_quotations"}),
        ("agency", {"actor": "firm", "statistic": "agent_share"}),
        ("targets", {"actor": "firm", "lexicon": "vader", "statistic": "mean"}),
    ],
)
def test_a_planted_difference_is_found(name, item):
    tables = corpus(n=8)
    here = tables["sources"]["article"] == "Left-1"
    kinds = tables["sources"]["speaker_kind"].mask(here, "company")
    here = tables["mentions"]["article"] == "Left-1"
    parts, scores = np.where(here, "agent", "patient"), np.where(here, 0.9, -0.9)
    planted = tables | {
        "sources": tables["sources"].assign(speaker_kind=kinds),
        "mentions": tables["mentions"].assign(semantic_role=parts, vader=scores),
    }
    row = one(run(name, planted, OUTLETS), **item, outlet="Left", voice="all")
    assert row["difference"] >= 1
    assert row["q"] < 0.05

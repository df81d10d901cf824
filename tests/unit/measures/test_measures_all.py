"""What holds for every measure: identity, invariance, breakdown."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features
from corpora import run_all as run_anew

from crossframe import measures
from crossframe.errors import StudyError
from crossframe.tables.columns import P_VALUES

OUTLETS = ("Left", "Right", "Third")
SILENT = "quoted"  # a voice that Right does not have
PASSAGES = [
    {"own": "ban ban app . .", "quoted": "ban ."},
    {"own": "ban run/VERB . . .", "quoted": "app ."},
    {"own": "app . . . slow/ADJ"},
]
TEXTS = {
    "Left-1": PASSAGES,
    "Right-1": [{"own": "app app . ."}, {"own": "ban . . . run/VERB ."}, {"own": "ban . ."}],
    "Third-1": PASSAGES[::-1],
}
PHRASES = [("Left-1", 1, "own", "app ban", 2), ("Right-1", 2, "own", "app ban", 1),
           ("Third-1", 2, "quoted", "slow run", 3)]  # fmt: skip
ENTITIES = [("Left-1", 1, "own", "Aroon", "place", 1), ("Right-1", 3, "own", "Aroon", "place", 2),
            ("Third-1", 1, "quoted", "Dr Vey", "person", 1)]  # fmt: skip
SENTENCES = [
    {"article": article, "number": n, "passage": n, "position": (n - 0.5) / 3, "vader": v,
     "afinn": -2 * v, "n_quoted_tokens": 8 if n == 1 and article != "Right-1" else 0}
    for article in TEXTS for n, v in ((1, -0.5), (2, 0.3), (3, 0.0))
]  # fmt: skip
AT = [(article, n) for article in TEXTS for n in (1, 2, 3)]
VALENCES = [(article, n, n, "afinn", "good", 1, 2.0) for article, n in AT]
FRAMES = [(article, n, n, "own", frame, f"{frame} cue", 1)
          for article, n in AT for frame in ("blame", "nature") if n < 3]  # fmt: skip
MODIFIERS = [(article, n, "own", "firm", "firm", "old", 1) for article, n in AT if n < 3]
MENTIONS = [
    {"article": article, "sentence": n, "passage": n, "number": m, "variant": variant,
     "semantic_role": role, "verb": "run", "passive": role == "patient", "vader": n / 10}
    for article, n in AT
    for m, (variant, role) in enumerate([("firm", "agent"), ("polluter", "patient")], start=1)
]  # fmt: skip
SOURCES = [
    {"article": article, "quotation": n, "sentence": n, "passage": n,
     "voice": "quoted" if n == 1 and article != "Right-1" else "reported"}
    for article, n in AT
]  # fmt: skip
# Columns that compare an outlet with others, whatever the measure.
COMPARING = {
    "difference", "subject_difference", "log_ratio_conservative", "percent_difference", "g2",
    "g2_two_cells", "chi_square", "log_odds", "log_odds_z", "text_dispersion",
}  # fmt: skip
SPREAD = {"odds_ratio", "simple_maths", "dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s",
          "kl_divergence", "kl_norm"}  # fmt: skip
# Those that compare outlets by voice; the others describe the corpus, and have no intervals.
COMPARISONS = [name for name in measures.names() if "scope" in measures.load(name).table.columns]

every = each("name", measures.names())
every_comparison = each("name", COMPARISONS)
# calibration speaks of the tests, and has no rows of outlets
every_of_outlets = each("name", sorted({*COMPARISONS} - {"calibration"}))


@cache
def made():
    return features(
        TEXTS, phrases=PHRASES, entities=ENTITIES, sentences=SENTENCES, valences=VALENCES,
        frames=FRAMES, mentions=MENTIONS, modifiers=MODIFIERS, sources=SOURCES,
    )  # fmt: skip


@pytest.fixture
def tables():
    return {name: table.copy() for name, table in made().items()}


@cache
def _run(name, outlets):
    return run_anew(name, made(), outlets)


def run_all(name, tables=None, outlets=OUTLETS, **inference):
    """All tables of a measure; those of the shared corpus are computed once."""
    if tables is None:
        return [table.copy() for table in _run(name, outlets)]
    return run_anew(name, tables, outlets, **inference)


def run(name, tables=None, outlets=OUTLETS):
    return run_all(name, tables, outlets)[0]


def twins():
    """Two outlets of the same article."""

    def both(rows):
        left = [row for row in rows if row[0] == "Left-1"]
        return left + [("Right-1", *row[1:]) for row in left]

    def same(rows):
        left = [row for row in rows if row["article"] == "Left-1"]
        return left + [row | {"article": "Right-1"} for row in left]

    return features(
        {"Left-1": PASSAGES, "Right-1": PASSAGES},
        phrases=both(PHRASES),
        entities=both(ENTITIES),
        sentences=same(SENTENCES),
        valences=both(VALENCES),
        frames=both(FRAMES),
        mentions=same(MENTIONS),
        modifiers=both(MODIFIERS),
        sources=same(SOURCES),
    )


@every
def test_a_table_has_the_columns_and_the_order_of_its_schema(name, tables):
    for table, output in zip(run_all(name), measures.load(name).tables, strict=True):
        assert list(table.columns) == list(output.columns)
        assert not table.duplicated(list(output.key)).any()
        assert list(table.index) == list(table.sort_values(list(output.key)).index)


@every_comparison
def test_two_outlets_of_the_same_text_do_not_differ(name):
    for table in run_all(name, twins(), ("Left", "Right")):
        claims = measures.load(name).claims
        effect = {"value"} if claims and "difference" not in table else set()
        for column in (COMPARING | effect) & set(table):
            assert table[column].dropna().abs().max() == pytest.approx(0, abs=1e-12)
        if "p" in table:
            assert len(table["p"].dropna())
            assert (table["p"].dropna() == 1).all()


@every
def test_the_order_of_rows_is_irrelevant(name, tables):
    shuffled = {
        key: table.sample(frac=1, random_state=1).reset_index(drop=True)
        for key, table in tables.items()
    }
    found, expected = run_all(name, shuffled, OUTLETS), run_all(name)
    for one, other in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(one, other)


@each("name", sorted({*COMPARISONS} - {"similarity"}))  # ordered pairs
def test_the_order_of_outlets_changes_no_value(name, tables):
    pd.testing.assert_frame_equal(run(name, tables, OUTLETS[::-1]), run(name))


@every
def test_the_same_table_comes_twice(name, tables):
    first, second = run_all(name), run_all(name, tables, OUTLETS)
    assert all(one.equals(other) for one, other in zip(first, second, strict=True))


@every
def test_no_input_is_changed(name, tables):
    before = {key: table.copy() for key, table in tables.items()}
    run_all(name, tables, OUTLETS)
    for key, table in tables.items():
        pd.testing.assert_frame_equal(table, before[key])


@every
def test_a_measure_reads_no_more_than_it_says(name, tables):
    measure = measures.load(name)
    read = {key: tables[key] for key in ("articles", "passages", *measure.reads)}
    found, expected = run_all(name, read, OUTLETS), run_all(name)
    for one, other in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(one, other)


@every_of_outlets
def test_an_outlet_that_is_silent_in_a_voice_has_no_value_there(name, tables):
    table = run(name)
    of_right = table["outlet"] == "Right"
    if name == "similarity":
        of_right |= table["other"] == "Right"
    silent = table[of_right & (table["voice"] == SILENT)]
    values = {"value", "low", "high", *P_VALUES} | COMPARING | SPREAD
    assert len(silent)
    assert silent[list(values & set(silent.columns))].isna().all(axis=None)


@every_comparison
def test_a_missing_end_of_an_interval_has_its_reason(name, tables):
    for table in run_all(name):
        low, high = ("difference_low", "difference_high") if "low" not in table else ("low", "high")
        missing = table[low].isna() | table[high].isna()
        assert table.loc[missing, "note"].notna().all()


@every_of_outlets
def test_a_missing_p_value_has_its_reason(name, tables):
    apart = tables["articles"].assign(stratum=tables["articles"]["outlet"])
    for given in (tables, tables | {"articles": apart}):
        for table in run_all(name, given, OUTLETS):
            if "p" in table:
                assert table.loc[table["p"].isna(), "note"].notna().all()
                missing = table["p"].isna()
                values = table.filter(items=[*P_VALUES])
                assert values.isna().eq(missing, axis=0).all(axis=None)


@every_comparison
def test_empty_tables_do_not_stop_a_measure(name, tables):
    empty = {
        key: table if key in ("articles", "passages") else table.iloc[:0]
        for key, table in tables.items()
    }
    for table in run_all(name, empty, OUTLETS):
        values = {"value", "difference", *P_VALUES}
        assert table[list(values & set(table.columns))].isna().all(axis=None)


@every_comparison
def test_too_few_units_leave_the_interval_missing(name, tables):
    first, *compared = run_all(name, tables, OUTLETS, min_units=4)
    assert len(first)
    assert all(table.empty for table in compared)  # none could be made
    for table in (first, *compared):
        values = {"low", "high", "difference_low", "difference_high", *P_VALUES}
        assert table[list(values & set(table.columns))].isna().all(axis=None)
        assert table["note"].notna().all()


@every_comparison
def test_a_corpus_of_a_single_item_does_not_stop_a_measure(name):
    tables = features(
        {"Left-1": [{"own": "ban ."}], "Right-1": [{"own": ". ."}]},
        phrases=PHRASES[:1],
        entities=ENTITIES[:1],
        sentences=SENTENCES[:1],
    )
    for table in run_all(name, tables, ("Left", "Right")):
        assert set(table.get("outlet", [])) <= {"Left", "Right"}
        assert not np.isinf(table.select_dtypes("number").to_numpy(dtype=float)).any()


@every_comparison
def test_an_interval_contains_its_value(name, tables):
    table = run(name)
    rows = table.dropna(subset=["value", "low", "high"])
    assert len(rows)
    assert (rows["low"] <= rows["value"] + 1e-9).all()
    assert (rows["value"] <= rows["high"] + 1e-9).all()


def test_an_unknown_measure_is_named_with_those_there_are():
    with pytest.raises(StudyError, match=r"no such measure.*frequency"):
        measures.load("frequencies")

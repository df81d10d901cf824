"""What is listed as evidence is what a table counts, in the voice and outlet of its row."""

import pandas as pd
import pytest
from made import OUTLETS, VOICES

from crossframe import measures, store
from crossframe.stages import ANNOTATION

OF_WORDS = ("coverage", "share_of_words")  # they count words, and sentences are not counted so
OF_ALL = ("mean", "ratio")  # behind them stands all that they are of, n_of
BEYOND_NEUTRAL = ("share_negative", "share_positive")

WITH_SENTENCES = [name for name in measures.names() if measures.load(name).evidence]


def with_ids(name, tables):
    return tables[name].assign(row=store.row_ids(measures.load(name).table, tables[name]))


def test_sentences_are_found_by_columns_of_the_key():
    wrong = []
    for name in WITH_SENTENCES:
        behind = measures.load(name).evidence
        keys = [set(table.key) for table in measures.load(name).tables]
        if not set(behind.reads) <= set(ANNOTATION):
            wrong.append((name, behind.reads))
        wrong += [(name, key) for key in keys if not {"outlet", "voice", *behind.item} <= key]
    assert wrong == []


def test_what_is_listed_is_what_is_counted(made):
    compared, wrong = 0, []
    for name in WITH_SENTENCES:
        rows = with_ids(name, made.tables)
        listed = made.listed[name].groupby("row")
        found = rows["row"].map(listed["n"].sum()).fillna(0)
        sentences = rows["row"].map(listed["n_sentences"].first()).fillna(0)
        for statistic in set(rows["statistic"]) - {*OF_WORDS}:
            of = rows["statistic"] == statistic
            counted = rows.loc[of, "n_of" if statistic in OF_ALL else "n"]
            as_counted = (found[of] == counted).all()
            # of a share of sentences, each counts once, however much is in it
            as_sentences = statistic == "share" and (sentences[of] == counted).all()
            compared += counted.sum() > 0
            if not (as_counted or as_sentences):
                wrong.append((name, statistic))
    assert wrong == []
    assert compared > len(WITH_SENTENCES)


def test_a_row_has_sentences_where_it_counts_something(made):
    wrong = {}
    for name in WITH_SENTENCES:
        rows = with_ids(name, made.tables)
        listed = rows["row"].isin(made.listed[name]["row"])
        if bare := rows.loc[(rows["n"] > 0) & ~listed, "row"].tolist():
            wrong[name] = bare
    assert wrong == {}


def test_sentences_are_of_the_outlet_and_voice_of_their_row(made):
    wrong, in_a_voice = [], 0
    for name in WITH_SENTENCES:
        listed = made.listed[name]
        rows = with_ids(name, made.tables)
        found = listed.merge(rows, on="row", suffixes=("", "_of_row"))
        own_voice = found["voice_of_row"].isin(VOICES)
        in_a_voice += own_voice.sum() > 0
        if (
            len(found) != len(listed)
            or (found["outlet"] != found["outlet_of_row"]).any()
            or (found["voice"] != found["voice_of_row"])[own_voice].any()
        ):
            wrong.append(name)
    assert wrong == []
    assert in_a_voice == len(WITH_SENTENCES)


def test_behind_a_comparison_are_the_sentences_of_what_it_compares(made):
    compared = [name for name in WITH_SENTENCES if len(measures.load(name).tables) > 1]
    wrong = [name for name in compared if expected_of(name, made) != found_of(name, made)]
    assert wrong == []
    assert all(set(made.tables[f"{n}_comparisons"]["comparison"]) == {"omnibus", "pair"}
               for n in compared)  # fmt: skip


def expected_of(name, made):
    """The sentences of the rows of outlets that each comparison compares, in quotations."""
    measure = measures.load(name)
    item = [column for column in measure.table.key if column not in ("outlet", "voice")]
    rows = with_ids(name, made.tables)[["row", *item]]
    held = made.listed[name].merge(rows, on="row")
    held = held[held["row"].str.split(" | ", regex=False).str[2] == "quoted"]
    by_item = dict(tuple(held.groupby(item)))
    comparisons = made.tables[f"{name}_comparisons"]
    ids = store.row_ids(measure.tables[1], comparisons)
    expected = {}
    for row, cells in zip(ids, comparisons.to_dict("records"), strict=True):
        alike = by_item.get(tuple(cells[column] for column in item))
        if cells["voice"] != "quoted" or alike is None:
            continue
        omnibus = cells["comparison"] == "omnibus"
        outlets = OUTLETS if omnibus else (cells["outlet"], cells["other"])
        expected[row] = sorted(alike.loc[alike["outlet"].isin(outlets), "text"])
    assert any(expected.values()), name
    return {row: texts for row, texts in expected.items() if texts}


def found_of(name, made):
    listed = made.listed[f"{name}_comparisons"]
    quoted = listed[listed["row"].str.split(" | ", regex=False).str[2] == "quoted"]
    return {row: sorted(texts) for row, texts in quoted.groupby("row")["text"]}


# Shares: what is beyond neutral, and sentences without a frame


@pytest.mark.parametrize("name", ["sentiment", "targets"])
def test_behind_a_share_of_negative_or_positive_are_those_alone(name, made):
    rows = with_ids(name, made.tables)
    shares = rows[rows["statistic"].isin(BEYOND_NEUTRAL) & (rows["n_of"] > 0)]
    found = shares["row"].map(made.listed[name].groupby("row")["n"].sum()).fillna(0)

    assert 0 < found.sum() < shares["n_of"].sum()
    assert found.tolist() == pytest.approx((shares["value"] * shares["n_of"]).tolist(), rel=1e-5)


def test_behind_no_frame_are_the_sentences_without_one(made):
    rows = with_ids("frames", made.tables).query("statistic == 'share' and frame == 'no frame'")
    without = made.listed["frames"][made.listed["frames"]["row"].isin(rows["row"])]
    framed = made.listed["frames"][~made.listed["frames"]["row"].isin(rows["row"])]
    whole = "frames | " + pd.Series(OUTLETS) + " | all | no frame | share"

    assert (rows["n"] > 0).any()
    texts = set(without[without["row"].isin(whole)]["text"])
    assert texts
    assert not texts & set(framed["text"])

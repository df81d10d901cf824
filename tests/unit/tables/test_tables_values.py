import numpy as np
import pytest
from corpora import features, sample_of

from crossframe import schemas
from crossframe.stats.ratios import ratios
from crossframe.tables import columns, values
from crossframe.tables.compared import listed_rows
from crossframe.tables.values import frequent

OUTLETS = ("Left", "Right")
TABLES = features(
    {
        "Left-1": [{"own": "ban ban app .", "quoted": "app"}, {"own": "ban ."}],
        "Right-1": [{"own": "app app ."}, {"own": "ban app ."}],
    }
)
SAMPLE, TERMS = sample_of(TABLES, OUTLETS), TABLES["terms"]
ITEM = {"term": schemas.column("str", "The term.")}


def shares_of(items, voices=("all",)):
    return list(values.counted_shares(SAMPLE, TERMS, items, voices))


def test_shares_are_of_all_rows_counted_in_a_voice():
    items = frequent(TERMS, ITEM, 1)
    every, own, quoted = shares_of(items, ("all", "own", "quoted"))
    # of Left: ban 3, app 2, of which one app is quoted; of Right: ban 1, app 3
    assert list(every.items["term"]) == ["app", "ban"]
    assert every.result.value == pytest.approx(np.array([[2 / 5, 3 / 5], [3 / 4, 1 / 4]]))
    assert own.result.value[0] == pytest.approx([1 / 4, 3 / 4])
    assert quoted.result.value[0] == pytest.approx([1, 0])
    assert np.isnan(quoted.result.value[1]).all()


def test_rows_of_other_items_count_in_the_whole():
    (share,) = shares_of(frequent(TERMS, ITEM, 5))
    assert list(share.items["term"]) == ["app"]
    assert share.result.value.ravel() == pytest.approx([2 / 5, 3 / 4])


def test_a_table_states_shares_with_their_intervals_and_counts():
    (share,) = shares_of(frequent(TERMS, ITEM, 1))
    table = listed_rows(SAMPLE, [share])
    row = table[(table["outlet"] == "Right") & (table["term"] == "app")].iloc[0]
    assert (row["n"], row["n_of"], row["value"], row["n_units"]) == (3, 4, 3 / 4, 2)
    expected = ratios(SAMPLE, share.numerators, share.sizes, most=1)
    assert (row["low"], row["high"]) == (expected.low[1, 0], expected.high[1, 0])
    assert (row["unit"], row["scope"], row["voice"]) == ("passage", "within-article", "all")


def test_a_table_of_shares_is_as_its_columns_say():
    counted = columns.counts("Terms.", "Terms of the outlet.")
    stated = columns.Stated("terms", "Terms.", ITEM, ("share",), "Share of the terms", counted)
    table = stated.listed().validate(listed_rows(SAMPLE, shares_of(frequent(TERMS, ITEM, 1))))
    assert len(table) == 4
    assert set(table["statistic"]) == set(table["unit_of_value"]) == {"share"}


def test_nothing_compared_is_a_table_without_rows():
    assert listed_rows(SAMPLE, []).empty


def test_voices_are_those_with_rows_and_all():
    assert values.held_voices(SAMPLE, TERMS) == ["all", "own", "quoted"]
    assert values.held_voices(SAMPLE, TERMS.iloc[:0]) == ["all"]

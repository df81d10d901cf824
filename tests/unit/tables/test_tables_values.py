import numpy as np
import pandas as pd
import pytest
from corpora import features, sample_of

from crossframe import schemas
from crossframe.stats import wholes
from crossframe.stats.comparisons import scope_columns
from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.rates import frequent
from crossframe.stats.ratios import ratios
from crossframe.stats.values import value_columns, value_table

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
    return list(wholes.counted_shares(SAMPLE, TERMS, items, voices))


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
    table = wholes.share_table(SAMPLE, [share])
    row = table[(table["outlet"] == "Right") & (table["term"] == "app")].iloc[0]
    assert (row["n"], row["n_of"], row["estimate"], row["n_units"]) == (3, 4, 3 / 4, 2)
    expected = ratios(SAMPLE, share.numerators, share.sizes, most=1)
    assert (row["low"], row["high"]) == (expected.low[1, 0], expected.high[1, 0])
    assert (row["unit"], row["scope"], row["voice"]) == ("passage", "within-article", "all")


def test_a_table_of_shares_is_as_its_columns_say():
    columns = wholes.share_columns(ITEM, "Share of the terms")
    counted = {name: schemas.count("Terms.") for name in ("n", "n_of")}
    output = schemas.Table("terms", "Terms.", ("outlet", "voice", "term"),
                           columns | counted | scope_columns())  # fmt: skip
    table = output.validate(wholes.share_table(SAMPLE, shares_of(frequent(TERMS, ITEM, 1))))
    assert len(table) == 4


def test_nothing_compared_is_a_table_without_rows_that_has_its_columns():
    nothing = wholes.or_nothing(SAMPLE, [], ITEM)
    for table in (wholes.share_table(SAMPLE, nothing), value_table(SAMPLE, nothing)):
        assert table.empty
        assert {"outlet", "voice", "term", "estimate", "n", "note"} <= set(table.columns)


def test_what_is_compared_stands_as_it_is():
    shares = shares_of(frequent(TERMS, ITEM, 1))
    assert wholes.or_nothing(SAMPLE, iter(shares), ITEM) == shares


def test_voices_are_those_with_rows_and_all():
    assert wholes.held_voices(SAMPLE, TERMS) == ["all", "own", "quoted"]
    assert wholes.held_voices(SAMPLE, TERMS.iloc[:0]) == ["all"]


def test_q_is_over_the_rows_of_a_family_and_missing_p_are_no_tests():
    rows = pd.DataFrame(
        {"family": [*"aabbb"], "p_pooled": [0.01, 0.04, 0.03, np.nan, 0.5], "q": 9.0}
    )
    found = wholes.q_over(rows, "family")["q"]
    assert found.to_numpy() == pytest.approx([0.02, 0.04, 0.06, np.nan, 0.5], nan_ok=True)
    together = wholes.q_over(rows.assign(family="a"), "family")["q"]
    expected = benjamini_hochberg(rows["p_pooled"].to_numpy())
    assert together.to_numpy() == pytest.approx(expected, nan_ok=True)


def test_a_schema_says_over_what_its_q_is():
    columns = value_columns(ITEM, "Share", "voice and actor")
    table = schemas.Table("shares", "Shares.", ("outlet",), columns)
    said = wholes.with_q(table, "voice").columns
    assert said["q"].description.endswith("among all of the same voice that are at least as clear.")
    assert said["p_max_t"].description == columns["p_max_t"].description
    assert list(said) == list(columns)

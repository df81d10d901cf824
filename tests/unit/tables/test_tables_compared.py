from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from cases import each

from crossframe import schemas
from crossframe.config import Inference
from crossframe.errors import StudyError
from crossframe.stats.permutation import compare
from crossframe.stats.ratios import ALL_ALIKE, FEW_HOLD, FEW_UNITS, NO_OCCURRENCE, ratios
from crossframe.stats.sample import Sample
from crossframe.stats.units import Units
from crossframe.tables import columns
from crossframe.tables import compared as module
from crossframe.tables.columns import P_VALUES, Stated
from crossframe.tables.compared import (
    CHOSEN,
    NO_STRATUM,
    Compared,
    against_rest,
    compared_rows,
    noted,
)

ITEM = {"term": schemas.column("str", "Term."), "pos": schemas.column("str", "Part of speech.")}
OF_OUTLETS, TABLE = Stated(
    "terms", "Terms.", ITEM, ("rate",), "Rate", columns.counts("Occurrences.", "Words.")
).compared()
# Three units of A, four of B and five of C, of different sizes.
ENDS = ["difference_low", "difference_high"]
OUTLETS = "ABC"
HELD = (3, 4, 5)
SIZES = np.array([80, 120, 100, 90, 110, 70, 130, 100, 95, 105, 60, 140])
# 'ban' most often in B, 'app' in A; 'tide' in C alone; nobody says 'nil'.
TERMS = ("ban", "app", "tide", "nil")
COUNTS = np.array([
    [1, 4, 0, 0], [0, 5, 0, 0], [2, 3, 0, 0],
    [4, 0, 0, 0], [3, 2, 0, 0], [5, 1, 0, 0], [2, 0, 0, 0],
    [1, 1, 2, 0], [2, 0, 1, 0], [0, 1, 0, 0], [1, 1, 3, 0], [1, 0, 1, 0],
])  # fmt: skip
SCORES = np.random.default_rng(3).normal(-1, 1, COUNTS.shape)


def sample_of(held=HELD, outlets=OUTLETS, strata=None, *, min_units=2, permutations=199):
    """A sample with as many units of each outlet as are held."""
    outlet = np.repeat(np.arange(len(outlets)), held)
    ids = tuple(f"{n:02}" for n in range(len(outlet)))
    stratum = tuple(strata or [""] * len(ids))
    units = Units("passage", ids, outlet, stratum, tuple(outlets), pd.Series(dtype=int))
    inference = Inference(
        min_articles=2, min_units=min_units, resamples=100, permutations=permutations, level=0.95
    )
    return Sample(units, inference, seed=4, threads=1)


def compared(sample, numerators=COUNTS, sizes=SIZES, *, counts=True, voice="own", terms=TERMS):
    items = pd.DataFrame({"term": terms[: numerators.shape[1]], "pos": "NOUN"})
    items = items.assign(statistic="rate", unit_of_value="per word")
    result = ratios(sample, numerators, sizes, counts=counts)
    return Compared(voice, items, numerators, sizes, counts, result)


def rows_of(sample, *parts, kind=None):
    """The comparisons, also those that the table leaves out: without a test and an interval."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_made", lambda table: table)
        table = TABLE.validate(compared_rows(sample, parts or [compared(sample)])[1])
    return table if kind is None else table[table["comparison"] == kind]


def one(table, **where):
    for name, value in where.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return table.iloc[0]


def sums(values, outlets=HELD):
    """Sums of each outlet's units."""
    return [part.sum(axis=0) for part in np.split(values, np.cumsum(outlets)[:-1])]


def same(found, expected):
    assert np.asarray(found, dtype=float) == pytest.approx(expected, nan_ok=True, abs=0)


# Every outlet against the rest


def rest(sample, numerators=COUNTS, *, counts=True):
    found = compare(sample, ["rest"], numerators, SIZES, counts=counts)["rest"]
    return against_rest(sample, found)


@each(("numerators", "counts"), [(COUNTS, True), (SCORES, False)])
@each("name", P_VALUES)
def test_columns_of_every_outlet_against_the_rest_are_those_of_the_test(name, numerators, counts):
    sample = sample_of()
    found = rest(sample, numerators, counts=counts)[name]
    evidence = compare(sample, ["rest"], numerators, SIZES, counts=counts)["rest"]
    assert evidence.sides == [(0,), (1,), (2,)]
    expected = [getattr(evidence, name)[place, item, 0] for place in range(3) for item in range(4)]
    same(found, expected)


@each("name", P_VALUES)
def test_an_outlet_that_is_not_tested_leaves_its_own_rows_empty(name):
    sample = sample_of((5, 1, 6))
    found = rest(sample)[name].reshape(3, 4)
    evidence = compare(sample, ["rest"], COUNTS, SIZES)["rest"]
    assert evidence.sides == [(0,), (2,)]
    assert np.isnan(found[1]).all()
    same(found[[0, 2]], getattr(evidence, name)[:, :, 0])
    assert np.isfinite(found[[0, 2], :3]).all()


@each("name", P_VALUES)
def test_there_is_no_test_of_what_never_occurs(name):
    found = rest(sample_of())[name].reshape(3, 4)
    assert np.isnan(found[:, 3]).all()
    assert np.isfinite(found[:, :3]).all()


def test_a_sample_of_one_outlet_a_stratum_is_not_tested():
    found = rest(sample_of(strata="x" * 3 + "y" * 4 + "z" * 5))
    assert np.isnan([*found.values()]).all()


def test_outlets_whose_units_are_all_of_one_size_are_tested():
    # by their order alone, units would be parted into classes of one outlet each
    sample, counts = sample_of((20, 20), "AB"), np.repeat([[3], [1]], 20, axis=0)
    numerators = counts + np.arange(40)[:, None] % 2
    p = against_rest(sample, compare(sample, ["rest"], numerators, np.full(40, 100))["rest"])["p"]
    assert p == pytest.approx(1 / 200)


def test_columns_of_the_evidence_are_shares_and_say_what_is_tested_together():
    found = columns.evidence("voice, comparison", "voice, actor")
    assert [*found] == ["p", "p_pooled", "p_max_t", "q"]
    assert all(column.nullable for column in found.values())
    for name in ("p_pooled", "p_max_t"):
        assert "of the same voice, comparison" in found[name].description
        assert "comparison" not in columns.evidence("voice")[name].description
    assert "of the same voice, actor " in found["q"].description
    assert "of the same voice " in columns.evidence("voice")["q"].description


# All outlets together


def test_the_omnibus_row_names_the_outlets_of_the_highest_and_the_lowest_value():
    rows = rows_of(sample_of(), kind="omnibus")
    (a, b, c), (size_a, size_b, size_c) = sums(COUNTS), sums(SIZES)
    for term, highest, lowest, values in (
        ("ban", "B", "A", (b[0] / size_b, a[0] / size_a)),
        ("app", "A", "C", (a[1] / size_a, c[1] / size_c)),
        ("tide", "C", "A", (c[2] / size_c, 0)),  # B lacks it too: the first that does
    ):
        row = one(rows, term=term)
        assert (row["outlet"], row["other"]) == (highest, lowest)
        same(row[["value", "rest"]], values)
        assert row["difference"] == pytest.approx(values[0] - values[1])
    assert len(rows) == len(TERMS)


def test_scores_below_0_are_ordered_as_numbers():
    sample = sample_of()
    table = rows_of(sample, compared(sample, SCORES - 5, counts=False), kind="omnibus")
    means = [total / size for total, size in zip(sums(SCORES - 5), sums(SIZES), strict=True)]
    for place, term in enumerate(TERMS):
        row, values = one(table, term=term), [mean[place] for mean in means]
        assert (row["outlet"], row["other"]) == (
            OUTLETS[np.argmax(values)],
            OUTLETS[np.argmin(values)],
        )
        same(row[["value", "rest"]], [max(values), min(values)])


def test_an_omnibus_row_has_no_interval_since_the_outlets_are_chosen_by_their_values():
    rows = rows_of(sample_of(), kind="omnibus").set_index("term")
    assert rows[ENDS].isna().all(axis=None)
    assert rows.loc[["ban", "app", "tide"], "note"].eq(CHOSEN).all()
    assert rows.loc["nil", "note"] == NO_OCCURRENCE


def test_the_units_of_an_omnibus_row_are_those_of_the_poorest_outlet():
    # which is neither the highest nor the lowest
    sample = sample_of((5, 2, 5))
    counts = np.repeat([[3], [2], [1]], (5, 2, 5), axis=0)
    row = one(rows_of(sample, compared(sample, counts), kind="omnibus"))
    assert (row["outlet"], row["other"], row["n_units"]) == ("A", "C", 2)


def test_an_outlet_that_is_silent_is_neither_the_highest_nor_the_lowest():
    silent = np.where(np.repeat([1, 0, 1], HELD), SIZES, 0)
    counts = COUNTS * (silent > 0)[:, None]
    sample = sample_of()
    rows = rows_of(sample, compared(sample, counts, silent), kind="omnibus")
    assert set(rows["outlet"]) | set(rows["other"]) == {"A", "C"}
    assert np.isfinite(rows["difference"]).all()
    assert set(rows["note"]) == {FEW_UNITS}
    assert rows["p"].isna().all()


def test_no_outlet_speaking_leaves_an_omnibus_row_without_values():
    sample, nothing = sample_of(), np.zeros_like(SIZES)
    rows = rows_of(sample, compared(sample, 0 * COUNTS, nothing))
    values = ["value", "rest", "difference", *ENDS, *P_VALUES]
    assert rows[values].isna().all(axis=None)
    assert set(rows["note"]) == {FEW_UNITS}
    assert set(rows["n_units"]) == {0}


# Pairs


def test_every_pair_has_a_row_for_every_item():
    rows = rows_of(sample_of(), kind="pair")
    found = sorted(rows[["outlet", "other", "term"]].itertuples(index=False, name=None))
    assert found == sorted((*pair, term) for pair in combinations(OUTLETS, 2) for term in TERMS)
    assert set(rows["pos"]) == {"NOUN"}


@each(("a", "b"), [(0, 1), (0, 2), (1, 2)])
@each(("numerators", "counts"), [(COUNTS, True), (SCORES, False)])
def test_the_difference_of_a_pair_and_its_interval_by_hand(a, b, numerators, counts):
    sample = sample_of()
    part = compared(sample, numerators, counts=counts)
    rows = rows_of(sample, part, kind="pair")
    totals, sizes = sums(numerators), sums(SIZES)
    for place, term in enumerate(TERMS[:3]):
        row = one(rows, outlet=OUTLETS[a], other=OUTLETS[b], term=term)
        here, there = totals[a][place] / sizes[a], totals[b][place] / sizes[b]
        low, high = part.result.low[:, place], part.result.high[:, place]
        below = (here - low[a]) ** 2 + (high[b] - there) ** 2
        above = (high[a] - here) ** 2 + (there - low[b]) ** 2
        expected = [here, there, here - there, here - there - below**0.5,
                    here - there + above**0.5]  # fmt: skip
        found = row[["value", "rest", "difference", *ENDS]]
        assert found.to_numpy(dtype=float) == pytest.approx(expected)


def test_pairs_in_the_other_order_mirror_each_other():
    order = np.concatenate([np.arange(7, 12), np.arange(3, 7), np.arange(3)])
    turned = sample_of(HELD[::-1], OUTLETS[::-1])
    there = rows_of(turned, compared(turned, COUNTS[order], SIZES[order]), kind="pair")
    for row in rows_of(sample_of(), kind="pair").itertuples():
        other = one(there, outlet=row.other, other=row.outlet, term=row.term)
        same([other["value"], other["rest"]], [row.rest, row.value])
        found = other[["difference", *ENDS]].to_numpy(dtype=float)
        expected = [-row.difference, -row.difference_high, -row.difference_low]
        assert found == pytest.approx(expected, nan_ok=True)


def test_the_units_of_a_pair_are_those_of_the_poorer_side():
    rows = rows_of(sample_of(), kind="pair")
    found = rows.groupby(["outlet", "other"])["n_units"].unique().map(list).to_dict()
    assert found == {("A", "B"): [3], ("A", "C"): [3], ("B", "C"): [4]}


def test_two_outlets_without_the_item_do_not_differ():
    # of the three, C alone has it
    row = one(rows_of(sample_of(), kind="pair"), outlet="A", other="B", term="tide")
    assert (row["value"], row["rest"], row["difference"]) == (0, 0, 0)
    assert row["p"] == 1
    assert row["difference_low"] < 0 < row["difference_high"]


# The evidence, of both kinds


@each(("numerators", "counts"), [(COUNTS, True), (SCORES, False)])
@each("name", P_VALUES)
def test_the_evidence_is_that_of_the_tests(name, numerators, counts):
    sample = sample_of()
    rows = rows_of(sample, compared(sample, numerators, counts=counts))
    evidence = compare(sample, ["omnibus", "pairs"], numerators, SIZES, counts=counts)
    for kind, family in (("omnibus", "omnibus"), ("pair", "pairs")):
        own = rows[rows["comparison"] == kind]
        for place, term in enumerate(TERMS):
            found = own[own["term"] == term]
            if kind == "pair":
                at = list(zip(found["outlet"], found["other"], strict=True))
                sides = [tuple(map(OUTLETS.index, pair)) for pair in at]
                expected = [
                    getattr(evidence[family], name)[evidence[family].sides.index(side), place, 0]
                    for side in sides
                ]
            else:
                expected = getattr(evidence[family], name)[:, place, 0]
            same(found[name], expected)


def test_pairs_without_enough_units_are_not_tested_and_others_are():
    rows = rows_of(sample_of((5, 1, 6)), kind="pair")
    tested = rows["outlet"].eq("A") & rows["other"].eq("C") & rows["term"].ne("nil")
    assert tested.sum() == 3
    assert (rows["p"].notna() == tested).all()
    evidence = compare(sample_of((5, 1, 6)), ["pairs"], COUNTS, SIZES)["pairs"]
    assert evidence.sides == [(0, 2)]
    by_term = rows[tested].set_index("term")["p"]
    same(by_term[list(TERMS[:3])], evidence.p[0, :3, 0])


def test_an_outlet_with_few_units_leaves_the_omnibus_test_out():
    rows = rows_of(sample_of((5, 1, 6)), kind="omnibus")
    assert rows["p"].isna().all()
    assert set(rows["note"]) == {FEW_UNITS}
    assert set(rows["n_units"]) == {1}


# Notes


def many(held=(20, 25), seed=8):
    """A sample of two outlets in which 20 units and more hold an item."""
    sample = sample_of(held, "AB")
    counts = np.random.default_rng(seed).poisson(4, (sum(held), 2)) + 1
    return sample, compared(sample, counts, np.arange(sum(held)) % 7 + 60)


def test_what_has_an_interval_and_a_test_has_no_note():
    rows = rows_of(*many(), kind="pair")
    assert rows["note"].isna().all()
    assert np.isfinite(rows[[*ENDS, *P_VALUES]].to_numpy()).all()


def test_a_pair_of_which_few_units_hold_the_item_has_a_note():
    sample, part = many()
    few = part.numerators.copy()
    few[20 + 7 :, 0] = 0  # all units of A hold it, and 7 of B
    part = compared(sample, few, part.sizes)
    rows = rows_of(sample, part, kind="pair").set_index("term")
    assert rows.loc["ban", "note"] == FEW_HOLD
    assert pd.isna(rows.loc["app", "note"])
    assert np.isfinite(rows.loc["ban", [*ENDS, "p"]].astype(float)).all()


def test_the_first_reason_of_a_pair_is_that_there_are_few_units():
    rows = rows_of(sample_of((5, 1, 6)), kind="pair")
    of_b = rows["outlet"].eq("B") | rows["other"].eq("B")
    assert set(rows.loc[of_b, "note"]) == {FEW_UNITS}
    assert rows.loc[of_b, ENDS].isna().all(axis=None)
    notes = rows[~of_b].set_index("term")["note"]
    assert notes.to_dict() == dict.fromkeys(TERMS[:3], FEW_HOLD) | {"nil": NO_OCCURRENCE}


def test_a_corpus_without_like_units_of_two_outlets_says_so_beside_other_notes():
    sample = sample_of(strata="x" * 3 + "y" * 4 + "z" * 5)
    rows = rows_of(sample)
    assert rows["p"].isna().all()
    notes = rows.groupby(["comparison", "term"])["note"].unique().map(list)
    assert notes["omnibus", "ban"] == [f"{CHOSEN}; {NO_STRATUM}"]
    assert notes["pair", "ban"] == [f"{FEW_HOLD}; {NO_STRATUM}"]
    assert notes["omnibus", "nil"] == notes["pair", "nil"] == [NO_OCCURRENCE]


@each(
    ("note", "expected"),
    [
        (None, NO_STRATUM),
        (FEW_HOLD, f"{FEW_HOLD}; {NO_STRATUM}"),
        (ALL_ALIKE, f"{ALL_ALIKE}; {NO_STRATUM}"),
        (CHOSEN, f"{CHOSEN}; {NO_STRATUM}"),
        ("an end is open", f"an end is open; {NO_STRATUM}"),
        (FEW_UNITS, FEW_UNITS),
        (NO_OCCURRENCE, NO_OCCURRENCE),
    ],
)
def test_a_missing_p_value_has_its_reason_once(note, expected):
    notes, p = pd.Series([note, note]), np.array([np.nan, 0.5])
    found = noted(notes, p, "an end is open")
    assert found[0] == expected
    assert pd.isna(found[1]) if note is None else found[1] == note


# The table


def test_a_table_says_what_its_values_and_its_items_are():
    assert TABLE.name == "terms_comparisons"
    assert TABLE.key == ("comparison", "voice", "term", "pos", "outlet", "other")
    assert TABLE.columns["value"].description == "Rate, of the outlet."
    assert TABLE.columns["term"] is ITEM["term"]
    assert all(column.description for column in TABLE.columns.values())
    assert "voice, comparison" in TABLE.columns["q"].description


def test_the_parts_follow_each_other_and_are_tested_apart():
    sample = sample_of()
    parts = [compared(sample), compared(sample, COUNTS[::-1], voice="quoted")]
    rows = rows_of(sample, *parts)
    for part in parts:
        found = rows[rows["voice"] == part.voice].reset_index(drop=True)
        pd.testing.assert_frame_equal(found, rows_of(sample, part))
    assert rows_of(sample, *iter(parts)).equals(rows)


def test_rows_state_unit_and_scope():
    rows = rows_of(sample_of())
    assert set(rows["unit"]) == {"passage"}
    assert set(rows["scope"]) == {"within-article"}


def test_no_items_give_no_rows():
    sample = sample_of()
    assert rows_of(sample, compared(sample, np.zeros((12, 0), dtype=int))).empty


def test_columns_of_an_interval_say_whose_ends_they_are():
    found = columns.value("", "rate_")
    assert list(found) == ["rate_low", "rate_high"]
    assert list(columns.value("Rate")) == ["value", "low", "high"]
    assert found["rate_low"].description == "Lower end of its interval."
    assert found["rate_high"].description == "Upper end of its interval."
    assert all(column.nullable for column in found.values())


@each(("share", "refused"), [(True, True), (False, False)])
def test_ends_of_shares_lie_between_0_and_1(share, refused):
    table = schemas.Table("a", "A table.", ("item",), {"item": schemas.column("str", "An item.")}
                          | columns.value("Share", share=share))  # fmt: skip
    data = pd.DataFrame({"item": ["x"], "value": 0.5, "low": [-0.5], "high": [1.5]})
    if refused:
        with pytest.raises(StudyError, match=r"^a: "):
            table.validate(data)
    else:
        assert table.validate(data)["high"].tolist() == [1.5]


def test_comparisons_without_test_and_interval_are_left_out():
    # B has one unit: no interval, no test of all three, and none of its pairs; nobody says 'nil'
    sample = sample_of((5, 1, 6))
    _, rows = compared_rows(sample, [compared(sample)])
    assert set(rows["comparison"]) == {"pair"}
    assert set(zip(rows["outlet"], rows["other"], strict=True)) == {("A", "C")}
    assert set(rows["term"]) == {"ban", "app", "tide"}


def test_a_comparison_with_a_test_or_an_interval_is_kept():
    rows = pd.DataFrame({"p": [0.1, None, None, 0.2], "difference_low": [0.0, None, 0.3, None]})
    assert module._made(rows.astype(float)).index.tolist() == [0, 2, 3]


def test_a_pair_of_units_that_all_score_alike_says_so():
    sample = sample_of()
    part = compared(sample, 2.0 * np.repeat(SIZES[:, None], 4, axis=1), counts=False)
    rows = rows_of(sample, part, kind="pair")
    assert rows[ENDS].isna().all(axis=None)
    assert set(rows["note"]) == {ALL_ALIKE}

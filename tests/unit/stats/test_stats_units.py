import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features

from crossframe.errors import StudyError
from crossframe.stats.units import choose_units

OUTLETS = ("Left", "Right")
TEXTS = {
    "Left-1": [{"own": "ban app", "quoted": "app"}, {"own": "ban ."}],
    "Left-2": [{"own": "app app app"}],
    "Right-1": [{"own": "ban", "quoted": "ban run/VERB ban"}],
    "Right-2": [{"quoted": "app ."}],
}
ITEMS = pd.MultiIndex.from_tuples([("app", "NOUN"), ("ban", "NOUN")], names=["term", "pos"])


@pytest.fixture
def tables():
    return features(TEXTS)


def units_of(tables, min_articles):
    return choose_units(tables["articles"], tables["passages"], OUTLETS, min_articles)


def test_articles_are_the_unit_where_every_outlet_has_enough(tables):
    units = units_of(tables, min_articles=2)
    assert (units.kind, units.scope) == ("article", "across-articles")
    assert units.ids == ("Left-1", "Left-2", "Right-1", "Right-2")


def test_passages_are_the_unit_where_an_outlet_has_too_few(tables):
    units = units_of(tables, min_articles=3)
    assert (units.kind, units.scope) == ("passage", "within-article")
    assert units.ids == ("Left-1/1", "Left-1/2", "Left-2/1", "Right-1/1", "Right-2/1")


def test_one_outlet_with_too_few_articles_decides_for_all():
    texts = {**TEXTS, "Left-3": [{"own": "ban"}], "Left-4": [{"own": "ban"}]}
    assert units_of(features(texts), min_articles=3).kind == "passage"


def test_an_outlet_without_articles_never_has_enough(tables):
    units = choose_units(tables["articles"], tables["passages"], (*OUTLETS, "Third"), 2)
    assert units.kind == "passage"


@each(("least", "outlets"), [(2, [0, 0, 1, 1]), (3, [0, 0, 0, 1, 1])])
def test_every_unit_has_the_outlet_of_its_article(tables, least, outlets):
    assert units_of(tables, least).outlet.tolist() == outlets


def test_outlets_keep_the_order_of_the_config(tables):
    units = choose_units(tables["articles"], tables["passages"], OUTLETS[::-1], 2)
    assert units.outlets == ("Right", "Left")
    assert units.outlet.tolist() == [1, 1, 0, 0]


def test_every_unit_has_the_stratum_of_its_article():
    facts = {"Left-1": {"stratum": "storm"}, "Left-2": {"stratum": "calm"},
             "Right-1": {"stratum": "storm"}}  # fmt: skip
    stated = features(TEXTS, facts=facts)
    assert units_of(stated, 2).stratum == ("storm", "calm", "storm", "")
    # of Left-1, two passages
    assert units_of(stated, 3).stratum == ("storm", "storm", "calm", "storm", "")


@each("least", [2, 3])
def test_where_no_stratum_is_stated_all_units_are_in_one(tables, least):
    assert set(units_of(tables, least).stratum) == {""}


@each("least", [2, 3])
def test_every_row_finds_its_unit(tables, least):
    units, terms = units_of(tables, least), tables["terms"]
    ids = [units.ids[place] for place in units.of(terms)]
    suffix = "" if least == 2 else "/" + terms["passage"].map(str)
    assert ids == list(terms["article"] + suffix)


def test_tokens_are_those_of_the_units_in_a_voice(tables):
    units = units_of(tables, min_articles=2)
    assert units.tokens(tables["passages"], "own").tolist() == [2 + 2, 3, 1, 0]
    assert units.tokens(tables["passages"], "quoted").tolist() == [1, 0, 3, 2]


def test_counts_are_those_of_the_units_in_a_voice(tables):
    units = units_of(tables, min_articles=2)
    own = units.counts(tables["terms"], ITEMS, "own").toarray()
    assert own.tolist() == [[1, 1 + 1], [3, 0], [0, 1], [0, 0]]


def test_items_that_are_not_asked_for_are_left_out(tables):
    units = units_of(tables, min_articles=2)
    quoted = units.counts(tables["terms"], ITEMS, "quoted").toarray()
    assert quoted.tolist() == [[1, 0], [0, 0], [0, 2], [1, 0]]


@each("least", [2, 3])
def test_the_voices_add_up_to_all(tables, least):
    units = units_of(tables, least)
    tokens = [units.tokens(tables["passages"], voice) for voice in ("all", "own", "quoted")]
    counts = [units.counts(tables["terms"], ITEMS, v).toarray() for v in ("all", "own", "quoted")]
    assert (tokens[0] == tokens[1] + tokens[2]).all()
    assert (counts[0] == counts[1] + counts[2]).all()


def test_the_order_of_rows_is_irrelevant(tables):
    turned = {name: table[::-1].reset_index(drop=True) for name, table in tables.items()}
    here, there = units_of(tables, 3), units_of(turned, 3)
    assert (here.ids, here.stratum) == (there.ids, there.stratum)
    assert (here.outlet == there.outlet).all()
    first, second = (
        units.counts(t["terms"], ITEMS, "all").toarray()
        for units, t in ((here, tables), (there, turned))
    )
    assert np.array_equal(first, second)


@each("least", [2, 3])
def test_strings_and_categories_give_the_same(tables, least):
    def coded(table):
        return table.astype(dict.fromkeys(table.select_dtypes("str").columns, "category"))

    other = tables | {name: coded(tables[name]) for name in ("passages", "terms")}
    here, there = units_of(tables, least), units_of(other, least)
    assert (here.ids, here.outlet.tolist()) == (there.ids, there.outlet.tolist())
    assert here.of(tables["terms"]).tolist() == there.of(other["terms"]).tolist()
    first, second = (
        units.counts(t["terms"], ITEMS, "own").toarray()
        for units, t in ((here, tables), (there, other))
    )
    assert np.array_equal(first, second)


def test_a_row_of_an_unknown_passage_is_refused(tables):
    units = units_of(tables, min_articles=2)
    with pytest.raises(StudyError, match=r"'Left-1': passage 9 is not among the passages"):
        units.of(tables["terms"].assign(passage=9))


def test_the_tenth_passage_follows_the_ninth():
    tables = features({"Left-1": [{"own": "ban"}] * 11, "Right-1": [{"own": "ban"}]})
    ids = units_of(tables, 2).ids
    assert ids[8:11] == ("Left-1/9", "Left-1/10", "Left-1/11")

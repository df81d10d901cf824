from dataclasses import replace

import numpy as np
import pytest
from cases import each
from corpora import features, one, options_of, run, run_all, sample_of, share_ends
from scipy.stats import t

from crossframe import measures
from crossframe.stats.permutation import compare
from crossframe.tables.columns import P_VALUES

OUTLETS = ("Left", "Right")
TEN, FIVE = ". " * 10, ". " * 5
TEXTS = {
    "Left-1": [{"own": FIVE, "quoted": FIVE}, {"own": FIVE, "reported": FIVE}],
    "Right-1": [{"own": TEN}, {"own": TEN}],
}
SOURCES = [
    {"article": "Left-1", "quotation": 1, "n_tokens": 4},
    {"article": "Left-1", "quotation": 2, "speaker": "police", "named": False,
     "speaker_kind": "security", "verb": "claim", "stance": "doubting", "n_tokens": 2},
    {"article": "Left-1", "quotation": 3, "passage": 2, "voice": "reported", "speaker": None,
     "named": False, "speaker_kind": "unnamed", "verb": None, "n_tokens": 3},
    {"article": "Left-1", "quotation": 4, "passage": 2, "voice": "reported", "verb": "reveal",
     "stance": "endorsing", "n_tokens": 1},
    {"article": "Right-1", "quotation": 1, "voice": "reported", "speaker": "firm", "named": False,
     "speaker_kind": "company", "n_tokens": 6},
    {"article": "Right-1", "quotation": 2, "passage": 2, "speaker": "Dr Vey",
     "speaker_kind": "academic", "n_tokens": 2},
]  # fmt: skip
LEFT, OF_QUOTATIONS, OF_WORDS = {"outlet": "Left"}, "share_of_quotations", "share_of_words"


def tables_of(sources=SOURCES):
    return features(TEXTS, sources=sources)


@pytest.fixture(scope="module")
def table():
    return run("sources", tables_of(), OUTLETS)


def shares(table, dimension, statistic, voice="all", outlet="Left"):
    rows = table[
        (table["dimension"] == dimension)
        & (table["statistic"] == statistic)
        & (table["voice"] == voice)
        & (table["outlet"] == outlet)
    ]
    return dict(zip(rows["category"], rows["value"], strict=True))


def test_kinds_are_shares_of_quotations_and_of_words_said(table):
    assert shares(table, "kind", OF_QUOTATIONS) == pytest.approx(
        {"official": 2 / 4, "security": 1 / 4, "unnamed": 1 / 4, "company": 0, "academic": 0}
    )
    assert shares(table, "kind", OF_WORDS) == pytest.approx(
        {"official": 5 / 10, "security": 2 / 10, "unnamed": 3 / 10, "company": 0, "academic": 0}
    )


def test_a_voice_has_its_own_quotations(table):
    kinds = shares(table, "kind", OF_WORDS, voice="quoted")
    assert kinds["official"] == pytest.approx(4 / 6)
    assert shares(table, "kind", OF_QUOTATIONS, voice="reported")["unnamed"] == 1 / 2


def test_a_speaker_is_named_described_or_none(table):
    assert shares(table, "naming", OF_QUOTATIONS) == pytest.approx(
        {"named": 2 / 4, "unnamed": 1 / 4, "unattributed": 1 / 4}
    )
    assert shares(table, "naming", OF_WORDS, outlet="Right") == pytest.approx(
        {"named": 2 / 8, "unnamed": 6 / 8, "unattributed": 0}
    )


def test_stances_are_shares_of_the_quotations_that_have_a_verb(table):
    thirds = dict.fromkeys(("neutral", "doubting", "endorsing"), 1 / 3)
    assert shares(table, "stance", OF_QUOTATIONS) == pytest.approx(thirds)
    words = {"neutral": 4 / 7, "doubting": 2 / 7, "endorsing": 1 / 7}
    assert shares(table, "stance", OF_WORDS) == pytest.approx(words)
    row = one(table, **LEFT, voice="all", category="doubting", statistic=OF_QUOTATIONS)
    assert (row["n"], row["n_of"]) == (1, 3)


def test_voices_are_shares_of_all_quotations_together(table):
    assert shares(table, "voice", OF_WORDS) == pytest.approx({"quoted": 6 / 10, "reported": 4 / 10})
    assert shares(table, "voice", OF_QUOTATIONS, voice="quoted") == {}


def test_density_is_per_thousand_words_of_the_articles(table):
    at = LEFT | {"voice": "all", "statistic": "per_1000_words"}
    for dimension, category, n in (("all", "all", 4), ("voice", "quoted", 2)):
        row = one(table, **at, dimension=dimension, category=category)
        assert row["value"] == pytest.approx(1000 * n / 20)
        assert (row["n"], row["n_of"]) == (n, 20)
    assert one(table, **at, category="quoted")["rest"] == pytest.approx(1000 * 1 / 20)


def ends(rate, size, phi, n=2):
    """Wilson's interval of a rate of few units, in which Student's t decides."""
    half = t.ppf(0.975, n - 1) ** 2 * phi / (2 * size)
    root = np.sqrt(half**2 + 2 * half * rate)
    return [rate + half - root, rate + half + root]


def test_the_interval_of_a_share_by_hand(table):
    # one of two quotations of a passage, none of two of the other
    row = one(table, **LEFT, voice="all", category="security", statistic=OF_QUOTATIONS)
    expected = share_ends(1 / 4, 4, (1 - 2 / 4) ** 2 + (0 - 2 / 4) ** 2, 2)
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_the_interval_of_a_density_by_hand(table):
    # two direct quotations in one passage of ten words, none in the other
    row = one(table, **LEFT, category="quoted", statistic="per_1000_words")
    expected = ends(2 / 20, 20, 2 / 1 * ((2 - 1) ** 2 + (0 - 1) ** 2) / 2)
    assert [row["low"], row["high"]] == pytest.approx([1000 * end for end in expected])


def test_the_rest_is_the_other_outlets(table):
    row = one(table, **LEFT, voice="all", category="company", statistic=OF_QUOTATIONS)
    assert (row["rest"], row["difference"]) == (1 / 2, -1 / 2)


def test_categories_of_a_dimension_add_up_to_one(table):
    apart = table[table["statistic"] != "per_1000_words"]
    sums = apart.groupby(["outlet", "voice", "dimension", "statistic"])[["value", "n"]].sum()
    assert sums["value"].to_numpy() == pytest.approx(1)
    of = apart.groupby(["outlet", "voice", "dimension", "statistic"])["n_of"].max()
    assert (sums["n"] == of).all()


def test_densities_of_the_voices_add_up_to_that_of_all(table):
    rows = table[table["statistic"] == "per_1000_words"]
    sums = rows.groupby(["outlet", "dimension"])["value"].sum().unstack()
    assert sums["voice"].to_numpy() == pytest.approx(sums["all"].to_numpy())


def test_a_voice_in_which_nobody_is_quoted_has_no_rows(table):
    assert set(table["voice"]) == {"all", "quoted", "reported"}


def test_indirect_speech_can_be_the_outlets_own():
    measure, tables = measures.load("sources"), measures.reread(tables_of(), "own")
    sample = replace(sample_of(tables, OUTLETS), voices=("all", "own", "quoted"))
    found, _ = measures.run(measures.load("sources"), tables, sample, options_of("sources"))
    assert shares(found, "kind", OF_QUOTATIONS, voice="own")["unnamed"] == 1 / 2
    only = replace(sample, voices=("own",))
    found, _ = measure.compute(tables, only, measure.options())
    assert set(found["voice"]) == {"own"}  # density is of all voices together
    assert "per_1000_words" not in set(found["statistic"])


def test_an_outlet_that_quotes_nobody_has_no_shares_but_a_density():
    tables = tables_of([source for source in SOURCES if source["article"] == "Left-1"])
    table = run("sources", tables, OUTLETS)
    assert all(np.isnan(v) for v in shares(table, "kind", OF_WORDS, outlet="Right").values())
    rows = table[table["value"].isna()]
    assert set(rows["outlet"]) == {"Right"}
    assert rows["note"].notna().all()
    assert one(table, outlet="Right", dimension="all")["value"] == 0


@each("column", P_VALUES)
def test_kinds_are_tested_together_voice_by_voice(column):
    tables = tables_of()
    table, pairs = run_all("sources", tables, OUTLETS)
    kinds = ["academic", "company", "official", "security", "unnamed"]
    # of Left 1 and then 2, of Right 1 and then 2
    words = [[0, 0, 4, 2, 0], [0, 0, 1, 0, 3], [0, 6, 0, 0, 0], [2, 0, 0, 0, 0]]
    sample = sample_of(tables, OUTLETS)
    for found, family in ((table, "rest"), (pairs[pairs["comparison"] == "pair"], "pairs")):
        evidence = compare(sample, [family], np.array(words), np.sum(words, axis=1))[family]
        for at, kind in enumerate(kinds):
            row = one(found, **LEFT, voice="all", category=kind, dimension="kind",
                      statistic=OF_WORDS)  # fmt: skip
            assert row[column] == pytest.approx(getattr(evidence, column)[0, at, 0])


def test_indirect_speech_is_told_as_such_however_it_is_read():
    for voice in ("reported", "own"):
        row = {"dimension": "voice", "category": voice, "statistic": "share_of_quotations"}
        sayings = measures.load("sources").claims.sayings
        told = next(each for each in sayings if each.of.items() <= row.items())
        assert told.clause.endswith("in indirect speech")

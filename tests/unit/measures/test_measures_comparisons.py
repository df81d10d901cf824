"""The tables of comparisons agree with the tables of their measures, and both with the tests."""

from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features, one, run, sample_of
from corpora import run_all as run_made

from crossframe import measures
from crossframe.stats.permutation import compare
from crossframe.tables import compared
from crossframe.tables.columns import P_VALUES

OUTLETS = ("Left", "Right", "Third")
WORDS = ("ban", "app", "run/VERB", "slow/ADJ", "tide", ".", ".")
COMPARED = [name for name in measures.names() if len(measures.load(name).tables) > 1]
every = each("name", COMPARED)


RUNS = {}  # each measure runs once on the same tables


def run_all(name, tables, outlets, **inference):
    """Both tables of a measure, with the comparisons that could not be made."""
    key = (name, id(tables), tuple(outlets), *inference.items())
    if key not in RUNS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(compared, "_made", lambda table: table)
            RUNS[key] = tables, run_made(name, tables, outlets, **inference)
    return [table.copy() for table in RUNS[key][1]]


def said(rng, article, at, voice):
    """Rows of a passage's cues, mentions, modifiers and quotations, by table."""
    place = {"article": article, "sentence": at, "passage": at, "voice": voice}
    parts = ("agent", "patient", "other")
    return {
        "frames": [(article, at, at, voice, frame, "cue", int(rng.integers(1, 3)))
                   for frame in ("blame", "nature") if rng.random() < 0.6],
        "mentions": [place | {"number": n, "variant": ("firm", "polluter")[rng.integers(2)],
                              "semantic_role": parts[rng.integers(3)], "verb": "run",
                              "passive": bool(rng.integers(2)),
                              "vader": round(float(rng.uniform(-1, 1)), 2)}
                     for n in range(1, 1 + rng.integers(2, 5))],
        "modifiers": [(article, at, voice, "firm", "firm", "old", 1)] if rng.random() < 0.7 else [],
        "sources": [place | {"quotation": at, "voice": "quoted", "stance": "neutral",
                             "speaker_kind": ("official", "citizen")[rng.integers(2)]}],
    }  # fmt: skip


@cache
def corpus(outlets=OUTLETS, n=6):
    """A corpus with n passages an outlet, of which Right quotes in a single one."""
    rng = np.random.default_rng(5)

    def words(outlet, more=0):
        weights = np.ones(len(WORDS))
        weights[OUTLETS.index(outlet)] = 3  # each has its own favourite
        return " ".join(rng.choice(WORDS, rng.integers(8, 20) + more, p=weights / weights.sum()))

    texts, phrases, entities, sentences = {}, [], [], []
    more = {"frames": [], "mentions": [], "modifiers": [], "sources": []}
    for outlet in outlets:
        article = f"{outlet}-1"
        speaks = [1] if outlet == "Right" else range(1, n + 1)
        texts[article] = [
            {"own": words(outlet), **({"quoted": words(outlet)} if at in speaks else {})}
            for at in range(1, n + 1)
        ]
        for at in range(1, n + 1):
            quoted = at in speaks and at % 2
            held = (article, at, "quoted" if quoted else "own")
            phrases.append((*held, "slow app", int(rng.integers(1, 4))))
            entities.append((*held, "Vey", "person", int(rng.integers(1, 4))))
            if outlet == "Third":
                phrases.append((*held, "slow ban", 2))
                entities.append((*held, "Aroon", "place", 1))
            for table, rows in said(rng, *held).items():
                more[table] += rows
            n_tokens = int(rng.integers(8, 20))
            sentences.append({
                "article": article, "number": at, "passage": at, "position": at / n,
                "vader": round(float(rng.uniform(-1, 1)), 2), "afinn": float(rng.integers(-4, 5)),
                "n_tokens": n_tokens, "n_quoted_tokens": n_tokens if quoted else 0,
                "vader_matched": int(rng.integers(0, 5)), "afinn_matched": int(rng.integers(0, 5)),
            })  # fmt: skip
    return features(texts, phrases=phrases, entities=entities, sentences=sentences, **more)


@pytest.fixture(scope="module")
def tables():
    return corpus()


def item_of(name):
    own = measures.load(name).tables[1].key
    return [key for key in own if key not in ("comparison", "outlet", "other")]


def beside(name, tables, outlets=OUTLETS):
    """The rows of pairs, each beside the rows of its two outlets in the measure's table."""
    table, between = run_all(name, tables, outlets)
    pairs = between[between["comparison"] == "pair"]
    for side, key in (("here", "outlet"), ("there", "other")):
        own = table.rename(columns={"outlet": key}).set_index([*item_of(name), key])
        pairs = pairs.join(own.add_suffix(f"_{side}"), on=[*item_of(name), key])
    return pairs


def equal(found, expected):
    found, expected = (np.asarray(each, dtype=float) for each in (found, expected))
    assert len(found)
    assert found == pytest.approx(expected, nan_ok=True)


def test_measures_that_state_a_difference_have_comparisons():
    stated = [n for n in measures.names() if "difference" in measures.load(n).table.columns]
    assert stated == COMPARED


@every
def test_only_comparisons_that_could_be_made_are_published(name, tables):
    _, between = run_all(name, tables, OUTLETS)
    _, published = run_made(name, tables, OUTLETS)
    made = between["p"].notna() | between["difference_low"].notna()
    assert len(published) == made.sum() > 0
    assert (published["p"].notna() | published["difference_low"].notna()).all()


@every
def test_every_pair_has_a_row_for_every_row_of_its_outlets(name, tables):
    table, between = run_all(name, tables, OUTLETS)
    items = [tuple(row) for row in table[item_of(name)].drop_duplicates().to_numpy()]
    pairs = between[between["comparison"] == "pair"]
    found = pairs[[*item_of(name), "outlet", "other"]].itertuples(index=False, name=None)
    assert sorted(found) == sorted((*i, *pair) for i in items for pair in combinations(OUTLETS, 2))
    omnibus = between[between["comparison"] == "omnibus"]
    assert sorted(omnibus[item_of(name)].itertuples(index=False, name=None)) == sorted(items)


@every
def test_the_values_of_a_pair_are_those_of_its_outlets(name, tables):
    rows = beside(name, tables)
    equal(rows["value"], rows["value_here"])
    equal(rows["rest"], rows["value_there"])
    equal(rows["difference"], rows["value_here"] - rows["value_there"])
    equal(rows["n_units"], rows[["n_units_here", "n_units_there"]].min(axis=1))


@every
def test_the_interval_of_a_pair_is_that_of_a_difference_by_hand(name, tables):
    rows = beside(name, tables)
    here, there = rows["value_here"], rows["value_there"]
    below = (here - rows["low_here"]) ** 2 + (rows["high_there"] - there) ** 2
    above = (rows["high_here"] - here) ** 2 + (there - rows["low_there"]) ** 2
    equal(rows["difference_low"], here - there - below**0.5)
    equal(rows["difference_high"], here - there + above**0.5)


@every
def test_an_omnibus_row_has_the_highest_and_the_lowest_value(name, tables):
    table, between = run_all(name, tables, OUTLETS)
    by_item = table.groupby(item_of(name))["value"]
    omnibus = between[between["comparison"] == "omnibus"].set_index(item_of(name)).sort_index()
    equal(omnibus["value"], by_item.max())
    equal(omnibus["rest"], by_item.min())
    equal(omnibus["n_units"], table.groupby(item_of(name))["n_units"].min())


@every
def test_of_two_outlets_the_pair_is_each_against_the_rest(name):
    outlets = OUTLETS[:1] + OUTLETS[2:]
    rows = beside(name, corpus(outlets), outlets)
    for column in ("p", "p_max_t"):
        assert rows[column].notna().any()
        equal(rows[column], rows[f"{column}_here"])
        equal(rows[column], rows[f"{column}_there"])
    for column in ("difference", "difference_low", "difference_high"):
        equal(rows[column], rows[f"{column}_here"])


@every
def test_of_two_outlets_the_omnibus_test_is_of_the_same_two(name):
    outlets = OUTLETS[:1] + OUTLETS[2:]
    _, between = run_all(name, corpus(outlets), outlets)
    omnibus, pairs = (
        between[between["comparison"] == kind].set_index(item_of(name)).sort_index()
        for kind in ("omnibus", "pair")
    )
    equal(omnibus["difference"], pairs["difference"].abs())
    # the statistics differ, the order of the clearest differences does not
    assert omnibus["p"].corr(pairs["p"], "spearman") > 0.8


@every
def test_the_order_of_outlets_turns_pairs_and_changes_no_value(name, tables):
    turned, straight = (run_all(name, tables, outlets)[1] for outlets in (OUTLETS[::-1], OUTLETS))
    found, expected = (
        table.sort_values([*item_of(name), "comparison"], kind="stable")
        .set_index([*item_of(name), "comparison"])
        .query("comparison == 'omnibus'")
        .select_dtypes("number")
        for table in (turned, straight)
    )
    pd.testing.assert_frame_equal(found, expected)
    at = [*item_of(name), "outlet", "other"]
    names = {"outlet": "other", "value": "rest", "difference_low": "difference_high"}
    names |= {new: old for old, new in names.items()}
    found = turned[turned["comparison"] == "pair"].rename(columns=names).set_index(at).sort_index()
    found[["difference", "difference_low", "difference_high"]] *= -1
    expected = straight[straight["comparison"] == "pair"].set_index(at).sort_index()
    pd.testing.assert_frame_equal(found[expected.columns], expected)


@every
def test_articles_are_the_units_of_comparisons_where_there_are_enough(name):
    articles = [f"{outlet}-{n}" for outlet in OUTLETS for n in (1, 2)]
    texts = {article: [{"own": "ban app . .", "quoted": "app ."}] for article in articles}
    held = [(article, 1, "own") for article in articles]
    many = features(
        texts,
        phrases=[(*at, "app ban", 1) for at in held],
        entities=[(*at, "Vey", "person", 1) for at in held],
        sentences=[{"article": article, "number": 1} for article in articles],
        frames=[(article, 1, 1, "own", "blame", "cue", 1) for article in articles],
        mentions=[
            {
                "article": a,
                "sentence": 1,
                "number": n,
                "variant": v,
                "semantic_role": "agent",
                "verb": "run",
            }
            for a in articles
            for n, v in enumerate(("firm", "polluter"), start=1)
        ],
        modifiers=[(*at, "firm", "firm", "old", 1) for at in held],
        sources=[{"article": article, "quotation": 1} for article in articles],
    )
    for given, least, unit, scope in (
        (many, 2, "article", "across-articles"),
        (many, 3, "passage", "within-article"),
    ):
        for table in run_all(name, given, OUTLETS, min_articles=least):
            assert set(table["unit"]) == {unit}
            assert set(table["scope"]) == {scope}


@every
def test_strata_reach_the_tests(name, tables):
    articles = tables["articles"]
    apart = tables | {"articles": articles.assign(stratum=articles["outlet"])}
    same = tables | {"articles": articles.assign(stratum="storm")}
    for table in run_all(name, apart, OUTLETS):
        assert table["p"].isna().all()
    for table in run_all(name, same, OUTLETS):
        assert table["p"].notna().any()


def test_in_sentiment_means_shares_and_coverage_are_tested_apart(tables):
    sample, table = sample_of(tables, OUTLETS), run("sentiment", tables, OUTLETS)
    units, sentences = sample.units, tables["sentences"]
    held = np.bincount(units.of(sentences), minlength=len(units.ids))
    scores = np.column_stack([
        np.bincount(units.of(sentences), sentences[name], len(units.ids))
        for name in ("vader", "afinn")
    ])  # fmt: skip
    evidence = compare(sample, ["rest"], scores, held, counts=False)["rest"]
    for name in P_VALUES:
        for place, outlet in enumerate(OUTLETS):
            for at, lexicon in enumerate(("vader", "afinn")):
                row = one(table, outlet=outlet, voice="all", lexicon=lexicon, statistic="mean")
                assert row[name] == pytest.approx(getattr(evidence, name)[place, at, 0])


def test_in_sentiment_shares_and_coverage_are_counts_of_sentences_and_words(tables):
    sample, table = sample_of(tables, OUTLETS), run("sentiment", tables, OUTLETS)
    units, sentences = sample.units, tables["sentences"]

    def sums(*columns):
        by_unit = [np.bincount(units.of(sentences), each, len(units.ids)) for each in columns]
        return np.column_stack(by_unit).astype(int)

    n, words = sums(np.ones(len(sentences)), sentences["n_tokens"]).T
    known = sums(sentences["vader_matched"], sentences["afinn_matched"])
    neutral = {"vader": 0.05, "afinn": 0.01}
    signs = [side * sentences[name] >= least for name, least in neutral.items() for side in (-1, 1)]
    coverage = compare(sample, ["rest"], known, words)["rest"]
    shares = compare(sample, ["rest"], sums(*signs), n)["rest"]
    rows = table[table["voice"] == "all"].set_index(["outlet", "lexicon", "statistic"])
    for place, outlet in enumerate(OUTLETS):
        for at, lexicon in enumerate(("vader", "afinn")):
            for name in P_VALUES:
                found = rows.loc[(outlet, lexicon, "coverage"), name]
                assert found == pytest.approx(getattr(coverage, name)[place, at, 0])
                for side, statistic in enumerate(("share_negative", "share_positive")):
                    found = rows.loc[(outlet, lexicon, statistic), name]
                    assert found == pytest.approx(getattr(shares, name)[place, 2 * at + side, 0])


def test_keywords_and_frequency_state_the_same_evidence(tables):
    at = ["outlet", "voice", "term", "pos"]
    keywords, frequency = (
        run(name, tables, OUTLETS).set_index(at)[[*P_VALUES]] for name in ("keywords", "frequency")
    )
    assert keywords["p"].nunique() > 5
    pd.testing.assert_frame_equal(keywords, frequency)


def test_fewer_terms_are_another_family_but_leave_each_p_as_it_is(tables):
    at = ["outlet", "voice", "term", "pos"]
    frequency = run("frequency", tables, OUTLETS).set_index(at)
    totals = frequency.xs("all", level="voice").groupby("term")["n"].sum()
    keywords = run("keywords", tables, OUTLETS, min_count=int(totals.median())).set_index(at)
    both = keywords.join(frequency.add_suffix("_all"))
    assert 0 < len(both) < len(frequency)
    equal(both["p"], both["p_all"])
    assert (both["p_max_t"].dropna() <= both["p_max_t_all"].dropna()).all()
    assert (both["p_max_t"].dropna() < both["p_max_t_all"].dropna()).any()

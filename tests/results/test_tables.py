"""Claims about the tables that the project publishes."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from cases import each

from crossframe import feature_tables, figures, measures, store
from crossframe.corpus.clean import RULES
from crossframe.provenance import file_digest

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
RESULTS = ROOT / CONFIG["results"]
RATES = ("frequency", "parts_of_speech", "phrases", "entities")
ITEMS = {"frequency": ["term", "pos"], "parts_of_speech": ["pos"], "phrases": ["phrase"],
         "entities": ["entity", "entity_kind"], "keywords": ["term", "pos"]}  # fmt: skip
TOLERANCE = 1e-5  # tables hold six significant digits

# Those that compare outlets by voice; the others describe the corpus, and have no intervals.
COMPARISONS = [name for name in measures.names() if "scope" in measures.load(name).table.columns]
every = each("name", COMPARISONS)
DRAWN = [name for name in measures.names() if measures.load(name).drawing]
FIGURES = [each.name for each in figures.of(measures.names())]


@cache
def table(name):
    return rows_of(measures.load(name).table)


def rows_of(schema):
    return schema.validate(store.read_csv(RESULTS / "tables" / f"{schema.name}.csv"))


@pytest.fixture(scope="module")
def articles():
    path = RESULTS / "tables" / "articles.csv"
    return feature_tables.ARTICLES.validate(store.read_csv(path), str(path))


@pytest.fixture(scope="module")
def records():
    path = RESULTS / "tables" / "records.csv"
    return feature_tables.RECORDS.validate(store.read_csv(path), str(path))


@pytest.fixture(scope="module")
def audit():
    path = RESULTS / "tables" / "audit.csv"
    return feature_tables.LINES.validate(store.read_csv(path), str(path))


@each("name", sorted({*measures.names()} - {"verdicts", "calibration"}))
def test_a_table_has_rows_for_every_outlet(name):
    rows = table(name)
    outlets = set(rows["outlet"].dropna()) | set(rows.get("other", []))
    # an outlet without two frames in a sentence has no pairs of them
    assert outlets == set(CONFIG["outlets"]) or name == "frame_pairs"


# What tables of the corpus state, which have no statistics.
STATED = {
    "corpus_flow": "n_records",
    "comparability": "n_articles",
    "duplicates": "n_articles_left",
}


def value_of(name):
    """The column of what a table states."""
    return STATED.get(name, "value")


@every
def test_every_interval_contains_its_value(name):
    rows = table(name).dropna(subset=value_of(name))
    value = rows[value_of(name)]
    slack = TOLERANCE * value.abs()
    # an end that is missing bounds nothing
    assert (rows["low"].isna() | (rows["low"] <= value + slack)).all()
    assert (rows["high"].isna() | (value <= rows["high"] + slack)).all()


@each("name", [*RATES, "sentiment"])
def test_every_interval_of_a_difference_contains_its_value(name):
    rows = table(name)
    value = rows["difference"]
    slack = TOLERANCE * value.abs()
    assert (rows["difference_low"].isna() | (rows["difference_low"] <= value + slack)).all()
    assert (rows["difference_high"].isna() | (value <= rows["difference_high"] + slack)).all()


@every
def test_a_missing_end_of_an_interval_has_its_reason(name):
    rows = table(name)
    missing = rows["low"].isna() | rows["high"].isna()
    assert rows.loc[missing, "note"].notna().all()


@every
def test_the_scope_is_that_of_single_articles(name):
    rows = table(name)
    assert set(rows["scope"]) == {"within-article"}
    assert set(rows["unit"]) == {"passage"}


@each("name", ["frequency", "keywords"])
def test_no_term_is_without_a_letter(name):
    assert table(name)["term"].map(lambda term: any(map(str.isalpha, term))).all()


@each(("name", "item"), [("entities", "entity"), ("phrases", "phrase")])
def test_nothing_released_is_longer_than_four_words(name, item):
    assert table(name)[item].str.split().str.len().max() <= 4


@each("name", RATES)
def test_rates_are_occurrences_per_thousand_words(name):
    rows = table(name)
    spoken = rows[rows["n_of"] > 0]
    expected = 1_000 * spoken["n"] / spoken["n_of"]
    assert spoken["value"].to_numpy() == pytest.approx(expected, rel=TOLERANCE)
    assert rows.loc[rows["n_of"] == 0, "value"].isna().all()


@each("name", RATES)
def test_a_difference_is_the_rate_less_that_of_the_rest(name):
    rows = table(name)
    expected = rows["value"] - rows["rest"]
    assert rows["difference"].to_numpy() == pytest.approx(expected, abs=1e-3, nan_ok=True)


@each("name", ITEMS)
def test_occurrences_add_up_over_the_voices(name):
    wide = table(name).pivot_table(index=["outlet", *ITEMS[name]], columns="voice", values="n")
    assert (wide["all"] == wide["own"] + wide["quoted"] + wide["reported"]).all()


@each("name", ITEMS)
def test_no_item_is_rarer_than_the_config_says(name):
    rows = table(name)
    totals = rows[rows["voice"] == "all"].groupby(ITEMS[name])["n"].sum()
    assert totals.min() >= CONFIG["measures"][name].get("min_count", 1)


@each("name", RATES)
def test_words_are_those_of_the_articles(name, articles):
    rows = table(name)
    words = rows[rows["voice"] == "all"].groupby("outlet")["n_of"].unique()
    expected = articles.groupby("outlet")["n_tokens"].sum()
    assert {outlet: list(n) for outlet, n in words.items()} == {
        outlet: [n] for outlet, n in expected.items()
    }


def test_keywords_and_frequency_count_alike():
    at = ["outlet", "voice", "term", "pos"]
    both = table("keywords").merge(table("frequency"), on=at, suffixes=("", "_frequency"))
    assert len(both) == len(table("keywords"))
    assert (both["n"] == both["n_frequency"]).all()
    assert both["p"].equals(both["p_frequency"])


def test_a_log_ratio_is_that_of_the_rates_beside_it():
    rows = table("keywords").query("n > 0 and n_rest > 0").dropna(subset="value")
    expected = np.log2(rows["rate_per_1000"] / rows["rest_per_1000"])
    assert rows["value"].to_numpy() == pytest.approx(expected, abs=1e-4)


def test_the_measures_of_a_difference_agree():
    rows = table("keywords").dropna(subset="value")
    both = rows.query("n > 0 and n_rest > 0")
    ratio = 2 ** both["value"]
    assert both["percent_difference"].to_numpy() == pytest.approx(
        100 * (ratio - 1), rel=1e-4, abs=0.01
    )
    for name in ("odds_ratio", "simple_maths"):
        assert (np.sign(both[name] - 1) == np.sign(both["value"])).all()
    assert (np.log2(both["simple_maths"]).abs() <= both["value"].abs() + 1e-4).all()
    assert (rows["log_ratio_conservative"] * rows["value"] >= 0).all()
    assert (rows["log_ratio_conservative"].abs() <= rows["value"].abs()).all()


def test_the_measures_of_evidence_agree():
    rows = table("keywords").dropna(subset="chi_square")
    assert (rows["g2_two_cells"] <= rows["g2"] * (1 + TOLERANCE)).all()
    assert rows[["g2", "chi_square"]].corr("spearman").iloc[0, 1] > 0.9


def test_the_percentage_and_the_odds_are_missing_where_the_rest_lacks_the_term():
    rows = table("keywords").dropna(subset="value")
    for name in ("percent_difference", "odds_ratio"):
        assert (rows[name].isna() == (rows["n_rest"] == 0)).all()


def test_a_term_that_one_unit_carries_is_the_least_evenly_spread():
    rows = table("keywords").query("one_unit").dropna(subset="dp")
    assert len(rows)
    assert (rows[["juilland_d", "carroll_d2"]] == 0).all(axis=None)
    share = rows["rosengren_s"].to_numpy()  # the unit's, of the outlet's words
    assert 1 - rows["dp"].to_numpy() == pytest.approx(share, abs=TOLERANCE)
    assert rows["kl_divergence"].to_numpy() == pytest.approx(-np.log2(share), abs=1e-4)


def test_every_pair_of_outlets_stands_once_a_voice_and_statistic():
    rows = table("similarity")
    n = len(CONFIG["outlets"])
    assert len(rows) == 4 * 2 * n * (n - 1) / 2
    pairs = [tuple(sorted(pair)) for pair in zip(rows["outlet"], rows["other"], strict=True)]
    assert not rows.assign(pair=pairs).duplicated(["voice", "statistic", "pair"]).any()


def test_sentences_of_the_segments_add_up_to_those_of_the_articles(articles):
    rows = table("course").query("voice == 'all' and lexicon == 'vader'")
    expected = articles.groupby("outlet")["n_sentences"].sum()
    assert rows.groupby("outlet")["n_of"].sum().to_dict() == expected.to_dict()


def test_sentiment_counts_the_sentences_of_the_articles(articles):
    rows = table("sentiment").query("voice == 'all' and lexicon == 'vader'")
    found = rows.pivot_table(index="outlet", columns="statistic", values="n_of")
    expected = articles.groupby("outlet")[["n_sentences", "n_tokens"]].sum()
    assert found[["mean", "coverage"]].to_numpy().tolist() == expected.to_numpy().tolist()


def test_every_record_has_one_fate():
    rows = table("corpus_flow")
    read = rows[rows["outcome"] == "read"].set_index("outlet")["n_records"]
    fates = rows[rows["outcome"] != "read"].groupby("outlet", dropna=False)["n_records"].sum()
    assert read.to_dict() == fates.to_dict()


def test_the_records_analysed_are_the_articles(articles):
    rows = table("corpus_flow").query("outcome == 'analysed'").dropna(subset="outlet")
    expected = articles["outlet"].value_counts().to_dict()
    assert rows.set_index("outlet")["n_records"].to_dict() == expected
    assert table("comparability").set_index("outlet")["n_articles"].to_dict() == expected


def test_the_choice_of_duplicates_that_ran_leaves_the_articles(articles):
    rows = table("duplicates")
    ran = rows[rows["choice"] == CONFIG["selection"]["duplicates"]].set_index("outlet")
    assert ran["n_articles_left"].to_dict() == articles["outlet"].value_counts().to_dict()


def test_verdicts_name_outlets_of_the_study():
    for named in table("verdicts")["outlets"].dropna():
        assert set(named.split("; ")) <= set(CONFIG["outlets"])


def test_no_article_is_counted_for_two_outlets(articles):
    assert articles["article"].is_unique
    assert articles.groupby("url")["outlet"].nunique().max() == 1


def test_every_article_of_the_catalogue_is_analysed(articles):
    catalogue = store.read_csv(ROOT / CONFIG["source"]["catalogue"])
    assert sorted(catalogue["id"]) == sorted(articles["article"])


def test_every_article_of_the_catalogue_is_a_record_and_no_other(records):
    catalogue = store.read_csv(ROOT / CONFIG["source"]["catalogue"]).set_index("id")
    assert records["number"].tolist() == list(range(1, len(catalogue) + 1))
    assert records.set_index("article")["outlet"].to_dict() == catalogue["outlet"].to_dict()


def test_articles_are_the_records_that_are_analysed(records, articles):
    analysed = records[records["outcome"] == "analysed"]
    assert sorted(analysed["article"]) == sorted(articles["article"])
    for name in ("outlet", "wire", "cluster"):
        given = analysed.set_index("article")[name].sort_index()
        assert given.equals(articles.set_index("article")[name].sort_index())


def test_every_article_is_long_enough_and_in_the_language_of_the_study(records):
    analysed = records[records["outcome"] == "analysed"]
    assert analysed["n_words"].min() >= CONFIG["selection"]["min_words"]
    assert set(analysed["language"].dropna()) == {CONFIG["selection"]["language"]}


def test_no_two_articles_share_their_text(records):
    # the config says so where it keeps duplicates
    assert records["cluster"].isna().all()


def test_the_catalogue_states_the_date_of_every_article(articles):
    catalogue = store.read_csv(ROOT / CONFIG["source"]["catalogue"]).set_index("id")
    for name in ("date", "date_basis", "title", "url"):
        assert articles.set_index("article")[name].to_dict() == catalogue[name].to_dict()


# What the corpus is like


def test_the_flow_is_that_of_the_records(records):
    rows = table("corpus_flow").dropna(subset="outlet").set_index(["outlet", "outcome"])
    for outlet in CONFIG["outlets"]:
        own = records[records["outlet"] == outlet]
        counts = own["outcome"].value_counts().to_dict() | {"read": len(own)}
        found = rows.loc[outlet, "n_records"]
        assert found[found > 0].to_dict() == counts
        assert rows.loc[(outlet, "read"), "n_records"] == found.drop("read").sum()


def test_comparability_is_that_of_the_articles(articles):
    rows = table("comparability").set_index("outlet")
    for outlet, own in articles.groupby("outlet"):
        row = rows.loc[outlet]
        assert row["n_articles"] == len(own)
        assert row["n_tokens"] == own["n_tokens"].sum()
        assert row["tokens_min"] == own["n_tokens"].min()
        assert row["tokens_max"] == own["n_tokens"].max()
        quoted = (own["quoted_share"] * own["n_tokens"]).sum() / own["n_tokens"].sum()
        assert row["quoted_share"] == pytest.approx(quoted, rel=TOLERANCE)
        assert row["wire_share"] == own["wire"].mean()
        assert row["titled_share"] == 1


def test_every_imbalance_exceeds_its_threshold():
    rows = table("verdicts")
    assert len(rows)  # five single articles differ in more than their framing
    assert rows["rank"].tolist() == list(range(1, len(rows) + 1))
    few = rows["check"] == "few_articles"
    assert few.any()
    assert (rows.loc[few, "value"] < CONFIG["inference"]["min_articles"]).all()
    assert (rows.loc[~few, "value"] >= rows.loc[~few, "threshold"]).all()
    for row in rows.itertuples():
        named = [outlet for outlet in CONFIG["outlets"] if outlet in str(row.outlets)]
        assert not named or any(outlet in row.verdict for outlet in named)


# Audit


def test_every_outlet_has_an_article(articles):
    assert set(articles["outlet"]) == set(CONFIG["outlets"])


def test_the_audit_lists_every_part_of_every_line_once(audit):
    assert not audit.duplicated(["article", "line", "part"]).any()
    for _, lines in audit.groupby("article"):
        for _, parts in lines.groupby("line"):
            assert parts["part"].tolist() == list(range(1, len(parts) + 1))


def test_the_audit_is_of_the_articles(audit, articles):
    assert set(audit["article"]) == set(articles["article"])


def test_the_audit_keeps_the_roles_that_the_config_analyses(audit):
    analysed = audit["role"].isin(CONFIG["cleaning"]["analysed_roles"])
    assert (audit["kept"] == analysed).all()


def test_every_part_of_the_audit_has_a_rule_that_exists(audit):
    rules = {rule.__name__ for rule in RULES} | {
        *("dateline", "trailing_credit", "given_title", "site_name"),
    }
    assert set(audit["rule"]) <= rules


def test_no_line_recurs_where_an_outlet_has_fewer_articles_than_must_carry_it(audit, articles):
    held = articles.groupby("outlet").size()
    assert held.max() < CONFIG["cleaning"]["recurring_articles"]
    assert audit["recurring_share"].isna().all()
    assert "recurring" not in set(audit["rule"])


def test_the_words_of_a_record_are_those_of_its_analysed_lines(audit, records):
    # the audit counts between white space, the record without punctuation and hyphens
    text = audit[audit["kept"] & (audit["role"] != "title")]
    spaced = text.groupby("article")["n_words"].sum()
    found = records.set_index("article")["n_words"]
    assert (found[spaced.index] >= spaced).all()
    assert (found[spaced.index] <= 1.15 * spaced).all()


def test_every_article_has_its_headline_once(audit):
    titles = audit[audit["role"] == "title"].groupby("article").size()
    assert titles.to_dict() == dict.fromkeys(audit["article"].unique(), 1)


def test_checksums_fit_the_files():
    listed = store.read_csv(RESULTS / "provenance" / "checksums.csv")
    assert len(listed)
    for row in listed.itertuples():
        assert file_digest(RESULTS / row.file) == row.sha256, row.file


def test_checksums_list_every_table_and_figure():
    listed = set(store.read_csv(RESULTS / "provenance" / "checksums.csv")["file"])
    made = [made.name for name in CONFIG["measures"] for made in measures.load(name).tables]
    expected = {f"tables/{name}.csv" for name in ("articles", "audit", "records", *made)}
    expected |= {f"figures/{name}.csv" for name in (*FIGURES, "index")}
    expected |= {f"figures/{size}/{name}.{kind}" for name in FIGURES for size in figures.SIZES
                 for kind in figures.FORMATS}  # fmt: skip
    assert expected <= listed
    on_disk = {path.relative_to(RESULTS).as_posix() for folder in ("tables", "figures")
               for path in (RESULTS / folder).rglob("*.*")}  # fmt: skip
    assert on_disk <= listed


@each("name", DRAWN)
def test_the_data_beside_a_figure_are_those_of_the_table(name):
    plotted = pd.read_csv(RESULTS / "figures" / f"{name}.csv")
    column = value_of(name)
    known = set(pd.read_csv(RESULTS / "tables" / f"{name}.csv")[column].dropna())
    assert len(plotted)
    assert set(plotted[column if column in plotted else "value"].dropna()) <= known


# Tests of differences


TESTED = [table for name in measures.names() for table in measures.load(name).tables
          if "p_max_t" in table.columns]  # fmt: skip
every_tested = each("schema", TESTED)


@every_tested
def test_p_values_are_of_permutations_and_larger_when_corrected(schema):
    rows = rows_of(schema).dropna(subset=["p"])
    arrangements = 1 + CONFIG["inference"]["permutations"]
    assert len(rows)
    # (b + 1) / (B + 1): never 0, and a multiple of the least
    for p in (rows["p"], rows["p_max_t"]):
        assert p.min() >= (1 - TOLERANCE) / arrangements
        assert (abs(p * arrangements - (p * arrangements).round()) < arrangements * 1e-6).all()
    assert (rows["p_max_t"] >= rows["p"] * (1 - TOLERANCE)).all()
    assert (rows["q"] >= rows["p_pooled"] * (1 - TOLERANCE)).all()


@every_tested
def test_a_missing_p_value_has_its_reason(schema):
    rows = rows_of(schema)
    assert rows.loc[rows["p"].isna(), "note"].notna().all()


@each("name", [*RATES, "sentiment"])
def test_a_pair_has_the_values_of_its_outlets(name):
    rows = rows_of(measures.load(name).tables[1]).query("comparison == 'pair'")
    at = [key for key in measures.load(name).table.key if key != "outlet"]
    assert len(rows)
    values = table(name).set_index([*at, "outlet"])[value_of(name)]
    for side, column in (("outlet", "value"), ("other", "rest")):
        expected = values.reindex(pd.MultiIndex.from_frame(rows[[*at, side]]))
        assert rows[column].to_numpy() == pytest.approx(expected.to_numpy(), nan_ok=True)
    apart, slack = rows["value"] - rows["rest"], 1e-3
    assert rows["difference"].to_numpy() == pytest.approx(apart, abs=slack, nan_ok=True)
    assert (
        rows["difference_low"].isna() | (rows["difference_low"] <= rows["difference"] + slack)
    ).all()
    assert (
        rows["difference_high"].isna() | (rows["difference"] <= rows["difference_high"] + slack)
    ).all()


def test_the_omnibus_test_names_the_outlets_that_are_furthest_apart():
    rows = rows_of(measures.load("frequency").tables[1])
    found = rows[(rows["comparison"] == "omnibus") & (rows["voice"] == "all")]
    rates = table("frequency").query("voice == 'all'")
    spread = rates.groupby(["term", "pos"])["value"].agg(["max", "min"])
    expected = spread.loc[pd.MultiIndex.from_frame(found[["term", "pos"]])]
    assert found["value"].to_numpy() == pytest.approx(expected["max"].to_numpy())
    assert found["rest"].to_numpy() == pytest.approx(expected["min"].to_numpy())


def test_the_tests_keep_their_level_in_this_corpus():
    rows = table("calibration")
    false = rows[rows["statistic"] == "false_findings"].set_index("test")
    assert false.loc[["p", "p_pooled"], "value"].between(0.03, 0.07).all()
    # their intervals, of 200 shuffles, reach the level
    assert (false.loc[["p_max_t", "q"], "low"] <= 0.05).all()
    # the test that the field uses does not
    assert false.loc["g2_bonferroni", "low"] > 0.5

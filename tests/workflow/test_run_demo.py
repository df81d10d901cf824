"""The demonstration study finds the differences that were planted, and claims no others."""

import csv
import json
import re
from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest
import yaml
from cases import Test, each
from runs import FEATURES, ROOT, Run, sha256

from crossframe import figures, measures

RESULTS = "results/demo"
CONFIG = yaml.safe_load((ROOT / "config/demo.yaml").read_text(encoding="utf-8"))
MEASURES = tuple(CONFIG["measures"])
FIGURES = tuple(each.name for each in figures.of(MEASURES))
FILLED = tuple(name for name in MEASURES if name != "verdicts")  # no row: no imbalance
LEVEL = round(1 - CONFIG["inference"]["level"], 10)
TOP = 10  # ranks by which a planted term must stand; two terms and one name are planted an outlet
NEUTRAL = {"vader": 0.15, "afinn": 0.5}  # a twentieth or so of either lexicon's range
GENERIC = ("polluter", "operator", "company", "firm", "contractor")


def planted(kind: str) -> list[dict[str, str]]:
    with (ROOT / "seeds/demo/planted.csv").open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if row["kind"] == kind]


def cases(kind: str, *expected: str) -> Callable[[Test], Test]:
    rows = [row for row in planted(kind) if not expected or row["expectation"] in expected]
    assert rows
    return each("row", rows)


@cache
def feature(demo: Run, name: str) -> pd.DataFrame:
    return pd.read_parquet(demo.project.root / RESULTS / "features" / f"{name}.parquet")


@cache
def table_of(demo: Run, name: str) -> pd.DataFrame:
    return demo.project.table(name, RESULTS)


@cache
def published(demo: Run) -> dict[str, bytes]:
    return demo.project.published(RESULTS)


@pytest.fixture(scope="module")
def keywords(demo: Run) -> pd.DataFrame:
    return table_of(demo, "keywords")


@pytest.fixture(scope="module")
def sentiment(demo: Run) -> pd.DataFrame:
    table = table_of(demo, "sentiment")
    return table[table["statistic"] == "mean"].set_index(["outlet", "voice", "lexicon"])


def test_the_study_shows_every_measure() -> None:
    assert set(MEASURES) == set(measures.names())
    assert {each.name for each in figures.of(measures.names())} == set(FIGURES)


@each(
    "name",
    [
        *("articles", "audit", "records"),
        *(table.name for name in FILLED for table in measures.load(name).tables),
    ],
)
def test_every_table_has_rows(demo: Run, name: str) -> None:
    assert len(table_of(demo, name)) > 0


@each(("suffix", "start"), [("svg", b"<svg"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
@each("size", figures.SIZES)
@each("name", FIGURES)
def test_every_figure_stands_in_every_size_and_format(
    demo: Run, name: str, size: str, suffix: str, start: bytes
) -> None:
    content = published(demo)[f"figures/{size}/{name}.{suffix}"]

    assert content.startswith(start)
    assert len(content) > 100


def test_the_report_shows_every_figure(demo: Run) -> None:
    page = published(demo)["report/index.html"].decode("utf-8")

    assert {figures.OVERVIEW, *MEASURES} <= {*re.findall(r'<h[23] id="(\w+)">', page)}
    assert page.count('<img src="data:image/svg+xml,') == len(FIGURES)


@each("name", MEASURES)
def test_the_report_links_to_every_table(demo: Run, name: str) -> None:
    page = published(demo)["report/index.html"].decode("utf-8")

    assert f'href="../tables/{name}.csv"' in page


def test_the_checksums_are_those_of_all_that_is_published(demo: Run) -> None:
    path = demo.project.root / RESULTS / "provenance/checksums.csv"
    listed = pd.read_csv(path).set_index("file")["sha256"].to_dict()

    # versions of zlib pack the workbook differently; all.csv repeats the tables
    left_out = {"paper/tables.xlsx", "all.csv"}
    assert listed == {n: sha256(c) for n, c in published(demo).items() if n not in left_out}


def test_the_record_of_the_run_states_entry_and_versions(demo: Run) -> None:
    path = demo.project.root / RESULTS / "provenance/run.json"
    record = json.loads(path.read_text(encoding="utf-8"))

    assert record["entry"] == "Starting from the texts in seeds/demo/texts."
    assert record["versions"]["crossframe"]
    assert record["config"]["seed"] == 20310302


def test_the_planted_imbalances_between_the_outlets_are_named_and_no_other(demo: Run) -> None:
    # one outlet prints agency stories alone; shares of quotation are planted
    verdicts = table_of(demo, "verdicts")
    page = published(demo)["report/index.html"].decode("utf-8")

    assert verdicts["check"].tolist() == ["wire", "quoted"]
    assert "Skelmoor Dispatch" in verdicts.loc[0, "verdict"]
    assert "The Wessel Post" in verdicts.loc[1, "verdict"]
    assert all(verdict in page for verdict in verdicts["verdict"])


def test_all_forty_articles_are_read_and_analysed(demo: Run) -> None:
    records = table_of(demo, "records")

    assert records["number"].tolist() == list(range(1, 41))
    assert set(records["outcome"]) == {"analysed"}
    assert records["article"].tolist() == table_of(demo, "articles")["article"].tolist()
    assert set(records["language"]) == {"en"}
    assert records["cluster"].isna().all()


def test_every_article_has_the_stratum_that_the_catalogue_says(demo: Run) -> None:
    with (ROOT / "seeds/demo/catalogue.csv").open(encoding="utf-8", newline="") as handle:
        listed = {row["id"]: row["stratum"] for row in csv.DictReader(handle)}
    articles = table_of(demo, "articles").set_index("article")

    assert articles["stratum"].to_dict() == listed
    assert len(set(listed.values())) > 1


@cases("term", "overused")
def test_a_planted_term_is_a_keyword_of_its_outlet(
    keywords: pd.DataFrame, row: dict[str, str]
) -> None:
    own = keywords[(keywords["outlet"] == row["outlet"]) & (keywords["voice"] == row["voice"])]
    best = own.sort_values("log_odds_z", ascending=False, kind="stable").head(TOP)

    assert row["item"] in set(best["term"])
    assert (own.loc[own["term"] == row["item"], "low"] > 0).all()


@cases("term", "overused")
def test_a_planted_term_is_a_keyword_of_no_other_outlet(
    keywords: pd.DataFrame, row: dict[str, str]
) -> None:
    others = keywords[(keywords["term"] == row["item"]) & (keywords["outlet"] != row["outlet"])]

    assert (others["log_odds_z"].dropna() < 0).all()


@cases("term", "overused")
def test_a_planted_term_is_a_finding_of_its_outlet(
    keywords: pd.DataFrame, row: dict[str, str]
) -> None:
    own = keywords[(keywords["outlet"] == row["outlet"]) & (keywords["voice"] == row["voice"])]

    assert (own.loc[own["term"] == row["item"], "q"] <= LEVEL).all()


@cases("term", "overused")
def test_a_planted_term_sets_its_outlet_apart_from_every_other(
    demo: Run, row: dict[str, str]
) -> None:
    table = table_of(demo, "frequency_comparisons")
    rows = table[(table["term"] == row["item"]) & (table["voice"] == row["voice"])]
    omnibus, pairs = (rows[rows["comparison"] == kind] for kind in ("omnibus", "pair"))
    of_it = (pairs["outlet"] == row["outlet"]) | (pairs["other"] == row["outlet"])

    assert of_it.sum() == len(CONFIG["outlets"]) - 1
    assert (pairs.loc[of_it, "q"] <= LEVEL).all()
    assert (pairs.loc[~of_it, "q"] > LEVEL).all()
    assert (omnibus["outlet"] == row["outlet"]).all()
    assert (omnibus["q"] <= LEVEL).all()


def test_keywords_and_frequency_state_the_same_p(demo: Run, keywords: pd.DataFrame) -> None:
    at = ["outlet", "voice", "term", "pos"]
    both = keywords.merge(table_of(demo, "frequency"), on=at, suffixes=("", "_all"))

    assert len(both) == len(keywords)
    pd.testing.assert_series_equal(both["p"], both["p_all"], check_names=False)


@each("lexicon", ["vader", "afinn"])
@cases("tone", "positive", "negative")
def test_a_planted_tone_has_its_sign(
    sentiment: pd.DataFrame, row: dict[str, str], lexicon: str
) -> None:
    found = sentiment.loc[(row["outlet"], row["voice"], lexicon)]

    if row["expectation"] == "positive":
        assert found["low"] > 0
    else:
        assert found["high"] < 0


@each("lexicon", ["vader", "afinn"])
@cases("tone", "neutral")
def test_an_outlet_without_planted_tone_stays_neutral(
    sentiment: pd.DataFrame, row: dict[str, str], lexicon: str
) -> None:
    found = sentiment.loc[(row["outlet"], row["voice"], lexicon)]

    assert abs(found["value"]) < NEUTRAL[lexicon]


@cases("tone", "neutral")
def test_a_neutral_outlet_lies_between_the_negative_and_the_positive_one(
    sentiment: pd.DataFrame, row: dict[str, str]
) -> None:
    low = sentiment.loc[("The Hallick Lantern", "own", "vader"), "high"]
    high = sentiment.loc[("Hallick Harbour Gazette", "own", "vader"), "low"]

    assert low < sentiment.loc[(row["outlet"], row["voice"], "vader"), "value"] < high


@cases("quoted_share")
def test_a_planted_quoted_share_is_found(demo: Run, row: dict[str, str]) -> None:
    articles = table_of(demo, "articles")
    own = articles[articles["outlet"] == row["outlet"]]
    found = (own["quoted_share"] * own["n_tokens"]).sum() / own["n_tokens"].sum()

    least, most = {
        "0.10-0.25": (0.10, 0.25),
        ">=0.40": (0.40, 1),
        "<0.03": (0, 0.03),
    }[row["expectation"]]
    assert least <= found <= most
    assert found == pytest.approx(float(row["measured"]), abs=0.03)


@cases("naming", "most frequent generic name")
def test_a_planted_generic_name_is_the_outlet_s_most_frequent(
    demo: Run, row: dict[str, str]
) -> None:
    table = table_of(demo, "frequency")
    own = table[(table["outlet"] == row["outlet"]) & (table["voice"] == row["voice"])]
    counts = own[own["term"].isin(GENERIC)].groupby("term")["n"].sum()

    assert counts.idxmax() == row["item"]
    assert counts.drop(row["item"]).max() <= 1  # 'operators' are also people, once an outlet


@cases("naming", "proper name used sometimes")
def test_the_proper_name_stands_in_every_article(demo: Run, row: dict[str, str]) -> None:
    table = table_of(demo, "entities").set_index(["outlet", "voice", "entity"])

    # outside quotation marks, but once in indirect speech
    assert table.loc[(row["outlet"], "all", row["item"]), "n_units_with"] == 8


@each("word", sorted({row["item"] for row in planted("poison")}))
def test_a_word_of_the_furniture_is_in_no_feature(demo: Run, word: str) -> None:
    for name in FEATURES:
        texts = feature(demo, name).select_dtypes(["object", "str"])
        assert not texts.apply(lambda cells: cells.str.contains(word, case=False)).any(axis=None)


@each("word", sorted({row["item"] for row in planted("poison")}))
def test_a_word_of_the_furniture_is_in_no_result(demo: Run, word: str) -> None:
    found = [
        name
        for name, content in published(demo).items()
        if name.endswith((".csv", ".html")) and word.encode() in content.lower()
    ]

    assert found == []


@each("word", ["gauge", "sluice"])
def test_the_first_and_last_paragraph_of_every_article_are_kept(demo: Run, word: str) -> None:
    terms = feature(demo, "terms")
    held = set(terms.loc[terms["term"].str.contains(word), "article"])

    assert held == set(feature(demo, "articles")["article"])


@each(
    "row",
    [row for row in planted("kept") if row["expectation"] == "line role is body"],
)
def test_a_body_line_that_looks_like_furniture_is_kept(demo: Run, row: dict[str, str]) -> None:
    article, line = re.fullmatch(r"(\S+) line (\d+)", row["measured"]).groups()
    audit = table_of(demo, "audit")
    parts = audit[(audit["article"] == article) & (audit["line"] == int(line))]

    assert "body" in set(parts["role"])


def test_no_difference_is_claimed_of_a_word_that_all_outlets_share(keywords: pd.DataFrame) -> None:
    markers = keywords[keywords["term"].isin(["gauge", "sluice"]) & (keywords["voice"] == "all")]
    highest = keywords.groupby("outlet")["log_odds_z"].nlargest(TOP).min()

    assert len(markers) > 0
    assert (markers["log_odds_z"] < highest).all()


# framing: frames, names, agency, sources


def findings(demo: Run, name: str, voice: str = "own") -> pd.DataFrame:
    """Return the differences that a table claims in a voice."""
    table = table_of(demo, name)
    return table[(table["voice"] == voice) & (table["q"] <= LEVEL)]


def test_the_planted_frames_are_found_in_their_outlets_and_no_other(demo: Run) -> None:
    found = findings(demo, "frames")
    for statistic in ("share", "rate_per_1000"):
        rows = found[found["statistic"] == statistic]
        assert {*zip(rows["outlet"], rows["frame"], strict=True)} == {
            (row["outlet"], row["item"]) for row in planted("frame")
        }
        assert (rows["difference"] > 0).all()


@cases("naming", "most frequent generic name")
def test_a_planted_name_of_the_operator_is_a_finding(demo: Run, row: dict[str, str]) -> None:
    found = findings(demo, "naming")
    operator = found[found["actor"] == "the barrage operator"]
    (difference,) = operator.loc[operator["outlet"] == row["outlet"], "difference"]
    assert operator.loc[operator["outlet"] == row["outlet"], "variant"].tolist() == [row["item"]]
    assert difference > 0.5


def test_the_planted_patient_is_found_and_is_no_other_outlets(demo: Run) -> None:
    found = findings(demo, "agency")
    operator = found[found["actor"] == "the barrage operator"]
    (row,) = [row for row in planted("agency") if row["expectation"].startswith("patient")]
    assert set(operator["outlet"]) == {row["outlet"]}
    signs = operator.set_index("statistic")["difference"]
    assert signs["agent_share"] < 0 < signs["passive"]


@cases("source_kind", "frequent kind")
def test_a_planted_kind_of_source_is_heard_more_than_elsewhere(
    demo: Run, row: dict[str, str]
) -> None:
    table = table_of(demo, "sources")
    own = table[
        (table["outlet"] == row["outlet"])
        & (table["voice"] == "quoted")
        & (table["category"] == row["item"])
        & (table["statistic"] == "share_of_quotations")
    ]
    (value,), (rest,) = own["value"], own["rest"]
    assert value >= 0.3
    # residents speak in two outlets, in the Post most of all
    assert value > rest or (row["outlet"], row["item"]) == ("The Hallick Lantern", "citizen")


def test_a_kind_of_source_that_is_found_is_planted_or_crowded_out(demo: Run) -> None:
    found = findings(demo, "sources", "quoted").query("dimension == 'kind' and difference > 0")
    pairs = {(row["outlet"], row["item"]) for row in planted("source_kind")}
    assert {*zip(found["outlet"], found["category"], strict=True)} <= pairs


@each(("outlet", "sign"), [("The Hallick Lantern", -1),
                                              ("Hallick Harbour Gazette", 1)])  # fmt: skip
def test_the_tone_towards_the_operator_is_that_of_the_outlet(
    demo: Run, outlet: str, sign: int
) -> None:
    found = findings(demo, "targets")
    rows = found[(found["actor"] == "the barrage operator") & (found["statistic"] == "mean")]
    of_outlet = rows[rows["outlet"] == outlet]
    assert len(of_outlet)
    assert (sign * of_outlet["difference"] > 0).all()
    assert set(rows["outlet"]) <= {"The Hallick Lantern", "Hallick Harbour Gazette"}


def test_contributions_of_words_add_up_to_the_differences_of_the_tables(demo: Run) -> None:
    shifts = table_of(demo, "shifts")
    totals = shifts.groupby(["outlet", "voice", "subject"])["value"].sum()
    means = table_of(demo, "sentiment").query("statistic == 'mean'")
    rates = table_of(demo, "frames").query("statistic == 'rate_per_1000'")
    expected = pd.concat([
        table.rename(columns={subject: "subject"})
        .set_index(["outlet", "voice", "subject"])["difference"]
        for table, subject in ((means, "lexicon"), (rates, "frame"))
    ]).dropna()  # fmt: skip
    both = totals.to_frame().join(expected, how="inner")
    assert len(both) > 50
    # of up to sixteen numbers with six digits each
    assert (both["value"] - both["difference"]).abs().max() < 1e-3


def test_the_readings_list_what_indirect_speech_changes(demo: Run) -> None:
    readings = table_of(demo, "readings")
    assert {"same", "gained", "lost"} <= set(readings["change"])
    for row in planted("frame"):
        kept = readings[(readings["measure"] == "frames") & (readings["outlet"] == row["outlet"])
                        & readings["item"].str.startswith(row["item"])
                        & (readings["voice"] == "own")]  # fmt: skip
        assert set(kept["change"]) == {"same"}


def test_behind_a_planted_finding_stand_its_sentences(demo: Run) -> None:
    path = demo.project.root / RESULTS / "evidence/frames.csv"
    evidence = pd.read_csv(path, keep_default_na=False)
    rows = evidence[evidence["row"] == "frames | The Hallick Lantern | own | blame | share"]
    assert rows["article"].nunique() == 8
    words = ("negligence", "scandal", "blame", "fail", "fault", "cover", "excuse", "ignore")
    assert rows["text"].str.contains("|".join(words), case=False).mean() > 0.8

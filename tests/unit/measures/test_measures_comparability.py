import pandas as pd
import pytest
from cases import each
from corpora import features, one, run

from crossframe.measures.comparability import first_day, last_day

OUTLETS = ("Right", "Left")
TEXTS = {
    "Left-1": [{"own": "a " * 10}],
    "Left-2": [{"own": "a " * 30}],
    "Left-3": [{"own": "a " * 20}],
    "Right-1": [{"own": "b " * 8}],
}
FACTS = {
    "Left-1": {
        "date": "2031-05",
        "wire": True,
        "genre": "blog",
        "quoted_share": 0.5,
        "other_language_share": 0.4,
    },
    "Left-2": {"date": "2031-04-30", "title": None, "cluster": "Right-1", "quoted_share": 0.1},
    "Left-3": {"date": None, "other_language_share": None},
    "Right-1": {"date": "2031", "cluster": "Right-1"},
}


def table_of(facts=FACTS, texts=TEXTS, outlets=OUTLETS):
    return run("comparability", features(texts, facts=facts), outlets)


@pytest.fixture
def left():
    return one(table_of(), outlet="Left")


def test_articles_and_words_are_counted(left):
    assert (left["n_articles"], left["n_tokens"]) == (3, 10 + 30 + 20)


def test_lengths_are_of_articles(left):
    assert left["tokens_min"] == 10
    assert left["tokens_low_quartile"] == 15
    assert left["tokens_median"] == 20
    assert left["tokens_high_quartile"] == 25
    assert left["tokens_max"] == 30


def test_quoted_words_are_a_share_of_words(left):
    assert left["quoted_share"] == pytest.approx((0.5 * 10 + 0.1 * 30 + 0 * 20) / (10 + 30 + 20))


def test_words_in_another_language_are_a_share_of_words_whose_language_is_known(left):
    assert left["other_language_share"] == pytest.approx(0.4 * 10 / (10 + 30))


def test_shares_of_articles(left):
    assert left["wire_share"] == pytest.approx(1 / 3)
    assert left["news_share"] == pytest.approx(2 / 3)
    assert left["titled_share"] == pytest.approx(2 / 3)
    assert left["shared_share"] == pytest.approx(1 / 3)


def test_a_text_that_one_outlet_prints_twice_is_not_shared_with_another():
    facts = {f"Left-{n}": {"cluster": "Left-1"} for n in (1, 2)}
    assert (table_of(facts)["shared_share"] == 0).all()


def test_dates_run_from_the_first_to_the_last(left):
    assert (left["first_date"], left["last_date"], left["n_undated"]) == (
        "2031-04-30",
        "2031-05",
        1,
    )


@each(
    ("dates", "first", "last"),
    [
        (("2031", "2031-06", "2031-12-31"), "2031", "2031"),
        (("2031-02-28", "2031-02", "2030"), "2030", "2031-02"),
        (("2031-02-01", "2031-02-02", "2031-01-31"), "2031-01-31", "2031-02-02"),
    ],
)
def test_a_date_without_a_day_covers_its_month_or_year(dates, first, last):
    facts = {f"Left-{n}": {"date": date} for n, date in enumerate(dates, start=1)}
    row = one(table_of(facts), outlet="Left")
    assert (row["first_date"], row["last_date"]) == (first, last)


def test_a_period_has_its_first_and_its_last_day():
    assert [str(first_day(d).date()) for d in ("2032", "2032-02")] == ["2032-01-01", "2032-02-01"]
    assert [str(last_day(d).date()) for d in ("2032", "2032-02")] == ["2032-12-31", "2032-02-29"]
    assert first_day("2032-02-03") == last_day("2032-02-03")


def test_outlets_of_the_same_articles_are_alike():
    texts = {f"{o}-{n}": [{"own": "a " * n}] for o in OUTLETS for n in (1, 2)}
    left, right = table_of({}, texts).drop(columns="outlet").to_dict("records")
    assert left == right


def test_words_are_those_of_the_articles():
    tables = features(TEXTS, facts=FACTS)
    table = run("comparability", tables, OUTLETS)
    assert table["n_tokens"].sum() == tables["passages"]["n_tokens"].sum()
    assert table["n_articles"].sum() == len(tables["articles"])


def test_an_outlet_without_articles_has_counts_of_zero_and_no_shares():
    row = one(table_of(outlets=(*OUTLETS, "=None<b>")), outlet="=None<b>")
    counts = ["n_articles", "n_tokens", "n_undated"]
    assert (row[counts] == 0).all()
    assert row.drop(["outlet", *counts]).isna().all()


def test_articles_without_dates_have_no_range():
    table = table_of({article: {"date": None} for article in TEXTS})
    assert table[["first_date", "last_date"]].isna().all(axis=None)
    assert table["n_undated"].tolist() == table["n_articles"].tolist()


def test_the_order_of_articles_is_irrelevant():
    tables = features(TEXTS, facts=FACTS)
    shuffled = tables | {"articles": tables["articles"].sample(frac=1, random_state=5)}
    pd.testing.assert_frame_equal(
        run("comparability", shuffled, OUTLETS), run("comparability", tables, OUTLETS)
    )

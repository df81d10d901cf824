import pandas as pd
import plots
from cases import each
from corpora import features, run
from plots import NAMES

from crossframe.figures.style import Canvas

OUTLETS = ("Right", "Left")  # not in the order of the alphabet
TEXTS = {
    "Left-1": [{"own": "ban ban app ."}, {"own": "ban rare rare rare", "quoted": "tide ."}],
    "Right-1": [{"own": "app ban ."}, {"own": "app ban/VERB . ."}],
}
SENTENCES = [
    {"article": article, "number": n, "passage": n, "position": n / 3}
    for article in TEXTS
    for n in (1, 2)
]


PHRASES = [("Left-1", 1, "own", "app ban", 1), ("Right-1", 1, "own", "app ban", 1)]
ENTITIES = [("Left-1", 1, "own", "Vey", "person", 1), ("Right-1", 1, "own", "Aroon", "place", 1)]


def corpus(texts, sentences=()):
    return features(texts, phrases=PHRASES, entities=ENTITIES, sentences=sentences)


def canvas(most_items=40):
    return Canvas(OUTLETS, 180.0, most_items)


def select(name, most_items=40, **texts):
    tables = corpus(texts) if texts else corpus(TEXTS, sentences=SENTENCES)
    table = run(name, tables, OUTLETS)
    return plots.select(name, table, canvas(most_items)), table


def test_rates_are_those_of_both_voices_together():
    rows, table = select("frequency")
    assert rows["n"].sum() == table[table["voice"] == "all"]["n"].sum()


def test_rates_show_the_items_of_the_highest_mean_over_the_outlets():
    rows, table = select("frequency", most_items=3)
    rates = table[table["voice"] == "all"].groupby(["term", "pos"])["value"].mean()
    expected = [term for term, _ in rates.sort_values(ascending=False).index[:3]]
    shown = rows.drop_duplicates("rank")["item"].str.split(" ").str[0].tolist()
    assert shown == expected


def test_rates_show_every_outlet_for_every_item():
    rows, _ = select("frequency", most_items=3)
    assert len(rows) == 3 * len(OUTLETS)
    assert rows["rank"].tolist() == [1, 1, 2, 2, 3, 3]


def test_a_name_of_two_sorts_is_shown_with_its_sort():
    rows, _ = select("frequency")
    assert {"ban (NOUN)", "ban (VERB)", "app"} <= set(rows["item"])


def test_items_of_equal_rate_stand_in_the_order_of_the_alphabet():
    texts = {"Left-1": [{"own": "c a b d"}], "Right-1": [{"own": "d b c a"}]}
    rows, _ = select("frequency", most_items=3, **texts)
    assert rows.drop_duplicates("rank")["item"].tolist() == ["a", "b", "c"]


def test_keywords_are_ranked_by_z_within_their_outlet():
    rows, _ = select("keywords")
    for _, own in rows.groupby("outlet"):
        assert own["rank"].tolist() == list(range(1, len(own) + 1))
        assert own["log_odds_z"].is_monotonic_decreasing


def test_keywords_leave_out_terms_that_one_unit_carries():
    rows, table = select("keywords")
    flagged = table[(table["voice"] == "all") & (table["outlet"] == "Left") & table["one_unit"]]
    assert "rare" in set(flagged["term"])
    assert "rare" not in set(rows[rows["outlet"] == "Left"]["item"])


def test_keywords_leave_out_terms_that_the_outlet_uses_less():
    rows, _ = select("keywords")
    assert len(rows)
    assert (rows["value"] > 0).all()


def test_keywords_are_at_most_so_many_an_outlet():
    texts = {"Left-1": [{"own": "a b c d e ."}] * 2, "Right-1": [{"own": "f g h i . ."}] * 2}
    rows, _ = select("keywords", most_items=3, **texts)
    assert rows.groupby("outlet").size().to_dict() == {"Left": 3, "Right": 3}


def test_pairs_are_ranked_by_cosine_in_both_panels():
    rows, _ = select("similarity")
    ranks = rows.pivot_table(index="pair", columns="statistic", values="rank")
    assert (ranks["cosine"] == ranks["jensen_shannon"]).all()


def test_the_course_is_that_of_both_voices_together():
    rows, table = select("course")
    assert len(rows) == (table["voice"] == "all").sum()


def test_sentiment_shows_means_of_every_voice():
    rows, table = select("sentiment")
    assert len(rows) == (table["statistic"] == "mean").sum()


@each("name", NAMES)
def test_the_order_of_rows_is_irrelevant(name):
    tables = corpus(TEXTS, sentences=SENTENCES)
    table = run(name, tables, OUTLETS)
    shuffled = plots.select(name, table.sample(frac=1, random_state=3), canvas())
    expected = plots.select(name, table, canvas())
    pd.testing.assert_frame_equal(shuffled.reset_index(drop=True), expected.reset_index(drop=True))


@each("name", NAMES)
def test_the_plotted_rows_carry_their_scope(name):
    rows, table = select(name)
    assert ("scope" in rows) == ("scope" in table)


def test_the_term_with_more_evidence_for_the_same_ratio_comes_first():
    texts = {"Left-1": [{"own": "z a a a ."}] * 2, "Right-1": [{"own": ". . . . ."}] * 2}
    rows, _ = select("keywords", **texts)
    assert rows["item"].tolist() == ["a", "z"]

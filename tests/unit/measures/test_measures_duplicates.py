import pandas as pd
import pytest
from cases import each
from corpora import features, one, run

OUTLETS = ("Right", "Left")
TEXTS = {f"Left-{n}": [{"own": "a " * n}] for n in range(1, 6)}
TEXTS |= {f"Right-{n}": [{"own": "b " * n}] for n in range(1, 4)}
# One text in both outlets, twice in Left; one that Left alone printed three times, twice left.
CLUSTERS = {"Left-1": "Right-2", "Left-2": "Right-2", "Right-2": "Right-2",
            "Left-3": "Left-4", "Left-4": "Left-4"}  # fmt: skip
FACTS = {article: {"cluster": cluster} for article, cluster in CLUSTERS.items()}
REJECTED = [
    {"article": "Left-9", "outlet": "Left", "outcome": "duplicate", "cluster": "Left-4",
     "n_words": 70},
    {"article": "Left-8", "outlet": "Left", "outcome": "too short", "n_words": 500},
]  # fmt: skip


def tables(facts=FACTS, rejected=REJECTED, texts=TEXTS):
    return features(texts, facts=facts, rejected=rejected)


@pytest.fixture
def table():
    return run("duplicates", tables(), OUTLETS)


def removed(table, choice, outlet):
    row = one(table, choice=choice, outlet=outlet)
    return row["n_articles_removed"], row["n_words_removed"], row["n_articles_left"]


@each(
    ("choice", "left", "right"),
    [
        ("keep", (0, 0, 6), (0, 0, 3)),
        # Left-2; Left-3, as the text is first in Left-4; Left-9
        ("keep_first", (3, 2 + 3 + 70, 3), (0, 0, 3)),
        # Left-1 and Right-2 too, as both outlets have it
        ("drop_across", (4, 1 + 2 + 3 + 70, 2), (1, 2, 2)),
    ],
)
def test_what_a_choice_removes(table, choice, left, right):
    assert removed(table, choice, "Left") == left
    assert removed(table, choice, "Right") == right


def test_texts_that_articles_share_are_counted(table):
    left, right = (
        one(table, choice="keep", outlet="Left"),
        one(table, choice="keep", outlet="Right"),
    )
    assert (left["n_clusters"], left["n_clusters_across"]) == (2, 1)
    assert (right["n_clusters"], right["n_clusters_across"]) == (1, 1)


def test_what_is_removed_and_what_is_left_is_all_that_reached_the_choice(table):
    total = table["n_articles_removed"] + table["n_articles_left"]
    assert total.groupby(table["outlet"]).unique().map(list).to_dict() == {
        "Left": [6],
        "Right": [3],
    }


def test_the_choice_that_ran_removes_what_it_did_remove():
    ran = [{"article": f"Left-{n}", "outlet": "Left", "outcome": "duplicate", "cluster": "Left-7",
            "n_words": 10 * n} for n in (0, 7)]  # fmt: skip
    # Left-3, not the first of its cluster, is what is analysed
    given = tables({"Left-3": {"cluster": "Left-7"}}, ran)
    assert removed(run("duplicates", given, OUTLETS), "keep_first", "Left") == (2, 70, 5)


def test_articles_of_their_own_text_are_never_removed():
    table = run("duplicates", tables({}, []), OUTLETS)
    assert (table["n_articles_removed"] == 0).all()
    assert (table["n_clusters"] == 0).all()


def test_a_stricter_choice_removes_no_less(table):
    wide = table.pivot_table(index="outlet", columns="choice", values="n_articles_removed")
    assert (wide["keep"] <= wide["keep_first"]).all()
    assert (wide["keep_first"] <= wide["drop_across"]).all()


def test_the_order_of_records_is_irrelevant(table):
    given = tables()
    shuffled = given | {"records": given["records"].sample(frac=1, random_state=4)}
    pd.testing.assert_frame_equal(run("duplicates", shuffled, OUTLETS), table)


def test_without_records_nothing_is_removed():
    given = tables()
    empty = run("duplicates", given | {"records": given["records"].iloc[:0]}, OUTLETS)
    assert len(empty) == 3 * len(OUTLETS)
    assert (empty.drop(columns=["choice", "outlet"]) == 0).all(axis=None)


def test_an_outlet_without_articles_has_its_rows():
    table = run("duplicates", tables(), (*OUTLETS, "=None<b>"))
    assert removed(table, "drop_across", "=None<b>") == (0, 0, 0)

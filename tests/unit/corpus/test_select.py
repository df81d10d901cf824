import pandas as pd
import pytest
from cases import each

from crossframe.config import Selection
from crossframe.corpus.duplicates import digest, signature
from crossframe.corpus.select import analysed, select
from crossframe.errors import StudyError
from crossframe.stages import SCREENED, SELECTED

OUTLETS = ["Gazette", "Post"]
# What is in which outlet and when: x in both, y twice in the Gazette, z and v once.
ROWS = [
    ("g1", "Gazette", "2031-03-02", "x"),
    ("g2", "Gazette", "2031-03-03", "x"),
    ("g3", "Gazette", "2031-03-05", "y"),
    ("g4", "Gazette", "2031-03-04", "y"),
    ("g5", "Gazette", None, "z"),
    ("p1", "Post", "2031-03-01", "x"),
    ("p2", "Post", None, "x"),
    ("p3", "Post", "2031-03-09", "v"),
]


def screened(rows=ROWS, **given):
    table = pd.DataFrame(
        [
            dict.fromkeys(SCREENED.columns)
            | {"number": number, "read_from": f"row {number}", "article": article, "outlet": outlet}
            | {"date": date, "date_basis": "missing", "outcome": "analysed", "n_words": 9}
            | {
                "wire": False,
                "genre": "news",
                "genre_basis": "none",
                "digest": digest([letter] * 9),
            }
            | {"signature": signature([f"{letter}{n}" for n in range(9)])}
            | given
            for number, (article, outlet, date, letter) in enumerate(rows, start=1)
        ]
    )
    return SCREENED.validate(table)


def choice(duplicates):
    return Selection(
        language="en", min_words=5, max_words=20_000, duplicates=duplicates, near_duplicate=0.8
    )


def removed(duplicates, table=None):
    found = select(screened() if table is None else table, OUTLETS, choice(duplicates))
    return found.loc[found["outcome"] == "duplicate", "article"].tolist()


# counted by hand: of x, p1 is the first of all, g1 that of the Gazette; of y, g4
@each(
    ("duplicates", "gone"),
    [
        ("keep", []),
        ("keep_first", ["g2", "g3", "p2"]),
        ("drop_across", ["g1", "g2", "g3", "p1", "p2"]),
    ],
)
def test_each_choice_removes_its_copies(duplicates, gone):
    assert removed(duplicates) == gone


@each("duplicates", ["keep", "keep_first", "drop_across"])
def test_clusters_are_the_same_whatever_the_choice(duplicates):
    found = select(screened(), OUTLETS, choice(duplicates)).set_index("article")["cluster"]
    of_x = dict.fromkeys(["g1", "g2", "p1", "p2"], "p1")
    assert found.dropna().to_dict() == of_x | {"g3": "g4", "g4": "g4"}


@each("duplicates", ["keep", "keep_first", "drop_across"])
def test_the_order_of_rows_is_irrelevant(duplicates):
    mixed = screened().sample(frac=1, random_state=1).reset_index(drop=True)
    expected = select(screened(), OUTLETS, choice(duplicates))
    assert select(mixed, OUTLETS, choice(duplicates)).equals(expected)


def test_what_is_not_usable_is_no_copy():
    table = screened()
    table.loc[table["article"].isin(["p1", "g1"]), "outcome"] = "too short"
    found = select(table, OUTLETS, choice("keep_first")).set_index("article")
    assert found["cluster"].dropna().to_dict() == {"g2": "g2", "p2": "g2", "g3": "g4", "g4": "g4"}
    assert found.loc["p1", "outcome"] == "too short"


def test_near_copies_within_the_threshold_are_copies():
    words = [f"w{n}" for n in range(200)]
    table = screened(ROWS[:2] + ROWS[-1:])
    table["digest"] = ["1", "2", "3"]
    table["signature"] = [signature(w) for w in (words, [*words, "more"], ["else"] * 50)]
    assert removed("keep_first", table) == ["g2"]


def test_the_first_of_the_cluster_stays():
    near = [("g1", "Gazette", "2031-03-05", "x"), ("g2", "Gazette", "2031-03-01", "x"), ROWS[-1]]
    assert removed("keep_first", screened(near)) == ["g1"]


def test_an_outlet_without_an_article_is_refused_with_the_reasons():
    table = screened()
    table.loc[table["outlet"] == "Post", "outcome"] = ["too short", "no text", "too short"]
    with pytest.raises(StudyError) as error:
        select(table, OUTLETS, choice("keep"))
    message = str(error.value)
    assert "\n" not in message
    assert message.startswith(
        "outlet 'Post' has no article to analyse (2 too short, 1 no text); correct"
    )


def test_an_outlet_that_was_never_read_is_refused():
    with pytest.raises(StudyError, match=r"outlet 'Herald' has no article .*\(none was read\)"):
        select(screened(), [*OUTLETS, "Herald"], choice("keep"))


def test_an_outlet_whose_articles_are_all_copies_is_refused():
    rows = [row for row in ROWS if row[0] != "p3"]
    with pytest.raises(StudyError, match=r"outlet 'Post' .*\(2 duplicate\)"):
        select(screened(rows), OUTLETS, choice("drop_across"))


@each("rows", [[], ROWS[:1]])
def test_no_usable_record_is_refused_and_not_a_crash(rows):
    table = screened(rows, outcome="unreadable", digest=None, signature=None)
    with pytest.raises(StudyError, match="outlet 'Gazette' has no article"):
        select(table, OUTLETS, choice("keep_first"))


def test_the_table_conforms_to_its_schema():
    found = select(screened(), OUTLETS, choice("keep_first"))
    assert SELECTED.validate(found).equals(found)
    assert found["number"].tolist() == list(range(1, 9))


def test_the_records_given_are_not_changed():
    table = screened()
    select(table, OUTLETS, choice("drop_across"))
    assert table.equals(screened())


def test_only_analysed_articles_are_left():
    found = select(screened(), OUTLETS, choice("drop_across"))
    lines = pd.DataFrame({"article": ["g1", "g4", "g4", "p3", "unknown"], "line": [1, 1, 2, 1, 1]})
    assert analysed(lines, found)["article"].tolist() == ["g4", "g4", "p3"]

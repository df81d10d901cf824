import pandas as pd
import pytest
from cases import each

from crossframe.corpus.lines import fingerprint
from crossframe.corpus.recurring import line_keys, of_outlet, recurring_lines
from crossframe.stages import LOADED

FOOT = "Follow the Gazette."


def loaded(*articles, outlet="Gazette"):
    """Records of texts, each with a title of its own, but for what is given."""
    rows = []
    for number, given in enumerate(articles, start=1):
        fields = given if isinstance(given, dict) else {"text": given}
        rows.append(
            dict.fromkeys(LOADED.columns)
            | {"number": number, "read_from": "row", "article": f"a{number}", "outlet": outlet}
            | {"title": f"On {number}", "outcome": "analysed", "date_basis": "missing"}
            | fields
        )
    return LOADED.validate(pd.DataFrame(rows))


def shares(table, fewest=3, outlet="Gazette"):
    """The share of each recurring line of an outlet."""
    return of_outlet(recurring_lines(line_keys(table), fewest), outlet)


def test_the_share_is_that_of_the_outlets_articles():
    texts = [f"Text {n}.\n{FOOT}" for n in range(3)] + ["Text 3.", "Text 4."]
    assert shares(loaded(*texts)) == {fingerprint(FOOT): pytest.approx(3 / 5)}


def test_a_line_counts_once_an_article():
    assert shares(loaded(f"{FOOT}\n{FOOT}\n{FOOT}", "Text.")) == {}


def test_fewer_articles_than_the_fewest_make_no_line_recur():
    texts = [f"Text {n}.\n{FOOT}" for n in range(3)]
    assert shares(loaded(*texts), fewest=4) == {}
    assert fingerprint(FOOT) in shares(loaded(*texts), fewest=3)


def test_articles_with_the_same_title_count_once():
    copies = [{"text": f"The story.\n{FOOT}", "title": "Ferry"}] * 5
    assert shares(loaded(*copies, "Text.")) == {}
    three = [{"text": f"Story {n}.\n{FOOT}", "title": f"On {n}"} for n in range(3)]
    found = shares(loaded(*three, *copies, "Text."))
    assert found[fingerprint(FOOT)] == pytest.approx(4 / 5)


def test_case_and_spaces_of_titles_say_nothing():
    titles = ["Ferry", "FERRY ", "fer\u0072y"]
    assert shares(loaded(*({"text": FOOT, "title": title} for title in titles))) == {}


def test_articles_without_a_title_are_no_copies():
    untitled = [{"text": f"Text {n}.\n{FOOT}", "title": None} for n in range(3)]
    assert shares(loaded(*untitled)) == {fingerprint(FOOT): 1.0}


def test_lines_recur_by_outlet():
    own = loaded(*[f"Text {n}.\n{FOOT}" for n in range(2)])
    other = loaded(*[f"Text {n}.\n{FOOT}" for n in range(2)], outlet="Post")
    other = other.assign(article=other["article"] + "-p")
    assert shares(pd.concat([own, other])) == {}
    table = pd.concat([own, other])
    assert shares(table, fewest=2, outlet="Post")[fingerprint(FOOT)] == 1


@each("form", ["follow the gazette.", "  Follow \t the Gazette. "])
def test_case_and_spaces_of_lines_say_nothing(form):
    found = shares(loaded(f"Text 1.\n{FOOT}", f"Text 2.\r\n{form}", f"Text 3.\r{FOOT}"))
    assert found[fingerprint(FOOT)] == 1


def test_only_usable_records_count():
    texts = [f"Text {n}.\n{FOOT}" for n in range(3)]
    unusable = {"text": None, "outcome": "unreadable"}
    assert shares(loaded(*texts, unusable)) == {fingerprint(FOOT): 1.0}


def test_shards_can_be_counted_apart():
    table = loaded(*[f"Text {n}.\n{FOOT}" for n in range(6)], "Text.")
    apart = pd.concat([line_keys(table[:3]), line_keys(table[3:])], ignore_index=True)
    assert recurring_lines(apart, 3).equals(recurring_lines(line_keys(table), 3))


def test_the_order_of_records_is_irrelevant():
    table = loaded(*[f"Text {n}.\n{FOOT}\nMore." for n in range(4)])
    assert shares(table[::-1]) == shares(table)


def test_no_records_have_no_lines():
    keys = line_keys(loaded())
    assert keys.empty
    assert recurring_lines(keys, 3).empty
    assert list(recurring_lines(keys, 3).columns) == ["outlet", "line", "share"]
    assert of_outlet(recurring_lines(keys, 3), "Gazette") == {}

import pandas as pd
import pytest
from cases import each

from crossframe.config import Selection
from crossframe.corpus.furniture import Furniture, Patterns
from crossframe.corpus.paragraphs import Sites, paragraphs
from crossframe.corpus.screen import screen
from crossframe.stages import LOADED, SCREENED

FURNITURE = Furniture(
    wire_services=["AFP", "AP", "PA", "PA Media", "Reuters"],
    picture_agencies=["AP Photo", "Getty Images"],
    general=Patterns(furniture=["menu"]),
    outlets={},
)
SELECTION = Selection(
    language="en", min_words=5, max_words=20_000, duplicates="keep", near_duplicate=0.8
)
TITLE = "Ferry will not sail"
BODY = (
    "The ferry that serves the island will not sail before the summer, the mayor said.\n"
    "Engineers will look at every plate of the hull before it carries anyone again."
)
FRENCH = "Le maire de la ville a déclaré que le bac ne reprendrait pas la mer avant l’été prochain."


def record(**given):
    return (
        dict.fromkeys(LOADED.columns)
        | {"number": 1, "read_from": "row 2", "article": "a1", "outlet": "Gazette", "title": TITLE}
        | {"date_basis": "missing", "outcome": "analysed", "text": BODY}
        | given
    )


def screened(*records, selection=SELECTION):
    loaded = LOADED.validate(pd.DataFrame(records))
    no_lines = pd.DataFrame({"outlet": [], "line": [], "share": []})
    sites = Sites(FURNITURE, no_lines, 0.5, ["title", "standfirst", "heading", "body"])
    return screen(loaded, paragraphs(loaded, sites), FURNITURE, selection)


def one(selection=SELECTION, **given):
    return screened(record(**given), selection=selection).iloc[0]


# length


def test_words_are_those_of_the_kept_paragraphs_without_the_title():
    assert one(text=f"Menu\n{TITLE}\n{BODY}")["n_words"] == len(BODY.split())


@each(("least", "outcome"), [(29, "analysed"), (30, "too short")])
def test_an_article_may_be_too_short(least, outcome):
    found = one(SELECTION.model_copy(update={"min_words": least}))
    assert (found["n_words"], found["outcome"]) == (29, outcome)


def test_an_article_may_be_too_long_and_the_reason_says_by_what():
    most = SELECTION.model_copy(update={"max_words": 29})
    assert one(most)["outcome"] == "analysed"
    found = one(SELECTION.model_copy(update={"max_words": 28}))
    assert (found["outcome"], found["reason"]) == ("too long", "29 words, more than 28")


def test_an_article_of_one_word_is_too_short():
    assert one(text="Ferry.")["outcome"] == "too short"


@each("text", ["Menu", f"{TITLE}\nMenu"])
def test_an_article_of_furniture_alone_has_no_text(text):
    found = one(text=text)
    assert (found["outcome"], found["n_words"]) == ("no text", 0)


@each("outcome", ["malformed row", "no outlet", "unreadable", "no text"])
def test_what_is_not_usable_is_left_alone(outcome):
    found = one(outcome=outcome, text=None)
    assert (found["outcome"], found["n_words"], found["wire"]) == (outcome, 0, False)
    assert found[["language", "other_language_share", "digest", "signature"]].isna().all()


# language


def test_the_language_is_that_of_most_words():
    found = one(text=f"{BODY}\n{FRENCH}")
    french = len(FRENCH.split())
    assert (found["language"], found["outcome"]) == ("en", "analysed")
    assert found["other_language_share"] == pytest.approx(french / (french + 29))


def test_an_article_in_another_language_is_not_analysed():
    found = one(text=f"{FRENCH}\n{FRENCH} Il a ajouté que rien ne serait décidé avant lundi.")
    assert (found["language"], found["outcome"]) == ("fr", "other language")


def test_the_studys_language_may_be_another():
    found = one(SELECTION.model_copy(update={"language": "fr"}))
    assert (found["outcome"], found["other_language_share"]) == ("other language", 1.0)


def test_an_article_too_short_to_tell_its_language_is_kept():
    found = one(text="The ferry will not sail.")
    assert found["outcome"] == "analysed"
    assert found[["language", "other_language_share"]].isna().all()


# wire services


@each(
    "given",
    [
        {"text": f"HALLICK (Reuters) - {BODY}"},
        {"text": f"HALLICK, March 3 (AFP) — {BODY}"},
        {"text": f"{TITLE}\nBy AFP\n{BODY}"},
        {"text": f"{TITLE}\nBy Jane Doe, Reuters\n{BODY}"},
        {"text": f"{BODY} AFP"},
        {"text": f"{BODY} (Reuters)"},
        {"text": f"{BODY} (AP)."},
        {"credit": "AFP"},
        {"credit": "By Jane Doe for Reuters"},
        {"credit": "PA Media"},
    ],
)
def test_a_wire_service_signs_in_dateline_byline_credit_or_last_words(given):
    assert one(**given)["wire"]


@each(
    "given",
    [
        {},
        {"text": f"{TITLE}\nPhoto: AFP\n{BODY}"},
        {"text": f"{TITLE}\nThe ferry at its pier. (Photo by Jane Doe / AFP)\n{BODY}"},
        {"text": f"{TITLE}\nThe ferry at its pier on Monday. AFP\n{BODY}"},
        {"text": f"{TITLE}\nJane Doe / AFP\n{BODY}"},
        {"text": f"{BODY} AP Photo"},
        {"text": f"{BODY}\nThe mayor told AFP and Reuters so, as the ferry lay at anchor."},
        {"text": f"HALLICK (Gazette) - {BODY}"},
        {"text": f"HARRISBURG, PA (Gazette) - {BODY}"},
        {"text": f"{TITLE}\nBy Jane Doe\n{BODY}"},
        {"credit": "Paul Apse"},
        {"credit": "SAFP"},
    ],
)
def test_a_picture_or_a_mention_is_no_signature(given):
    assert not one(**given)["wire"]


@each("outlet", ["AFP", "Reuters", "PA Media"])
def test_an_outlets_own_name_is_no_wire_service(outlet):
    assert not one(outlet=outlet, credit=outlet)["wire"]
    assert not one(outlet=outlet, text=f"{BODY} ({outlet})")["wire"]


def test_another_service_is_one_for_a_service_too():
    assert one(outlet="AFP", credit="Reuters")["wire"]


def test_without_known_services_nothing_is_wire():
    bare = FURNITURE.model_copy(update={"wire_services": []})
    loaded = LOADED.validate(pd.DataFrame([record(credit="AFP")]))
    sites = Sites(bare, pd.DataFrame({"outlet": [], "line": [], "share": []}), 0.5, ["body"])
    assert not screen(loaded, paragraphs(loaded, sites), bare, SELECTION)["wire"].any()


# likeness, and the table


def test_copies_have_one_digest_and_signature():
    dirty = BODY.replace("ferry", "fer\u00adry").upper()
    found = screened(
        record(),
        record(number=2, article="a2", text=dirty),
        record(number=3, article="a3", text=FRENCH),
    )
    assert found["digest"].tolist()[0] == found["digest"].tolist()[1] != found["digest"].tolist()[2]
    assert found["signature"].nunique() == 2


def test_furniture_does_not_hide_a_copy():
    found = screened(record(), record(number=2, article="a2", text=f"Menu\n{BODY}"))
    assert found["digest"].tolist() == [found["digest"].iloc[0]] * 2


def test_every_record_is_in_the_table():
    gone = record(number=2, article="a1", outcome="repeated id", text=None)
    found = screened(record(), gone)
    assert found["outcome"].tolist() == ["analysed", "repeated id"]
    assert SCREENED.validate(found).equals(found)


def test_the_order_of_records_is_irrelevant():
    rows = [record(number=n, article=f"a{n}", text=f"{BODY} {n}") for n in range(1, 5)]
    assert screened(*rows).equals(screened(*rows[::-1]))


def test_no_records_give_an_empty_table():
    assert screened().empty

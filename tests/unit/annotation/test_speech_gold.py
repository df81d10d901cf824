"""The hand annotation of speech agrees with the texts, and with its own rules."""

import re
from pathlib import Path

import pandas as pd
import pytest

from crossframe.corpus.catalogue import locate_texts, read_catalogue
from crossframe.corpus.clean import clean
from crossframe.corpus.decode import decode
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.headline import Site

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "seeds" / "demo"
ROLES = ("title", "standfirst", "heading", "body")
KEY = ["article", "line", "part", "start"]
ACT = ["article", "quotation"]
OF_THE_ACT = ["speaker", "named", "kind", "cue", "stance", "place"]
NEVER_CLOSED = {("gazette-04", 29), ("lantern-04", 27), ("post-02", 15), ("post-03", 13)}
OPENING = re.compile(r"(?:(?<=\s)|^)[\"“'‘’](?=\w)")
DOUBLE = re.compile('["“”]')
FORMS_OF_CUE = {
    "according to": "[Aa]ccording to",
    "add": "added",
    "ask": "asked",
    "call": "calls",
    "confirm": "confirmed",
    "describe": "described",
    "expect": "expects",
    "find": "found",
    "hope": "hope",
    "mention": "mentions",
    "praise": "praise[ds]",
    "promise": "promised",
    "read": "read",
    "say": "sa(?:id|ys)",
    "show": "shows",
    "suggest": "suggest",
    "tell": "told",
    "verdict": "verdict",
    "write": "wrote",
}
PLURALS = {"person": "people"}

GOLD = pd.read_csv(DEMO / "speech.csv", keep_default_na=False)
SPEECH = GOLD[GOLD["form"] != "scare"]


@pytest.fixture(scope="module")
def texts():
    """The cleaned paragraphs that are annotated, by article, line and part."""
    furniture = read_furniture(ROOT / "config" / "furniture.yaml")
    outlets = list(pd.read_csv(DEMO / "catalogue.csv")["outlet"].unique())
    articles = read_catalogue(DEMO / "catalogue.csv", outlets)
    files = locate_texts(articles, DEMO / "texts", DEMO / "catalogue.csv")
    return {
        (article.id, part.line, part.part): part.text
        for article in articles
        for part in clean(
            decode(files[article.id].read_bytes()), article.title, Site(article.outlet), furniture
        )
        if part.role in ROLES
    }


def segments(article: str, line: int, part: int) -> list[tuple[int, int, str]]:
    """Return start, end and form of the segments of a paragraph."""
    its = GOLD[(GOLD["article"] == article) & (GOLD["line"] == line) & (GOLD["part"] == part)]
    return list(its[["start", "end", "form"]].itertuples(index=False, name=None))


def test_rows_stand_in_order_and_do_not_overlap():
    assert GOLD.equals(GOLD.sort_values(KEY))
    before = GOLD.groupby(["article", "line", "part"])["end"].shift()
    assert ((GOLD["start"] > before) | before.isna()).all()
    assert (GOLD["end"] > GOLD["start"]).all()


def test_a_segment_is_what_stands_at_its_place(texts):
    for row in GOLD.itertuples():
        assert texts[row.article, row.line, row.part][row.start : row.end] == row.text


def test_columns_hold_the_values_of_the_rules():
    assert set(GOLD["form"]) == {"direct", "indirect", "scare"}
    assert set(GOLD["named"]) == {True, False}
    assert set(GOLD["place"]) == {"before", "after", "within", "none"}
    assert set(SPEECH["stance"]) <= {"neutral", "doubting", "endorsing"}
    kinds = {"official", "security", "company", "academic", "extremist", "media", "citizen"}
    assert set(SPEECH["kind"]) <= kinds | {"document", "other", "unnamed"}


def test_an_act_has_one_speaker_one_cue_and_one_place():
    assert not GOLD[ACT + OF_THE_ACT].drop_duplicates().duplicated(ACT).any()


def test_acts_are_numbered_as_they_are_read():
    for _, its in GOLD.groupby("article"):
        assert list(its["quotation"].unique()) == list(range(1, its["quotation"].max() + 1))


def test_what_is_in_marks_begins_and_ends_at_them(texts):
    for row in GOLD[GOLD["form"] != "indirect"].itertuples():
        text = texts[row.article, row.line, row.part]
        assert text[row.start - 1] in "\"“'‘’"
        closed = row.end < len(text) and text[row.end] in "\"”'’"
        assert closed != ((row.article, row.line) in NEVER_CLOSED and row.end > 20), row


def test_every_quotation_mark_belongs_to_a_segment(texts):
    for place, text in texts.items():
        spans = [(start, end) for start, end, form in segments(*place) if form != "indirect"]
        marks = {found.start() for regex in (OPENING, DOUBLE) for found in regex.finditer(text)}
        for at in marks:
            assert any(start - 1 <= at <= end for start, end in spans), (place, at)


def test_a_reported_clause_holds_no_marks_no_that_and_no_full_stop():
    for text in GOLD.loc[GOLD["form"] == "indirect", "text"]:
        assert not DOUBLE.search(text)
        assert not text.startswith("that ")
        assert text[0].isalnum()
        assert text[-1].isalnum()


def test_scare_quotes_are_of_one_or_two_words_that_nobody_says():
    scares = GOLD[GOLD["form"] == "scare"]
    assert scares["text"].str.split().str.len().max() <= 2
    assert (scares[["speaker", "kind", "cue", "stance"]] == "").all(axis=None)
    assert not scares["named"].any()


def test_a_speaker_is_named_as_the_article_does(texts):
    for row in SPEECH.itertuples():
        running = " ".join(text for place, text in texts.items() if place[0] == row.article)
        plural = PLURALS.get(row.speaker, f"{row.speaker}s")
        name = row.speaker if row.named else rf"(?i:{row.speaker}|{plural})"
        assert re.search(rf"\b{name}\b", running), (row.article, row.speaker)
        assert row.named == row.speaker[:1].isupper()


def test_only_speech_that_nobody_is_said_to_say_has_no_speaker():
    assert SPEECH["speaker"].eq("").equals(SPEECH["kind"].eq("unnamed"))


def test_a_speaker_is_of_one_kind():
    assert not SPEECH[["speaker", "kind"]].drop_duplicates().duplicated("speaker").any()


def test_the_cue_stands_where_the_annotation_says(texts):
    for (article, _), its in SPEECH.groupby(ACT):
        cue, place = its.iloc[0][["cue", "place"]]
        assert (cue == "") == (place == "none")
        if not cue:
            continue
        line, part = its.iloc[0][["line", "part"]]
        here = its[(its["line"] == line) & (its["part"] == part)]
        low, high = here["start"].min(), here["end"].max()
        first_end = here["end"].min()
        within = {"before": (0, low), "after": (high, None), "within": (first_end, high)}[place]
        assert re.search(rf"\b{FORMS_OF_CUE[cue]}\b", texts[article, line, part][slice(*within)])


def test_the_readme_counts_what_the_file_holds():
    readme = (DEMO / "README.md").read_text(encoding="utf-8")
    acts = {form: its.groupby(ACT).ngroups for form, its in GOLD.groupby("form")}
    assert (
        f"{len(GOLD)} segments: {acts['direct']} direct quotations, {acts['indirect']} of "
        f"indirect speech, {acts['scare']} scare quotes"
    ) in " ".join(readme.split())

from pathlib import Path

import pytest
from cases import each

from crossframe.annotation.speakers import read_sources
from crossframe.errors import StudyError

SOURCES = Path(__file__).parents[3] / "config" / "sources.yaml"

SMALL = """\
verbs: {neutral: [say], doubting: [claim], endorsing: [point out]}
phrases: {neutral: [according to], doubting: [], endorsing: []}
nouns: {neutral: [], doubting: [claim], endorsing: []}
attitudes: []
objects: []
document_objects: []
need_speaker: []
naming: []
directive: [claim]
impersonal: []
kinds:
  security: {nouns: [police], names: []}
  company: {nouns: [firm], names: [platform]}
people: []
roles: [spokesman]
offices: [mayor]
documents: [report]
issuing: [publish]
"""


@pytest.fixture
def read(tmp_path):
    def run(old: str = "", new: str = ""):
        assert old in SMALL
        path = tmp_path / "sources.yaml"
        path.write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
        return read_sources(path)

    return run


def problem(read, old: str, new: str) -> str:
    with pytest.raises(StudyError) as caught:
        read(old, new)
    message = str(caught.value)
    assert "sources.yaml: " in message
    assert "\n" not in message
    return message


def test_the_file_of_the_study_is_in_order():
    sources = read_sources(SOURCES)
    assert sources.stances["say"] == "neutral"
    assert sources.stances["claim"] == "doubting"
    assert sources.stances["reveal"] == "endorsing"
    assert sources.kind_of_actor["platform"] == "company"
    assert {*sources.kinds} == {
        *("official", "security", "company", "academic", "extremist", "media", "citizen"),
        *("document", "other"),
    }


def test_verbs_and_phrases_have_their_stance(read):
    assert read().stances == {
        "say": "neutral",
        "claim": "doubting",
        "point out": "endorsing",
        "according to": "neutral",
    }


def test_the_first_kind_of_the_file_counts(read):
    assert read().first_kind(["company", "security"]) == "security"
    assert read().first_kind([]) is None


def test_a_verb_of_two_stances_is_a_mistake_that_names_both(read):
    found = problem(read, "doubting: [claim], e", "doubting: [claim, say], e")
    assert all(part in found for part in ("'say'", "neutral", "doubting"))


def test_a_noun_of_two_kinds_is_a_mistake(read):
    assert "'police'" in problem(read, "nouns: [firm]", "nouns: [firm, police]")


def test_actors_of_two_kinds_are_a_mistake(read):
    found = problem(read, "[police], names: []", "[police], names: [platform]")
    assert "'platform'" in found


@each("key", ["need_speaker", "naming", "impersonal", "attitudes", "objects", "document_objects"])
def test_a_verb_that_is_not_among_the_verbs_is_a_mistake(read, key):
    found = problem(read, f"{key}: []", f"{key}: [mutter]")
    assert key in found
    assert "'mutter'" in found


@each("word", ["Police", "' police'", "police  force", "''"])
def test_a_word_that_no_lemma_can_be_is_a_mistake(read, word):
    assert "kinds.security.nouns" in problem(read, "[police]", f"[{word}]")


def test_a_misspelt_key_is_answered_with_the_right_one(read):
    assert "'naming'" in problem(read, "naming:", "namings:")


def test_an_unknown_stance_is_a_mistake(read):
    problem(read, "endorsing: [point out]", "praising: [point out]")


def test_a_missing_key_is_a_mistake(read):
    assert "offices" in problem(read, "offices: [mayor]\n", "")


def test_no_kind_may_be_called_unnamed(read):
    assert "unnamed" in problem(read, "  security:", "  unnamed:")

from pathlib import Path

import pytest
from cases import each

from crossframe.annotation.names import read_actors, read_names
from crossframe.errors import StudyError


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "names.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problem(path, read=read_names) -> str:
    with pytest.raises(StudyError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_every_variant_names_its_actor_and_kind(file):
    known = read_names(file("kinds: {company: {Corvo: [Corvo, Corvo Ltd]}, place: {Oslo: [Oslo]}}"))
    assert known == {
        "Corvo": ("company", "Corvo"),
        "Corvo Ltd": ("company", "Corvo"),
        "Oslo": ("place", "Oslo"),
    }


def test_a_variant_of_two_actors_is_a_mistake_that_names_both(file):
    found = problem(file("kinds: {company: {Corvo: [Corvo], Corva: [Corvo]}}"))
    assert all(name in found for name in ("'Corvo'", "'Corva'"))


def test_a_variant_of_two_kinds_is_a_mistake(file):
    assert "'Oslo'" in problem(file("kinds: {place: {Oslo: [Oslo]}, ship: {MS Oslo: [Oslo]}}"))


def test_a_misspelt_key_is_answered_with_the_right_one(file):
    found = problem(file("kindes: {}"))
    assert "kindes" in found
    assert "'kinds'" in found or "missing" in found


def test_an_unquoted_no_is_a_mistake_and_not_silently_false(file):
    # YAML reads NO, the country, as false
    assert "kinds.place.Norway.0: got False" in problem(file("kinds: {place: {Norway: [NO]}}"))


def test_variants_must_be_a_list(file):
    assert "kinds.place.Oslo" in problem(file("kinds: {place: {Oslo: Oslo}}"))


@each("content", ["kinds: [", "- kinds", "kinds", ""])
def test_a_malformed_file_is_a_mistake_with_a_message(file, content):
    problem(file(content))


@each("variant", ['""', '" "', '" Oslo"', '"Port  Oslo"'])
def test_a_variant_that_can_never_be_found_is_a_mistake(file, variant):
    problem(file(f"kinds: {{place: {{Oslo: [{variant}]}}}}"))


def test_a_missing_file_is_a_mistake(tmp_path):
    assert "no such file" in problem(tmp_path / "absent.yaml")


def test_every_form_names_its_actor_and_variant(file):
    known = read_actors(
        file("""
            kinds: {}
            actors:
              the gang: {gang: [gang, smuggler gang], Order: ["Order’s Own"]}
              Corvo: {Corvo: [Corvo, corvo]}
        """)
    )
    assert known == {
        "gang": ("the gang", "gang"),
        "smuggler gang": ("the gang", "gang"),
        "Order's Own": ("the gang", "Order"),  # the apostrophe straight, as texts are read
        "Corvo": ("Corvo", "Corvo"),
        "corvo": ("Corvo", "Corvo"),
    }


def test_a_study_may_compare_no_actors(file):
    assert read_actors(file("kinds: {place: {Oslo: [Oslo]}}")) == {}


def test_names_of_entities_and_of_actors_do_not_meet(file):
    path = file("{kinds: {app: {Corvo: [Corvo]}}, actors: {an app: {Corvo: [Corvo]}}}")
    assert read_names(path) == {"Corvo": ("app", "Corvo")}
    assert read_actors(path) == {"Corvo": ("an app", "Corvo")}


@each(
    "actors",
    [
        "{the gang: {gang: [gang], mob: [gang]}}",
        "{the gang: {gang: [gang]}, the mob: {gang: [gang]}}",
        "{the gang: {gang: [gang, gang]}}",
        """{the gang: {Order: ["Order's Own", "Order’s Own"]}}""",
    ],
)
def test_a_form_of_two_variants_is_a_mistake_that_names_both(file, actors):
    found = problem(file(f"{{kinds: {{}}, actors: {actors}}}"), read_actors)
    assert "the gang / " in found
    assert found.count(" / ") == 2
    assert "leave it with one" in found


@each(
    ("actors", "place"),
    [
        ("{the gang: {}}", "actors.the gang: got nothing"),
        ("{the gang: {gang: []}}", "actors.the gang.gang: got nothing"),
        ("{the gang: {gang: gang}}", "actors.the gang.gang: got 'gang'"),
        ("{the gang: [gang]}", "actors.the gang: got ['gang']"),
        ("{the gang: {gang: [1]}}", "actors.the gang.gang.0: got 1"),
        ('{" ": {gang: [gang]}}', "expected a name for each"),
        ('{the gang: {"": [gang]}}', "expected a name for each"),
        ('{the gang: {gang: [" gang"]}}', "single spaces"),
        ('{the gang: {gang: ["smuggler  gang"]}}', "single spaces"),
        ('{the gang: {gang: [""]}}', "single spaces"),
    ],
)
def test_actors_that_can_never_be_found_or_told_are_a_mistake(file, actors, place):
    assert place in problem(file(f"{{kinds: {{}}, actors: {actors}}}"), read_actors)


@each("path", ["config/names.yaml", "seeds/demo/names.yaml"])
def test_the_names_of_both_studies_can_be_read(path):
    found = read_actors(Path(__file__).parents[3] / path)
    assert len({actor for actor, _ in found.values()}) > 5

import pytest

from crossframe.errors import StudyError
from crossframe.names import read_names


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "names.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problem(path) -> str:
    with pytest.raises(StudyError) as caught:
        read_names(path)
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


@pytest.mark.parametrize("content", ["kinds: [", "- kinds", "kinds", ""])
def test_a_malformed_file_is_a_mistake_with_a_message(file, content):
    problem(file(content))


@pytest.mark.parametrize("variant", ['""', '" "', '" Oslo"', '"Port  Oslo"'])
def test_a_variant_that_can_never_be_found_is_a_mistake(file, variant):
    problem(file(f"kinds: {{place: {{Oslo: [{variant}]}}}}"))


def test_a_missing_file_is_a_mistake(tmp_path):
    assert "no such file" in problem(tmp_path / "absent.yaml")

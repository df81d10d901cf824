from pathlib import Path

import pytest
from cases import each

from crossframe.corpus.furniture import read_furniture
from crossframe.errors import StudyError

CONFIG = Path(__file__).parents[3] / "config"
FILE = """
wire_services: [AFP, Kyodo]
picture_agencies: [Getty]
general: {furniture: ["menu( .*)?"], end: [comments]}
outlets: {Gazette: {furniture: [tide tables]}}
"""
AGENCIES = "wire_services: [AFP]\npicture_agencies: [Getty]\n"


@pytest.fixture
def file(tmp_path):
    def write(text: str):
        path = tmp_path / "furniture.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problem(path) -> str:
    with pytest.raises(StudyError) as caught:
        read_furniture(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_file_that_ships_is_valid():
    assert "AFP" in read_furniture(CONFIG / "furniture.yaml").agencies


def test_agencies_are_the_wire_services_and_those_of_pictures(file):
    furniture = read_furniture(file(FILE))
    assert furniture.wire_services == ["AFP", "Kyodo"]
    assert furniture.picture_agencies == ["Getty"]
    assert furniture.agencies == ["AFP", "Kyodo", "Getty"]


def test_no_agency_that_ships_is_listed_twice():
    # an agency of pictures alone says nothing of who wrote a story
    agencies = read_furniture(CONFIG / "furniture.yaml").agencies
    assert sorted(agencies) == sorted(set(agencies))


@each(
    ("kind", "listed", "lone"),
    [("wire_services", "[AFP, Kyodo]", "AFP"), ("picture_agencies", "[Getty]", "Getty")],
)
def test_a_lone_agency_must_still_be_a_list(file, kind, listed, lone):
    assert f"{kind}: got {lone!r}" in problem(file(FILE.replace(listed, lone)))


def test_the_key_of_an_earlier_version_is_unknown(file):
    text = "agencies: [AFP]\n" + FILE
    assert "agencies: unknown key" in problem(file(text))


def test_a_general_pattern_matches_for_any_outlet(file):
    furniture = read_furniture(file(FILE))
    assert all(furniture.match("menu", name, "furniture") for name in ("Gazette", "Post"))


def test_a_pattern_of_one_outlet_matches_for_it_alone(file):
    furniture = read_furniture(file(FILE))
    assert furniture.match("tide tables", "Gazette", "furniture")
    assert not furniture.match("tide tables", "Post", "furniture")


def test_a_pattern_matches_for_its_own_kind_alone(file):
    assert not read_furniture(file(FILE)).match("comments", "Post", "furniture")


def test_a_pattern_is_for_the_whole_line(file):
    furniture = read_furniture(file(FILE))
    assert furniture.match("Menu of the day", "Post", "furniture")
    assert not furniture.match("The menu", "Post", "furniture")
    assert not furniture.match("Tide tables lost", "Gazette", "furniture")


def test_letter_case_is_ignored(file):
    assert read_furniture(file(FILE)).match("TIDE Tables", "Gazette", "furniture")


def test_a_misspelt_kind_is_answered_with_the_right_one(file):
    found = problem(file(AGENCIES + "general: {furnture: [menu]}\noutlets: {}"))
    assert "general.furnture: unknown key; did you mean 'furniture'?" in found


def test_a_misspelt_kind_of_one_outlet_is_answered_with_the_right_one(file):
    found = problem(file(AGENCIES + "general: {}\noutlets: {Gazette: {furnture: [menu]}}"))
    assert "outlets.Gazette.furnture" in found
    assert "'furniture'" in found


@each(
    ("text", "where"),
    [
        (AGENCIES + "general: {end: ['(a']}\noutlets: {}", "general.end: '(a'"),
        (AGENCIES + "general: {}\noutlets: {Gazette: {end: ['*']}}", "Gazette.end: '*'"),
    ],
)
def test_a_malformed_pattern_is_named_with_its_place(file, text, where):
    assert where in problem(file(text))


def test_a_lone_pattern_must_still_be_a_list(file):
    text = AGENCIES + "general: {end: comments}\noutlets: {}"
    assert "general.end: got 'comments'" in problem(file(text))


@each("missing", ["wire_services", "picture_agencies", "general", "outlets"])
def test_a_missing_section_is_named(file, missing):
    kept = [line for line in FILE.strip().splitlines() if not line.startswith(missing)]
    assert f"{missing}: this key is missing" in problem(file("\n".join(kept)))


@each("content", ["wire_services: [", "- AFP", "AFP", ""])
def test_a_malformed_file_is_a_mistake_with_a_message(file, content):
    problem(file(content))


def test_a_missing_file_is_a_mistake(tmp_path):
    assert "no such file" in problem(tmp_path / "absent.yaml")

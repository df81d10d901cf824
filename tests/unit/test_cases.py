"""The helper that gives a test all its cases in one item."""

import re

import pytest
from cases import each


def test_every_case_runs_and_all_that_fail_are_named():
    seen = []

    @each(("number", "word"), [(1, "a"), (2, "b"), (3, "c")])
    def odd(number, word):
        seen.append(word)
        assert number % 2 == 0

    with pytest.raises(BaseExceptionGroup, match="2 of 3 cases fail") as caught:
        odd()
    assert seen == ["a", "b", "c"]
    assert [error.__notes__ for error in caught.value.exceptions] == [
        ["case 0: {'number': 1, 'word': 'a'}"],
        ["case 2: {'number': 3, 'word': 'c'}"],
    ]


def test_a_case_that_calls_fail_is_named_as_well():
    @each("word", ["a"])
    def fails(word):
        pytest.fail(word)

    with pytest.raises(BaseExceptionGroup, match="1 of 1 cases fail"):
        fails()


def test_no_case_is_a_mistake():
    with pytest.raises(AssertionError, match=re.escape("no case")):
        each("word", [])


@each("first", [1, 2])
@each("second", [3, 4])
def test_a_case_has_a_folder_of_its_own(tmp_path, first, second):
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text(f"{first} {second}", encoding="utf-8")


@each("number", [1, 2])
def test_what_a_case_patches_is_undone(monkeypatch, number):
    assert not hasattr(re, "patched")
    monkeypatch.setattr(re, "patched", number, raising=False)

"""How counts, numbers and names are written."""

from crossframe import wording
from crossframe.wording import SHARE


def test_numbers_have_two_digits_or_a_whole_part():
    numbers = {
        0: "0", 19.68: "20", 9.96: "10", 0.996: "1.0", 214.3: "214", 1234.5: "1,234",
        0.0853: "0.085", -0.4049: "-0.40", 1e-12: "0", 99.96: "100",
    }  # fmt: skip
    assert {value: wording.plain(value) for value in numbers} == numbers
    shares = {0.00849: "0.85", 1: "100", 0.5: "50", -0.2: "-20"}
    assert {value: wording.plain(value, SHARE) for value in shares} == shares
    assert (wording.written(0.25, SHARE), wording.written(0.25)) == ("25 %", "0.25")


def test_an_interval_can_be_open_at_an_end():
    nan, inf = float("nan"), float("inf")
    assert wording.span(0.125, 0.5, SHARE) == "12 to 50 %"
    assert wording.span(1.5, nan) == "1.5 or more"
    assert wording.span(-inf, 2) == "2.0 or less"
    assert wording.bare_span(-0.3, -0.1, SHARE) == "-30 to -10"


def test_probabilities_are_said_without_a_leading_zero():
    said = {0.0341: "= .034", 0.5: "= .5", 0.001: "= .001", 0.00099: "< .001"}
    assert {p: wording.probability(p) for p in said} == said


def test_a_cue_is_said_with_its_part_of_speech():
    said = {"flood/NOUN": "“flood” (noun)", "propagand*": "“propagand*”", "and/or": "“and/or”",
            "a\nb/VERB": "“a b” (verb)"}  # fmt: skip
    assert {cue: wording.cue(cue) for cue in said} == said


def test_things_are_counted_and_enumerated():
    assert [wording.counted(n, "term") for n in (0, 1, 2000)] == [
        "0 terms", "1 term", "2,000 terms"
    ]  # fmt: skip
    assert wording.enumerated(["a"]) == "a"
    assert wording.enumerated(["a", "b", "c"]) == "a, b and c"
    assert wording.enumerated(["a", "b"], "or") == "a or b"
    assert wording.first_of("abc", 3) == ["a", "b", "c"]
    assert wording.first_of("abcde", 3) == ["a", "b", "c", "2 more"]


def test_shares_and_sizes_are_short():
    assert [wording.percent(x) for x in (0.5, 0.04321, 1)] == ["50 %", "4.32 %", "100 %"]
    assert [wording.decimal(x) for x in (1234.5, 3.0)] == ["1,234.5", "3"]
    assert [wording.spoken(x) for x in (0, 0.0004, -2.345, 1234.5)] == [
        "0", "under 0.001", "−2.3", "1,234"
    ]  # fmt: skip
    assert wording.spoken(0.256, share=True) == "26 %"

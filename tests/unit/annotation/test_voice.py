from itertools import pairwise

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from crossframe.annotation.voice import quotations, straighten

MARKS = st.text(st.sampled_from("ab sS.,!90(-— “”„«»‘’‚'\""), max_size=60)


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(text).spans]


def repaired(text: str) -> int:
    return quotations(text).n_repaired


@each(
    "text",
    [
        'She said "no more" and left.',
        "She said “no more” and left.",
        "She said „no more” and left.",
        "She said «no more» and left.",
        "She said ‘no more’ and left.",
        "She said 'no more' and left.",
        'She said “no more" and left.',
        'She said "no more” and left.',
        "She said ‘no more' and left.",
        "(“no more”)",
        "She called it—“no more”—and left.",
    ],
)
def test_marks_of_any_shape_quote(text):
    assert quoted(text) == ["no more"]
    assert repaired(text) == 0


def test_a_paragraph_without_marks_quotes_nothing():
    assert quotations("She said no more.").spans == ()


def test_two_quotations_leave_what_is_between_them_unquoted():
    assert quoted('"One," she said, "two."') == ["One,", "two."]


@each(
    "text",
    [
        "It isn't the club's boat, and they've sold it.",
        "It isn’t the club’s boat, and they’ve sold it.",
        "The dockers' boats and the bakers' ovens.",
        "The dockers’ boats and the bakers’ ovens.",
        "Music of the '90s and of the ’60s.",
        "Tell 'em so.",
        "A 5'10 keeper",
    ],
)
def test_an_apostrophe_quotes_nothing(text):
    assert quotations(text).spans == ()


def test_a_plural_apostrophe_closes_no_quotation():
    text = "He wrote: ‘the dockers’ own boats are gone’ in red."
    assert quoted(text) == ["the dockers’ own boats are gone"]


def test_a_mark_behind_an_s_closes_where_no_other_does():
    assert quoted("They feared ‘the old ways’ of the port.") == ["the old ways"]


def test_a_contraction_within_single_marks_closes_nothing():
    assert quoted("‘I can't stay,’ she said.") == ["I can't stay,"]


def test_inches_quote_nothing():
    assert quotations('A 12" pipe burst near the quay.').spans == ()
    assert repaired('A 12" pipe burst near the quay.') == 0


@each("text", ["She attacked the ’panic’ there.", "’panic’"])
def test_a_closing_mark_may_open_a_word(text):
    assert quoted(text) == ["panic"]


@each("text", ["Rock ’n’ roll", "’Twas said in ’88, they say.", "’em’s boats’"])
def test_a_closing_mark_for_left_out_letters_opens_nothing(text):
    assert quoted(text) == []


def test_a_double_mark_within_single_marks_is_all_quoted():
    text = "He wrote: ‘they call it “the pit” here’ in red."
    assert quoted(text) == ["they call it “the pit” here"]


def test_single_marks_within_double_ones_change_nothing():
    assert quoted("“They call it ‘the pit’ here,” she said.") == ["They call it ‘the pit’ here,"]


def test_a_quotation_never_closed_goes_to_the_end_of_the_paragraph():
    assert quoted("She said: “We wait. Then we leave.") == ["We wait. Then we leave."]
    assert repaired("She said: “We wait. Then we leave.") == 1


def test_a_mark_at_the_very_end_opens_nothing():
    assert quotations("She left “").spans == ()


def test_a_quotation_never_opened_starts_with_its_sentence():
    text = "It rained. We wait here,” she said."
    assert quoted(text) == ["We wait here,"]
    assert repaired(text) == 1


def test_a_quotation_never_opened_starts_after_the_one_before_it():
    assert quoted("“One,” she said two,” he said.") == ["One,", " she said two,"]


def test_a_mark_that_opens_while_open_is_the_one_that_is_ignored():
    # the docstring: "opened again while open: the first mark is ignored"
    text = "A “lost mark and “a real one” here."
    assert quoted(text) == ["a real one"]
    assert repaired(text) == 1


def test_a_straight_mark_between_words_closes_what_is_open():
    assert quoted('She said "no", "yes" and "so".') == ["no", "yes", "so"]


@given(MARKS)
def test_spans_are_in_order_and_within_the_text(text):
    spans = quotations(text).spans
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


@given(MARKS)
def test_spans_do_not_overlap(text):
    spans = quotations(text).spans
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(st.text())
def test_any_text_has_quotations(text):
    found = quotations(text)
    assert found.n_repaired >= 0
    assert all(0 <= start <= end <= len(text) for start, end in found.spans)


@given(st.text())
def test_straightening_keeps_the_length_and_all_but_marks(text):
    straight = straighten(text)
    assert len(straight) == len(text)
    kept = [(a, b) for a, b in zip(text, straight, strict=True) if a not in "‘’‚“”„«»"]
    assert all(a == b for a, b in kept)


def test_straightening_leaves_no_curly_mark():
    assert straighten("‘a’ ‚b’ “c” „d” «e»") == '\'a\' \'b\' "c" "d" "e"'

from itertools import pairwise

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from crossframe.annotation.voice import quotations, straighten

MARKS = st.text(st.sampled_from("ab sS.,!90(-— “”„«»‹›「』‘’‚'\"`:n"), max_size=60)


def quoted(text: str) -> list[str]:
    (found,) = quotations([text])
    return [text[start:end] for start, end in found.spans]


def repaired(text: str) -> int:
    (found,) = quotations([text])
    return found.n_repaired


def quoted_in(*texts: str) -> list[list[str]]:
    found = quotations(texts)
    return [
        [text[start:end] for start, end in each.spans]
        for text, each in zip(texts, found, strict=True)
    ]


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


@each(
    "text",
    [
        "„The dam is old“, said Ana.",
        "»The dam is old«, said Ana.",
        "”The dam is old”, said Ana.",
        "«The dam is old», said Ana.",
        "« The dam is old », said Ana.",
        "‹The dam is old›, said Ana.",
        "›The dam is old‹, said Ana.",
        "“The dam is old“, said Ana.",
        "„The dam is old”, said Ana.",
        "``The dam is old,'' said Ana.",
        "''The dam is old,'' said Ana.",
        'Ana said:"The dam is old." Then she left.',
        "Ana said:“The dam is old.” Then she left.",
        "Ana said:„The dam is old.“ Then she left.",
        'Ana said,"The dam is old." Then she left.',
        "Ana said 「The dam is old」 and left.",
        "Ana said『The dam is old』and left.",
        "‚The dam is old‘, said Ana.",
        "’The dam is old,’ said Ana.",
        "Ana said―“The dam is old”―and left.",
    ],
)
def test_how_marks_stand_tells_which_opens(text):
    assert [words.strip(" ,.\xa0") for words in quoted(text)] == ["The dam is old"]
    assert repaired(text) == 0


@each(
    ("one", "other"),
    [
        ("„We wait“, said Ana. „It rains“, said Jan.", "Then Petr said:„No.“"),
        ("»We wait«, said Ana. »It rains«, said Jan.", "Then Petr said:»No.«"),
        ("”We wait”, said Ana. ”It rains”, said Jan.", "Then Petr said:”No.”"),
    ],
)
def test_the_rest_of_the_article_decides_where_a_mark_stands_unclearly(one, other):
    assert quoted_in(one, other) == [["We wait", "It rains"], ["No."]]


def test_schemes_may_change_within_an_article():
    texts = (
        "„One day“, said Ana.",
        "»Two days«, said Jan.",
        "”Three”, said Petr.",
        "“Four,” he said.",
    )
    assert quoted_in(*texts) == [["One day"], ["Two days"], ["Three"], ["Four,"]]


@each(
    "text",
    [
        "«They call it “the pit” here», she said.",
        "„They call it »the pit« here“, she said.",
        '"They call it “the pit” here", she said.',
        '“They call it "the pit" here”, she said.',
        "「They call it『the pit』here」she said.",
    ],
)
def test_marks_of_another_kind_within_a_quotation_are_part_of_it(text):
    (words,) = quoted(text)
    assert words.startswith("They call")
    assert words.endswith("here")
    assert repaired(text) == 0


@each("mark", "‘'")
def test_single_marks_go_on_over_paragraphs(mark):
    texts = (
        f"{mark}We watch the line,’ Eva Roth said. {mark}The wire fell but the masts held.",
        f"{mark}Until now we have run on time. It’s the dockers’ line.",
        f"{mark}I ask all to wait.’",
        f"{mark}Tis the season in the port.",
    )
    assert quoted_in(*texts) == [
        ["We watch the line,", "The wire fell but the masts held."],
        ["Until now we have run on time. It’s the dockers’ line."],
        ["I ask all to wait."],
        [],
    ]


@each(
    "text",
    [
        "They played rock 'n' roll all night.",
        "Fish ‘n’ chips, drum ’n’ bass and salt 'n' vinegar.",
        "Get 'em while they're hot, 'cause it's the '80s.",
        "'Twas late, and 'til noon nobody came.",
    ],
)
def test_letters_left_out_quote_nothing(text):
    assert quoted(text) == []


def test_letters_left_out_close_no_quotation():
    assert quoted("‘Rock ’n’ roll is dead,’ he said.") == ["Rock ’n’ roll is dead,"]


def test_time_is_linear_in_the_number_of_marks():
    # closed and never opened, each looked for its sentence; quadratic, this takes minutes
    text = "It rained all day. We wait here,” she said. It’s 'late and she left. " * 4000
    assert repaired(text) == 4000


def test_a_paragraph_without_marks_quotes_nothing():
    assert quotations(["She said no more."])[0].spans == ()


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
    assert quotations([text])[0].spans == ()


def test_a_plural_apostrophe_closes_no_quotation():
    text = "He wrote: ‘the dockers’ own boats are gone’ in red."
    assert quoted(text) == ["the dockers’ own boats are gone"]


def test_a_mark_behind_an_s_closes_where_no_other_does():
    assert quoted("They feared ‘the old ways’ of the port.") == ["the old ways"]


def test_a_contraction_within_single_marks_closes_nothing():
    assert quoted("‘I can't stay,’ she said.") == ["I can't stay,"]


def test_inches_quote_nothing():
    assert quotations(['A 12" pipe burst near the quay.'])[0].spans == ()
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
    assert quotations(["She left “"])[0].spans == ()


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
    spans = quotations([text])[0].spans
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


@given(MARKS)
def test_spans_do_not_overlap(text):
    spans = quotations([text])[0].spans
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@given(st.text())
def test_any_text_has_quotations(text):
    (found,) = quotations([text])
    assert found.n_repaired >= 0
    assert all(0 <= start <= end <= len(text) for start, end in found.spans)


@given(st.text())
def test_straightening_keeps_the_length_and_all_but_marks(text):
    straight = straighten(text)
    assert len(straight) == len(text)
    kept = [(a, b) for a, b in zip(text, straight, strict=True) if a not in "‘’‚“”„«»‹›「」『』"]
    assert all(a == b for a, b in kept)


def test_straightening_leaves_no_curly_mark():
    assert straighten("‘a’ ‚b’ “c” „d” «e» ‹f›") == '\'a\' \'b\' "c" "d" "e" "f"'

"""Of what a page says twice one copy is kept whole, and what a text repeats stays."""

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.clean import clean
from crossframe.corpus.furniture import Furniture, Patterns
from crossframe.corpus.headline import Site

BARE = Furniture(wire_services=[], picture_agencies=[], general=Patterns(), outlets={})
TITLE = "Ferry will not sail"
STORY = [
    "The ferry that serves the island will not sail before the summer, the mayor said.",
    "Engineers will look at every plate of the hull before it carries anyone again.",
    "A costly season",
    "Shopkeepers on the quay expect a quiet season, and some have shut already.",
    "The owner, who lives on the mainland, answered no letters of the council.",
    "Nobody knows who will pay for it, or whether there is any money at all.",
]


def kept(*lines):
    """Return what is analysed of a page, its title left out."""
    parts = clean("\n".join([TITLE, *lines]), TITLE, Site("Gazette"), BARE)
    return [part.text for part in parts if part.role in ("standfirst", "heading", "body")]


@each("times", [2, 3, 4])
def test_of_an_article_pasted_again_one_copy_is_kept_whole(times):
    assert kept(*STORY * times) == STORY
    assert kept(*([*STORY, TITLE] * times)) == STORY


@each("between", ["Share", "Advertisement", "Gazette", "4 May 2031", "* * *"])
def test_a_line_between_the_copies_changes_nothing(between):
    assert kept(*STORY, between, *STORY)[: len(STORY)] == STORY
    assert len(kept(*STORY, between, *STORY)) <= len(STORY) + 1


def test_of_a_page_that_prints_each_paragraph_twice_one_copy_is_kept():
    doubled = [line for line in STORY for _ in range(2)]
    assert kept(*doubled) == STORY


def test_the_first_paragraphs_printed_again_as_a_summary_are_kept_once():
    assert kept(*STORY[:2], *STORY) == STORY


def test_a_paragraph_pulled_out_of_the_text_is_kept_once():
    assert kept(*STORY[:4], STORY[1], *STORY[4:]) == STORY
    assert kept(*STORY[:4], f"“{STORY[1]}”", *STORY[4:]) == STORY


def test_a_caption_printed_twice_is_no_text():
    caption = "The ferry on a quiet morning in May"
    assert kept(*STORY[:2], caption, caption, *STORY[2:]) == STORY


@each(
    "refrain",
    [
        "And still the ferry does not sail, and still nobody says why it does not.",
        "The ministry did not answer a question about that in time for this article.",
        "“I cannot recall that meeting, nor who was there,” the mayor told the court.",
    ],
)
def test_a_refrain_stays(refrain):
    text = [line for paragraph in STORY for line in (paragraph, refrain)]
    assert kept(*text) == text


@each(
    "label",
    [
        *("What we know so far", "Why it matters", "The Gazette asks:", "The mayor answers:"),
        *("Three stars out of five", "Where: Town Hall, Tarnow", "Price: ten crowns a day"),
        "What does the ministry say of the plan, and what does the mayor say?",
        "What they said in the year before, in short:",
    ],
)
def test_labels_and_entries_of_a_list_stay(label):
    text = [line for paragraph in STORY if len(paragraph) > 20 for line in (label, paragraph)]
    assert kept(*text) == text


def test_pairs_of_labels_stay():
    pair = ["Where: the town hall of Tarnow", "Price: ten crowns a day"]
    text = [line for paragraph in STORY if len(paragraph) > 20 for line in (paragraph, *pair)]
    assert kept(*text[:-2]) == text[:-2]


def test_a_chorus_stays():
    chorus = [
        "Row on, row on, my brothers all, until the morning comes again.",
        "There is no ferry and no moon, and nobody who knows the way.",
    ]
    text = [line for paragraph in STORY for line in (paragraph, *chorus)]
    assert kept(*text) == text


PARAGRAPHS = st.lists(
    st.sampled_from(STORY) | st.sampled_from(["Why it matters", "Not so.", "* * *", "Ferry"]),
    max_size=30,
)


@given(PARAGRAPHS)
def test_no_paragraph_is_lost_whatever_stands_again(lines):
    found = clean("\n".join([TITLE, *lines]), TITLE, Site("Gazette"), BARE)
    of_text = {part.text for part in found if part.role not in ("duplicate", "furniture")}
    assert of_text >= {line for line in lines if line.endswith(".") and len(line) > 20}

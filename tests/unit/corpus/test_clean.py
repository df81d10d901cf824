from pathlib import Path

import pytest
from cases import each
from hypothesis import example, given
from hypothesis import strategies as st

from crossframe.corpus.catalogue import locate_texts, read_catalogue
from crossframe.corpus.clean import Part, clean
from crossframe.corpus.decode import decode
from crossframe.corpus.furniture import Furniture, Patterns, read_furniture
from crossframe.corpus.headline import Site
from crossframe.corpus.lines import fingerprint, read_lines
from crossframe.corpus.repair import repair
from crossframe.store import read_csv

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "seeds" / "demo"
PARTIAL = ("dateline", "trailing_credit")  # rules for a part of a line, not the line

TITLE = "Bridge closes for a week"
FIRST = "The old bridge over the river closed on Monday for repairs to its piers."
SECOND = "Engineers will look at every cable before the first lorry crosses it again."
THIRD = "Shopkeepers on the far bank said they expected a quiet and costly week."
FURNITURE = Furniture(
    wire_services=["AFP", "Reuters"],
    picture_agencies=["Getty Images"],
    general=Patterns(
        furniture=["share this .*"],
        disclaimer=["views are the writer's own.*"],
        author_note=["about the author"],
        end=["comments"],
        teaser=["read more: .*"],
        teasers_follow=["related stories"],
    ),
    outlets={"Gazette": Patterns(furniture=["tide tables"])},
)


def roles(
    *lines: str, title: str = TITLE, outlet: str = "Gazette", recurring: tuple[str, ...] = ()
) -> list[str]:
    """Return the role of each line of a page; a title that it does not hold is left out."""
    marks = {fingerprint(line) for line in recurring}
    parts = clean("\n".join(lines), title, Site(outlet, recurring=marks), FURNITURE)
    if parts[0].line == 0:
        assert (parts[0].role, title in lines) == ("title", False)
        parts = parts[1:]
    assert [part.line for part in parts] == list(range(1, len(lines) + 1))
    return [part.role for part in parts]


def rules(*lines: str, recurring: tuple[str, ...]) -> list[str]:
    """Return the rule that decided each line of a page that holds its title."""
    marks = {fingerprint(line) for line in recurring}
    return [
        part.rule
        for part in clean("\n".join(lines), TITLE, Site("Gazette", recurring=marks), FURNITURE)
    ]


def role(line: str) -> str:
    """Return the role of a line between the headline and the first of three paragraphs."""
    return roles(TITLE, line, FIRST, SECOND, THIRD)[1]


def pieces(line: str) -> list[tuple[str, str]]:
    """Return role and wording of the parts of a line between two paragraphs of body."""
    parts = clean("\n".join([TITLE, FIRST, line, SECOND]), TITLE, Site("Gazette"), FURNITURE)
    return [(part.role, part.text) for part in parts if part.line == 3]


# the headline


def test_the_line_that_is_the_catalogues_title_is_the_title():
    assert roles(TITLE, FIRST, SECOND) == ["title", "body", "body"]


@each(
    ("on_page", "in_catalogue"),
    [
        ("“Dead” bridge closes", '"Dead" bridge closes'),
        ("The town’s bridge closes", "The town's bridge closes"),
        ("BRIDGE CLOSES", "Bridge closes"),
        ("Bridge\u00a0 closes", "Bridge closes"),
        ("Salt &amp; tar", "Salt & tar"),
    ],
)
def test_marks_case_and_spaces_of_a_headline_say_nothing(on_page, in_catalogue):
    assert roles(on_page, FIRST, SECOND, title=in_catalogue)[0] == "title"


def test_a_headline_printed_again_is_a_duplicate():
    assert roles(TITLE, FIRST, TITLE, SECOND) == ["title", "body", "duplicate", "body"]


def test_short_lines_above_the_headline_are_furniture():
    assert roles("Home", "Markets and money", TITLE, FIRST, SECOND)[:2] == ["furniture"] * 2


def test_a_date_above_the_headline_is_a_date():
    assert roles("4 May 2031", TITLE, FIRST, SECOND)[0] == "date"


def test_without_its_headline_a_page_loses_nothing():
    assert roles(FIRST, SECOND, title="Quite another story") == ["body", "body"]


def given_title(*lines: str, title: str) -> list[tuple[int, int, str, str, str, bool]]:
    """Return what is given out of a title that the page does not hold."""
    parts = clean("\n".join(lines), title, Site("Gazette"), FURNITURE)
    return [
        (p.line, p.part, p.role, p.rule, p.text, p.repaired) for p in parts if p.role == "title"
    ]


def test_a_title_that_the_page_does_not_hold_stands_before_it_as_line_0():
    parts = clean(f"{FIRST}\n{SECOND}", TITLE, Site("Gazette"), FURNITURE)
    assert [(p.line, p.part, p.role, p.rule, p.text) for p in parts] == [
        (0, 1, "title", "given_title", TITLE),
        (1, 1, "body", "body", FIRST),
        (2, 1, "body", "body", SECOND),
    ]


def test_a_title_that_the_page_holds_is_not_given_out_again():
    assert given_title(FIRST, TITLE, SECOND, title=TITLE) == [
        (2, 1, "title", "headline", TITLE, False)
    ]


def test_a_given_title_is_repaired():
    assert given_title(FIRST, title=" Salt &amp; ta\u200br ") == [
        (0, 1, "title", "given_title", "Salt & tar", True)
    ]


@each("title", ["", " ", "\u200b"])
def test_without_a_title_there_is_no_line_0(title):
    assert given_title(FIRST, SECOND, title=title) == []


def test_a_page_without_lines_still_has_its_given_title():
    assert given_title("", title=TITLE) == [(0, 1, "title", "given_title", TITLE, False)]


def test_a_title_within_a_line_is_not_the_headline():
    assert given_title(f"{TITLE}, says the harbour.", SECOND, title=TITLE)[0][0] == 0


def test_a_given_title_gives_the_page_no_lines_above_or_below_it():
    # what would be navigation, or a standfirst, beside a headline that the page holds
    short, unfinished = "Markets and money", "Shops on the far bank fear for their trade"
    found = roles(short, unfinished, FIRST, SECOND, title="Quite another story")
    assert found[:2] == ["body", "heading"]


# repeated lines


def test_a_line_printed_twice_at_once_is_a_caption_and_its_double():
    line = "The bridge on a quiet morning in May"
    assert roles(TITLE, FIRST, line, line, SECOND)[2:4] == ["caption", "duplicate"]


def test_a_paragraph_that_stands_again_further_down_is_a_duplicate():
    assert roles(TITLE, FIRST, SECOND, FIRST, THIRD)[1:] == ["body", "body", "duplicate", "body"]


def test_very_short_lines_may_stand_again():
    assert "duplicate" not in roles(TITLE, FIRST, "Not so.", SECOND, "Not so.", THIRD)


# dates, bylines, credits


@each(
    "line",
    [
        "4 May 2031",
        "May 4, 2031",
        "Sunday, 4 May 2031 13:10",
        "Date; November 4, 2031",
        "Published: 4 Sept 2031 at 7:50 am",
        "Last updated on Tue 6 May 2031 18.45 GMT",
        "2031-05-04",
        "2031-05-04 18:45 UTC",
        "04.05.2031",
        "4/5/2031",
        "4 May 2031 - 5 min read",
    ],
)
def test_a_line_of_nothing_but_a_date_is_a_date(line):
    assert role(line) == "date"


@each("line", ["3rd of May 2031", "4 May 2031 14:30 CET", "4 May 2031, 5 p.m. EDT"])
def test_dates_with_ordinals_and_other_time_zones_are_dates(line):
    assert role(line) == "date"


@each("line", ["May brings rain", "Monday", "It closed on 4 May 2031."])
def test_a_line_with_more_or_less_than_a_date_is_no_date(line):
    assert role(line) != "date"


@each(
    "line",
    [
        "By Petra Wylding",
        "BY PETRA WYLDING",
        "By Petra Wylding and Milo O’Strand",
        "By Petra Wylding, Milo Strand & Aveline Drury",
        "By Jan van der Berg",
        "-- Petra Wylding",
        "— Petra Wylding",
        "Words by Petra Wylding",
        "By our staff reporters",
        "Gazette",
        "GAZETTE",
    ],
)
def test_a_line_of_nothing_but_authors_is_a_byline(line):
    assert role(line) == "byline"


@each("line", ["By Élodie Marchand", "By Omar al-Harrani", "By Zoë Åkesson"])
def test_authors_whose_names_are_not_english_have_bylines(line):
    # any other role would let the author's name be counted as the article's words
    assert role(line) == "byline"


@each("line", ["By Petra Wylding in Port Hallick", "By Petra Wylding | 4 May 2031"])
def test_a_byline_with_a_place_or_date_is_not_analysed(line):
    assert role(line) in ("byline", "date")


@each(
    "line", ["By Tuesday evening the river had risen by a metre.", "By and large, the town agreed."]
)
def test_a_sentence_that_begins_with_by_is_no_byline(line):
    assert roles(TITLE, FIRST, line, SECOND)[2] == "body"


@each(
    "line",
    ["Photo: Hugo Wren", "Image courtesy of Hugo Wren", "Reuters", "Hugo Wren / Getty Images"],
)
def test_a_line_of_nothing_but_a_credit_is_a_credit(line):
    assert role(line) == "credit"


@each(
    "line",
    [
        "The bridge on Monday. Reuters",
        "The bridge on Monday. (AFP)",
        "The bridge on Monday (Photo by Hugo Wren / AFP)",
        "The bridge (left) and the ferry that replaces it for a week.",
        "The bridge as it may look. Drawing by Hugo Wren",
        "The bridge on Monday. Gazette",
    ],
)
def test_a_line_that_ends_in_a_credit_or_says_what_is_pictured_is_a_caption(line):
    assert roles(TITLE, FIRST, line, SECOND, THIRD)[2] == "caption"


def test_a_sentence_that_names_an_agency_is_no_credit():
    line = "The works will last until June, according to Reuters."
    assert roles(TITLE, FIRST, line, SECOND)[2] == "body"


# parts of a line


def test_an_agency_after_the_last_sentence_of_all_is_a_credit_of_its_own():
    parts = clean("\n".join([TITLE, FIRST, SECOND + " Reuters"]), TITLE, Site("Gazette"), FURNITURE)
    assert [(p.line, p.part, p.role, p.text) for p in parts[2:]] == [
        (3, 1, "body", SECOND),
        (3, 2, "credit", "Reuters"),
    ]


def test_a_short_last_paragraph_that_an_agency_signs_is_body():
    signed = "Nobody has crossed it since. Reuters"
    parts = clean("\n".join([TITLE, FIRST, SECOND, signed]), TITLE, Site("Gazette"), FURNITURE)
    assert [part.role for part in parts[3:]] == ["body", "credit"]


def test_furniture_after_it_does_not_make_a_signed_paragraph_a_caption():
    found = clean(
        "\n".join([TITLE, FIRST, SECOND + " (AFP)", "Share this story"]),
        TITLE,
        Site("Gazette"),
        FURNITURE,
    )
    assert [part.role for part in found] == ["title", "body", "body", "credit", "furniture"]


@each(
    "dateline",
    [
        "PORT HALLICK (AFP) -",
        "PORT HALLICK, 19 March (AP) —",
        "PORT HALLICK, Wessel, March 19 (Reuters) –",
        "ST. JOHN'S (AFP) --",
    ],
)
def test_a_dateline_is_a_part_of_its_own(dateline):
    assert pieces(f"{dateline} {THIRD}") == [("date", dateline), ("body", THIRD)]


def test_a_dateline_may_hold_accented_capitals():
    assert pieces(f"ÉVRY (AFP) — {THIRD}") == [("date", "ÉVRY (AFP) —"), ("body", THIRD)]


def test_capitals_before_a_dash_are_no_dateline():
    line = "MPs (and others) — there were many of them — walked over the bridge."
    assert pieces(line) == [("body", line)]


# what follows the end


def test_all_that_follows_a_disclaimer_is_teasers():
    found = roles(TITLE, FIRST, SECOND, "Views are the writer's own.", "Ferry sold", THIRD)
    assert found[3:] == ["disclaimer", "teaser", "teaser"]


def test_a_note_on_the_author_is_one_paragraph():
    found = roles(TITLE, FIRST, SECOND, "About the author", THIRD, "Ferry sold to museum")
    assert found[3:] == ["author_note", "author_note", "teaser"]


def test_what_follows_the_head_of_the_comments_is_dropped():
    assert roles(TITLE, FIRST, SECOND, "Comments", THIRD)[3:] == ["furniture", "teaser"]


def test_an_end_before_any_prose_ends_nothing():
    assert roles(TITLE, "Comments", FIRST, SECOND)[2:] == ["body", "body"]


NOTE = "Hugo Wren is a freelance reporter who has covered bridges for ten years."


def test_a_reporter_named_nowhere_else_is_the_author():
    assert roles(TITLE, FIRST, SECOND, NOTE)[3] == "author_note"


def test_a_source_introduced_in_the_same_words_and_quoted_later_is_body():
    later = "“It will take longer than a week,” said Wren, who had seen the plans."
    assert roles(TITLE, FIRST, NOTE, later)[2] == "body"


def test_a_source_introduced_in_the_same_words_in_mid_article_is_body():
    assert roles(TITLE, FIRST, NOTE, SECOND, THIRD)[2] == "body"


# teasers and furniture


def test_boxed_teasers_end_where_the_article_goes_on():
    found = roles(TITLE, FIRST, "Related stories", "Ferry sold", "Toll to rise", SECOND, THIRD)
    assert found[2:] == ["furniture", "teaser", "teaser", "body", "body"]


def test_boxed_teasers_go_on_over_a_lone_sentence():
    blurb = "The museum paid a sum that nobody on the quay would name."
    found = roles(TITLE, FIRST, SECOND, "Related stories", "Ferry sold", blurb, "Toll to rise")
    assert found[3:] == ["furniture", "teaser", "teaser", "teaser"]


def test_a_last_paragraph_right_under_the_head_of_a_box_is_body():
    assert roles(TITLE, FIRST, SECOND, "Related stories", THIRD)[4] == "body"


def test_a_text_cut_off_in_brackets_is_a_teaser():
    assert roles(TITLE, FIRST, "The museum paid a sum that [ ... ]", SECOND)[2] == "teaser"


def test_a_short_line_under_an_advertisement_is_furniture():
    assert roles(TITLE, FIRST, "Advertisement", "Boots for everyone!", SECOND)[3] == "furniture"


def test_running_text_has_eight_words():
    seven, eight = "Seven words do not make a text.", "But eight words do make a text already."
    assert roles(TITLE, FIRST, "Advertisement", seven, SECOND)[3] == "furniture"
    assert roles(TITLE, FIRST, "Advertisement", eight, SECOND)[3] == "body"


def test_running_text_under_an_advertisement_is_body():
    assert roles(TITLE, FIRST, "Advertisement", SECOND, THIRD)[3] == "body"


def test_a_pattern_decides_for_its_outlet_alone():
    assert roles(TITLE, FIRST, "Tide tables", SECOND)[2] == "furniture"
    assert roles(TITLE, FIRST, "Tide tables", SECOND, outlet="Post")[2] == "heading"


def test_a_line_without_a_letter_or_digit_is_furniture():
    assert role("* * *") == "furniture"


# lines that recur on the outlet's pages

BLURB = "We bring you the news of the river on every morning of the year."
MOTTO = "News of the river"


def test_a_recurring_line_that_no_rule_recognises_is_furniture():
    assert rules(TITLE, FIRST, BLURB, SECOND, recurring=(BLURB,)) == [
        *("headline", "body", "recurring", "body")
    ]
    assert roles(TITLE, FIRST, BLURB, SECOND, recurring=(BLURB,))[2] == "furniture"


def test_the_same_line_is_body_where_it_does_not_recur():
    assert roles(TITLE, FIRST, BLURB, SECOND, recurring=(SECOND + " No.",))[2] == "body"


@each(
    ("lines", "role"),
    [
        ((TITLE, FIRST, MOTTO, SECOND), "heading"),
        ((TITLE, FIRST, SECOND, BLURB, THIRD), "body"),
        ((TITLE, "Shops on the far bank fear for their trade", FIRST), "standfirst"),
        ((TITLE, FIRST, SECOND, "It is closed."), "body"),
    ],
)
def test_a_line_of_any_role_that_no_other_rule_gives_is_furniture_where_it_recurs(lines, role):
    at = {"heading": 2, "body": 3, "standfirst": 1}[role]
    assert roles(*lines)[at] == role
    assert roles(*lines, recurring=(lines[at],))[at] == "furniture"


@each(
    ("line", "rule", "role"),
    [
        (TITLE, "headline", "title"),
        ("4 May 2031", "date_line", "date"),
        ("By Petra Wylding", "byline", "byline"),
        ("Reuters", "credit", "credit"),
        ("Tide tables", "pattern", "furniture"),
        ("Read more: the ferry", "pattern", "teaser"),
        ("Views are the writer's own.", "pattern", "disclaimer"),
        ("The bridge on Monday. (AFP)", "caption", "caption"),
        ("The museum paid a sum that [ ... ]", "cut_off", "teaser"),
        ("* * *", "no_words", "furniture"),
    ],
)
def test_what_another_rule_recognises_it_decides_though_the_line_recurs(line, rule, role):
    lines = (FIRST, line, SECOND, THIRD) if line == TITLE else (TITLE, FIRST, line, SECOND, THIRD)
    at = lines.index(line)
    assert rules(*lines, recurring=(line,))[at] == rule
    assert roles(*lines, recurring=(line,))[at] == role


def test_the_line_after_a_recurring_one_is_judged_as_if_that_were_not_there():
    # a heading needs running text after it; the recurring line between them is none of the page
    assert roles(TITLE, FIRST, "A costly week", BLURB, SECOND, recurring=(BLURB,))[2:] == [
        *("heading", "furniture", "body")
    ]


def test_a_recurring_line_of_running_text_is_no_running_text():
    box = (TITLE, FIRST, "Related stories", "Ferry sold", BLURB, SECOND)
    # two lines of running text end the box; with the recurring one there is but one
    assert roles(*box)[3:] == ["teaser", "body", "body"]
    assert roles(*box, recurring=(BLURB,))[3:] == ["teaser", "teaser", "teaser"]


def test_running_text_after_a_recurring_line_still_ends_a_box():
    box = (TITLE, FIRST, "Related stories", "Ferry sold", BLURB, SECOND, THIRD)
    assert roles(*box, recurring=(BLURB,))[3:] == ["teaser", "teaser", "body", "body"]


def test_a_recurring_line_ends_no_running_text():
    # sites print one between any two paragraphs; the article goes on after it
    box = (TITLE, FIRST, "Related stories", "Ferry sold", SECOND, BLURB, THIRD)
    assert roles(*box, recurring=(BLURB,))[3:] == ["teaser", "body", "furniture", "body"]


def test_a_source_in_mid_article_is_body_though_recurring_lines_part_the_paragraphs():
    page = (
        TITLE,
        FIRST,
        SECOND,
        NOTE,
        THIRD,
        BLURB,
        "Nobody has crossed the river since the week.",
    )
    assert roles(*page, recurring=(BLURB,))[3:] == ["body", "body", "furniture", "body"]


def test_a_note_on_the_author_ends_an_article_though_recurring_lines_follow():
    after = (BLURB, BLURB.replace("river", "harbour"))
    assert roles(TITLE, FIRST, SECOND, NOTE, *after)[3] == "body"
    found = roles(TITLE, FIRST, SECOND, NOTE, *after, recurring=after)
    assert found[3:] == ["author_note", "teaser", "teaser"]


def test_case_and_white_space_do_not_hide_that_a_line_recurs():
    page = (TITLE, FIRST, f" {BLURB.upper()}\u00a0", SECOND)
    assert roles(*page, recurring=(BLURB,))[2] == "furniture"


def test_a_given_title_that_recurs_is_still_the_title():
    parts = clean(FIRST, TITLE, Site("Gazette", recurring={fingerprint(TITLE)}), FURNITURE)
    assert (parts[0].role, parts[0].rule) == ("title", "given_title")


def test_every_part_of_a_line_has_the_fingerprint_of_the_whole():
    signed = f"PORT HALLICK (AFP) — {THIRD} Reuters"
    parts = clean("\n".join([TITLE, FIRST, signed]), TITLE, Site("Gazette"), FURNITURE)
    assert [p.fingerprint for p in parts if p.line == 3] == [fingerprint(signed)] * 3
    assert [p.fingerprint for p in parts if p.line < 3] == [fingerprint(TITLE), fingerprint(FIRST)]


# headings, standfirsts, the rest


@each("line", ["A costly week", "Who pays for it?"])
def test_a_short_line_without_a_full_stop_before_running_text_is_a_heading(line):
    assert roles(TITLE, FIRST, line, SECOND)[2] == "heading"


@each("line", ["It is closed.", "“It is closed.”", "It is closed..."])
def test_a_short_sentence_is_no_heading(line):
    assert roles(TITLE, FIRST, line, SECOND)[2] == "body"


def test_the_line_under_the_headline_that_is_no_sentence_is_a_standfirst():
    assert role("Shops on the far bank fear for their trade") == "standfirst"


def test_a_sentence_under_the_headline_is_a_standfirst_where_a_byline_follows():
    line = "Shops on the far bank fear for their trade."
    assert roles(TITLE, line, "By Petra Wylding", FIRST, SECOND)[1] == "standfirst"
    assert roles(TITLE, line, FIRST, SECOND)[1] == "body"


def test_a_short_last_line_that_is_no_sentence_is_furniture():
    assert roles(TITLE, FIRST, SECOND, "Toll to rise")[3] == "furniture"


def test_lines_are_counted_as_an_editor_counts_them():
    parts = clean(f"\n\n{TITLE}\r\n\r\n{FIRST}\n", TITLE, Site("Gazette"), FURNITURE)
    assert [(part.line, part.text) for part in parts] == [(3, TITLE), (5, FIRST)]


def test_a_page_may_end_its_lines_with_carriage_returns_alone():
    parts = clean("\r".join([TITLE, FIRST, SECOND]), TITLE, Site("Gazette"), FURNITURE)
    assert [part.role for part in parts] == ["title", "body", "body"]


def test_only_repaired_characters_mark_a_line_as_repaired():
    parts = clean(f"{TITLE} \n\u00a0{FIRST}\nha\u200brbour", TITLE, Site("Gazette"), FURNITURE)
    assert [part.repaired for part in parts] == [False, False, True]


# properties

PAGES = st.lists(
    st.text(st.characters(exclude_characters="\r\n"), max_size=30)
    | st.sampled_from([TITLE, FIRST, SECOND, NOTE, "Related stories", "Comments", "Advertisement"])
    | st.sampled_from(["AFP", "About the author", "By Hugo Wren", "4 May 2031", FIRST + " AFP"])
    | st.sampled_from(["PORT (AFP) — " + SECOND, "A [ ... ]", "Who pays?", "* * *"]),
    max_size=12,
)


def check_whole(page: str, parts: list[Part]) -> None:
    """Check that every line is given out in order, with nothing added or lost."""
    assert [(p.line, p.part) for p in parts] == sorted((p.line, p.part) for p in parts)
    for number, line in enumerate(page.split("\n"), start=1):
        joined = "".join(part.text for part in parts if part.line == number)
        assert joined.replace(" ", "") == repair(line).replace(" ", "")


@given(PAGES)
def test_every_line_of_any_page_is_given_out_in_order_with_nothing_added_or_lost(lines):
    page = "\n".join(lines)
    check_whole(page, clean(page, TITLE, Site("Gazette"), FURNITURE))


def with_marks(lines: list[str]) -> st.SearchStrategy[tuple[list[str], set[str]]]:
    """Return a page beside some of its lines, which recur."""
    return st.tuples(st.just(lines), st.sets(st.sampled_from(["", *lines])))


def is_copy(page: str, marks: set[int]) -> bool:
    """Whether three lines of running text recur, and most of it: no furniture is that long."""
    prose = {line.fingerprint: line.n_words for line in read_lines(page) if line.is_prose}
    again = [prose[mark] for mark in marks & prose.keys()]
    return len(again) >= 3 and sum(again) > sum(prose.values()) / 2


@given(PAGES.flatmap(with_marks))
@example((["PORT (AFP) — " + SECOND, FIRST, SECOND], {"PORT (AFP) — " + SECOND, FIRST, SECOND}))
@example((["PORT (AFP) — " + SECOND, FIRST, SECOND], {"PORT (AFP) — " + SECOND, FIRST}))
def test_no_line_is_lost_whichever_lines_recur(given):
    page, marks = "\n".join(given[0]), {fingerprint(line) for line in given[1]}
    parts = clean(page, TITLE, Site("Gazette", recurring=marks), FURNITURE)
    check_whole(page, parts)
    if is_copy(page, marks):
        assert parts == clean(page, TITLE, Site("Gazette"), FURNITURE)
        return
    decided = {part.rule for part in parts if part.fingerprint in marks and part.line}
    assert not decided & {"body", "heading", "standfirst", "loose_end"}


@given(PAGES)
def test_any_page_has_one_title(lines):
    parts = clean("\n".join(lines), TITLE, Site("Gazette"), FURNITURE)
    (title,) = [part for part in parts if part.role == "title"]
    assert title.rule == ("headline" if title.line else "given_title")
    assert title.line or title is parts[0]


# the demonstration corpus

ROLES = read_csv(DEMO / "roles.csv")
OUTLETS = list(dict.fromkeys(read_csv(DEMO / "catalogue.csv")["outlet"]))
ARTICLES = read_catalogue(DEMO / "catalogue.csv", OUTLETS)


@pytest.fixture(scope="module")
def demo():
    """Parts of every demonstration page, by article, beside the page."""
    furniture = read_furniture(ROOT / "config" / "furniture.yaml")
    texts = locate_texts(ARTICLES, DEMO / "texts", DEMO / "catalogue.csv")
    pages = {article.id: decode(texts[article.id].read_bytes()) for article in ARTICLES}
    return {
        a.id: (pages[a.id], clean(pages[a.id], a.title, Site(a.outlet), furniture))
        for a in ARTICLES
    }


@each("article", [article.id for article in ARTICLES])
def test_every_line_of_a_demonstration_page_has_its_true_role(demo, article):
    _, parts = demo[article]
    whole = {part.line: part.role for part in parts if part.rule not in PARTIAL}
    true = ROLES[ROLES["id"] == article]
    assert whole == dict(zip(true["line"].astype(int), true["role"], strict=True))


@each("article", [article.id for article in ARTICLES])
def test_every_line_of_a_demonstration_page_is_given_out(demo, article):
    page, parts = demo[article]
    held = {number for number, line in enumerate(page.split("\n"), start=1) if repair(line)}
    assert {part.line for part in parts} == held


def test_no_word_that_marks_a_removed_line_is_analysed(demo):
    kept = ("title", "standfirst", "heading", "body")
    text = " ".join(p.text for _, parts in demo.values() for p in parts if p.role in kept).lower()
    markers = ("marmalade", "accordion", "zeppelin", "porcupine", "lighthouse-keeper")
    assert [marker for marker in markers if marker in text] == []


def test_the_first_and_last_paragraph_of_every_demonstration_article_are_analysed(demo):
    for _, parts in demo.values():
        body = [part.text for part in parts if part.role == "body"]
        assert "sluice" in body[0]
        assert any("gauge" in text for text in body[-2:])


# copies


def test_a_copy_is_no_furniture():
    own = "Only this version of the story says that the ferry will sail again on Friday."
    lines = [TITLE, FIRST, SECOND, THIRD, own]
    marks = {fingerprint(line) for line in (FIRST, SECOND, THIRD)}
    parts = clean("\n".join(lines), TITLE, Site("Gazette", recurring=marks), FURNITURE)
    assert [part.role for part in parts] == ["title", "body", "body", "body", "body"]


def test_a_long_notice_is_furniture_though_the_article_is_short():
    marks = {fingerprint(SECOND), fingerprint(THIRD)}
    parts = clean(
        "\n".join([TITLE, FIRST, SECOND, THIRD]), TITLE, Site("Gazette", recurring=marks), FURNITURE
    )
    assert [part.role for part in parts] == ["title", "body", "furniture", "furniture"]

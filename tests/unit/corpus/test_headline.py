"""What names the site before or behind a headline is none of the headline."""

import pandas as pd
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.clean import clean
from crossframe.corpus.furniture import Furniture, Patterns
from crossframe.corpus.headline import Site, mark_of_tail, part_title, tails
from crossframe.corpus.paragraphs import Sites, headlines
from crossframe.corpus.recurring import line_keys, recurring_lines
from crossframe.stages import LOADED

DAM = "Reservoir to be drained before winter"
TEXT = (
    "The water board met on Tuesday to decide whether the reservoir should be drained.\n"
    "Engineers told the meeting that the wall of the dam had moved by four millimetres."
)
BARE = Furniture(wire_services=[], picture_agencies=[], general=Patterns(), outlets={})


def bare(title, outlet, url=""):
    return part_title(title, Site(outlet, url=url)).text


@each(
    ("outlet", "name"),
    [
        ("Ost Gazette", "Ost Gazette"),
        ("Ost Gazette", "The Ost Gazette"),
        ("Ost Gazette", "OST GAZETTE"),
        ("Ost Gazette", "Ost"),
        ("Ost Gazette", "OstGazette"),
        ("Ost Gazette", "ostgazette.com"),
        ("Ost Gazette", "www.ost-gazette.co.uk"),
        ("Ost Gazette", "Ost Gazette Online"),
        ("Ost Gazette", "Ost Gazette Sport"),
        ("Ost Gazette", "Ost Gaz"),
        ("ost gazette", "Ost Gazette"),
        ("ostgazette.com", "Ost Gazette"),
        ("OG", "Ost Gazette"),
        ("The Ost Gazette", "OG"),
        ("West", "West"),
        ("West", "West News"),
        ("West", "West TV"),
        ("North Harbour Times", "NHT"),
        ("North Harbour Times", "NH Times"),
        ("Times of Wessex", "TOW"),
        ("Times of Wessex", "TW"),
        ("Wessex Post", "WePo"),
        ("Hallick Broadcasting Corporation", "HBC"),
        ("HBC", "HBC News"),
        ("HBC", "HBC World Service"),
        ("Der Bote", "BOTE International"),
        ("El Faro", "EL FARO English"),
        ("Tägliche Küste", "Tägliche Küste"),
        ("Tägliche Küste", "TK.de"),
        ("24 Horas", "24 Horas"),
        ("The Sun of Tarnow", "Sun of Tarnow"),
    ],
)
def test_a_tail_that_names_the_outlet_is_cut(outlet, name):
    for edge in (" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • ", "|", " |", ": "):
        assert bare(f"{DAM}{edge}{name}", outlet) == DAM, edge


@each("name", ["Ost Gazette", "OST GAZETTE", "ostgazette.com", "Ost Gazette Sport", "Ost"])
def test_a_head_that_names_the_outlet_is_cut(name):
    for edge in (" | ", " - ", " – ", ": ", " :: "):
        assert bare(f"{name}{edge}{DAM}", "Ost Gazette") == DAM, edge


@each("mark", ["({})", "[{}]"])
def test_a_name_in_brackets_is_cut(mark):
    assert bare(f"{DAM} {mark.format('Ost Gazette')}", "Ost Gazette") == DAM


@each(
    ("title", "outlet", "url"),
    [
        (f"{DAM} - Tagesbote", "Paper 3", "https://www.tagesbote.example/politik/1.html"),
        (f"{DAM} | Coast Star", "Outlet B", "https://news.coast-star.co.nz/2031/05/04/x"),
        (f"{DAM} – Faro", "Outlet A", "http://faro.es"),
    ],
)
def test_a_tail_that_names_the_addresss_host_is_cut(title, outlet, url):
    assert bare(title, outlet, url) == DAM
    assert bare(title, outlet) == title


@each(
    "tails",
    [
        " | World news | The Ost Gazette",
        " | Politics | Ost Gazette | ostgazette.com",
        " - Ost Gazette | World",
        " – live | Ost Gazette",
        " – as it happened | Wessex | The Ost Gazette",
        " | Opinion | Ost Gazette",
        " - Ost Gazette - 04/05/2031",
        " - Ost Gazette (ostgazette.com)",
    ],
)
def test_several_tails_are_cut(tails):
    assert bare(DAM + tails, "Ost Gazette") == DAM


@each("label", ["Opinion", "Analysis", "LIVE", "Live updates", "Editorial", "Comment", "Interview"])
def test_a_label_is_none_of_the_headline(label):
    assert bare(f"{label}: {DAM}", "Ost Gazette") == DAM
    assert bare(f"{label} | {DAM}", "Ost Gazette") == DAM
    assert bare(f"{DAM} | {label}", "Ost Gazette") == DAM


@each(
    ("title", "outlet"),
    [
        ("Why trade between Ost and West fails", "Ost"),
        ("Ost-West trade fails again", "Ost"),
        ("The dam – a short history", "Ost Gazette"),
        ("Dam: what the valley should know", "Ost Gazette"),
        ("“We will wait” - mayor of Tarnow", "Ost Gazette"),
        ("Mayor wants dam drained, says Ost Gazette", "Ost Gazette"),
        ("Reservoir – ost of the river", "Ost"),
        ("Inside the Post: how we print", "Wessex Post"),
        ("New dam: Harbour towns wait", "New Harbour Times"),
        ("A tale of two towns - Gazette of fools", "Ost Gazette"),
        ("Water board v. farmers: who pays?", "Ost Gazette"),
        ("Reservoir drained | Farmers object to the plan of the water board", "Ost Gazette"),
        ("Ost Gazette", "Ost Gazette"),
        ("2-1: Tarnow wins", "Ost Gazette"),
        ("Live music returns to Tarnow", "Ost Gazette"),
        ("Opinions differ on the dam", "Ost Gazette"),
        ("Comment and let live", "Ost Gazette"),
        ("Analysis of water shows lead", "Ost Gazette"),
        ("", "Ost Gazette"),
        ("|", "Ost Gazette"),
    ],
)
def test_a_headline_that_names_no_site_stays_whole(title, outlet):
    assert bare(title, outlet) == title


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_parts_of_any_title_hold_all_of_it(title, outlet):
    parts = part_title(title, Site(outlet))
    assert "".join(f"{parts.before}{parts.text}{parts.after}".split()) == "".join(title.split())
    assert parts.text or not title.strip()


# tails that recur


def titles(*given):
    rows = [
        dict.fromkeys(LOADED.columns)
        | {"number": n, "read_from": "row", "article": f"a{n}", "outlet": "Gazette", "url": None}
        | {"title": title, "outcome": "analysed", "date_basis": "missing", "text": f"{n} {TEXT}"}
        for n, title in enumerate(given, start=1)
    ]
    return LOADED.validate(pd.DataFrame(rows))


def sites_of(loaded):
    return Sites(BARE, recurring_lines(line_keys(loaded), 5), 0.3, ["title", "body"])


@each("tail", [" | Wessex Mirror", " - Coast & Country", " – the region’s daily", " | News"])
def test_a_tail_of_many_titles_of_an_outlet_is_cut(tail):
    plain = [f"Story {word}" for word in ("one", "two", "three", "four", "five", "six", "seven")]
    loaded = titles(*(title + tail for title in plain))
    assert headlines(loaded, sites_of(loaded)).tolist() == plain


def test_a_tail_of_few_titles_stays():
    given = [f"Story {n} - the dam" for n in range(4)] + [f"Story {n}" for n in range(4, 12)]
    loaded = titles(*given)
    assert headlines(loaded, sites_of(loaded)).tolist() == given


def test_a_tail_that_recurs_at_one_outlet_stays_at_another():
    marks = {mark_of_tail("Coast & Country")}
    title = f"{DAM} - Coast & Country"
    assert part_title(title, Site("Gazette", marks)).text == DAM
    assert part_title(title, Site("Gazette")).text == title


def test_tails_are_what_follows_the_last_edge_and_the_last_bar():
    assert list(tails("Dam drained | The valley - a story")) == ["a story", "The valley - a story"]
    assert list(tails("Dam drained")) == list(tails("| Gazette")) == []


# in a cleaned article


def roles(text, title, outlet="Ost Gazette"):
    parts = clean(text, title, Site(outlet), BARE)
    return [(p.line, p.part, p.role, p.text) for p in parts if p.line < 2]


def test_the_name_in_a_given_title_is_furniture():
    assert roles(TEXT, f"{DAM} | Ost Gazette")[:2] == [
        (0, 1, "title", DAM),
        (0, 2, "furniture", "| Ost Gazette"),
    ]
    assert roles(TEXT, f"Ost Gazette: {DAM}")[:2] == [
        (0, 1, "furniture", "Ost Gazette:"),
        (0, 2, "title", DAM),
    ]


@each("on_page", [DAM, f"{DAM} | Ost Gazette", f"{DAM.upper()} - Ost"])
@each("given", [DAM, f"{DAM} | Ost Gazette", f"Ost Gazette | {DAM}"])
def test_a_headline_on_the_page_is_found_whatever_names_either_holds(on_page, given):
    found = roles(f"{on_page}\n{TEXT}", given)
    assert (found[0][0], found[0][2], found[0][3].casefold()) == (1, "title", DAM.casefold())
    assert [role for _, _, role, _ in found[1:]] == ["furniture"] * (len(found) - 1)


def test_titles_of_records_lose_the_name_and_keep_a_label():
    given = [f"{DAM} | Gazette", f"Analysis: {DAM} - Gazette", f"Opinion | {DAM}", None]
    loaded = titles(*given)
    found = headlines(loaded, sites_of(loaded)).fillna("").tolist()
    assert found == [DAM, f"Analysis: {DAM}", f"Opinion | {DAM}", ""]

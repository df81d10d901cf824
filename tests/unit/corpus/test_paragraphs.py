import pandas as pd
from cases import each

from crossframe.corpus.furniture import Furniture, Patterns
from crossframe.corpus.lines import fingerprint
from crossframe.corpus.paragraphs import Sites, paragraphs
from crossframe.stages import LOADED, PARAGRAPHS

FURNITURE = Furniture(
    wire_services=["AFP"],
    picture_agencies=[],
    general=Patterns(furniture=["menu"]),
    outlets={"Gazette": Patterns(furniture=["tide tables"])},
)
FIRST = "The old ferry sank at noon while the whole town slept."
BLURB = "We bring you the news of the harbour on every morning of the year."
PAGE = (
    f"Menu\n\nFerry sinks\n\n{FIRST}\n\n"
    "Nobody was on board, as the ha\u200brbour has been closed\u00a0on Sundays since May. AFP\n"
)


def record(article: str, text: str | None = PAGE, **given) -> dict:
    """Return a row of the records, with what a test does not care about filled in."""
    return {
        "number": int(article.split("-")[1]),
        "read_from": article,
        "article": article,
        "outlet": "Gazette",
        "title": "Ferry sinks",
        "date": "2031",
        "date_basis": "stated",
        "url": None,
        "stratum": None,
        "genre": None,
        "credit": None,
        "reason": None,
        "outcome": "analysed",
        "text": text,
        **given,
    }


def shares(**outlets: dict[str, float]) -> pd.DataFrame:
    """Return the lines that recur, by outlet, with the share of articles that hold each."""
    rows = [
        (outlet, fingerprint(line), share)
        for outlet, lines in outlets.items()
        for line, share in lines.items()
    ]
    return pd.DataFrame(rows, columns=["outlet", "line", "share"])


def table(*records: dict, recurring=None, least_share=0.3, roles=("title", "body")):
    recurring = shares() if recurring is None else recurring
    sites = Sites(FURNITURE, recurring, least_share, list(roles))
    return paragraphs(LOADED.validate(pd.DataFrame(records)), sites)


def test_every_part_of_every_line_is_a_row():
    found = table(record("g-1"))
    assert list(zip(found["line"], found["part"], found["role"], strict=True)) == [
        (1, 1, "furniture"),
        (3, 1, "title"),
        (5, 1, "body"),
        (7, 1, "body"),
        (7, 2, "credit"),
    ]


def test_the_roles_analysed_are_kept_and_no_other():
    found = table(record("g-1"), roles=["body"])
    assert found.loc[found["kept"], "role"].tolist() == ["body", "body"]


def test_a_line_whose_characters_were_repaired_is_marked():
    found = table(record("g-1"))
    assert found.loc[found["repaired"], "line"].unique().tolist() == [7]


@each("outcome", ["other outlet", "no text", "unreadable", "malformed row"])
def test_records_that_are_no_articles_have_no_lines(outcome):
    found = table(record("g-1", None, outcome=outcome), record("g-2"))
    assert found["article"].unique().tolist() == ["g-2"]


def test_the_order_of_records_is_irrelevant():
    both = [record("g-1"), record("g-2", outlet="Post")]
    assert table(*both).equals(table(*both[::-1]))


def test_the_table_conforms_to_its_schema():
    found = table(record("g-1"))
    assert PARAGRAPHS.validate(found).equals(found)


@each("records", [[], [record("g-1", None, outcome="no text")]])
def test_a_shard_without_an_article_is_an_empty_table(records):
    found = table(*records)
    assert found.empty
    assert list(found.columns) == list(PARAGRAPHS.columns)


def test_a_pattern_of_an_outlet_decides_for_its_records_alone():
    page = PAGE.replace("Menu", "Tide tables")
    found = table(record("g-1", page, title=None), record("p-2", page, title=None, outlet="Post"))
    assert found.loc[found["line"] == 1, "role"].tolist() == ["furniture", "body"]


def test_a_title_that_the_page_does_not_hold_is_line_0():
    found = table(record("g-1", title="Another headline"))
    first = found.iloc[0]
    assert (first["line"], first["role"], first["rule"]) == (0, "title", "given_title")
    assert first["text"] == "Another headline"
    assert first["kept"]


def test_an_article_without_a_title_has_no_line_0():
    assert table(record("g-1", title=None))["line"].tolist() == [1, 3, 5, 7, 7]


# recurring lines


def share_of(found: pd.DataFrame, line: int) -> list[float | None]:
    shares = found.loc[found["line"] == line, "recurring_share"]
    return [None if pd.isna(share) else share for share in shares]


def test_a_line_has_the_share_of_its_outlets_articles_that_hold_it():
    recurring = shares(Gazette={FIRST: 0.25}, Post={FIRST: 0.5, "Menu": 0.125})
    found = table(record("g-1"), record("p-2", outlet="Post"), recurring=recurring, least_share=1)
    gazette, post = (found[found["article"] == article] for article in ("g-1", "p-2"))
    assert (share_of(gazette, 5), share_of(post, 5)) == ([0.25], [0.5])
    assert (share_of(gazette, 1), share_of(post, 1)) == ([None], [0.125])
    assert share_of(post, 3) == [None]


def test_the_share_says_nothing_of_what_another_rule_decided():
    found = table(record("g-1"), recurring=shares(Gazette={"Menu": 1.0, "Ferry sinks": 1.0}))
    assert found.loc[found["line"] < 4, "rule"].tolist() == ["above_headline", "headline"]
    assert share_of(found, 1) + share_of(found, 3) == [1.0, 1.0]


def test_all_parts_of_a_line_have_its_share():
    line = PAGE.splitlines()[6]
    found = table(record("g-1"), recurring=shares(Gazette={line: 0.125}))
    assert share_of(found, 7) == [0.125, 0.125]


@each(("share", "role"), [(0.29, "body"), (0.3, "furniture"), (1.0, "furniture")])
def test_a_line_is_furniture_from_the_least_share_on(share, role):
    page = PAGE.replace(FIRST, f"{FIRST}\n{BLURB}")
    found = table(record("g-1", page), recurring=shares(Gazette={BLURB: share}), least_share=0.3)
    line = found[found["text"] == BLURB].iloc[0]
    assert (line["role"], line["kept"]) == (role, role == "body")
    assert line["recurring_share"] == share


def test_what_recurs_at_one_outlet_is_an_articles_at_another():
    page = PAGE.replace(FIRST, f"{FIRST}\n{BLURB}")
    records = record("g-1", page), record("p-2", page, outlet="Post")
    found = table(*records, recurring=shares(Gazette={BLURB: 0.9}))
    lines = found[found["text"] == BLURB].set_index("article")
    assert lines["role"].to_dict() == {"g-1": "furniture", "p-2": "body"}
    assert lines["recurring_share"].isna().to_dict() == {"g-1": False, "p-2": True}


@each("printed", [BLURB.upper(), BLURB.replace(" ", "  "), f"\t{BLURB} "])
def test_case_and_white_space_tell_no_lines_apart(printed):
    page = PAGE.replace(FIRST, f"{FIRST}\n{printed}")
    found = table(record("g-1", page), recurring=shares(Gazette={BLURB: 1.0}))
    assert found.loc[found["line"] == 6, "rule"].tolist() == ["recurring"]


def test_one_letter_tells_lines_apart():
    page = PAGE.replace(FIRST, f"{FIRST}\n{BLURB[:-1]}s.")
    found = table(record("g-1", page), recurring=shares(Gazette={BLURB: 1.0}))
    assert found.loc[found["line"] == 6, "rule"].tolist() == ["body"]

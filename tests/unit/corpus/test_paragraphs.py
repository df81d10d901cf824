import pytest

from crossframe.corpus.catalogue import Article
from crossframe.corpus.furniture import Furniture, Patterns
from crossframe.corpus.paragraphs import table
from crossframe.schemas import PARAGRAPHS

FURNITURE = Furniture(agencies=["AFP"], general=Patterns(furniture=["menu"]), outlets={})
PAGE = (
    "Menu\n\nFerry sinks\n\nThe old ferry sank at noon while the whole town slept.\n\n"
    "Nobody was on board, as the ha\u200brbour has been closed\u00a0on Sundays since May. AFP\n"
)


def article(name: str) -> Article:
    return Article(name, "Gazette", "Ferry sinks", "2031", "stated", "", "", "0" * 64)


@pytest.fixture
def page(tmp_path):
    (tmp_path / "page").write_text(PAGE, encoding="utf-8")
    return tmp_path / "page"


def test_every_part_of_every_line_is_a_row(page):
    found = table([article("g-1")], {"g-1": page}, FURNITURE, ["title", "body"])
    assert list(zip(found["line"], found["part"], found["role"], strict=True)) == [
        (1, 1, "furniture"),
        (3, 1, "title"),
        (5, 1, "body"),
        (7, 1, "body"),
        (7, 2, "credit"),
    ]


def test_the_roles_analysed_are_kept_and_no_other(page):
    found = table([article("g-1")], {"g-1": page}, FURNITURE, ["body"])
    assert found.loc[found["kept"], "role"].tolist() == ["body", "body"]


def test_a_line_whose_characters_were_repaired_is_marked(page):
    found = table([article("g-1")], {"g-1": page}, FURNITURE, ["body"])
    assert found.loc[found["repaired"], "line"].unique().tolist() == [7]


def test_articles_without_a_text_here_are_left_to_other_shards(page):
    found = table([article("g-1"), article("g-2")], {"g-2": page}, FURNITURE, ["body"])
    assert found["article"].unique().tolist() == ["g-2"]


def test_the_order_of_articles_is_irrelevant(page):
    both = [article("g-1"), article("g-2")]
    texts = {"g-1": page, "g-2": page}
    assert table(both, texts, FURNITURE, ["body"]).equals(
        table(both[::-1], texts, FURNITURE, ["body"])
    )


def test_the_table_conforms_to_its_schema(page):
    found = table([article("g-1")], {"g-1": page}, FURNITURE, ["body"])
    assert PARAGRAPHS.validate(found).equals(found)

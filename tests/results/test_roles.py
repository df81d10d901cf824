"""The role of every line of the five articles, as a reader of the pages judges it."""

import os
from pathlib import Path

import pytest
from cases import each

from crossframe.config import Role
from crossframe.corpus.catalogue import locate_texts, read_catalogue
from crossframe.corpus.clean import clean
from crossframe.corpus.decode import decode
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.headline import Site
from crossframe.store import read_csv

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "seeds" / "catalogue.csv"

# Every line that holds anything, by its number from 1.
LINES: dict[str, dict[Role, list[int]]] = {
    "rferl-2014": {
        "furniture": [1, 3, 34],
        "title": [5],
        "body": list(range(7, 26, 2)),
        "byline": [27],
        "author_note": [29, 31],  # on the blog
    },
    "rbth-2015": {
        "furniture": [1, 37, 43, 49],
        "title": [2],
        "date": [3],
        "caption": [5],  # names the draughtsman only; a credit would be as right, both are dropped
        "body": [7, 9, 11, 13, 18, 20, 22, 27, 29],
        "heading": [16, 25],
        "author_note": [31],
        "disclaimer": [33],
        "teaser": [35, 39, 41, 45, 47, 51],
    },
    "inverse-2016": {
        "title": [1],
        "standfirst": [3],
        "credit": [5],
        "body": [*range(7, 20, 2), 23, 25, 27, 29],
        "heading": [21],
    },
    "bbc-2019": {
        "title": [1],
        "byline": [2],
        "date": [3],
        "body": [*range(4, 10), *range(11, 26), 27, 28, 29, *range(31, 39)],
        "heading": [10, 26, 30],
        "furniture": [39, 40],
    },
    "national-2020": {
        "title": [1],
        "standfirst": [3],
        "caption": [5, 32, 53, 54],
        "furniture": [6],
        "duplicate": [33],
        "heading": [24, 41, 66, 84],
        # 8 presents the series and the author, but in the outlet's own words on the issue
        "body": [
            *range(8, 23, 2),
            *(26, 28, 30, 35, 37, 39),
            *range(43, 52, 2),
            *range(56, 65, 2),
            *range(68, 83, 2),
            *(86, 88, 90),
            *range(93, 102, 2),
        ],
    },
}


def folder() -> Path:
    """Return the folder of the five texts, or skip."""
    for path in (ROOT / "seeds" / "texts", Path(os.environ.get("CROSSFRAME_TEXTS", "absent"))):
        if any(path.glob("*.txt")):
            return path
    pytest.skip("the five texts are not here")


@pytest.mark.texts
@each("name", LINES)
def test_every_line_of_the_five_articles_has_its_true_role(name):
    articles = read_catalogue(CATALOGUE, list(dict.fromkeys(read_csv(CATALOGUE)["outlet"])))
    text = decode(locate_texts(articles, folder(), CATALOGUE)[name].read_bytes())
    article = next(article for article in articles if article.id == name)
    furniture = read_furniture(ROOT / "config" / "furniture.yaml")
    found = {p.line: p.role for p in clean(text, article.title, Site(article.outlet), furniture)}
    true = {line: role for role, lines in LINES[name].items() for line in lines}
    assert found == dict(sorted(true.items()))


def test_no_line_is_listed_with_two_roles():
    for roles in LINES.values():
        lines = [line for listed in roles.values() for line in listed]
        assert len(lines) == len(set(lines))

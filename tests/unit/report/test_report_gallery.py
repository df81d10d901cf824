"""The list of figures and the page of all of them, of figures of hostile names."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from corpora import features, run

from crossframe import figures, io, store
from crossframe.figures import files
from crossframe.figures.style import Canvas
from crossframe.report import captions, gallery

ROOT = Path(__file__).parents[3]
CONFIG = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
OUTLETS = ("Left", "Right")
TERM = '<script>alert("x")'
DRAWN = ("keywords", "frequency")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("results")
    texts = {f"{o}-1": [{"own": f"ban ban {TERM} {TERM}"}, {"own": f"{o.lower()}s ban {TERM}"}]
             for o in OUTLETS}  # fmt: skip
    tables = features(texts)
    store.write_csv(tables["articles"], folder / "tables" / "articles.csv")
    for name in DRAWN:
        shape, table = figures.load(name), run(name, tables, OUTLETS)
        for size, width in zip(figures.SIZES, (89.0, 180.0), strict=True):
            canvas = Canvas(OUTLETS, width, 15)
            rows = shape.select(table, canvas)
            files.save(shape.draw(rows, canvas), folder / "figures" / size / name, 72)
        store.write_csv(rows, folder / "figures" / f"{name}.csv")
    return folder


@pytest.fixture(scope="module")
def config():
    return CONFIG | {"outlets": list(OUTLETS), "title": "A <b>study</b>"}


@pytest.fixture(scope="module")
def listed(results, config):
    paths = [ROOT / "workflow" / "report" / f"{name}.rst" for name in DRAWN]
    return gallery.index(results, config, paths)


def test_the_list_has_a_row_a_figure_and_nothing_is_empty(listed):
    assert [row["figure"] for row in listed] == list(DRAWN)
    for row in listed:
        assert set(row) == set(gallery.COLUMNS)
        assert all(row.values()), row


def test_every_file_that_the_list_names_exists(listed, results):
    for row in listed:
        for size in figures.SIZES:
            for kind in figures.FORMATS:
                assert (results / "figures" / row[f"{size}_{kind}"]).is_file()
        assert (results / "figures" / row["data"]).is_file()
        assert row["one_column_width_mm"] == "89"
        assert float(row["two_columns_height_mm"]) > 20


def test_captions_state_n_and_scope(listed):
    for row in listed:
        assert "n = 4 passages of 2 articles (2 an outlet)" in row["caption"]
        assert "scope: within-article" in row["caption"]


def test_a_figure_that_describes_the_corpus_has_articles_as_n_and_no_scope():
    articles = [{"outlet": o, "n_passages": "3"} for o in ("L", "L", "R")]
    assert captions.size(articles, "") == "3 articles (1 to 2 an outlet)"
    assert captions.size(articles, "across-articles") == "3 articles (1 to 2 an outlet)"
    assert captions.size(articles, "within-article").startswith("9 passages of 3 articles (3 to 6")
    assert captions.scoped("A caption.", "3 articles", "") == "A caption. n = 3 articles."


def test_the_list_can_be_read_back_and_starts_no_formula(listed, tmp_path):
    rows = [listed[0] | {"title": "=1+1"}, *listed[1:]]
    gallery.write(rows, tmp_path / "index.csv")
    columns, found = io.read_rows(tmp_path / "index.csv")
    assert columns == list(gallery.COLUMNS)
    assert [dict(zip(columns, row, strict=True)) for row in found] == rows
    assert ",=1" not in (tmp_path / "index.csv").read_text(encoding="utf-8")


class Parsed(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_page_shows_every_figure_with_its_words_and_runs_nothing(listed, config):
    html = gallery.page(listed, config["title"])
    tags = Parsed(html).tags
    images = [attrs for tag, attrs in tags if tag == "img"]
    assert sorted(i["alt"] for i in images) == sorted(row["alt"] for row in listed)
    assert {tag for tag, _ in tags} & {"script", "iframe", "b"} == set()
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)
    assert "A <b>study</b>" in unescape(html)


def test_the_page_links_every_file(listed, config):
    links = {attrs.get("href") for tag, attrs in Parsed(gallery.page(listed, "A")).tags
             if tag == "a"}  # fmt: skip
    for row in listed:
        kinds = [row[f"{size}_{kind}"] for size in figures.SIZES for kind in figures.FORMATS]
        assert {*kinds, row["data"], f"#{row['figure']}"} <= links


def test_plotted_rows_have_their_types_again(results):
    rows = gallery.plotted(results / "figures" / "frequency.csv", "frequency")
    assert rows["rank"].dtype.kind == rows["n"].dtype.kind == "i"
    assert rows["rate_per_1000"].dtype.kind == "f"
    assert TERM in set(rows["item"])

"""The list of figures, and their captions."""

import pytest
from cases import each
from configs import config_of
from plots import SUBJECTS, rows_of, sheet, tables_of

from crossframe import figures, io
from crossframe.drawing import Drawing
from crossframe.figures import captions, index, sheets

OUTLETS = ("Left", "Right")
TERM = '<script>alert("x")'
DRAWN = ("keywords", "frequency", "comparability")


@pytest.fixture(scope="module")
def config():
    return config_of(outlets=list(OUTLETS))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("figures")


@pytest.fixture(scope="module")
def listed(config, folder):
    drawn = [sheet(name, rows_of(name, OUTLETS, TERM), folder, OUTLETS) for name in DRAWN]
    sheets.print_all(drawn, 1)
    return index.index(drawn, tables_of(OUTLETS)["articles"], config)


def test_the_list_has_a_row_a_figure_and_nothing_is_empty_but_a_scope(listed):
    assert [row["figure"] for row in listed] == list(DRAWN)
    for row in listed:
        assert set(row) == set(index.COLUMNS)
        assert {name for name, cell in row.items() if not cell} <= {"scope"}
    assert [row["scope"] for row in listed] == ["within-article", "within-article", ""]


def test_every_picture_that_the_list_names_exists_and_has_its_size(listed, folder):
    for row in listed:
        for size in figures.SIZES:
            for kind in figures.FORMATS:
                assert (folder / row[f"{size}_{kind}"]).is_file()
        assert row["one_column_width_mm"] == "89"
        assert float(row["two_columns_height_mm"]) > 20


def test_captions_state_n_and_scope(listed):
    words, _, corpus = listed
    assert "n = 7 passages of 2 articles (3 to 4 an outlet)" in words["caption"]
    assert "scope: within-article" in words["caption"]
    assert corpus["caption"].endswith("n = 2 articles (1 an outlet).")


def test_n_is_of_passages_where_these_are_the_units():
    articles = tables_of(("L", "L2", "R"))["articles"].assign(
        outlet=["L", "L", "R"], n_passages=[3, 3, 3]
    )
    assert captions.size(articles, "") == "3 articles (1 to 2 an outlet)"
    assert captions.size(articles, "across-articles") == "3 articles (1 to 2 an outlet)"
    assert captions.size(articles, "within-article").startswith("9 passages of 3 articles (3 to 6")
    assert captions.scoped("A caption.", "3 articles", "") == "A caption. n = 3 articles."


@each("name", SUBJECTS)
def test_a_caption_is_filled_with_what_the_config_says(name, config):
    found = captions.caption(SUBJECTS[name].drawing, config)
    assert len(found.split()) > 10
    assert "{" not in found
    assert "  " not in found


def test_a_caption_that_asks_for_what_no_config_has_is_refused(config):
    with pytest.raises(Exception, match="no_such_key"):
        captions.caption(Drawing("dots", "{{ config.no_such_key }}"), config)


def test_the_list_can_be_read_back_and_starts_no_formula(listed, tmp_path):
    rows = [listed[0] | {"title": "=1+1"}, *listed[1:]]
    index.write(rows, tmp_path / "index.csv")
    columns, found = io.read_rows(tmp_path / "index.csv")
    assert columns == list(index.COLUMNS)
    assert [dict(zip(columns, row, strict=True)) for row in found] == rows
    assert ",=1" not in (tmp_path / "index.csv").read_text(encoding="utf-8")


def test_captions_are_written_as_text(listed, tmp_path):
    paths = [str(tmp_path / f"{row['figure']}.txt") for row in listed]
    index.write_captions(listed, paths)
    for row, path in zip(listed, paths, strict=True):
        with open(path, encoding="utf-8") as file:
            assert file.read() == f"{row['caption']}\n"


def test_the_figures_of_a_study_are_the_overview_and_its_measures_that_are_drawn():
    found = figures.of(["frames", "duplicates", "agency"])
    assert [subject.name for subject in found] == ["fingerprint", "frames", "agency"]
    assert [subject.category for subject in found] == ["Overview", "Framing", "Framing"]

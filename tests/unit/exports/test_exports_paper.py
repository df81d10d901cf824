import re

import pytest
from configs import STUDY, config_of
from inventions import invented, results_in, write
from test_escape import read_latex

from crossframe import measures
from crossframe.exports import paper
from crossframe.exports.excerpts import excerpts
from crossframe.results import LISTS, schemas_by_name, tables_of

AGENCY_VERBS = measures.load("agency_verbs").table
COURSE = measures.load("course").table
FRAMES = measures.load("frames").table
KEYWORDS = measures.load("keywords").table
PAIRS = measures.load("frames").tables[1]
HOSTILE = "a|b & <i>c</i> \\ _d_ #1 $x$ 50 % {e} ~ ^ [f]\nnext"
DASH = "\N{MINUS SIGN}"


@pytest.fixture
def made(tmp_path):
    """Return the printed tables of a measure whose table has given columns."""

    def make(measure, n_rows, level=0.95, most_rows=40, **given):
        table, *others = tables_of(measure)
        write(tmp_path, table, invented(table, n_rows, **given))
        for other in others:
            write(tmp_path, other, invented(other, 0))
        (excerpt, *_) = excerpts(results_in(tmp_path), measure, most_rows)
        return paper.printed(excerpt, "Title", level)

    return make


def column(table, heading):
    return [row[table.header.index(heading)] for row in table.rows]


def latex_rows(page):
    """Return the cells of the header and of every row of a table in LaTeX."""
    inside = page.split("\\toprule\n")[1].split("\\bottomrule")[0].replace("\\midrule\n", "")
    rows = [row.removesuffix(" \\\\") for row in inside.strip().split("\n")]
    return [re.split(r"(?<!\\) & ", row) for row in rows]


# Cells


def test_a_value_stands_with_its_interval_in_as_many_decimals():
    printed = {
        ("0.247", "0.131", "0.484"): "0.25 [0.13, 0.48]",
        ("-0.247", "-0.5", "0.0131"): f"{DASH}0.25 [{DASH}0.50, 0.01]",
        ("0.842105", "0.684292", "1"): "0.84 [0.68, 1.00]",
        ("12.3456", "1.5", "101.7"): "12 [2, 102]",
        ("9.37207", "4.48479", "19.5852"): "9.4 [4.5, 19.6]",
        ("0.00123", "-0.00456", "0.0123"): f"0.001 [{DASH}0.005, 0.012]",
        ("1234.5", "1000.2", "2000"): "1234 [1000, 2000]",
        ("-0.0004", "-0.31", "0.2"): f"0.00 [{DASH}0.31, 0.20]",
        ("0.5", "", ""): "0.50",
        ("0.5", "", "0.75"): "0.50 [–, 0.75]",
        ("", "", ""): "–",
        ("0", "0", "0.0683"): "0.000 [0.000, 0.068]",
        ("3", "", ""): "3",
        ("0", "0", "0"): "0 [0, 0]",
    }
    assert {cells: paper._with_interval(cells[0], cells[1:]) for cells in printed} == printed


def test_an_end_that_no_interval_has_is_missing_in_all(made):
    table = made("course", 2, value=[0.5, 0.25], low=[None, None], high=[0.75, 0.5])
    assert column(table, "value [interval]") == ["0.50 [–, 0.75]", "0.25 [–, 0.50]"]


def test_a_q_has_three_decimals(made):
    q = {0.0434535: "0.043", 0.0002: "<0.001", 0.001: "0.001", 1.0: "1.000", None: "–"}
    assert column(made("frames", 5, q=[*q]), "q") == [*q.values()]


def test_counts_texts_and_truth_values_are_as_they_are(made):
    table = made("shifts", 2, n=[12345, 7], used_more=[True, False], word=["-", "1.50"])
    assert column(table, "n") == ["12345", "7"]
    assert column(table, "used more") == ["yes", "no"]
    assert column(table, "word") == ["-", "1.50"]


def test_notes_are_letters_below_the_table(made):
    table = made("course", 3, note=["few units", None, "no occurrence"])
    assert column(table, "note") == ["a", "", "b"]
    assert table.notes[-2:] == ["a: few units.", "b: no occurrence."]


def test_the_differences_of_comparisons_have_the_interval(tmp_path):
    write(tmp_path, FRAMES, invented(FRAMES, 1))
    data = invented(PAIRS, 2, difference=[0.25, 0.5],
                    difference_low=[0.1, 0.2], difference_high=[0.4, 0.8])  # fmt: skip
    write(tmp_path, PAIRS, data)
    table = paper.printed(excerpts(results_in(tmp_path), "frames", 40)[1], "Frames", 0.95)
    assert column(table, "difference [interval]") == ["0.25 [0.10, 0.40]", "0.50 [0.20, 0.80]"]


# Columns


def test_rows_that_differ_in_one_column_of_the_key_are_told_apart(tmp_path):
    alike = []
    for measure in [*LISTS, *STUDY["measures"]]:
        tables = tables_of(measure)
        for table in tables:
            write(tmp_path, table, invented(table, 0))
        for place, table in enumerate(tables):
            for name in table.key:
                spec = table.columns[name]
                if spec.dtype == "bool" or spec.allowed:
                    continue  # `invented` has one value of these
                one = invented(table, 1).iloc[0]
                others = {key: [one[key]] * 3 for key in table.key if key != name}
                write(tmp_path, table, invented(table, 3, **others))
                excerpt = excerpts(results_in(tmp_path), measure, 40)[place]
                printed = paper.printed(excerpt, "", 0.95)
                if len({*column(printed, name.replace("_", " "))}) != 3:
                    alike.append((table.name, name))
    assert alike == []


def test_no_column_of_a_key_is_left_out():
    tables = schemas_by_name().values()
    assert [table.name for table in tables if {*table.key} & paper.LEFT_OUT] == []


def test_every_column_that_is_left_out_is_of_some_table():
    known = {name for table in schemas_by_name().values() for name in table.columns}
    assert known >= paper.LEFT_OUT


def test_the_value_and_evidence_of_a_measure_are_kept(made):
    header = made("keywords", 2).header
    assert {"value [interval]", "q", "n", "n rest", "rate per 1,000"} <= {*header}
    assert "odds ratio" not in header


# What stands below


def test_the_notes_say_which_rows_these_are_and_what_is_the_same_in_all(made):
    table = made("frames", 50, level=0.9, most_rows=40, scope=["within-article"] * 50)
    notes = " ".join(table.notes)
    assert "Shown: the 40 rows of the lowest q, of 50; the whole table: tables/frames.csv." in notes
    assert "scope: within-article" in notes
    assert "carry no inference to the outlets" in notes
    assert "Intervals: 90 %." in notes
    assert f"q: {FRAMES.columns['q'].description}" in notes


def test_of_a_whole_table_across_articles_nothing_is_said_of_within(made):
    notes = " ".join(made("frames", 3).notes)
    assert "Shown: all rows; the whole table: tables/frames.csv." in notes
    assert "scope: across-articles" in notes
    assert "no inference" not in notes


def test_a_caption_names_the_measure_once(made, tmp_path):
    assert made("frames", 1).caption == f"Title. {FRAMES.description}"
    (excerpt, _) = excerpts(results_in(tmp_path), "frames", 40)
    assert paper.printed(excerpt, "Use of", 0.95).caption == FRAMES.description
    assert paper.printed(excerpt, "", 0.95).caption == FRAMES.description


# Pages


def test_a_page_in_latex_is_a_table_of_the_cells(made):
    table = made("frames", 4, value=[0.5, 0.25, 12, None])
    page = paper.latex(table)
    header, *rows = latex_rows(page)
    read = [" ".join(re.sub(r"\\shortstack\[.\]\{(.*)\}$", r"\1", c).split(r"\\")) for c in header]
    assert [read_latex(cell) for cell in read] == table.header
    assert [[read_latex(cell) for cell in row] for row in rows] == table.rows
    (sides,) = re.findall(r"\\begin\{tabular\}\{(.*)\}", page)
    assert [side == "r" for side in sides] == table.numeric
    assert "\\label{tab:frames}" in page
    assert page.count("\\begin{") == page.count("\\end{") == 2


def test_a_label_of_two_words_has_no_underscore(made):
    assert "\\label{tab:agency-verbs}" in paper.latex(made("agency_verbs", 2))
    assert AGENCY_VERBS.name == "agency_verbs"


def test_a_column_of_long_cells_is_broken(made):
    page = paper.latex(made("frames", 2, frame=["x" * 41, "y"]))
    assert "p{5cm}" in page
    assert "p{5cm}" not in paper.latex(made("frames", 2, frame=["x" * 40, "y"]))


def test_a_table_without_rows_is_printed_with_its_header(made):
    table = made("course", 0)
    assert table.rows == []
    assert latex_rows(paper.latex(table))[1:] == []


def test_hostile_text_stays_in_its_cell(made):
    table = made("frames", 2, frame=[HOSTILE, "b"], note=[HOSTILE, None])
    page = paper.latex(table)
    rows = latex_rows(page)
    assert {len(row) for row in rows} == {len(table.header)}
    assert HOSTILE.replace("\n", " ") in {read_latex(cell) for row in rows[1:] for cell in row}


def test_pages_are_of_every_table_and_fit_a_page(tmp_path):
    config = config_of(measures={"keywords": {}, "frames": {}, "course": {}})
    for table in (*LISTS.values(), KEYWORDS, FRAMES, PAIRS, COURSE):
        write(tmp_path, table, invented(table, 60))
    found = dict(paper.pages(results_in(tmp_path), config))
    names = (*LISTS, "keywords", "frames", "frames_comparisons", "course")
    assert [*found] == [f"{name}.tex" for name in names]
    assert len(latex_rows(found["keywords.tex"])) == 1 + paper.PAGE_ROWS
    few = config_of(measures=config.measures, report={"most_rows": 10})
    assert len(latex_rows(dict(paper.pages(results_in(tmp_path), few))["keywords.tex"])) == 11

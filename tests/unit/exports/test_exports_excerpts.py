import pandas as pd
import pytest
from inventions import invented, results_in, write

from crossframe import io, measures, store
from crossframe.exports.excerpts import excerpts
from crossframe.results import LISTS

COURSE = measures.load("course").table
FRAMES = measures.load("frames").table
KEYWORDS = measures.load("keywords").table
PAIRS = measures.load("frames").tables[1]
Q = [0.5, None, 0.01, 0.2, 0.01, 0.01, None, 0.9]
P = [0.4, 0.1, 0.02, 0.1, 0.01, 0.02, None, 0.8]


@pytest.fixture
def eight(tmp_path):
    """Eight rows of a measure with q, its comparisons empty; where they are."""
    data = invented(FRAMES, 8, q=Q, p=P)
    write(tmp_path, FRAMES, data)
    write(tmp_path, PAIRS, invented(PAIRS, 0))
    return tmp_path


def outlets(excerpt):
    at = excerpt.columns.index("outlet")
    return [row[at] for row in excerpt.rows]


def first(results, most_rows, name="frames"):
    return excerpts(results_in(results), name, most_rows)[0]


# Which rows


def test_a_table_of_few_rows_is_shown_whole_in_its_own_order(eight):
    excerpt = first(eight, 8)
    assert outlets(excerpt) == [f"outlet {n:04}" for n in range(8)]
    assert (excerpt.n_rows, excerpt.shown) == (8, "all rows")


def test_of_many_rows_those_of_the_lowest_q_are_shown_and_of_these_the_lowest_p(eight):
    excerpt = first(eight, 7)
    by = sorted(range(8), key=lambda n: (Q[n] is None, Q[n] or 0, P[n] is None, P[n] or 0, n))
    assert outlets(excerpt) == [f"outlet {n:04}" for n in by[:7]]
    assert by[:3] == [4, 2, 5]  # of one q: by p, and then as the table has them
    assert (excerpt.n_rows, excerpt.shown) == (8, "the 7 rows of the lowest q")


def test_the_same_rows_are_found_part_by_part(eight, monkeypatch):
    whole = first(eight, 5)
    monkeypatch.setattr(store, "PART", 3)
    assert first(eight, 5) == whole


def test_a_row_has_the_id_of_its_row_in_the_table(eight):
    excerpt = first(eight, 3)
    data = store.read_csv(eight / "tables" / "frames.csv")
    ids = dict(zip(data["outlet"], store.row_ids(FRAMES, data), strict=True))
    assert excerpt.ids == [ids[outlet] for outlet in outlets(excerpt)]
    assert excerpt.ids[0] == "frames | outlet 0004 | all | frame 0004 | share"


def test_both_tables_of_a_measure_have_an_excerpt(eight):
    assert [e.table.name for e in excerpts(results_in(eight), "frames", 5)] == [
        "frames",
        "frames_comparisons",
    ]


def test_a_table_without_rows_has_an_excerpt_without_rows(eight):
    excerpt = excerpts(results_in(eight), "frames", 5)[1]
    assert (excerpt.rows, excerpt.ids, excerpt.n_rows, excerpt.same) == ([], [], 0, {})
    assert excerpt.columns == [*PAIRS.columns]


def write_figure(results, ids):
    rows = [["1", row] for row in ids]
    io.write_rows(["rank", "row"], rows, results / "figures" / "frames.csv")


def test_the_rows_of_a_figure_are_shown_in_its_order(eight):
    ids = first(eight, 8).ids
    write_figure(eight, [ids[6], ids[1], ids[3]])
    excerpt = first(eight, 7)
    assert excerpt.ids == [ids[6], ids[1], ids[3]]
    assert excerpt.shown == "the rows of the figure"


def test_rows_that_repeat_those_of_other_tables_are_found_by_these(tmp_path):
    overview, ids = LISTS["fingerprint"], ["frames | A", "frames | B", "naming | A"]
    write(tmp_path, overview, invented(overview, 3, row=ids))
    rows = [["1", ids[2]], ["2", ids[0]]]
    io.write_rows(["rank", "row"], rows, tmp_path / "figures" / "fingerprint.csv")
    excerpt = first(tmp_path, 2, "fingerprint")
    assert [row[excerpt.columns.index("row")] for row in excerpt.rows] == [ids[2], ids[0]]


def test_of_a_figure_of_more_rows_the_first_are_shown(eight):
    ids = first(eight, 8).ids
    write_figure(eight, ids[::-1])
    excerpt = first(eight, 3)
    assert excerpt.ids == ids[:4:-1]
    assert excerpt.shown == "the first 3 rows of the figure"


def test_a_table_of_few_rows_is_whole_whatever_its_figure_plots(eight):
    write_figure(eight, first(eight, 8).ids[:2])
    assert first(eight, 8).shown == "all rows"


def test_a_figure_that_names_no_rows_chooses_none(eight):
    io.write_rows(["rank"], [["1"]], eight / "figures" / "frames.csv")
    assert first(eight, 3).shown == "the 3 rows of the lowest q"


def test_of_a_table_without_q_as_many_rows_of_each_outlet_are_shown(tmp_path):
    of = ["A"] * 6 + ["B"] * 3 + ["C"]
    write(tmp_path, COURSE, invented(COURSE, 10, outlet=of))
    excerpt = first(tmp_path, 6, "course")
    assert outlets(excerpt) == ["A", "A", "A", "B", "B", "C"]
    first_of_each = [0, 1, 2, 6, 7, 9]
    assert excerpt.ids == [
        excerpts(results_in(tmp_path), "course", 10)[0].ids[n] for n in first_of_each
    ]
    assert excerpt.shown == "the first 6 rows, as many of each outlet"


def test_where_nothing_could_be_tested_all_outlets_are_shown(tmp_path):
    none = [None] * 6
    data = invented(FRAMES, 6, outlet=["A"] * 4 + ["B"] * 2, q=none, p=none)
    write(tmp_path, FRAMES, data)
    write(tmp_path, PAIRS, invented(PAIRS, 0))
    excerpt = first(tmp_path, 4)
    assert outlets(excerpt) == ["A", "A", "B", "B"]
    assert "q" not in excerpt.shown


def test_a_table_of_no_outlets_begins_at_its_first_row(tmp_path):
    write(tmp_path, LISTS["audit"], invented(LISTS["audit"], 5))
    excerpt = first(tmp_path, 2, "audit")
    assert [row[0] for row in excerpt.rows] == ["article 0000", "article 0001"]
    assert excerpt.shown == "the first 2 rows"


# Which columns


def test_what_is_the_same_in_all_rows_stands_once(tmp_path):
    data = invented(FRAMES, 8, unit_of_value=["share"] * 8)
    write(tmp_path, FRAMES, data)
    write(tmp_path, PAIRS, invented(PAIRS, 0))
    excerpt = first(tmp_path, 8)
    assert excerpt.same == {
        "voice": "all",
        "statistic": "share",
        "unit_of_value": "share",
        "unit": "article",
        "scope": "across-articles",
        "note": "",
    }
    assert excerpt.columns == [name for name in FRAMES.columns if name not in excerpt.same]


def test_numbers_that_are_equal_stay_but_an_empty_column_and_a_key_go(tmp_path):
    given = {"n_units": [3, 3], "low": [None, None], "segment": [2, 2], "n_of": [7, 8]}
    write(tmp_path, COURSE, invented(COURSE, 2, **given))
    excerpt = first(tmp_path, 5, "course")
    assert excerpt.same["low"] == ""
    assert excerpt.same["segment"] == "2"
    assert {"n_units", "n_of"} <= {*excerpt.columns}


def test_of_a_single_row_every_column_is_shown(tmp_path):
    write(tmp_path, COURSE, invented(COURSE, 1))
    excerpt = first(tmp_path, 5, "course")
    assert (excerpt.same, excerpt.columns) == ({}, [*COURSE.columns])


def test_cells_are_those_of_the_csv_file_without_what_makes_them_safe_there(tmp_path):
    data = invented(KEYWORDS, 2, term=["=1+1", "'tis"], value=[1 / 3, None])
    write(tmp_path, KEYWORDS, data)
    excerpt = first(tmp_path, 5, "keywords")
    cells = pd.DataFrame(excerpt.rows, columns=excerpt.columns)
    assert cells["term"].tolist() == ["=1+1", "'tis"]
    assert cells["value"].tolist() == ["0.333333", ""]
    assert excerpt.ids[0].startswith("keywords | outlet 0000 | all | =1+1")

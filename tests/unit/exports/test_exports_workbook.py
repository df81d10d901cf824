import os
import time
import zipfile

import openpyxl
import pytest
from configs import config_of
from inventions import invented, results_in, write

from crossframe import io, measures, store
from crossframe.exports import workbook
from crossframe.results import LISTS, tables_of

MEASURES = ("shifts", "frames")
FRAMES = measures.load("frames").table
SHIFTS = measures.load("shifts").table
HOSTILE = ["=1+1", "+1", "-1", "@x", "\tx", "'x", "=HYPERLINK(\"http://x\")", "http://x.example",
           "mailto:x@x.example", "1.5", "<b>", "\x01\x0b", "\u202eturned", "a\nb"]  # fmt: skip


@pytest.fixture
def made(tmp_path):
    """Return the workbook of a few tables, of which shifts holds given columns."""

    def make(n_rows=3, **given):
        for table in LISTS.values():
            write(tmp_path, table, invented(table, n_rows))
        write(tmp_path, SHIFTS, invented(SHIFTS, n_rows, **given))
        for table in tables_of("frames"):
            write(tmp_path, table, invented(table, n_rows))
        config = config_of(measures={name: {} for name in MEASURES})
        workbook.write(results_in(tmp_path), config, tmp_path / "paper" / "tables.xlsx")
        return tmp_path / "paper" / "tables.xlsx"

    return make


def rows(path, sheet):
    return [list(row) for row in openpyxl.load_workbook(path)[sheet].values]


def column(path, sheet, name):
    header, *found = rows(path, sheet)
    return [row[header.index(name)] for row in found]


def test_there_is_a_sheet_for_each_table_after_the_list_and_the_dictionary(made):
    expected = ["contents", "dictionary", *LISTS, "shifts", "frames", "frames_comparisons"]
    assert openpyxl.load_workbook(made()).sheetnames == expected


def test_the_list_names_every_table_with_its_rows(made):
    header, *listed = rows(made(4), "contents")
    assert header == [*workbook.CONTENTS]
    frames_row = ["frames", measures.load("frames").title, FRAMES.description, 4, None]
    assert listed[-2] == frames_row
    assert [row[0] for row in listed] == [*LISTS, "shifts", "frames", "frames_comparisons"]
    assert listed[0][1] is None


def test_the_dictionary_describes_every_column_of_every_table(made):
    header, *described = rows(made(), "dictionary")
    tables = [table for name in (*LISTS, *MEASURES) for table in tables_of(name)]
    assert [row[:2] for row in described] == [[t.name, c] for t in tables for c in t.columns]
    row = dict(
        zip(header, described[[r[:2] for r in described].index(["frames", "q"])], strict=True)
    )
    q = FRAMES.columns["q"]
    assert row["meaning"] == q.description
    assert (row["type"], row["key"], row["may be empty"]) == ("number", None, "yes")
    outlet = described[[r[:2] for r in described].index(["frames", "outlet"])]
    assert outlet[2:5] == ["text", "yes", None]


def test_numbers_are_numbers_and_truth_values_truth_values(made):
    path = made(2, value=[0.25, None], n=[3, 12], used_more=[True, False])
    assert column(path, "shifts", "value") == [0.25, None]
    assert column(path, "shifts", "n") == [3, 12]
    assert column(path, "shifts", "used_more") == [True, False]


def test_every_cell_is_that_of_the_csv_file(made):
    path = made(3)
    for name in ("articles", "shifts", "frames", "frames_comparisons"):
        header, cells = io.read_rows(path.parents[1] / "tables" / f"{name}.csv")
        found, *values = rows(path, name)
        assert found == header
        for row, expected in zip(values, cells, strict=True):
            texts = ["" if v is None else store.FLOAT_FORMAT % v if type(v) is float else str(v)
                     for v in row]  # fmt: skip
            assert texts == expected


def test_text_is_text_whatever_it_holds(made):
    path = made(len(HOSTILE), word=HOSTILE)
    sheet = openpyxl.load_workbook(path)["shifts"]
    at = [cell.value for cell in sheet[1]].index("word") + 1
    cells = [sheet.cell(row, at) for row in range(2, 2 + len(HOSTILE))]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    # a spreadsheet keeps as text what would be a formula once it is edited
    quoted = {cell.value for cell in cells if cell.quotePrefix}
    assert quoted == {text for text in HOSTILE if text.startswith(io.FORMULA_STARTS)}
    shown = {cell.value for cell in cells}
    assert {text for text in HOSTILE if text.isprintable()} <= shown


def test_there_is_no_formula_and_no_link(made):
    with zipfile.ZipFile(made(len(HOSTILE), word=HOSTILE)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in content
                assert b"hyperlink" not in content.lower().replace(b"=hyperlink(", b"")
            assert b"calcChain" not in content


def test_the_header_stays_in_sight_and_columns_can_be_filtered(made):
    book = openpyxl.load_workbook(made(5))
    for name in book.sheetnames:
        assert book[name].freeze_panes == "A2"
    last = openpyxl.utils.get_column_letter(len(SHIFTS.columns))
    assert book["shifts"].auto_filter.ref == f"A1:{last}6"


def test_columns_are_as_wide_as_their_cells_within_limits(made):
    words = ["x" * 30, "y", "z"]
    book = openpyxl.load_workbook(made(3, word=words, note=["n" * 200, None, None]))
    letters = {cell.value: cell.column_letter for cell in book["shifts"][1]}
    widths = book["shifts"].column_dimensions
    assert 30 <= widths[letters["word"]].width < 32
    assert 60 <= widths[letters["note"]].width < 62
    assert 6 <= widths[letters["n"]].width < 8


def test_the_same_tables_give_the_same_bytes_anywhere_at_any_time(made, monkeypatch):
    first = made().read_bytes()
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    time.tzset()
    mask = os.umask(0o077)
    try:
        assert made().read_bytes() == first
    finally:
        os.umask(mask)
        monkeypatch.undo()
        time.tzset()
    with zipfile.ZipFile(made()) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        assert b"1980-01-01" in archive.read("docProps/core.xml")


def test_a_table_of_more_rows_than_a_sheet_is_cut_and_says_so(made, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 10)
    for n_rows in (9, 10, 11):
        path = made(n_rows)
        assert len(rows(path, "shifts")) == 10
        listed = {row[0]: row for row in rows(path, "contents")}
        cut = "The sheet holds the first 9 rows; all are in tables/shifts.csv."
        assert listed["shifts"][3:] == [n_rows, cut if n_rows > 9 else None]


def test_a_text_of_more_characters_than_a_cell_is_cut_with_a_mark(made):
    path = made(2, word=["x" * 40_000, "y" * workbook.MOST_CHARACTERS])
    first, second = sorted(column(path, "shifts", "word"))
    assert first == "x" * (workbook.MOST_CHARACTERS - 1) + "…"
    assert second == "y" * workbook.MOST_CHARACTERS


def test_every_table_has_a_name_that_a_sheet_can_have():
    names = [t.name for name in [*LISTS, *measures.names()] for t in tables_of(name)]
    assert max(map(len, names)) <= 31
    assert not {"contents", "dictionary"} & {*names}

"""Excerpts of the tables as a paper prints them, in LaTeX, ready to paste.

An interval stands with its value in one cell, numbers have two or three digits that count, notes
are letters, and what is the same in all rows stands below the table.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import product
from string import ascii_lowercase
from typing import NamedTuple

import pandas as pd

from crossframe import escape
from crossframe.config import Config
from crossframe.exports.excerpts import Excerpt, excerpts
from crossframe.results import Results, listed, title_of
from crossframe.schemas import NUMBERS, Table

END = re.compile(r"(^|_)(low|high)$")  # an end of the interval of the column before it
PROBABILITIES = ("p", "q", "q_joined")
LEAST_PROBABILITY = 0.001  # smaller ones are not told apart
NONE = "–"
LETTERS = [*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2))]
IN_WORDS = {"True": "yes", "False": "no"}
LONG = 40  # characters of a cell, beyond which LaTeX breaks its lines
PAGE_ROWS = 40  # that a printed page has room for
CENTIMETRES = 5  # of a column that is broken
LATEX = r"""%% Needs the packages booktabs and graphicx; beyond Latin letters, XeLaTeX or LuaLaTeX.
\begin{table}
\centering\footnotesize\setlength{\tabcolsep}{3pt}
\caption{%(caption)s}
\label{tab:%(label)s}
\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%%
%(tabular)s}
\par\smallskip\raggedright\textit{Notes.} %(notes)s
\end{table}
"""
# Columns that a page has no room for; the CSV file has them.
LEFT_OUT = {
    # q says what p does, and counts how many were tested
    *("p", "p_pooled", "p_max_t"),
    # the value less the difference
    *("rest", "rest_per_1000"),
    # of the terms: one measure each of effect, evidence and dispersion is kept
    *("tf_idf", "dp", "one_unit", "n_units_with_rest", "text_dispersion", "juilland_d"),
    *("carroll_d2", "rosengren_s", "kl_divergence", "kl_norm", "log_ratio_conservative"),
    *("percent_difference", "odds_ratio", "simple_maths", "g2_two_cells", "chi_square"),
    *("log_odds",),
    # of the articles
    *("url", "date_basis", "stratum", "wire", "genre_basis"),
    *("other_language_share", "cluster"),
}


class Printed(NamedTuple):
    """A table as it is printed, all text still unescaped.

    Attributes:
        name: Name of the table.
        caption: What it is.
        header: Heading of each column.
        numeric: Whether a column holds numbers.
        rows: The cells.
        notes: What stands below it.
    """

    name: str
    caption: str
    header: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    notes: list[str]


def pages(results: Results, config: Config) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, and what it holds: each table in LaTeX.

    Args:
        results: The results.
        config: The study's config.
    """
    most = min(config.report.most_rows, PAGE_ROWS)
    for name in listed(config):
        for excerpt in excerpts(results, name, most):
            table = printed(excerpt, title_of(name), config.inference.level)
            yield f"{table.name}.tex", latex(table)


def printed(excerpt: Excerpt, title: str, level: float) -> Printed:
    """Return an excerpt as it is printed.

    Args:
        excerpt: The excerpt.
        title: Title of the measure, before the table's description; or nothing.
        level: Of the intervals.
    """
    table, columns = excerpt.table, _columns(excerpt)
    letters = _letters(excerpt)
    cells = [excerpt.same | dict(zip(excerpt.columns, row, strict=True)) for row in excerpt.rows]
    return Printed(
        table.name,
        table.description
        if table.description.startswith(title)
        else f"{title}. {table.description}",
        [_heading(column) for column in columns],
        [_is_number(table, column[0]) for column in columns],
        [[_cell(table, column, row, letters) for column in columns] for row in cells],
        [*_notes(excerpt, columns, level), *(f"{mark}: {note}." for note, mark in letters.items())],
    )


def latex(table: Printed) -> str:
    """Return a table in LaTeX, which shrinks it where it is wider than the text."""
    longest = [max(map(len, cells), default=0) for cells in zip(*table.rows, strict=True)]
    longest = longest or [len(heading) for heading in table.header]
    header = [_stacked(*each) for each in zip(table.header, longest, table.numeric, strict=True)]
    cells = [[escape.latex(cell) for cell in row] for row in table.rows]
    style = pd.DataFrame(cells, columns=header, dtype="object").style.hide(axis="index")
    sides = map(_side, longest, table.numeric)
    return LATEX % {
        "caption": escape.latex(table.caption),
        "label": table.name.replace("_", "-"),
        "tabular": style.to_latex(hrules=True, column_format="".join(sides)).rstrip(),
        "notes": " ".join(map(escape.latex, table.notes)),
    }


def _stacked(heading: str, longest: int, numeric: bool) -> str:
    """Return a heading, its words below one another where the column is narrower."""
    words = [escape.latex(word) for word in heading.split()]
    if len(heading) <= longest:
        return " ".join(words)
    lines = r"\\".join(words)
    return rf"\shortstack[{'r' if numeric else 'l'}]{{{lines}}}"


def _side(longest: int, numeric: bool) -> str:
    if longest > LONG:
        return f"p{{{CENTIMETRES}cm}}"
    return "r" if numeric else "l"


def _columns(excerpt: Excerpt) -> list[list[str]]:
    """Return the columns that are printed, each value with the ends of its interval."""
    columns: list[list[str]] = []
    for name in excerpt.table.columns:
        if END.search(name) and columns:
            columns[-1].append(name)
        else:
            columns.append([name])
    return [c for c in columns if {*c} & {*excerpt.columns} and c[0] not in LEFT_OUT]


def _heading(column: Sequence[str]) -> str:
    words = column[0].replace("_1000", "_1,000").replace("_", " ")
    return f"{words} [interval]" if column[1:] else words


def _cell(table: Table, column: Sequence[str], row: dict[str, str], letters: dict[str, str]) -> str:
    """Return a cell: a value, and the ends of its interval where there are any."""
    value, *ends = (row[name] for name in column)
    dtype = str(table.columns[column[0]].dtype)
    if column[0] == "note":
        return letters.get(value, "")
    if column[0] in PROBABILITIES:
        return _probability(value)
    if dtype == "float64" and column[0] not in table.key:
        return _with_interval(value, ends)
    return IN_WORDS.get(value, value) if dtype == "bool" else value


def _with_interval(value: str, ends: Sequence[str]) -> str:
    """Return numbers with as many decimals as the largest needs: '0.25 [0.13, 0.48]'."""
    numbers = [float(cell) if cell else math.nan for cell in (value, *ends)]
    first, *others = (_rounded(number, _decimals(numbers)) for number in numbers)
    return f"{first} [{', '.join(others)}]" if any(ends) else first


def _decimals(numbers: Sequence[float]) -> int:
    """Return the decimals that leave the largest number three digits, or two below 1."""
    known = [abs(number) for number in numbers if not math.isnan(number)]
    if all(number.is_integer() for number in known):
        return 0
    whole = math.floor(math.log10(max(known))) + 1
    return max((3 if whole > 0 else 2) - whole, 0)


def _rounded(number: float, decimals: int) -> str:
    if math.isnan(number):
        return NONE
    return f"{round(number, decimals) + 0.0:.{decimals}f}".replace("-", "\N{MINUS SIGN}")


def _probability(cell: str) -> str:
    if not cell:
        return NONE
    return f"{float(cell):.3f}" if float(cell) >= LEAST_PROBABILITY else f"<{LEAST_PROBABILITY}"


def _letters(excerpt: Excerpt) -> dict[str, str]:
    """Return a letter for each note of the rows."""
    if "note" not in excerpt.columns:
        return {}
    at = excerpt.columns.index("note")
    notes = sorted({row[at] for row in excerpt.rows} - {""})
    return dict(zip(notes, LETTERS, strict=False))


def _notes(excerpt: Excerpt, columns: Sequence[Sequence[str]], level: float) -> list[str]:
    """Return what a reader must know: which rows these are, what is the same, what columns mean."""
    table = excerpt.table
    some = f", of {excerpt.n_rows}" if excerpt.n_rows > len(excerpt.rows) else ""
    notes = [f"Shown: {excerpt.shown}{some}; the whole table: tables/{table.name}.csv."]
    same = [
        f"{_heading([name])}: {IN_WORDS.get(cell, cell)}"
        for name, cell in excerpt.same.items()
        if cell
    ]
    if same:
        notes.append(f"In all rows: {'; '.join(same)}.")
    if any(column[1:] for column in columns):
        notes.append(f"Intervals: {100 * level:g} %.")
    told = [column[0] for column in columns if column[0] not in (*table.key, "note")]
    notes += [f"{_heading([name])}: {table.columns[name].description}" for name in told]
    if excerpt.same.get("scope") == "within-article":
        notes.append(str(table.columns["scope"].description))
    return notes


def _is_number(table: Table, name: str) -> bool:
    return str(table.columns[name].dtype) in NUMBERS

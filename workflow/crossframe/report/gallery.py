"""All figures on one page, and the list of them that other pages read."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from crossframe import figures, io, store
from crossframe.figures.files import size_mm
from crossframe.figures.style import Canvas
from crossframe.report import captions
from crossframe.schemas import NUMBERS

TEMPLATE = Path(__file__).with_name("gallery.html.j2")
# Columns of numbers that a figure's rows have and its table has not.
DERIVED = ("rank", "step", "value")
COLUMNS = (
    "figure", "title", "category", "caption", "alt", "n", "scope", "data",
    *(f"{size}_{what}" for size in figures.SIZES
      for what in (*figures.FORMATS, "width_mm", "height_mm")),
)  # fmt: skip


def index(results: Path, config: dict[str, Any], templates: Sequence[Path]) -> list[dict[str, str]]:
    """Return a row for each figure, with the names in `COLUMNS`.

    Args:
        results: Folder of the results, with tables and figures.
        config: The study's config.
        templates: The caption of each figure, named as it is, in the order of the report.
    """
    columns, cells = io.read_rows(results / "tables" / "articles.csv")
    articles = [dict(zip(columns, row, strict=True)) for row in cells]
    rows = {
        path: plotted(results / "figures" / f"{path.stem}.csv", path.stem) for path in templates
    }
    scope = next((str(s) for own in rows.values() if "scope" in own for s in own["scope"]), "")
    canvas = Canvas(tuple(config["outlets"]), config["figures"]["two_columns_mm"],
                    config["figures"]["most_items"])  # fmt: skip
    listed = []
    for path, own in rows.items():
        of = scope if "scope" in own else ""  # without it, a description of the corpus
        n = captions.size(articles, of)
        text = captions.scoped(captions.caption(path, config), n, of)
        facts = {"figure": path.stem, "caption": text, "n": n, "scope": of}
        listed.append(
            facts | _told(own, path.stem, canvas) | _files(results / "figures", path.stem)
        )
    return listed


def write(rows: Sequence[Mapping[str, str]], path: Path) -> None:
    """Write the list as CSV."""
    io.write_rows(COLUMNS, [[row[name] for name in COLUMNS] for row in rows], path)


def page(rows: Sequence[Mapping[str, str]], title: str) -> str:
    """Return the page that shows all figures, by category."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    order = ["Overview", *figures.CATEGORIES]
    held = sorted(rows, key=lambda row: order.index(row["category"]))
    groups = [(name, list(each)) for name, each in groupby(held, lambda row: row["category"])]
    return template.render(title=title, groups=groups, formats=figures.FORMATS)


def plotted(path: Path, name: str) -> pd.DataFrame:
    """Return the rows that a figure plots, from its CSV file, with their types."""
    rows = store.read_csv(path)
    kinds = {column: str(spec.dtype) for column, spec in figures.table(name).columns.items()}
    for column in map(str, rows.columns):
        if column in DERIVED or kinds.get(column) in NUMBERS:
            rows[column] = pd.to_numeric(rows[column])
        elif kinds.get(column) == "bool":
            rows[column] = rows[column] == "True"
    return rows


def _told(rows: pd.DataFrame, name: str, canvas: Canvas) -> dict[str, str]:
    """Return what a figure is, and what it shows."""
    return {
        "title": figures.title(name),
        "category": figures.category(name),
        "alt": figures.load(name).describe(rows, canvas),
        "data": f"{name}.csv",
    }


def _files(folder: Path, name: str) -> dict[str, str]:
    """Return the files of a figure, named from the folder of all, and their sizes."""
    found: dict[str, str] = {}
    for size in figures.SIZES:
        width, height = size_mm(folder / size / f"{name}.svg")
        found |= {f"{size}_{kind}": f"{size}/{name}.{kind}" for kind in figures.FORMATS}
        found |= {f"{size}_width_mm": f"{width:g}", f"{size}_height_mm": f"{height:g}"}
    return found

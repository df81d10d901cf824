"""The list of all figures, which pages read: captions, words for the blind, files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe import io
from crossframe.config import Config
from crossframe.figures import FORMATS, SIZES, captions, files
from crossframe.figures.sheets import Drawn

COLUMNS = (
    "figure", "title", "category", "caption", "alt", "n", "scope", "data",
    *(f"{size}_{what}" for size in SIZES for what in (*FORMATS, "width_mm", "height_mm")),
)  # fmt: skip


def index(drawn: Sequence[Drawn], articles: pd.DataFrame, config: Config) -> list[dict[str, str]]:
    """Return a row for each figure, with the names in `COLUMNS`.

    Args:
        drawn: The figures, in the order of the report.
        articles: The analysed articles.
        config: The study's config.
    """
    scope = next((str(s) for each in drawn if "scope" in each.rows for s in each.rows["scope"]), "")
    return [_row(each, articles, config, scope if "scope" in each.rows else "") for each in drawn]


def write(rows: Sequence[Mapping[str, str]], path: Path) -> None:
    """Write the list as CSV."""
    io.write_rows(COLUMNS, [[row[name] for name in COLUMNS] for row in rows], path)


def write_captions(rows: Sequence[Mapping[str, str]], paths: Sequence[str]) -> None:
    """Write each caption as text, which Snakemake's own report shows."""
    for row, path in zip(rows, paths, strict=True):
        io.write_text(f"{row['caption']}\n", Path(path))


def _row(drawn: Drawn, articles: pd.DataFrame, config: Config, scope: str) -> dict[str, str]:
    """Return the row of a figure; it has no scope where it describes the corpus."""
    subject, canvas = drawn.subject, drawn.canvases[SIZES[0]]
    n = captions.size(articles, scope)
    return {
        "figure": subject.name,
        "title": subject.title,
        "category": subject.category,
        "caption": captions.scoped(captions.caption(subject.drawing, config), n, scope),
        "alt": subject.shape.describe(drawn.rows, subject.drawing, canvas),
        "n": n,
        "scope": scope,
        "data": f"{subject.name}.csv",
        **_files(drawn.folder, subject.name),
    }


def _files(folder: Path, name: str) -> dict[str, str]:
    """Return the files of a figure, named from the folder of all, and their sizes."""
    found: dict[str, str] = {}
    for size in SIZES:
        width, height = files.size_mm(folder / size / f"{name}.svg")
        found |= {f"{size}_{kind}": f"{size}/{name}.{kind}" for kind in FORMATS}
        found |= {f"{size}_width_mm": f"{width:g}", f"{size}_height_mm": f"{height:g}"}
    return found

"""The report page: one file that holds every figure, its caption and its data."""

import base64
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

from crossframe import io
from crossframe.measures.verdicts import CHECKS
from crossframe.report.calibration import sentences

TEMPLATE = Path(__file__).with_name("page.html.j2")


def render(
    results: Path, config: dict[str, Any], captions: list[Path], titles: Mapping[str, str]
) -> str:
    """Return the page.

    Args:
        results: Folder of the results, with tables and figures.
        config: The study's config.
        captions: Caption of each figure, a template of the figure's name.
        titles: Title of each figure.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    articles = _records(results / "tables" / "articles.csv")
    scopes = {
        row.get("scope")
        for measure in config["measures"]
        for row in _records(results / "tables" / f"{measure}.csv")
    }
    return template.render(
        config=config,
        within="within-article" in scopes,
        verdicts=_verdicts(results, config),
        checked=list(CHECKS.values()),
        calibration=_calibration(results, config),
        articles=articles,
        outlets=[_outlet(articles, outlet) for outlet in config["outlets"]],
        sections=[_section(results, path, config, titles[path.stem]) for path in captions],
    )


def caption(path: Path, config: dict[str, Any]) -> str:
    """Return a caption filled with the parameters that ran, as Snakemake's own report does."""
    template = jinja2.Template(path.read_text(encoding="utf-8"), undefined=jinja2.StrictUndefined)
    return " ".join(template.render(snakemake=SimpleNamespace(config=config)).split())


def _section(results: Path, path: Path, config: dict[str, Any], title: str) -> dict[str, Any]:
    name = path.stem
    png = (results / "figures" / f"{name}.png").read_bytes()  # smaller than a vector figure
    columns, rows = io.read_rows(results / "figures" / f"{name}.csv")
    return {
        "name": name,
        "title": title,
        "image": base64.b64encode(png).decode("ascii"),
        "caption": caption(path, config),
        "columns": columns,
        "rows": rows,
    }


def _verdicts(results: Path, config: dict[str, Any]) -> list[str] | None:
    """Return the imbalances between the outlets; None where the study does not look for them."""
    if "verdicts" not in config["measures"]:
        return None
    return [row["verdict"] for row in _records(results / "tables" / "verdicts.csv")]


def _calibration(results: Path, config: dict[str, Any]) -> list[str]:
    """Return what the tests find; nothing where the study does not look at it."""
    if "calibration" not in config["measures"]:
        return []
    return sentences(_records(results / "tables" / "calibration.csv"))


def _outlet(articles: list[dict[str, str]], outlet: str) -> dict[str, Any]:
    own = [article for article in articles if article["outlet"] == outlet]
    return {
        "name": outlet,
        "articles": len(own),
        "tokens": sum(int(article["n_tokens"]) for article in own),
    }


def _records(path: Path) -> list[dict[str, str]]:
    columns, rows = io.read_rows(path)
    return [dict(zip(columns, row, strict=True)) for row in rows]

"""The report page: one file that holds every figure, its caption and its data."""

import base64
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pandas as pd

from crossframe import io, measures

TEMPLATE = Path(__file__).with_name("page.html.j2")


def render(results: Path, config: dict[str, Any], captions: list[Path]) -> str:
    """Return the page.

    Args:
        results: Folder of the results, with tables and figures.
        config: The study's config.
        captions: Caption of each figure, a template of the figure's name.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    articles = io.read_csv(results / "tables" / "articles.csv")
    first = io.read_csv(results / "tables" / f"{next(iter(config['measures']))}.csv")
    return template.render(
        config=config,
        within=(first["scope"] == "within-article").any(),
        articles=articles.to_dict("records"),
        outlets=_outlets(articles, config["outlets"]),
        sections=[_section(results, path, config) for path in captions],
    )


def caption(path: Path, config: dict[str, Any]) -> str:
    """Return a caption filled with the parameters that ran, as Snakemake's own report does."""
    template = jinja2.Template(path.read_text(encoding="utf-8"), undefined=jinja2.StrictUndefined)
    return " ".join(template.render(snakemake=SimpleNamespace(config=config)).split())


def _section(results: Path, path: Path, config: dict[str, Any]) -> dict[str, Any]:
    name = path.stem
    svg = (results / "figures" / f"{name}.svg").read_bytes()
    return {
        "name": name,
        "title": measures.load(name).TITLE,
        "image": base64.b64encode(svg).decode("ascii"),
        "caption": caption(path, config),
        "table": _table(io.read_csv(results / "figures" / f"{name}.csv")),
    }


def _outlets(articles: pd.DataFrame, order: list[str]) -> list[dict[str, Any]]:
    counts = articles.assign(n_tokens=articles["n_tokens"].astype(int)).groupby("outlet")
    return [
        {
            "name": outlet,
            "articles": len(counts.get_group(outlet)),
            "tokens": int(counts.get_group(outlet)["n_tokens"].sum()),
        }
        for outlet in order
    ]


def _table(data: pd.DataFrame) -> dict[str, Any]:
    return {
        "columns": list(data.columns),
        "rows": data.astype(object).where(data.notna(), "").to_numpy().tolist(),
    }

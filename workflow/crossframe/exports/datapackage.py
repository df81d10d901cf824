"""The tables and the figures' data as a Frictionless Data Package: files, columns, types, keys."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crossframe import io
from crossframe.config import Config
from crossframe.provenance import file_digest
from crossframe.results import Results, listed, tables_of
from crossframe.schemas import Column, Table

MOST_SOURCES = 100  # beyond, the table of the articles lists them better
TYPES = {"int64": "integer", "float64": "number", "bool": "boolean"}
# Columns of the figures' data beside those of the tables.
PLOTTED = {
    "row": ("string", "Id of the row of the table: its name, and the cells of its key."),
    "panel": ("string", "The panel of the figure."),
    "rank": ("integer", "Place in the figure."),
    "step": ("integer", "Place in the figure."),
    "item": ("string", "What is plotted, as the figure names it."),
    "pair": ("string", "The two outlets, as the figure names them."),
}
QUOTED = (
    "A text that a spreadsheet would run as a formula, or that begins with an apostrophe, has an "
    "apostrophe before it that is no part of it."
)


def describe(results: Results, config: Config) -> dict[str, Any]:
    """Return the description of the package, whose files are named from the folder of results.

    Args:
        results: The results.
        config: The study's config.
    """
    tabular = [
        _resource(results.tables[table.name], table.name, table.description)
        | {"schema": _schema(table)}
        for name in listed(config)
        for table in tables_of(name)
    ]
    drawn = [
        _resource(path, f"figure_{name}", f"What the figure {name} plots.")
        | {"schema": _schema_of_figure(path, tables_of(name)[0])}
        for name, path in results.plotted.items()
    ]
    return {
        "profile": "tabular-data-package",
        "name": "crossframe-results",
        "title": config.title,
        "description": f"Tables of a comparison of news outlets, made by Crossframe. {QUOTED}",
        "keywords": ["news", "framing", "content analysis"],
        "sources": [*_sources(results.text("articles"))],
        "resources": tabular + drawn,
    }


def write(package: Mapping[str, Any], path: Path) -> None:
    """Write a package as JSON, a resource a line: indented it would be twice the size."""
    facts = [
        f"  {json.dumps(name)}: {_lines(value) if name == 'resources' else _json(value)}"
        for name, value in package.items()
    ]
    io.write_text("{\n" + ",\n".join(facts) + "\n}\n", path)


def _lines(values: Sequence[object]) -> str:
    return "[\n" + ",\n".join(f"    {_json(value)}" for value in values) + "\n  ]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _resource(path: Path, name: str, description: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "description": description,
        "path": f"{path.parent.name}/{path.name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{file_digest(path)}",
    }


def _schema(table: Table) -> dict[str, Any]:
    fields = [_field(name, spec) | _constraints(spec) for name, spec in table.columns.items()]
    return {"fields": fields, "primaryKey": [*table.key], "missingValues": [""]}


def _schema_of_figure(path: Path, table: Table) -> dict[str, Any]:
    """Return the schema of a figure's data, whose columns are the table's where it has them."""
    fields = [
        _field(name, table.columns[name]) if name in table.columns else _plotted(name)
        for name in next(io.stream_rows(path))
    ]
    return {"fields": fields, "missingValues": [""]}


def _field(name: str, spec: Column) -> dict[str, Any]:
    kind = TYPES.get(str(spec.dtype), "string")
    field: dict[str, Any] = {"name": name, "type": kind, "description": spec.description}
    if kind == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    return field


def _plotted(name: str) -> dict[str, Any]:
    kind, description = PLOTTED.get(name, ("any", ""))
    return {"name": name, "type": kind, "description": description}


def _constraints(spec: Column) -> dict[str, Any]:
    """Return what the schema demands of a column, in Frictionless's words."""
    found: dict[str, Any] = {} if spec.nullable else {"required": True}
    if spec.allowed:
        found["enum"] = [*spec.allowed]
    limits = {"minimum": spec.least, "maximum": spec.most}
    found |= {name: limit for name, limit in limits.items() if limit is not None}
    return {"constraints": found} if found else {}


def _sources(articles: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Yield what the study is made of: its articles, or its outlets where these are many."""
    if len(articles) > MOST_SOURCES:
        for outlet, n in articles["outlet"].value_counts().sort_index().items():
            yield {"title": f"{outlet}: {n:,} articles"}
        return
    for row in articles.fillna("").to_dict("records"):
        title = ", ".join(filter(None, (row["outlet"], row["title"], row["date"])))
        path = {"path": row["url"]} if row["url"].startswith(("http://", "https://")) else {}
        yield {"title": title} | path

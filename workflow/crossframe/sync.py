"""Renew the files that are generated from the code: `make sync`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeGuard, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from crossframe import collection, findings, fingerprint, io, measures, readings
from crossframe.config import Config
from crossframe.feature_tables import FEATURES
from crossframe.report.docstrings import paragraphs
from crossframe.schemas import Table

ROOT = Path(__file__).parents[2]


def generated() -> dict[Path, str]:
    """Return the content of every generated file, by its path below the project's root."""
    return {
        Path("config/config.schema.json"): config_schema(),
        Path("config/README.md"): config_page(),
        Path("docs/tables.md"): tables_page(),
        **{Path(f"docs/measures/{name}.md"): measure_page(name) for name in measures.names()},
    }


def config_schema() -> str:
    """Return the JSON schema of a config, with the options of every measure."""
    schema = Config.model_json_schema()
    schema["properties"]["measures"] |= {
        "properties": {
            name: measures.load(name).options.model_json_schema() for name in measures.names()
        },
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=2) + "\n"


def config_page() -> str:
    """Return the page that explains every key of a config."""
    rows = list(_keys(Config, ""))
    for name in measures.names():
        rows += _keys(measures.load(name).options, f"measures.{name}.")
    return "\n".join(
        [
            "# Configuration",
            "",
            "A study is one YAML file. Every key must be given: no value hides in the code. "
            "An unknown key, a missing one or a value out of range stops the run before any work.",
            "",
            "- `config.yaml`: the five-outlet study, with the reason for each choice",
            "- `demo.yaml`: the demonstration study",
            "- `furniture.yaml`: patterns of what surrounds an article on its page",
            "- `names.yaml`: names that the model need not guess, and the actors followed",
            "- `frames.yaml`: the frames, with their cues",
            "- `sources.yaml`: reporting verbs, and the kinds of speakers",
            "- `config.schema.json`: this table for editors that complete and check YAML",
            "",
            "`make new-study NAME=mine` writes a config of your own, "
            "`make CONFIG=config/mine.yaml` runs it "
            "([your own corpus](../docs/your-own-corpus.md)).",
            "",
            *_table(["key", "value", "meaning"], rows),
            "",
            "This page is generated from the code (`make sync`).",
            "",
        ]
    )


def tables_page() -> str:
    """Return the page that describes every table and column."""
    lines = [
        "# Tables",
        "",
        "CSV in UTF-8, LF line ends, numbers with 6 significant digits, an empty cell where a "
        "value is undefined. A text cell that a spreadsheet would run as a formula begins with "
        "an apostrophe. `results/datapackage.json` describes the results for programs.",
        "",
        "## Features",
        "",
        "Released in `seeds/features/`. They hold counts and scores, no running text; all "
        "results can be computed from them.",
        "",
    ]
    for table in FEATURES.values():
        lines += _described(table)
    lines += [
        "## Results",
        "",
        "In `results/tables/`. `articles.csv`, `audit.csv` and `records.csv` are the features "
        "`articles`, `lines` and `records`.",
        "",
    ]
    for name in measures.names():
        for table in measures.load(name).tables:
            lines += _described(table)
    lines += _described(readings.TABLE) + _described(fingerprint.TABLE)
    lines += _described(findings.TABLE) + _described(collection.TABLE)
    return "\n".join([*lines, "This page is generated from the code (`make sync`).", ""])


def measure_page(name: str) -> str:
    """Return the page of a measure, made of its docstring."""
    measure = measures.load(name)
    links = [
        f"[`results/tables/{table.name}.csv`](../tables.md#{table.name})"
        for table in measures.load(name).tables
    ]
    return "\n".join(
        [
            f"# {measure.title}",
            "",
            "\n\n".join(paragraphs(measure.about)),
            "",
            f"{'Tables' if len(links) > 1 else 'Table'}: {', '.join(links)}. "
            f"Key in the config: `measures.{name}`.",
            "",
            "This page is generated from the code (`make sync`).",
            "",
        ]
    )


def _keys(model: type[BaseModel], prefix: str, kind: str = "") -> Iterator[list[str]]:
    """Yield the keys of a section, each with the kind of section that alone has it."""
    note = f" ({kind})" if kind else ""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if _is_section(inner):
            yield from _keys(inner, f"{prefix}{name}.", kind)
        elif isinstance(inner, UnionType) and all(map(_is_section, get_args(inner))):
            yield from _keys_by_kind(get_args(inner), f"{prefix}{name}.")
        elif not (kind and name == "kind"):
            yield [f"`{prefix}{name}`{note}", _kind(field), field.description or ""]


def _keys_by_kind(models: Sequence[type[BaseModel]], prefix: str) -> Iterator[list[str]]:
    """Yield the keys of a section that is one of several kinds."""
    told_by = [model.model_fields["kind"] for model in models]
    kinds = [str(get_args(field.annotation)[0]) for field in told_by]
    yield [f"`{prefix}kind`", _one_of(kinds), told_by[0].description or ""]
    for kind, model in zip(kinds, models, strict=True):
        yield from _keys(model, prefix, kind)


def _is_section(annotation: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _kind(field: FieldInfo) -> str:
    bounds = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
    limits = [
        f"{sign} {getattr(item, key):,}"
        for item in field.metadata
        for key, sign in bounds.items()
        if getattr(item, key, None) is not None
    ]
    return ", ".join([_plain_type(field.annotation), *limits])


def _plain_type(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return _one_of(get_args(annotation))
    for part, name in (
        ("list", "list"),
        ("dict[str, str]", "text by text"),
        ("dict", "one section a measure"),
        ("None", "text or null"),
        ("bool", "true or false"),
        ("str", "text"),
        ("int", "whole number"),
        ("float", "number"),
    ):
        if part in str(annotation):
            return name
    raise ValueError(annotation)


def _one_of(values: Sequence[str]) -> str:
    *others, last = values
    return f"{', '.join(others)} or {last}" if others else last


def _described(table: Table) -> list[str]:
    rows = [
        [
            f"`{name}`" + (" (key)" if name in table.key else ""),
            _column_kind(str(spec.dtype)) + (", may be empty" if spec.nullable else ""),
            spec.description or "",
        ]
        for name, spec in table.columns.items()
    ]
    return [f"### {table.name}", "", table.description, "",
            *_table(["column", "type", "meaning"], rows), ""]  # fmt: skip


def _column_kind(dtype: str) -> str:
    kinds = {"int64": "whole number", "float64": "number", "bool": "True or False"}
    return kinds.get(dtype, "text")


def _table(header: list[str], rows: list[list[str]]) -> list[str]:
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


if __name__ == "__main__":
    for path, content in generated().items():
        io.write_text(content, ROOT / path)

"""Begin a study: `make new-study NAME=...` writes its config and an example of its articles.

The example is the demonstration corpus as a table, so that the new study runs as it is.
"""

import csv
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from crossframe import io, measures
from crossframe.config import Config, TableSource
from crossframe.corpus.catalogue import locate_texts, read_catalogue
from crossframe.corpus.decode import decode
from crossframe.errors import StudyError

DEMO = Path("config/demo.yaml")
# What the columns of the example are called, so that the config shows how to name others.
COLUMNS = {
    "text": "body",
    "outlet": "outlet",
    "id": "id",
    "title": "headline",
    "date": "published",
    "url": "link",
    "credit": None,
    "stratum": "event",
}
N_OUTLETS = 3  # of the example that are compared; the others show what becomes of other outlets
WIDTH = 100
RESERVED = (
    "annotation",
    "corpus",
    "evidence",
    "features",
    "figures",
    "logs",
    "provenance",
    "report",
    "tables",
)


def write_study(name: str) -> list[Path]:
    """Write config and example of a new study; return their files.

    Raises:
        StudyError: The name cannot be part of a file's name, or a study has it already.
    """
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise StudyError(
            f"NAME={name}: expected letters, digits, - and _: make new-study NAME=mine"
        )
    if name in RESERVED:
        raise StudyError(f"NAME={name}: a folder of the main study's results; choose another name")
    config, folder = Path(f"config/{name}.yaml"), Path(f"seeds/{name}")
    for path in (config, folder):
        if path.exists():
            raise StudyError(f"{path}: is there already; choose another name")
    demo = io.read_yaml(DEMO)
    articles = folder / "articles.csv"
    _write_articles(demo, articles)
    copies = {
        folder / "names.yaml": demo["annotation"]["names"],
        folder / "frames.yaml": demo["annotation"]["frames"],
        folder / "furniture.yaml": demo["cleaning"]["furniture"],
    }
    for target, source in copies.items():
        io.write_text(Path(source).read_text(encoding="utf-8"), target)
    io.write_text(config_of(name, demo), config)
    return [config, articles, *copies]


def config_of(name: str, demo: Mapping[str, Any]) -> str:
    """Return the config of a new study, every key under a comment that says what it means."""
    changed = {
        "title": f"The study {name}",
        "results": f"results/{name}",
        "source": {
            "kind": "table",
            "path": f"seeds/{name}/articles.csv",
            "encoding": None,
            "delimiter": None,
            "day_first": True,
            "columns": COLUMNS,
        },
        "outlets": demo["outlets"][:N_OUTLETS],
        "annotation": demo["annotation"]
        | {key: f"seeds/{name}/{key}.yaml" for key in ("names", "frames")},
        "cleaning": demo["cleaning"] | {"furniture": f"seeds/{name}/furniture.yaml"},
    }
    head = (
        f"# The study {name}. Written by `make new-study`; docs/your-own-corpus.md explains it.\n"
    )
    return head + "\n".join(_section(Config, {**demo, **changed}, "")) + "\n"


def _section(model: type[BaseModel], values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, field in model.model_fields.items():
        if not indent:
            yield ""
        yield from _comment(field.description or "", indent)
        if key == "measures":
            yield "measures:"
            for name, options in values[key].items():
                yield from _measure(name, options)
            continue
        inner = TableSource if key == "source" else field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield f"{indent}{key}:"
            yield from _section(inner, values[key], indent + "  ")
        else:
            yield f"{indent}{key}: {_value(values[key])}"


def _measure(name: str, options: Mapping[str, Any]) -> Iterator[str]:
    measure = measures.load(name)
    yield from _comment(measure.title, "  ")
    if not options:
        yield f"  {name}: {{}}"
        return
    yield f"  {name}:"
    yield from _section(measure.options, options, "    ")


def _comment(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")


def _value(value: object) -> str:
    written = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000)
    return written.removesuffix("...\n").strip()


def _write_articles(demo: Mapping[str, Any], path: Path) -> None:
    """Write the demonstration corpus as a table."""
    catalogue = Path(demo["source"]["catalogue"])
    articles = read_catalogue(catalogue, demo["outlets"])
    texts = locate_texts(articles, Path(demo["source"]["texts"]), catalogue)
    header = [name for name in COLUMNS.values() if name is not None]
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        for a in articles:
            text = decode(texts[a.id].read_bytes())
            writer.writerow([text, a.outlet, a.id, a.title, a.date, a.url, a.stratum])


if __name__ == "__main__":
    try:
        written = write_study(sys.argv[1])
    except StudyError as error:
        sys.exit(f"crossframe: {error}")
    sys.stdout.write("".join(f"{path}\n" for path in written))

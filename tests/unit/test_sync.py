import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any, Literal, get_args

import pytest
import yaml
from cases import each
from pydantic import BaseModel, Field

from crossframe import measures, sync
from crossframe.config import CatalogueSource, Columns, Config, FolderSource, TableSource
from crossframe.feature_tables import FEATURES

ROOT = Path(__file__).parents[2]
OTHERS = ("readings", "fingerprint", "findings", "all")  # tables of no measure


class Boat(BaseModel):
    kind: Literal["boat"] = Field(description="What it is.")
    name: str = Field(description="Its name.")


class Sail(BaseModel):
    square_m: float = Field(gt=0, description="Its size.")


class Yacht(BaseModel):
    kind: Literal["yacht"] = Field(description="What it is.")
    name: str | None = Field(description="Its name, if any.")
    sail: Sail = Field(description="Its sail.")


class Harbour(BaseModel):
    depth: int = Field(ge=2, le=1_000, description="Metres.")
    vessel: Boat | Yacht = Field(discriminator="kind", description="What lies there.")
    flag: Sail = Field(description="Its own.")


def rows_of(page: str) -> list[list[str]]:
    """Return the cells of a page's tables, without their heads."""
    lines = [line for line in page.splitlines() if line.startswith("| ") and "---" not in line]
    cells = [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines]
    return [row for row in cells if row[0] not in ("key", "column")]


def keys_of(page: str) -> list[str]:
    return [row[0] for row in rows_of(page)]


def test_keys_of_a_section_come_with_its_name():
    assert list(sync._keys(Harbour, "port.")) == [
        ["`port.depth`", "whole number, >= 2, <= 1,000", "Metres."],
        ["`port.vessel.kind`", "boat or yacht", "What it is."],
        ["`port.vessel.name` (boat)", "text", "Its name."],
        ["`port.vessel.name` (yacht)", "text or null", "Its name, if any."],
        ["`port.vessel.sail.square_m` (yacht)", "number, > 0", "Its size."],
        ["`port.flag.square_m`", "number, > 0", "Its size."],
    ]


@each(
    ("annotation", "said"),
    [
        (str, "text"),
        (int, "whole number"),
        (float, "number"),
        (bool, "true or false"),
        (str | None, "text or null"),
        (list[str], "list"),
        (list[Literal["a", "int"]], "list"),
        (dict[str, str], "text by text"),
        (dict[str, dict[str, Any]], "one section a measure"),
        (Literal["one"], "one"),
        (Literal["str", "list"], "str or list"),
        (Literal["a", "b", "c"], "a, b or c"),
    ],
)
def test_a_type_is_said_in_plain_words(annotation, said):
    assert sync._plain_type(annotation) == said


def test_a_type_that_has_no_plain_words_is_an_error():
    with pytest.raises(ValueError, match="bytes"):
        sync._plain_type(bytes)


def test_the_page_lists_the_keys_of_every_kind_of_source():
    keys = [key for key in keys_of(sync.config_page()) if key.startswith("`source.")]
    expected = ["`source.kind`"]
    for kind, model in (
        ("catalogue", CatalogueSource),
        ("folder", FolderSource),
        ("table", TableSource),
    ):
        flat = [name for name in model.model_fields if name not in ("kind", "columns")]
        expected += [f"`source.{name}` ({kind})" for name in flat]
    expected += [f"`source.columns.{name}` (table)" for name in Columns.model_fields]
    assert keys == expected


def test_no_key_of_the_page_stands_twice():
    keys = keys_of(sync.config_page())
    assert len(keys) == len(set(keys))


@each("name", ["config", "demo"])
def test_the_page_lists_every_key_of_a_config(name):
    config = yaml.safe_load((ROOT / f"config/{name}.yaml").read_text(encoding="utf-8"))
    listed = {key.split(" ")[0].strip("`") for key in keys_of(sync.config_page())}

    def check(section: dict, at: str) -> None:
        for key, value in section.items():
            if isinstance(value, dict) and at + key != "aliases":
                check(value, f"{at}{key}.")
            else:
                assert at + key in listed

    check(config, "")


def test_every_row_of_a_page_is_whole():
    for page in (sync.config_page(), sync.tables_page()):
        assert [row for row in rows_of(page) if len(row) != 3 or not all(row)] == []


def test_the_page_names_the_values_of_a_choice():
    values = {row[0]: row[1] for row in rows_of(sync.config_page())}
    assert values["`source.kind`"] == "catalogue, folder or table"
    assert values["`selection.duplicates`"] == "keep, keep_first or drop_across"
    assert values["`source.day_first` (table)"] == "true or false"


def test_the_schema_has_every_kind_of_source():
    schema = json.loads(sync.config_schema())
    source = schema["properties"]["source"]
    kinds = {ref["$ref"].rsplit("/", 1)[1] for ref in source["oneOf"]}
    assert kinds == {model.__name__ for model in get_args(Config.model_fields["source"].annotation)}
    for kind in kinds:
        assert schema["$defs"][kind]["additionalProperties"] is False
    assert source["discriminator"]["propertyName"] == "kind"


def test_the_schema_has_the_options_of_every_measure_and_no_other():
    options = json.loads(sync.config_schema())["properties"]["measures"]
    assert sorted(options["properties"]) == [*measures.names()]
    assert options["additionalProperties"] is False


def test_the_page_of_tables_describes_every_feature_and_result():
    headings = re.findall(r"^### (\w+)$", sync.tables_page(), re.MULTILINE)
    results = [table.name for name in measures.names() for table in measures.load(name).tables]
    assert headings == [*FEATURES, *results, *OTHERS]
    assert "frequency_comparisons" in results


@each("name", measures.names())
def test_the_page_of_a_measure_links_to_its_tables(name):
    headings = re.findall(r"^### (\w+)$", sync.tables_page(), re.MULTILINE)
    linked = re.findall(r"\(\.\./tables\.md#(\w+)\)", sync.measure_page(name))
    assert linked == [table.name for table in measures.load(name).tables]
    assert set(linked) <= set(headings)


def test_every_generated_file_is_made_anew_alike():
    made = sync.generated()
    assert made == deepcopy(sync.generated())
    assert all(content.endswith("\n") for content in made.values())


@each("path", sync.generated())
def test_a_generated_file_is_what_the_code_gives(path):
    committed = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else None
    assert committed == sync.generated()[path], f"{path} is stale: run `make sync`"


def test_no_page_is_left_of_a_measure_that_is_gone():
    pages = {path.stem for path in (ROOT / "docs/measures").glob("*.md")}
    assert pages == set(measures.names())

"""What every measure, caption and config key owes to the rest of the project."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from crossframe import figures, measures
from crossframe.config import Config, Model
from crossframe.report.page import caption
from crossframe.schemas import FEATURES

ROOT = Path(__file__).parents[2]
CONFIGS = {name: yaml.safe_load((ROOT / "config" / f"{name}.yaml").read_text(encoding="utf-8"))
           for name in ("config", "demo")}  # fmt: skip
CAPTIONS = ROOT / "workflow" / "report"

every = pytest.mark.parametrize("name", measures.names())
every_figure = pytest.mark.parametrize("name", figures.names())


@every
@pytest.mark.parametrize(
    "section", ["Reads:", "Formula:", "Reads as:", "Cannot show:", ("Source:", "Sources:")]
)
def test_a_measure_says_what_it_does(name, section):
    lines = measures.load(name).__doc__.splitlines()
    assert any(line.startswith(section) for line in lines)


@every
def test_a_measure_begins_with_one_sentence(name):
    first, second, *_ = measures.load(name).__doc__.splitlines()
    assert first.endswith(".")
    assert second == ""


@every
def test_a_measure_says_which_tables_it_reads(name):
    said = re.search(r"^Reads: (.*)\.$", measures.load(name).__doc__, re.MULTILINE).group(1)
    assert set(re.split(r", | and ", said)) == {*measures.load(name).READS, "passages"}


@every
def test_a_measure_reads_features_alone(name):
    assert set(measures.load(name).READS) <= set(FEATURES)


@every
def test_a_measure_has_a_title(name):
    assert measures.load(name).TITLE


def test_no_two_measures_share_a_title():
    titles = [measures.load(name).TITLE for name in measures.names()]
    assert len(set(titles)) == len(titles)


@every
def test_the_options_of_a_measure_are_closed(name):
    options = measures.load(name).Options
    assert issubclass(options, Model)
    assert options.model_config["extra"] == "forbid"


@every
def test_no_option_has_a_default(name):
    assert all(field.is_required() for field in measures.load(name).Options.model_fields.values())


@every
def test_every_option_is_described_and_read(name):
    measure = measures.load(name)
    source = Path(measure.__file__).read_text(encoding="utf-8")
    for key, field in measure.Options.model_fields.items():
        assert field.description
        assert f"options.{key}" in source


@every
def test_a_table_has_the_name_of_its_measure(name):
    assert measures.load(name).OUTPUT.name == name


@every
def test_every_column_of_a_table_is_described(name):
    output = measures.load(name).OUTPUT
    assert output.description
    assert all(column.description for column in output.columns.values())


@every
def test_a_table_states_units_and_scope(name):
    assert {"n_units", "unit", "scope", "note"} <= set(measures.load(name).OUTPUT.columns)


@every
def test_a_table_states_voice(name):
    assert "voice" in measures.load(name).OUTPUT.key


@pytest.mark.parametrize("config", CONFIGS)
def test_every_measure_stands_in_the_config_and_no_other(config):
    assert sorted(CONFIGS[config]["measures"]) == measures.names()


@pytest.mark.parametrize("config", CONFIGS)
@every
def test_the_options_of_the_config_are_those_of_the_measure(config, name):
    given = CONFIGS[config]["measures"][name]
    assert measures.load(name).Options.model_validate(given).model_dump() == given


# Captions


def test_every_drawn_measure_has_a_caption_and_no_other():
    assert sorted(path.stem for path in CAPTIONS.glob("*.rst")) == sorted(figures.names())


@pytest.mark.parametrize("config", CONFIGS)
@every_figure
def test_a_caption_is_filled_with_the_parameters_that_ran(config, name):
    text = caption(CAPTIONS / f"{name}.rst", CONFIGS[config])
    assert len(text.split()) > 20
    assert not re.search(r"[{}]", text)


@every_figure
def test_a_caption_restates_no_parameter(name):
    source = (CAPTIONS / f"{name}.rst").read_text(encoding="utf-8")
    words = re.sub(r"{[{%].*?[%}]}", "", source)
    # 1,000 is the base of every rate, 0.5 the constant of the log ratio, 0 a count
    assert set(re.findall(r"\d[\d,.]*\d|\d", words)) <= {"1,000", "0.5", "0"}


@every_figure
def test_a_caption_follows_the_config(name):
    other = yaml.safe_load(yaml.safe_dump(CONFIGS["config"]))
    other["inference"] |= {"level": 0.66, "min_units": 77}
    other["figures"]["most_items"] = 33
    path = CAPTIONS / f"{name}.rst"
    assert caption(path, other) != caption(path, CONFIGS["config"])
    assert "66 %" in caption(path, other)


@every_figure
def test_a_shape_of_a_figure_selects_and_draws(name):
    shape = figures.load(name)
    assert callable(shape.select)
    assert callable(shape.draw)


def test_every_shape_draws_a_measure():
    folder = Path(figures.__file__).parent
    shapes = {path.stem for path in folder.glob("*.py")} - {"__init__", "style"}
    assert shapes == set(figures.SHAPES.values())


# Config


def fields_of(model, at=""):
    for key, field in model.model_fields.items():
        path = f"{at}{key}"
        yield path, field
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from fields_of(inner, f"{path}.")


def keys_of(data, at=""):
    for key, value in data.items():
        yield f"{at}{key}"
        if isinstance(value, dict) and key != "measures":
            yield from keys_of(value, f"{at}{key}.")


def test_every_key_of_the_models_is_described():
    assert [path for path, field in fields_of(Config) if not field.description] == []


@pytest.mark.parametrize("config", CONFIGS)
def test_the_config_has_exactly_the_keys_of_the_models(config):
    assert sorted(keys_of(CONFIGS[config])) == sorted(path for path, _ in fields_of(Config))


@pytest.mark.parametrize("path", [path for path, _ in fields_of(Config)])
def test_every_key_of_the_config_is_read_somewhere(path):
    folders = ROOT / "workflow"
    sources = [ROOT / "Snakefile", *folders.rglob("*.py"), *folders.rglob("*.smk")]
    word = re.compile(rf"\b{path.split('.')[-1]}\b")
    assert any(
        word.search(source.read_text(encoding="utf-8"))
        for source in sources
        if source.name != "config.py"
    )


@pytest.mark.parametrize("config", CONFIGS)
def test_no_key_stands_twice_in_a_section_of_the_config(config):
    tree = yaml.compose((ROOT / "config" / f"{config}.yaml").read_text(encoding="utf-8"))
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys))
            waiting += [value for _, value in node.value]


def test_the_names_of_measures_are_names_of_modules():
    assert all(ast.parse(name).body for name in measures.names())

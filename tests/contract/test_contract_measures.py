"""What every measure, caption and config key owes to the rest of the project."""

import ast
import re
from pathlib import Path
from types import UnionType
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

from crossframe import figures, measures
from crossframe.config import Config, Model
from crossframe.feature_tables import FEATURES
from crossframe.report.captions import caption
from crossframe.tables.columns import P_VALUES

ROOT = Path(__file__).parents[2]
CONFIGS = {name: yaml.safe_load((ROOT / "config" / f"{name}.yaml").read_text(encoding="utf-8"))
           for name in ("config", "demo")}  # fmt: skip
CAPTIONS = ROOT / "workflow" / "report"
HELPERS = ("__init__", "files", "layout", "style", "words")  # of the figures, no shapes

# They describe the corpus: all its voices, with nothing resampled, and no claim beyond it.
DESCRIPTIVE = ("comparability", "corpus_flow", "duplicates", "verdicts")

AGAINST_THE_REST = (
    "agency", "entities", "frame_cues", "frames", "frequency", "keywords", "modifiers", "naming",
    "parts_of_speech", "phrases", "sentiment", "sources", "targets",
)  # fmt: skip

every = pytest.mark.parametrize("name", measures.names())
every_comparison = pytest.mark.parametrize("name", sorted({*measures.names()} - {*DESCRIPTIVE}))
every_figure = pytest.mark.parametrize("name", [figures.OVERVIEW, *figures.names()])


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
    line = re.search(r"^Reads: (.*)\.$", measures.load(name).__doc__, re.MULTILINE).group(1)
    said, read = set(re.split(r", | and ", line)), set(measures.load(name).reads)
    if name in DESCRIPTIVE:
        assert said - {"articles"} == read
    else:
        assert said == read | {"passages"}


@every
def test_a_measure_reads_features_alone(name):
    assert set(measures.load(name).reads) <= set(FEATURES)


@every
def test_a_measure_has_a_title(name):
    assert measures.load(name).title


def test_no_two_measures_share_a_title():
    titles = [measures.load(name).title for name in measures.names()]
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
def test_tables_have_the_name_of_their_measure(name):
    named = [table.name for table in measures.load(name).tables]
    assert named == [name, f"{name}_comparisons"][: len(named)]


@every
def test_every_column_of_a_table_is_described(name):
    for table in measures.load(name).tables:
        assert table.description
        assert all(column.description for column in table.columns.values())
        assert set(table.key) <= set(table.columns)


@every_comparison
def test_a_table_states_units_and_scope(name):
    for table in measures.load(name).tables:
        assert {"n_units", "unit", "scope", "note"} <= set(table.columns)


@every_comparison
def test_a_table_states_voice(name):
    assert all("voice" in table.key for table in measures.load(name).tables)


@every
def test_what_is_compared_with_the_rest_is_tested(name):
    columns = set(measures.load(name).table.columns)
    assert (name in AGAINST_THE_REST) == any(column.startswith("rest") for column in columns)
    assert (name in AGAINST_THE_REST) == ({*P_VALUES} <= columns)


@pytest.mark.parametrize("name", AGAINST_THE_REST)
def test_what_is_tested_against_the_rest_is_tested_by_pairs_and_together(name):
    measure = measures.load(name)
    if name == "keywords":  # frequency's hold the same terms, and the same p
        assert len(measures.load(name).tables) == 1
        return
    assert callable(measure.compare)
    table = measure.COMPARISONS
    assert {"comparison", "other", *P_VALUES} <= set(table.columns)
    items = set(measure.table.key) - {"outlet"}
    assert set(table.key) == items | {"comparison", "outlet", "other"}
    for key in items:
        assert str(table.columns[key].dtype) == str(measure.table.columns[key].dtype)
        assert table.columns[key].description == measure.table.columns[key].description


@every
def test_what_has_no_rest_has_no_comparisons(name):
    assert name in AGAINST_THE_REST or not hasattr(measures.load(name), "COMPARISONS")


@every
def test_a_table_of_p_values_says_which_rows_are_tested_together(name):
    for table in measures.load(name).tables:
        for column in {"p_pooled", "p_max_t", "q"} & set(table.columns):
            said = table.columns[column].description
            assert "voice" in said
            assert ("comparison" in said) == (table.name.endswith("_comparisons"))
            assert ("means, shares or coverage" in said) == table.name.startswith("sentiment")


@pytest.mark.parametrize("name", DESCRIPTIVE)
def test_a_description_of_the_corpus_claims_nothing_beyond_it(name):
    columns = set(measures.load(name).table.columns)
    assert not columns & {"voice", "unit", "n_units", "scope", "low", "high"}


@pytest.mark.parametrize("config", CONFIGS)
def test_every_measure_stands_in_the_config_and_no_other(config):
    assert sorted(CONFIGS[config]["measures"]) == measures.names()


@pytest.mark.parametrize("config", CONFIGS)
@every
def test_the_options_of_the_config_are_those_of_the_measure(config, name):
    given = CONFIGS[config]["measures"][name]
    assert measures.load(name).Options.model_validate(given).model_dump() == given


# Captions


def test_every_figure_has_a_caption_and_no_other():
    expected = sorted([figures.OVERVIEW, *figures.names()])
    assert sorted(path.stem for path in CAPTIONS.glob("*.rst")) == expected


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
    other["selection"]["language"] = "tlh"
    path = CAPTIONS / f"{name}.rst"
    assert caption(path, other) != caption(path, CONFIGS["config"])
    # a description of the corpus has no intervals
    assert name in DESCRIPTIVE or "66 %" in caption(path, other)


@every_figure
def test_a_shape_of_a_figure_selects_and_draws(name):
    shape = figures.load(name)
    assert callable(shape.select)
    assert callable(shape.draw)
    assert callable(shape.describe)


def test_every_shape_draws_a_measure():
    folder = Path(figures.__file__).parent
    shapes = {path.stem for path in folder.glob("*.py")} - {*HELPERS, "overview"}
    assert shapes == set(figures.SHAPES.values())


def test_every_measure_belongs_to_one_category():
    held = [name for names in figures.CATEGORIES.values() for name in names]
    assert sorted(held) == measures.names()


# Config


def fields_of(model, at=""):
    for key, field in model.model_fields.items():
        path = f"{at}{key}"
        yield path, field
        for inner in [field.annotation, *kinds_of(field)]:
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from fields_of(inner, f"{path}.")


def kinds_of(field):
    """The models of a section that is one of several kinds."""
    return get_args(field.annotation) if isinstance(field.annotation, UnionType) else ()


def fields_given(model, data, at=""):
    """The keys that a config must have, of the kinds of section that it names."""
    for key, field in model.model_fields.items():
        yield f"{at}{key}"
        for inner in [field.annotation, *kinds_of(field)]:
            if not isinstance(inner, type) or not issubclass(inner, BaseModel):
                continue
            kind = inner.model_fields.get("kind")
            if kind is None or data[key]["kind"] in get_args(kind.annotation):
                yield from fields_given(inner, data[key], f"{at}{key}.")


def keys_of(data, at=""):
    for key, value in data.items():
        yield f"{at}{key}"
        if isinstance(value, dict) and key not in ("measures", "aliases"):
            yield from keys_of(value, f"{at}{key}.")


PATHS = sorted({path for path, _ in fields_of(Config)})


def test_the_keys_of_every_kind_of_source_are_among_those_of_the_models():
    # else the tests below would pass over them
    expected = {"catalogue", "texts", "path", "encoding", "columns", "columns.stratum"}
    assert {f"source.{key}" for key in expected} < set(PATHS)


def test_every_key_of_the_models_is_described():
    assert [path for path, field in fields_of(Config) if not field.description] == []


@pytest.mark.parametrize("config", CONFIGS)
def test_the_config_has_exactly_the_keys_of_the_models(config):
    expected = fields_given(Config, CONFIGS[config])
    assert sorted(keys_of(CONFIGS[config])) == sorted(expected)


@pytest.mark.parametrize("path", PATHS)
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

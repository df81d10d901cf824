import re
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from cases import each

from crossframe.config import CatalogueSource, Config, FolderSource, Model, TableSource, validate
from crossframe.errors import StudyError

ROOT = Path(__file__).parents[2]
VALID = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))


COLUMNS = {"text": "body", "outlet": "paper"} | dict.fromkeys(
    ["id", "title", "date", "url", "credit", "stratum"]
)
SOURCES = {
    "catalogue": {"kind": "catalogue", "catalogue": "seeds/catalogue.csv", "texts": "seeds/texts"},
    "folder": {"kind": "folder", "path": "seeds/mine", "encoding": None},
    "table": {
        "kind": "table",
        "path": "seeds/mine.csv",
        "encoding": None,
        "delimiter": None,
        "day_first": True,
        "columns": COLUMNS,
    },
}


class Options(Model):
    min_count: int


def changed(path: str, value: object) -> dict:
    """Return a valid config with one key set."""
    config = deepcopy(VALID)
    section = config
    *parents, last = path.split(".")
    for parent in parents:
        section = section[parent]
    section[last] = value
    return config


def message(model: type[Model], data: dict, at: str = "") -> str:
    with pytest.raises(StudyError) as caught:
        validate(model, data, "study.yaml", at)
    return str(caught.value)


@each("name", ["config.yaml", "demo.yaml"])
def test_the_configs_that_ship_are_valid(name):
    data = yaml.safe_load((ROOT / "config" / name).read_text(encoding="utf-8"))
    assert validate(Config, data, name).title == data["title"]


def test_a_missing_key_is_named():
    config = deepcopy(VALID)
    del config["annotation"]["passage_tokens"]
    problem = message(Config, config)
    assert problem.startswith("study.yaml: annotation.passage_tokens: ")
    assert "missing" in problem


def test_every_key_must_be_given():
    for key in VALID:
        config = {name: value for name, value in VALID.items() if name != key}
        assert f": {key}: this key is missing" in message(Config, config)


SECTIONS = ("selection", "cleaning", "annotation", "counting", "inference", "figures", "source")


@each(
    ("section", "key"),
    [(name, key) for name in SECTIONS for key in VALID[name] if key != "kind"],
)
def test_every_key_of_a_section_must_be_given(section, key):
    config = deepcopy(VALID)
    del config[section][key]
    expected = f"study.yaml: {section}.{key}: this key is missing; add it"
    assert message(Config, config) == expected


def test_a_misspelt_key_at_the_top_is_answered_with_the_right_one():
    problem = message(Config, VALID | {"titel": "A study"})
    assert problem.startswith("study.yaml: titel: unknown key")
    assert "'title'" in problem


def test_a_misspelt_key_in_a_section_is_answered_with_a_key_of_that_section():
    problem = message(Config, changed("figures.two_colums_mm", 180))
    assert "figures.two_colums_mm" in problem
    assert "'two_columns_mm'" in problem


def test_a_key_like_no_other_is_answered_with_all_keys_of_its_section():
    problem = message(Config, changed("figures.colour", "red"))
    assert "expected one of one_column_mm, two_columns_mm, dpi, most_items" in problem


@each(
    ("key", "value"),
    [
        ("seed", "7"),
        ("seed", True),
        ("seed", 7.0),
        ("title", 7),
        ("outlets", "Gazette"),
        ("inference.level", "0.95"),
        ("inference.permutations", 1999.0),
        ("selection.min_words", 50.0),
        ("selection.near_duplicate", "0.8"),
        ("cleaning.recurring_articles", "5"),
        ("aliases", ["Gazette"]),
        ("shards", "1"),
        ("figures", None),
        ("selection", None),
        ("measures", ["frequency"]),
    ],
)
def test_a_value_of_the_wrong_type_is_not_converted(key, value):
    problem = message(Config, changed(key, value))
    assert problem.startswith(f"study.yaml: {key}: got {value!r}; ")


@each(
    ("key", "value"),
    [
        ("seed", -1),
        ("seed", 2**63),
        ("title", ""),
        ("shards", 0),
        ("shards", 10_001),
        ("selection.min_words", 0),
        ("selection.near_duplicate", 0.49),
        ("selection.near_duplicate", 1.01),
        ("selection.language", "english"),
        ("selection.language", "EN"),
        ("selection.language", ""),
        ("selection.duplicates", "drop"),
        ("cleaning.recurring_share", 0.0),
        ("cleaning.recurring_share", 1.01),
        ("cleaning.recurring_articles", 2),
        ("annotation.passage_tokens", 19),
        ("annotation.passage_tokens", 2001),
        ("counting.phrase_min_passages", 1),
        ("inference.level", 0.5),
        ("inference.level", 1.0),
        ("inference.level", float("nan")),
        ("inference.resamples", 99),
        ("inference.resamples", 20_001),
        ("inference.permutations", 98),
        ("inference.permutations", 20_001),
        ("inference.min_articles", 1),
        ("inference.min_units", 1),
        ("figures.two_columns_mm", float("inf")),
        ("outlets", ["Gazette"]),
        ("cleaning.analysed_roles", []),
        ("measures", {}),
    ],
)
def test_a_value_out_of_range_is_named_with_its_bound(key, value):
    problem = message(Config, changed(key, value))
    assert problem.startswith(f"study.yaml: {key}: got {value!r}; ")


@each(
    ("key", "value"),
    [
        ("inference.level", 0.99),
        ("inference.permutations", 99),
        ("inference.permutations", 20_000),
        ("inference.resamples", 100),
        ("inference.resamples", 20_000),
        ("annotation.passage_tokens", 20),
        ("annotation.passage_tokens", 2000),
        ("seed", 2**63 - 1),
        ("features", None),
        ("shards", 1),
        ("shards", 200),
        ("selection.min_words", 1),
        ("selection.near_duplicate", 0.5),
        ("selection.near_duplicate", 1.0),
        ("selection.language", "en"),
        ("selection.language", "fr"),
        ("selection.duplicates", "keep"),
        ("selection.duplicates", "keep_first"),
        ("selection.duplicates", "drop_across"),
        ("cleaning.recurring_share", 1.0),
        ("cleaning.recurring_articles", 3),
        ("aliases", {"The Gazette": "Gazette"}),
    ],
)
def test_a_value_at_its_bound_is_valid(key, value):
    config = validate(Config, changed(key, value), "study.yaml")
    for part in key.split("."):
        config = getattr(config, part)
    assert config == value


def test_an_outlet_listed_twice_is_a_mistake():
    problem = message(Config, changed("outlets", ["Gazette", "Post", "Gazette"]))
    assert "outlets" in problem
    assert problem.endswith("listed twice: Gazette")


def test_a_role_that_does_not_exist_is_named_with_its_place():
    problem = message(Config, changed("cleaning.analysed_roles", ["title", "bodie"]))
    assert "cleaning.analysed_roles.1: got 'bodie'" in problem


def test_of_several_problems_the_first_is_told_and_the_others_are_counted():
    config = changed("seed", -1)
    config["shards"] = 0
    config["titel"] = "A study"
    problem = message(Config, config)
    assert problem.endswith("(and 2 more)")


def test_a_problem_is_one_line():
    problem = message(Config, changed("title", {"a\nb": "c\nd"}))
    assert "\n" not in problem


def test_an_option_that_a_measure_lacks_is_named_by_its_whole_path():
    problem = message(Options, {"min_count": 3, "min_cuont": 4}, "measures.frequency")
    assert problem.startswith("study.yaml: measures.frequency.min_cuont: unknown key")
    assert "'min_count'" in problem


def test_options_of_measures_are_left_to_their_measures():
    config = validate(Config, changed("measures", {"any": {"option": 1}}), "study.yaml")
    assert config.measures == {"any": {"option": 1}}


def test_a_checked_config_cannot_be_changed():
    config = validate(Config, VALID, "study.yaml")
    with pytest.raises(ValueError, match=re.escape("frozen")):
        config.seed = 3


@each("data", [["a", "b"], "a title", 7])
def test_data_that_are_no_mapping_are_a_mistake_with_a_message(data):
    # what YAML makes of a file that lists, or says, instead of naming keys
    assert message(Options, data).startswith("study.yaml: ")


# where the articles come from


@each(
    ("kind", "model"),
    [("catalogue", CatalogueSource), ("folder", FolderSource), ("table", TableSource)],
)
def test_a_source_is_of_its_kind(kind, model):
    source = validate(Config, changed("source", SOURCES[kind]), "study.yaml").source
    assert type(source) is model
    assert source.model_dump() == SOURCES[kind]


KINDS = "expected one of 'catalogue', 'folder', 'table'"


@each("kind", ["csv", "Table", "", None, 7, ["table"]])
def test_a_kind_of_source_that_does_not_exist_is_answered_with_those_that_do(kind):
    problem = message(Config, changed("source", SOURCES["table"] | {"kind": kind}))
    assert problem == f"study.yaml: source.kind: {KINDS}"


def test_a_source_without_a_kind_is_answered_with_the_kinds():
    source = {key: value for key, value in SOURCES["folder"].items() if key != "kind"}
    assert message(Config, changed("source", source)) == f"study.yaml: source.kind: {KINDS}"


@each("source", ["seeds/mine.csv", None, ["a"], 7])
def test_a_source_that_is_no_section_is_a_mistake_that_names_it(source):
    problem = message(Config, changed("source", source))
    assert problem.startswith("study.yaml: source")
    assert "\n" not in problem


@each(
    ("kind", "key"),
    [(kind, key) for kind, source in SOURCES.items() for key in source if key != "kind"],
)
def test_every_key_of_a_kind_of_source_must_be_given(kind, key):
    source = {name: value for name, value in SOURCES[kind].items() if name != key}
    problem = message(Config, changed("source", source))
    assert problem == f"study.yaml: source.{key}: this key is missing; add it"


@each("key", COLUMNS)
def test_every_column_must_be_named_or_said_not_to_be_there(key):
    columns = {name: value for name, value in COLUMNS.items() if name != key}
    problem = message(Config, changed("source", SOURCES["table"] | {"columns": columns}))
    assert problem == f"study.yaml: source.columns.{key}: this key is missing; add it"


@each(
    ("kind", "key", "known"),
    [
        ("catalogue", "txts", "did you mean 'texts'?"),
        ("catalogue", "colour", "expected one of kind, catalogue, texts"),
        ("folder", "encodng", "did you mean 'encoding'?"),
        ("folder", "delimiter", "expected one of kind, path, encoding"),  # of another kind
        ("table", "day_frist", "did you mean 'day_first'?"),
    ],
)
def test_an_unknown_key_of_a_source_is_answered_with_those_of_its_kind(kind, key, known):
    problem = message(Config, changed("source", SOURCES[kind] | {key: "x"}))
    assert problem == f"study.yaml: source.{key}: unknown key; {known}"


def test_an_unknown_column_is_answered_with_those_there_are():
    def said(key: str) -> str:
        columns = COLUMNS | {key: "x"}
        return message(Config, changed("source", SOURCES["table"] | {"columns": columns}))

    assert said("headline") == (
        "study.yaml: source.columns.headline: unknown key; "
        "expected one of text, outlet, id, title, date, url, credit, stratum"
    )
    assert said("outlets") == (
        "study.yaml: source.columns.outlets: unknown key; did you mean 'outlet'?"
    )


@each(
    ("key", "value"),
    [
        ("path", "seeds/mine.xlsx"),
        ("path", "seeds/mine"),
        ("path", 7),
        ("delimiter", ""),
        ("delimiter", ", "),
        ("day_first", "yes"),
        ("day_first", None),
        ("encoding", 8),
        ("columns", None),
    ],
)
def test_a_wrong_value_of_a_table_is_named_with_its_place(key, value):
    problem = message(Config, changed("source", SOURCES["table"] | {key: value}))
    assert problem.startswith(f"study.yaml: source.{key}: got {value!r}; ")


@each(
    ("key", "value"), [("text", None), ("text", ""), ("outlet", None), ("date", 7), ("id", ["a"])]
)
def test_a_wrong_column_is_named_with_its_place(key, value):
    columns = COLUMNS | {key: value}
    problem = message(Config, changed("source", SOURCES["table"] | {"columns": columns}))
    assert problem.startswith(f"study.yaml: source.columns.{key}: got {value!r}; ")


@each("ending", ["csv", "tsv", "jsonl", "ndjson", "parquet"])
def test_the_ending_of_a_table_says_what_it_is(ending):
    given = SOURCES["table"] | {"path": f"seeds/mine.{ending}"}
    source = validate(Config, changed("source", given), "study.yaml").source
    assert source.path.endswith(ending)


@each("aliases", [{"The Gazette": None}, {"The Gazette": ["Gazette"]}])
def test_an_alias_that_is_no_name_is_named(aliases):
    problem = message(Config, changed("aliases", aliases))
    assert problem.startswith("study.yaml: aliases.The Gazette: got ")


def test_an_alias_may_be_any_spelling():
    aliases = {"kind": "Gazette", "7": "Post", "The  Post!": "Post"}
    assert validate(Config, changed("aliases", aliases), "study.yaml").aliases == aliases


def test_several_mistakes_in_a_source_are_counted():
    source = SOURCES["table"] | {"day_first": None, "columns": COLUMNS | {"headline": "x"}}
    problem = message(Config, changed("source", source))
    assert problem.startswith("study.yaml: source.columns.headline: unknown key")
    assert problem.endswith("(and 1 more)")

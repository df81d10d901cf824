import re
from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from crossframe.config import Config, Model, validate
from crossframe.errors import StudyError

ROOT = Path(__file__).parents[2]
VALID = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))


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


@pytest.mark.parametrize("name", ["config.yaml", "demo.yaml"])
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


def test_a_misspelt_key_at_the_top_is_answered_with_the_right_one():
    problem = message(Config, VALID | {"titel": "A study"})
    assert problem.startswith("study.yaml: titel: unknown key")
    assert "'title'" in problem


def test_a_misspelt_key_in_a_section_is_answered_with_a_key_of_that_section():
    problem = message(Config, changed("figures.widht_mm", 180))
    assert "figures.widht_mm" in problem
    assert "'width_mm'" in problem


def test_a_key_like_no_other_is_answered_with_all_keys_of_its_section():
    problem = message(Config, changed("figures.colour", "red"))
    assert "expected one of width_mm, dpi, most_items" in problem


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seed", "7"),
        ("seed", True),
        ("seed", 7.0),
        ("title", 7),
        ("outlets", "Gazette"),
        ("inference.level", "0.95"),
        ("figures", None),
        ("measures", ["frequency"]),
    ],
)
def test_a_value_of_the_wrong_type_is_not_converted(key, value):
    problem = message(Config, changed(key, value))
    assert problem.startswith(f"study.yaml: {key}: got {value!r}; ")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seed", -1),
        ("seed", 2**63),
        ("title", ""),
        ("shard_size", 0),
        ("annotation.passage_tokens", 19),
        ("annotation.passage_tokens", 2001),
        ("counting.phrase_min_passages", 1),
        ("inference.level", 0.5),
        ("inference.level", 1.0),
        ("inference.level", float("nan")),
        ("inference.resamples", 99),
        ("inference.min_units", 1),
        ("figures.width_mm", float("inf")),
        ("outlets", ["Gazette"]),
        ("cleaning.analysed_roles", []),
        ("measures", {}),
    ],
)
def test_a_value_out_of_range_is_named_with_its_bound(key, value):
    problem = message(Config, changed(key, value))
    assert problem.startswith(f"study.yaml: {key}: got {value!r}; ")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("inference.level", 0.99),
        ("annotation.passage_tokens", 20),
        ("annotation.passage_tokens", 2000),
        ("seed", 2**63 - 1),
        ("features", None),
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
    config["shard_size"] = 0
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


@pytest.mark.parametrize("data", [["a", "b"], "a title", 7])
def test_data_that_are_no_mapping_are_a_mistake_with_a_message(data):
    # what YAML makes of a file that lists, or says, instead of naming keys
    assert message(Options, data).startswith("study.yaml: ")

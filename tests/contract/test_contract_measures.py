"""What every measure declares is whole, agrees with itself, and follows the common names."""

import ast
import importlib
import re
from collections import Counter
from dataclasses import fields
from pathlib import Path
from string import Formatter
from types import UnionType
from typing import get_args

import yaml
from cases import each
from pydantic import BaseModel

from crossframe import figures, measures
from crossframe.config import Config, Model
from crossframe.feature_tables import FEATURES
from crossframe.figures.captions import caption
from crossframe.measure import CATEGORIES
from crossframe.references import Citations
from crossframe.report.docstrings import labelled
from crossframe.stages import ANNOTATION
from crossframe.stats.units import VOICES
from crossframe.tables.columns import P_VALUES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "workflow" / "crossframe"
CONFIGS = {name: yaml.safe_load((ROOT / "config" / f"{name}.yaml").read_text(encoding="utf-8"))
           for name in ("config", "demo")}  # fmt: skip
MEASURES = {name: measures.load(name) for name in measures.names()}
TABLES = [(name, table) for name, measure in MEASURES.items() for table in measure.tables]
SUBJECTS = figures.of(CONFIGS["demo"]["measures"])

# The order of columns that tables have in common (`tables.columns`); items and own columns between.
VALUES = ("statistic", "unit_of_value", "value", "low", "high", "rest", "difference",
          "difference_low", "difference_high", *P_VALUES, "n", "n_of")  # fmt: skip
SCOPE = ("n_units", "unit", "scope", "note")
# Literals outside the measures that name several.
ALLOWED = {
    "datapackage": [["keywords", "sources"]],  # properties of a Data Package
    "explorer": [["frequency", "keywords"]],  # shows what both say of a term
}
# What columns were called before all tables had the same names.
FORMER = {
    "estimate", "mean", "log_ratio", "contribution", "place", "kind", "n_mentions", "n_sentences",
    "n_both", "other_value", "difference_per_1000",
}  # fmt: skip
FORMER_OF_RATES = {"rate_per_1000", "rest_per_1000"}  # a rate beside the value is called so


def described(name):
    """The measures that describe the corpus: their tables have no scope."""
    return "scope" not in MEASURES[name].table.columns


def offenders(holds):
    """The names of the measures of which something does not hold."""
    return [name for name, measure in MEASURES.items() if not holds(measure)]


# Names, words, options


def test_a_measure_its_module_and_its_tables_have_one_name():
    wrong = [
        name
        for name, measure in MEASURES.items()
        if [table.name for table in measure.tables] not in ([name], [name, f"{name}_comparisons"])
    ]
    assert wrong == []
    assert all(ast.parse(name).body for name in MEASURES)


def test_no_two_measures_share_a_title():
    titles = Counter(measure.title for measure in MEASURES.values())
    assert [title for title, n in titles.items() if n > 1 or not title] == []


def test_a_measure_belongs_to_a_category():
    assert offenders(lambda measure: measure.category in CATEGORIES) == []


def test_a_measure_says_what_it_does():
    def whole(measure):
        first, second, *_ = measure.about.splitlines()
        said = labelled(measure.about)
        sources = {"Source", "Sources"} & set(said)
        named = {"Reads", "Formula", "Reads as", "Cannot show"} <= set(said)
        return first.endswith(".") and second == "" and named and len(sources) == 1

    assert offenders(whole) == []


def test_a_measure_says_which_tables_it_reads():
    def agrees(measure):
        said = set(re.split(r", | and ", labelled(measure.about)["Reads"].rstrip(".")))
        if described(measure.name):
            return said - {"articles"} == set(measure.reads) <= set(FEATURES)
        return said == set(measure.reads) | {"passages"} and set(measure.reads) <= set(FEATURES)

    assert offenders(agrees) == []


def test_options_are_closed_described_and_have_no_default():
    def closed(measure):
        given = measure.options
        keys = given.model_fields.values()
        return (
            issubclass(given, Model)
            and given.model_config["extra"] == "forbid"
            and all(key.is_required() and key.description for key in keys)
        )

    assert offenders(closed) == []


def test_every_option_is_read_where_it_is_declared():
    wrong = []
    for name, measure in MEASURES.items():
        tree = ast.parse((PACKAGE / "measures" / f"{name}.py").read_text(encoding="utf-8"))
        read = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        keys = measure.options.model_fields
        wrong += [f"{name}.{key}" for key in keys if f"options.{key}" not in read]
    assert wrong == []


def test_methods_and_limits_are_sentences_for_all_options():
    wrong = []
    for name, measure in MEASURES.items():
        for config in CONFIGS.values():
            if name not in config["measures"]:
                continue
            options = measure.options(**config["measures"][name])
            said = measure.method(options, Citations())
            texts = [*([said] if said else []), *measure.limits]
            wrong += [(name, text) for text in texts if not re.fullmatch(r"[A-Z].*\.", text)]
    assert wrong == []


# Tables


def test_every_table_and_column_is_described():
    wrong = [
        (table.name, column)
        for _, table in TABLES
        for column, spec in table.columns.items()
        if not (spec.description and table.description and set(table.key) <= set(table.columns))
    ]
    assert wrong == []


def test_common_columns_stand_in_the_common_order():
    wrong = []
    for name, table in TABLES:
        columns = list(table.columns)
        common = [column for column in columns if column in VALUES]
        expected = [column for column in VALUES if column in columns]
        if described(name):
            continue
        if common != expected or tuple(columns[-len(SCOPE) :]) != SCOPE:
            wrong.append((table.name, columns))
        first = {"statistic", "unit_of_value", "value"}
        if not first <= set(columns) or "unit_of_value" in table.key:
            wrong.append((table.name, "what it states"))
        items = [c for c in table.key if c not in ("outlet", "other", "comparison", *VALUES)]
        if table.name.endswith("_comparisons"):
            begins = ["comparison", *items]
        else:
            begins = [column for column in ("outlet", "other") if column in table.key] + items
        of_outlets = "outlet" in table.key  # calibration is of the tests
        if of_outlets and columns[: len(begins)] != begins:
            wrong.append((table.name, begins))
    assert wrong == []


def test_no_column_has_the_name_that_it_had_before():
    wrong = [
        (table.name, column)
        for _, table in TABLES
        for column in table.columns
        if column in FORMER
        or (column in FORMER_OF_RATES and table.columns["statistic"].allowed == ("rate",))
    ]
    assert wrong == []


def test_a_table_states_voices_and_a_description_claims_nothing_beyond_the_corpus():
    inference = {"voice", "unit", "n_units", "scope", "low", "high"}
    wrong = [
        table.name
        for name, table in TABLES
        if ("voice" in table.key) == described(name)
        or (described(name) and inference & set(table.columns))
    ]
    assert wrong == []


def test_what_is_compared_is_tested_by_pairs_and_together_and_can_be_told():
    def whole(measure):
        compares = "difference" in measure.table.columns
        tested = {*P_VALUES} <= set(measure.table.columns)
        claims = measure.claims
        if claims and claims.tests_of:  # the same tests, of another statistic
            other = MEASURES[claims.tests_of]
            return tested and len(measure.tables) == 1 and other.claims and len(other.tables) == 2
        return compares == tested == bool(claims) == (len(measure.tables) == 2)

    assert offenders(whole) == []


def test_comparisons_have_the_items_of_their_measure():
    wrong = []
    for measure in MEASURES.values():
        for table in measure.tables[1:]:
            items = set(measure.table.key) - {"outlet"}
            if set(table.key) != items | {"comparison", "outlet", "other"}:
                wrong.append((table.name, table.key))
            wrong += [(table.name, item) for item in items - {"outlet"}
                      if table.columns[item] != measure.table.columns[item]]  # fmt: skip
    assert wrong == []


def test_a_table_of_p_values_says_which_rows_are_tested_together():
    wrong = [
        (table.name, column)
        for _, table in TABLES
        for column in ("p_pooled", "p_max_t", "q")
        if column in table.columns
        and (
            "voice" not in table.columns[column].description
            or ("comparison" in table.columns[column].description)
            != table.name.endswith("_comparisons")
        )
    ]
    assert wrong == []


def test_values_are_of_known_units_and_voices(made):
    units = {"share", "per 1000 words", "per 100 mentions", "log2 ratio", "VADER score",
             "AFINN score"}  # fmt: skip
    wrong = {
        name: strange
        for name, table in made.tables.items()
        if "unit_of_value" in table
        if (strange := {*table["unit_of_value"]} - units | {*table["voice"]} - {*VOICES})
    }
    assert set(wrong) <= {"shifts"}  # in the unit of what is parted into words
    assert "all" in set(made.tables["frequency"]["voice"])


# Findings


def test_claims_speak_of_columns_that_the_table_has():
    def agrees(measure):
        claims = measure.claims
        if claims is None:
            return True
        named = {*(claims.topic or ()), *claims.shared, *filter(None, [claims.word])}
        for saying in claims.sayings:
            named |= set(saying.of)
        held = set(measure.table.columns["statistic"].allowed)
        told = {*claims.statistics, *claims.turned, *claims.no_side}
        return named <= set(measure.table.columns) and (told <= held or not held)

    assert offenders(agrees) == []


def test_statistics_of_one_fact_are_in_order_of_what_they_say():
    def whole(measure):
        claims = measure.claims
        if claims is None or not claims.statistics:
            return True
        order = set(claims.statistics)
        return len(order) == len(claims.statistics) and {*claims.turned, *claims.no_side} <= order

    assert offenders(whole) == []


def saying_of(row, claims):
    """The first saying that is said of a row, if any is."""
    held = (s for s in claims.sayings if all(row[name] == cell for name, cell in s.of.items()))
    return next(held, None)


def test_every_row_that_could_be_told_has_words(made):
    said, wrong = set(), set()
    for name, measure in MEASURES.items():
        if measure.claims is None:
            continue
        for row in made.tables[name].to_dict("records"):
            saying = saying_of(row, measure.claims)
            if saying is None:
                wrong.add((name, row["statistic"]))
                continue
            known = set(row) | {"direction", "value"}
            texts = saying.clause, saying.value, saying.n
            asked = {field for text in texts for _, field, *_ in Formatter().parse(text) if field}
            if not asked <= known or "direction" not in saying.clause:
                wrong.add((name, saying.clause))
            said.add(name)
    assert wrong == set()
    assert said == {name for name, measure in MEASURES.items() if measure.claims}


def test_what_carries_a_difference_is_a_measure():
    def known(measure):
        return all(each.measure in MEASURES for each in measure.claims.carriers)

    assert offenders(lambda measure: measure.claims is None or known(measure)) == []


def test_measures_that_tell_of_the_same_word_have_ranks_of_their_own():
    ranks = [m.claims.says_most for m in MEASURES.values() if m.claims and m.claims.word]
    beside = [m.name for m in MEASURES.values() if m.claims and not m.claims.word
              and m.claims.says_most]  # fmt: skip
    assert beside == []
    assert [rank for rank, n in Counter(ranks).items() if rank and n > 1] == []


# Overview


def test_indicators_of_a_measure_are_found_in_its_table(made):
    wrong, places = [], {}
    for name, measure in MEASURES.items():
        for indicator in measure.indicators:
            found = [rows for _, rows in indicator.rows(made.tables[name])]
            places.setdefault(indicator.place, set()).add((name, indicator.group))
            if not all({"outlet", "value"} <= set(rows.columns) for rows in found):
                wrong.append((name, indicator.group))
    assert wrong == []
    assert {place: held for place, held in places.items() if len(held) > 1} == {}


# Figures


def test_a_drawing_names_a_shape_and_columns_of_the_table():
    wrong = []
    for name, measure in MEASURES.items():
        drawing = measure.drawing
        if drawing is None:
            continue
        shape = importlib.import_module(f"crossframe.figures.{drawing.shape}")
        named = set()
        for field in fields(drawing):
            if field.name in ("item", "sort", "column", "weight", "counted", "where"):
                value = getattr(drawing, field.name)
                named |= {value} if isinstance(value, str) else set(value)
        if not all(callable(getattr(shape, part, None)) for part in ("select", "draw", "describe")):
            wrong.append((name, drawing.shape))
        if not named - {""} <= set(measure.table.columns):
            wrong.append((name, named))
    assert wrong == []


def test_captions_are_filled_with_the_parameters_that_ran():
    wrong = []
    for subject in SUBJECTS:
        for data in CONFIGS.values():
            if subject.name not in {*data["measures"], figures.OVERVIEW}:
                continue
            text = caption(subject.drawing, Config.model_validate(data))
            if len(text.split()) <= 20 or re.search(r"[{}]", text):
                wrong.append((subject.name, text))
    assert wrong == []


def test_captions_restate_no_parameter():
    # 1,000 is the base of every rate, 0.5 the constant of the log ratio, 0 a count
    wrong = {
        subject.name: numbers
        for subject in SUBJECTS
        for words in [re.sub(r"{[{%].*?[%}]}", "", subject.drawing.caption)]
        if (numbers := set(re.findall(r"\d[\d,.]*\d|\d", words)) - {"1,000", "0.5", "0"})
    }
    assert wrong == {}


def test_captions_follow_the_config():
    given = Config.model_validate(CONFIGS["demo"])
    data = yaml.safe_load(yaml.safe_dump(CONFIGS["demo"]))
    data["inference"] |= {"level": 0.66, "min_units": 77}
    data["figures"]["most_items"] = 33
    data["selection"]["language"] = "de"
    other = Config.model_validate(data)
    wrong = []
    for subject in SUBJECTS:
        text = caption(subject.drawing, other)
        has_intervals = subject.name == figures.OVERVIEW or not described(subject.name)
        if text == caption(subject.drawing, given) or has_intervals != ("66 %" in text):
            wrong.append(subject.name)
    assert wrong == []


# Nothing outside the measures keeps a table of them


def listed_names(source):
    """The measures that a list, tuple, set or dict of a module names, where it names several."""
    # a name that a table of features or annotation has as well is as a rule that table's
    own = {*MEASURES} - {*FEATURES} - {*ANNOTATION}
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict | ast.List | ast.Tuple | ast.Set):
            parts = node.keys if isinstance(node, ast.Dict) else node.elts
            held = {p.value for p in parts if isinstance(p, ast.Constant)} & {*MEASURES}
            if len(held) > 1 and held & own:
                found.append(sorted(held))
    return found


def test_no_other_module_keeps_a_table_of_measures():
    paths = [path for path in (ROOT / "workflow").rglob("*.py")
             if path.parent != PACKAGE / "measures"]  # fmt: skip
    assert len(paths) > 50
    listed = {path.stem: listed_names(path.read_text(encoding="utf-8")) for path in paths}
    assert {name: found for name, found in listed.items() if found} == ALLOWED


def test_a_table_of_measures_would_be_found():
    source = "A = {'keywords': 1, 'similarity': 2}\nB = ['frames', 'sources']\n"
    assert listed_names(source) == [["keywords", "similarity"]]


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


def test_the_demonstration_has_every_measure():
    assert set(CONFIGS["demo"]["measures"]) == set(MEASURES)


@each("name", CONFIGS)
def test_a_config_names_measures_and_gives_them_their_options(name):
    given = CONFIGS[name]["measures"]
    assert set(given) <= set(MEASURES)
    for measure, options in given.items():
        assert MEASURES[measure].options.model_validate(options).model_dump() == options


def test_every_key_of_the_models_is_described():
    found = dict(fields_of(Config))
    # the keys of every kind of source are among them
    assert {"source.catalogue", "source.encoding", "source.columns.stratum"} < found.keys()
    assert [path for path, field in found.items() if not field.description] == []


def names_read():
    """The attributes that code reads, but for the models of the config."""
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "workflow" / "scripts").glob("*.py")]:
        if path.name != "config.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute):
                    yield node.attr
    for path in [ROOT / "Snakefile", *(ROOT / "workflow").rglob("*.smk")]:
        yield from re.findall(r"\.(\w+)\b", path.read_text(encoding="utf-8"))


def test_every_key_of_the_config_is_read_as_an_attribute():
    read = {*names_read()}
    unread = {path for path, _ in fields_of(Config) if path.split(".")[-1] not in read}
    # the columns are read in a loop, and the section `counting` is handed over as arguments
    assert unread == {"source.columns.credit", "counting.phrase_min_passages"}


@each("name", CONFIGS)
def test_a_config_has_exactly_the_keys_of_the_models(name):
    expected = fields_given(Config, CONFIGS[name])
    assert sorted(keys_of(CONFIGS[name])) == sorted(expected)


@each("name", CONFIGS)
def test_no_key_stands_twice_in_a_section_of_the_config(name):
    tree = yaml.compose((ROOT / "config" / f"{name}.yaml").read_text(encoding="utf-8"))
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys))
            waiting += [value for _, value in node.value]

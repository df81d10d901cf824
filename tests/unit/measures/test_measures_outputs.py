"""What a measure gives: one table, or one with its comparisons."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from corpora import features, options_of, run, run_all, sample_of

from crossframe import measures, schemas
from crossframe.errors import StudyError

OUTLETS = ("Left", "Right")
TABLES = features(
    {"Left-1": [{"own": "ban app"}, {"own": "ban"}], "Right-1": [{"own": "app"}, {"own": "ban ."}]}
)
SAMPLE = sample_of(TABLES, OUTLETS)
TABLE = schemas.Table("a", "A table.", ("item",), {"item": schemas.column("str", "An item.")})
EVIDENCE = {name: schemas.column("float64", "Evidence.", nullable=True) for name in ("p", "low")}
COMPARISONS = replace(TABLE, name="a_comparisons", columns=TABLE.columns | EVIDENCE)


def rows(*items):
    return pd.DataFrame({"item": items})


def compared(*items):
    """Rows of the comparisons, each with a test."""
    return rows(*items).assign(p=0.5, low=np.nan)


def test_a_measure_has_its_table_and_then_that_of_its_comparisons():
    frequency, course = measures.load("frequency"), measures.load("course")
    assert measures.load("frequency").tables == [frequency.OUTPUT, frequency.COMPARISONS]
    assert measures.load("course").tables == [course.OUTPUT]


def test_the_tables_of_a_measure_are_what_it_computes_and_compares():
    measure = measures.load("frequency")
    options = options_of("frequency")
    table, comparisons = measures.run(measures.load("frequency"), TABLES, SAMPLE, options)
    pd.testing.assert_frame_equal(table, run("frequency", TABLES, OUTLETS))
    every = measure.compare(TABLES, SAMPLE, options)
    pd.testing.assert_frame_equal(comparisons, measure.COMPARISONS.validate(made(every)))
    assert 0 < len(comparisons) < len(every)  # no outlet is quoted: nothing to compare


def test_a_measure_without_comparisons_gives_one_table():
    (table,) = run_all("similarity", TABLES, OUTLETS)
    pd.testing.assert_frame_equal(table, run("similarity", TABLES, OUTLETS))


@pytest.fixture
def invented(monkeypatch):
    """A measure whose every step is given."""
    held = SimpleNamespace(
        OUTPUT=TABLE,
        COMPARISONS=COMPARISONS,
        compute=lambda features, sample, options: rows("b", "a"),
        compare=lambda features, sample, options: compared("d", "c"),
    )
    monkeypatch.setattr(measures, "load", lambda name: held)
    return held


def test_every_table_is_sorted_and_checked(invented):
    found = measures.run(measures.load("invented"), {}, SAMPLE, None)
    assert [table["item"].tolist() for table in found] == [["a", "b"], ["c", "d"]]


def test_comparisons_that_could_not_be_made_are_left_out(invented):
    untold = compared("d", "c", "e").assign(p=[0.5, np.nan, np.nan], low=[np.nan, np.nan, 0.1])
    invented.compare = lambda features, sample, options: untold
    assert measures.run(measures.load("invented"), {}, SAMPLE, None)[1]["item"].tolist() == ["d", "e"]


@pytest.mark.parametrize(
    ("step", "made_of", "name"), [("compute", rows, "a"), ("compare", compared, "a_comparisons")]
)
def test_a_table_against_its_schema_is_refused_by_its_name(invented, step, made_of, name):
    setattr(invented, step, lambda features, sample, options: made_of("b", "b"))
    with pytest.raises(StudyError, match=rf"^{name}: "):
        measures.run(measures.load("invented"), {}, SAMPLE, None)

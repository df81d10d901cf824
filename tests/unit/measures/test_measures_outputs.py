"""What a measure gives: its tables, checked against their schemas."""

from dataclasses import replace

import pandas as pd
import pytest
from corpora import features, options_of, run_all, sample_of

from crossframe import measures, schemas
from crossframe.errors import StudyError

OUTLETS = ("Left", "Right")
TABLES = features(
    {"Left-1": [{"own": "ban app"}, {"own": "ban"}], "Right-1": [{"own": "app"}, {"own": "ban ."}]}
)
SAMPLE = sample_of(TABLES, OUTLETS)
TABLE = schemas.Table("a", "A table.", ("item",), {"item": schemas.column("str", "An item.")})


def rows(*items):
    return pd.DataFrame({"item": items})


def invented(*tables):
    """A measure whose tables are given."""
    schemas_of_two = (TABLE, replace(TABLE, name="a_comparisons"))
    return replace(measures.load("frequency"), tables=schemas_of_two, compute=lambda *given: tables)


def test_comparisons_that_could_not_be_made_are_left_out():
    _, comparisons = run_all("frequency", TABLES, OUTLETS)
    assert set(comparisons["voice"]) == {"all", "own"}  # no outlet is quoted: nothing to compare
    assert (comparisons["p"].notna() | comparisons["difference_low"].notna()).all()


def test_comparisons_of_a_family_that_is_not_tested_are_not_made():
    sample = replace(SAMPLE, families=("rest",))
    measure, options = measures.load("frequency"), options_of("frequency")
    table, comparisons = measures.run(measure, TABLES, sample, options)
    pd.testing.assert_frame_equal(table, run_all("frequency", TABLES, OUTLETS)[0])
    assert comparisons.empty


def test_every_table_is_sorted_and_checked():
    found = measures.run(invented(rows("b", "a"), rows("d", "c")), {}, SAMPLE, None)
    assert [table["item"].tolist() for table in found] == [["a", "b"], ["c", "d"]]


def test_a_table_against_its_schema_is_refused_by_its_name():
    with pytest.raises(StudyError, match=r"^a: "):
        measures.run(invented(rows("b", "b"), rows("c")), {}, SAMPLE, None)
    with pytest.raises(StudyError, match=r"^a_comparisons: "):
        measures.run(invented(rows("b"), rows("c", "c")), {}, SAMPLE, None)

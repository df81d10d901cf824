import pandas as pd
import pytest

from crossframe.figures import overview

ROOMY, TIGHT = 30.0, 5.0  # millimetres


def cell(value, kind, differs=True, difference=1.0):
    return pd.Series({"value": value, "kind": kind, "differs": differs, "difference": difference})


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [(0.38, "share", "38"), (19.25, "rate", "19.2"), (-0.004, "score", "0.00"),
     (-0.33, "score", "−0.33")],
)  # fmt: skip
def test_a_number_has_the_digits_of_its_kind(value, kind, expected):
    assert overview._number(cell(value, kind, differs=False), ROOMY)[0] == expected
    assert overview._number(cell(value, kind), ROOMY)[0] == f"{expected} ↑"


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [(0.5, "rate", ".5↓"), (-0.25, "score", "−.25↓"), (120.5, "rate", "120.5↓"),
     (100.4, "rate", "100.4↓")],
)  # fmt: skip
def test_where_there_is_no_room_a_number_loses_its_first_zero_alone(value, kind, expected):
    assert overview._number(cell(value, kind, difference=-1.0), TIGHT) == (expected, 6.0)

import pandas as pd
from cases import each

from crossframe.figures import overview
from crossframe.tables.columns import PER_1000, SHARE

ROOMY, TIGHT = 30.0, 5.0  # millimetres


def cell(value, unit, differs=True, difference=1.0):
    return pd.Series(
        {"value": value, "unit_of_value": unit, "differs": differs, "difference": difference}
    )


@each(
    "value, unit, expected",
    [(0.38, SHARE, "38"), (19.25, PER_1000, "19.2"), (-0.004, "VADER score", "0.00"),
     (-0.33, "VADER score", "−0.33")],
)  # fmt: skip
def test_a_number_has_the_digits_of_its_unit(value, unit, expected):
    assert overview._number(cell(value, unit, differs=False), ROOMY)[0] == expected
    assert overview._number(cell(value, unit), ROOMY)[0] == f"{expected} ↑"


@each(
    "value, unit, expected",
    [(0.5, PER_1000, ".5↓"), (-0.25, "VADER score", "−.25↓"), (120.5, PER_1000, "120.5↓"),
     (100.4, PER_1000, "100.4↓")],
)  # fmt: skip
def test_where_there_is_no_room_a_number_loses_its_first_zero_alone(value, unit, expected):
    assert overview._number(cell(value, unit, difference=-1.0), TIGHT) == (expected, 6.0)

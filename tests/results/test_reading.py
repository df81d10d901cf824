"""What docs/limits.md says of reading holds for the gold sets."""

import pytest
from cases import each

import frames_accuracy
import reading_accuracy


@pytest.fixture(scope="module")
def counts():
    """What is found of the gold set."""
    return reading_accuracy.evaluate()


@each(
    ("what", "precision", "recall"),
    [
        ("words analysed", 0.95, 0.97),
        ("words quoted", 0.98, 0.95),
        ("words reported", 0.75, 0.70),
        ("mentions by name", 0.97, 0.95),
        ("agents and patients", 0.90, 0.88),
        ("modifiers", 0.75, 0.70),
        ("wire copy", 1.0, 0.93),
    ],
)
def test_articles_are_read_no_worse_than_the_limits_say(counts, what, precision, recall):
    assert counts[what].precision >= precision
    assert counts[what].recall >= recall


def test_the_frames_agree_with_a_reader_no_less_than_the_limits_say():
    found = frames_accuracy.accuracy()
    assert found.loc["all", "precision"] >= 0.85
    assert found.loc["all", "recall"] >= 0.65

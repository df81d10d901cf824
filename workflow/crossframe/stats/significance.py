"""The level of the tests of a study, that of its intervals turned round."""


def alpha(level: float) -> float:
    """Return the most that q or max-T p of a finding may be.

    1 - .9 is 0.0999...98 in floating point, by which a q of 0.1 would be no finding.

    Args:
        level: Level of the study's intervals.
    """
    return round(1 - level, 10)

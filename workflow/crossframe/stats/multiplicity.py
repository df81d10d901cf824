"""Many tests at once: what is left of a difference among all that were looked for; their level."""

import numpy as np

from crossframe.stats.arrays import Floats


def benjamini_hochberg(p: Floats) -> Floats:
    """Return the least false discovery rate at which each is found; missing p are no tests.

    Source: Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal
    of the Royal Statistical Society B 57(1), 289-300.
    """
    q = np.full(p.shape, np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    order = tested[np.argsort(p.flat[tested], kind="stable")]
    scaled = p.flat[order] * len(order) / np.arange(1, len(order) + 1)
    q.flat[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q


def alpha(level: float) -> float:
    """Return the most that q or max-T p of a finding may be.

    1 - .9 is 0.0999...98 in floating point, by which a q of 0.1 would be no finding.

    Args:
        level: Level of the study's intervals.
    """
    return round(1 - level, 10)

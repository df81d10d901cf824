"""Keyness in the form that other tools print it, to check ours against theirs.

Arguments and results are as in `crossframe.stats.keyness`.
"""

from typing import Literal

import numpy as np
from scipy.stats import fisher_exact, norm

from crossframe.stats import keyness
from crossframe.stats.arrays import Floats


@keyness.undefined_is_missing
def chi_square_yates(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return chi-square with Yates's continuity correction; 0 and up.

    Formula: N (|ad - bc| - N / 2)^2 / (product of the four margins), and where N / 2 exceeds
    |ad - bc|, chi-square without correction, as in quanteda; R and SciPy have 0 there. Departs
    from quanteda, which corrects only tables with an expected count below 5. Missing where
    chi-square is.

    Source: Yates, F. (1934). Contingency tables involving small numbers and the chi-square test.
    Supplement to the Journal of the Royal Statistical Society 1(2), 217-235.
    """
    plain = keyness.chi_square(n, size, n_rest, size_rest)
    deviation = np.abs(n * size_rest - n_rest * size)  # |ad - bc|
    half = (size + size_rest) / 2
    kept = np.where(deviation >= half, (deviation - half) / deviation, 1.0)
    corrected: Floats = plain * kept**2
    return corrected


@keyness.undefined_is_missing
def g2_williams(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return the four-cell G2 divided by Williams's correction; 0 and up.

    Formula: G2 / q, q = 1 + (N / r1 + N / r2 - 1) (N / c1 + N / c2 - 1) / (6 N), with r1 and r2
    the occurrences and the other tokens of both sides, c1 and c2 the sides. Missing where one of
    them is 0. Departs from quanteda, which corrects no table with an empty cell.

    Source: Williams, D. A. (1976). Improved likelihood ratio tests for complete contingency
    tables. Biometrika 63(1), 33-37.
    """
    total, used = size + size_rest, n + n_rest
    of_items = total / used + total / (total - used) - 1
    of_sides = total / size + total / size_rest - 1
    q = 1 + of_items * of_sides / (6 * total)
    return np.where(np.isfinite(q), keyness.g2(n, size, n_rest, size_rest) / q, np.nan)


def fisher_p(
    n: Floats,
    size: Floats,
    n_rest: Floats,
    size_rest: Floats,
    alternative: Literal["two-sided", "less", "greater"],
) -> Floats:
    """Return the p-value of Fisher's exact test, 0 to 1; 'greater': more here.

    Formula: the probability, with the margins of the four cells given, of n or more ('greater'),
    of n or fewer ('less'), or of every table that is no more probable than the observed
    ('two-sided'). Missing where a margin is 0. It takes tokens as independent, which words of a
    text are not: no table holds it.

    Source: Fisher, R. A. (1935). The logic of inductive inference. Journal of the Royal
    Statistical Society 98(1), 39-82.
    """
    tables = np.broadcast_arrays(n, n_rest, size - n, size_rest - n_rest)
    flat = np.stack([cells.ravel() for cells in tables], axis=1).astype(int)
    p = [fisher_exact(cells.reshape(2, 2), alternative).pvalue for cells in flat]
    defined = np.isfinite(keyness.chi_square(n, size, n_rest, size_rest))
    return np.where(defined, np.reshape(p, defined.shape), np.nan)


@keyness.undefined_is_missing
def conservative_log_ratio_normal(
    n: Floats, size: Floats, n_rest: Floats, size_rest: Floats, alpha: float
) -> Floats:
    """Return the conservative log ratio by a normal approximation, as CQPweb does.

    Formula: with 0.5 in place of a count of 0, log ratio -/+ z sqrt(1 / n + 1 / n_rest - 1 / size
    - 1 / size_rest) / ln 2, at the end nearer to 0 and not beyond it, z the normal quantile that
    leaves alpha / 2. Above 0: more here. Missing where a side has no tokens.

    Sources: Hardie, A. (2014). Log Ratio: an informal introduction. CASS. Katz, D., Baptista, J.,
    Azen, S. P. and Pike, M. C. (1978). Obtaining confidence intervals for the risk ratio in
    cohort studies. Biometrics 34(3), 469-474.
    """
    ratio = keyness.log_ratio(n, size, n_rest, size_rest)
    here, there = (np.where(x > 0, x, keyness.IN_PLACE_OF_ZERO) for x in (n, n_rest))
    deviation = np.sqrt(1 / here + 1 / there - 1 / size - 1 / size_rest) / np.log(2)
    reach = float(norm.isf(alpha / 2)) * deviation
    nearer: Floats = np.sign(ratio) * np.maximum(np.abs(ratio) - reach, 0)
    return nearer


def flat_log_odds_z(
    n: Floats, size: Floats, n_rest: Floats, size_rest: Floats, prior: float
) -> Floats:
    """Return the z-score of the log-odds ratio under a flat prior; above 0: more here.

    Formula: with y = n + prior, N = size + prior * n_items, and the rest likewise,
    (ln(y / (N - y)) - ln(y_rest / (N_rest - y_rest))) / sqrt(1 / y + 1 / (N - y) + 1 / y_rest +
    1 / (N_rest - y_rest)), as scattertext. The items are those of the last axis.

    Source: Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words. Political
    Analysis 16(4), 372-403, equation 19.
    """
    here, there = n + prior, n_rest + prior
    added = prior * n.shape[-1]
    other, other_rest = size + added - here, size_rest + added - there
    delta = np.log(here / other) - np.log(there / other_rest)
    variance = 1 / here + 1 / other + 1 / there + 1 / other_rest
    z: Floats = delta / np.sqrt(variance)
    return z

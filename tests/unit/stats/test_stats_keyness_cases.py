"""Numbers that other tools and papers print, with the measure of ours that gives them.

keyness_cases.json holds inputs, expected value, digits and source of each. Every case is either
reproduced or listed with the reason that it is not.
"""

import json
from pathlib import Path

import keyness_variants
import numpy as np
import pytest
from cases import each
from scipy.stats import norm

from crossframe.stats import keyness

CASES = {
    case["id"]: case
    for case in json.loads(
        Path(__file__).with_name("keyness_cases.json").read_text(encoding="utf-8")
    )
}


def sides_of(inputs):
    """Return n, size, n_rest and size_rest of the notations of the sources."""
    match inputs:
        case {"f": n, "f1": size, "f2": used, "N": total}:
            sides = n, size, used - n, total - size
        case {"f1": n, "f2": n_rest, "N1": size, "N2": size_rest}:
            sides = n, size, n_rest, size_rest
        case {"O11": a, "O12": b, "O21": c, "O22": d}:  # a row is a side
            sides = a, a + b, c, c + d
        case {"o11": a, "o12": b, "o21": c, "o22": d}:  # a column is a side
            sides = a, a + c, b, b + d
        case {"table": [[a, b], [c, d]]}:  # a row is a side
            sides = a, a + b, c, c + d
    return tuple(np.array([side], dtype=float) for side in sides)


def flat_score(inputs):
    """scattertext: 1 - 2p of z, so that below 0 is more in the category."""
    cat, rest = np.array([inputs["cat"], inputs["not_cat"]], dtype=float)
    z = keyness_variants.flat_log_odds_z(cat, cat.sum(), rest, rest.sum(), inputs["alpha_w"])
    return -2 * (norm.cdf(z) - 0.5)


def thresholded_flat_score(inputs):
    score = -flat_score(inputs)
    return np.where(np.abs(score) > 1 - 2 * inputs["threshold"], score, 0)


def of_sides(measure, *args):
    return lambda inputs: measure(*sides_of(inputs), *args)[0]


def phi_squared(n, size, n_rest, size_rest):
    return keyness.chi_square(n, size, n_rest, size_rest) / (size + size_rest)


REPRODUCED = {
    **dict.fromkeys(
        ("am_fixed_log_likelihood", "am_zero_log_likelihood", "g2_dunning", "quanteda_b_lr_none"),
        of_sides(keyness.g2),
    ),
    # the keyness of units is a signed G2, whatever is counted
    **dict.fromkeys(("ll_4term_qx", "ll_4term_qx_rev"), of_sides(keyness.text_dispersion)),
    "ll_2term_rayson": of_sides(keyness.g2_two_cells),
    "quanteda_b_lr_williams": of_sides(keyness_variants.g2_williams),
    **dict.fromkeys(("chi2_dunning", "quanteda_b_chi2_none"), of_sides(keyness.chi_square)),
    "phi2_church_gale": of_sides(phi_squared),
    **dict.fromkeys(
        ("chi2_yates_pedersen", "quanteda_b_chi2_yates"),
        of_sides(keyness_variants.chi_square_yates),
    ),
    **dict.fromkeys(
        ("fisher_two", "quanteda_b_fisher_p"), of_sides(keyness_variants.fisher_p, "two-sided")
    ),
    "fisher_left": of_sides(keyness_variants.fisher_p, "less"),
    "fisher_right": of_sides(keyness_variants.fisher_p, "greater"),
    **dict.fromkeys(
        ("am_fixed_log_ratio", "am_zero_log_ratio", "log_ratio_equal"), of_sides(keyness.log_ratio)
    ),
    "am_fixed_clr": of_sides(keyness_variants.conservative_log_ratio_normal, 0.01 / 10),
    "kilgarriff_simple_maths": of_sides(keyness.simple_maths, 1.0),
    "odds_ratio_pojanapunya": of_sides(keyness.odds_ratio),
    "pct_diff_gabrielatos": of_sides(keyness.percent_difference),
    "log_odds_uninf_score": flat_score,
    "log_odds_uninf_thresholded": thresholded_flat_score,
}


@each("case", REPRODUCED)
def test_a_published_value_is_reproduced(case):
    digits = CASES[case]["round_digits"]
    found = np.asarray(REPRODUCED[case](CASES[case]["inputs"]), dtype=float)
    expected = np.asarray(CASES[case]["expected"], dtype=float)
    assert np.round(found, digits) == pytest.approx(np.round(expected, digits), abs=1e-12)


def signed_yates(*sides):
    n, size, n_rest, size_rest = sides
    return np.sign(n / size - n_rest / size_rest) * keyness_variants.chi_square_yates(*sides)


def odds_or_infinity(*sides):
    """quanteda ranks by R's estimate, which is infinite where the rest lacks the item."""
    return np.where(sides[2] == 0, np.inf, keyness.odds_ratio(*sides))


ORDERS = {
    "keyness_order_lr_none": keyness.text_dispersion,  # a signed G2
    "keyness_order_chi2_yates": signed_yates,
    "keyness_order_exact": odds_or_infinity,
}
ORDERED = [case for case in CASES if CASES[case]["measure"] in ORDERS]


@each("case", ORDERED)
def test_a_published_order_is_reproduced(case):
    inputs = CASES[case]["inputs"]
    words = {name: inputs[name].split() for name in ("d1", "d2")}
    here = words.pop(inputs["target"])
    (there,) = words.values()
    items = sorted({*here, *there})
    counts = np.array([[side.count(item) for item in items] for side in (here, there)], dtype=float)
    sizes = counts.sum(axis=1)
    score = ORDERS[CASES[case]["measure"]](counts[0], sizes[:1], counts[1], sizes[1:])
    order = np.argsort(-score, kind="stable")  # ties in the order of the alphabet
    assert [items[place] for place in order] == CASES[case]["expected"]


OTHER_CONVENTION = {
    "log_ratio_zero_0": "Wordless has an infinity where a count is 0; ours is missing: no tokens",
    "log_ratio_zero_1": "Wordless has an infinity where a count is 0; ours puts 0.5 in its place",
    "log_ratio_zero_2": "Wordless has 0 for an empty table; ours is missing",
}
# They measure how words go together, or compare ranks or rates in other ways.
OTHER_MEASURES = {
    "mutual_information_log10", "local_mutual_information", "dice", "t_score", "z_score",
    "simple_ll", "min_sensitivity", "liddell", "difference_coefficient", "pmi_log2", "delta_p",
    "mann_whitney_rank_sum", "t_score_1sample", "scaled_f_score", "normal_cdf",
}  # fmt: skip


def test_every_case_is_reproduced_or_has_its_reason():
    other = [case for case in CASES if CASES[case]["measure"] in OTHER_MEASURES]
    listed = [*REPRODUCED, *ORDERED, *OTHER_CONVENTION, *other]
    assert sorted(listed) == sorted(CASES)


def test_the_convention_on_counts_of_0_is_not_that_of_wordless():
    found = [keyness.log_ratio(*sides_of(CASES[case]["inputs"]))[0] for case in OTHER_CONVENTION]
    assert found == pytest.approx([np.nan, np.log2((1 / 1) / (0.5 / 1)), np.nan], nan_ok=True)


# fau-klue/pandas-association-measures tests/data/log-ratio-gold.tsv
# e373c2b76336f0af93bdff5ed130a8272bbcb9be, computed by the R code of Evert (2022): occurrences
# here, of 168,329 tokens, occurrences in all, LRC, and its normal approximation; 95 % for all of
# 599 words together.
GOLD = {
    "eingebracht": (1189, 2157, 6.910068549501856, 6.9112561373666805),
    "unionsgeführt": (49, 88, 5.941562136184079, 5.971306385306486),
    "Agrarbericht": (5, 24, 0.975708228231368, 2.0811140823797882),
    "erneut": (20, 1508, 0, 0),
    "vor": (278, 41941, -0.03580616384266812, -0.0263653411594967),
    "wenn": (354, 55619, -0.13158326659345307, -0.12425272447973076),
    "sein": (2166, 429001, -0.6415905032796787, -0.6411223910052788),
}
GOLD_SIZE, GOLD_TOTAL, GOLD_ALPHA = 168_329, 19_720_567, 0.05 / 599


@each("word", GOLD)
def test_the_conservative_log_ratio_is_that_of_evert(word):
    n, used, expected, normal = GOLD[word]
    sides = sides_of({"f": n, "f1": GOLD_SIZE, "f2": used, "N": GOLD_TOTAL})
    found = keyness.conservative_log_ratio(*sides, GOLD_ALPHA)[0]
    assert found == pytest.approx(expected, abs=1e-10)
    found = keyness_variants.conservative_log_ratio_normal(*sides, GOLD_ALPHA)[0]
    assert found == pytest.approx(normal, abs=1e-10)

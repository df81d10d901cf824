"""Numbers that other tools and papers print, with the measure of ours that gives them.

dispersion_cases.json holds inputs, expected value, digits and source of each. Every case is either
reproduced or listed with the reason that it is not.
"""

import json
from pathlib import Path

import numpy as np
import pytest
from cases import each
from scipy import sparse

from crossframe.stats import dispersion

CASES = {
    case["id"]: case
    for case in json.loads(
        Path(__file__).with_name("dispersion_cases.json").read_text(encoding="utf-8")
    )
}
ONE_SIZE = 100  # tokens of a unit, where a source has parts of equal size


def parts_of(inputs):
    if "docs" in inputs:
        documents = [document.split() for document in inputs["docs"]]
        counts = [[words.count(term) for term in inputs["terms"]] for words in documents]
        sizes = [len(words) for words in documents]
    else:
        counts = [[count] for count in inputs["freqs"]]
        sizes = inputs.get("sizes", [ONE_SIZE] * len(counts))
    return dispersion.parts_of(sparse.csr_array(np.array(counts)), np.array(sizes))


# Frequencies adjusted by dispersion: f D, f S, f D2 + (1 - D2) f / n and f range / n.


def juilland_u(parts):
    return parts.totals * dispersion.juilland_d(parts)


def rosengren_kf(parts):
    return parts.totals * dispersion.rosengren_s(parts)


def carroll_um(parts):
    d2 = dispersion.carroll_d2(parts)
    return parts.totals * d2 + (1 - d2) * parts.totals / parts.n_units


def relative_range(parts):
    return dispersion.n_units_with(parts) / parts.n_units


def engwall_fm(parts):
    return parts.totals * relative_range(parts)


def turned(measure):
    """The measure of tools for which 1 is even."""
    return lambda parts: 1 - measure(parts)


REPRODUCED = {
    "range": dispersion.n_units_with,
    "range_rel": relative_range,
    "engwall_fm": engwall_fm,
    "juilland_d": dispersion.juilland_d,
    "juilland_u": juilland_u,
    "carroll_d2": dispersion.carroll_d2,
    "carroll_um": carroll_um,
    "rosengren_s": dispersion.rosengren_s,
    "rosengren_kf": rosengren_kf,
    "zhang_dc": dispersion.rosengren_s,  # the same where units are of one size
    "gries_dp": dispersion.dp,
    "dp": dispersion.dp,
    "dp_gries2008_conventional": turned(dispersion.dp),
    "gries_dp_norm": dispersion.dp_norm,
    "dp_norm": dispersion.dp_norm,
    "dp_lijffijt_gries2012_conventional": turned(dispersion.dp_norm),
    "kl_divergence_log2": dispersion.kl_divergence,
    "dkl_o2p": turned(dispersion.kl_norm),
}
OTHER_MEASURES = {
    **dict.fromkeys(
        ("distances_between_hits", "ald", "arf", "awt", "fald", "farf", "fawt"),
        "of distances between hits, which features do not hold",
    ),
    "lyne_d3": "not among the measures of the table",
    "kromer_ur": "not among the measures of the table",
    "da": "compares all pairs of units; not among the measures of the table",
    "sd_population": "of counts, which units of different size do not allow",
    "vc": "of counts, which units of different size do not allow",
}
OTHER_CONVENTION = {
    "dp_egbert2020_conventional": "divides by 1 less the smallest share that holds the item"
}


@each("case", [c for c in CASES if CASES[c]["measure"] in REPRODUCED])
def test_a_published_value_is_reproduced(case):
    digits = CASES[case]["round_digits"]
    found = REPRODUCED[CASES[case]["measure"]](parts_of(CASES[case]["inputs"]))
    expected = np.atleast_1d(CASES[case]["expected"])
    assert np.round(found, digits) == pytest.approx(np.round(expected, digits), abs=1e-12)


def test_every_case_is_reproduced_or_has_its_reason():
    listed = {*REPRODUCED, *OTHER_MEASURES, *OTHER_CONVENTION}
    assert {case["measure"] for case in CASES.values()} == listed


def test_the_other_norm_of_dp_divides_by_another_maximum():
    case = CASES["tlda_dp_egbert2020_conventional"]
    parts = parts_of(case["inputs"])
    smallest = parts.of_tokens.min()  # of the units that hold the item
    expected = 1 - dispersion.dp(parts)[0] / (1 - smallest)
    assert round(expected, 9) == case["expected"]
    assert 1 - dispersion.dp_norm(parts)[0] != pytest.approx(expected, abs=1e-5)

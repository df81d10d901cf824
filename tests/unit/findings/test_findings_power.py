from cases import each

from crossframe.findings.power import sentences
from crossframe.measures.calibration import BANDS, FACTORS
from crossframe.results import Row

KEY = ("voice", "statistic", "test", "band", "factor")


def rows_of(table):
    """Rows as `Results.rows` has them."""
    return [Row(" | ".join(["calibration", *(row[name] for name in KEY)]), row) for row in table]


def table(smallest, found=("0.05", "1"), level="0.05"):
    """The rows of calibration, as text; smallest factors by band, None where no term is so."""
    rows = [
        {
            "statistic": "false_findings",
            "test": test,
            "value": value,
            "nominal": level,
            "band": "all",
            "factor": "1",
        }
        for test, value in zip(("p_max_t", "g2_bonferroni"), found, strict=True)
    ]
    rows += [
        {"statistic": "recall", "test": "q", "band": band, "factor": f"{factor:g}"}
        for band in BANDS for factor in FACTORS
    ]  # fmt: skip
    for test, factor in (("p", "1.7"), ("q", None), ("p_max_t", "1.9")):
        rows += [
            {"statistic": "smallest_factor", "test": test, "band": band, "nominal": "0.8",
             "factor": "1", "value": factor or value or "", "n": "0" if value is None else "100"}
            for band, value in zip(BANDS, smallest, strict=True)
        ]  # fmt: skip
    return rows_of(row | {"voice": "all"} for row in rows)


@each(
    ("smallest", "said"),
    [
        (("", "5.04123", "3.23444"),
         "with 30 and more occurrences, by a factor of 3.2; with 10 to 29 occurrences, by a factor "
         "of 5; with under 10 occurrences, a factor of 8 is not enough."),
        (("", "", "3"),
         "with 30 and more occurrences, by a factor of 3; with 10 to 29 or under 10 occurrences, a "
         "factor of 8 is not enough."),
        (("", "", ""),
         "with 30 and more, 10 to 29 or under 10 occurrences, a factor of 8 is not enough."),
        ((None, "", "2"),
         "with 30 and more occurrences, by a factor of 2; with 10 to 29 occurrences, a factor of 8 "
         "is not enough."),
        (("7.96", None, None), "with under 10 occurrences, by a factor of 8."),
    ],
)  # fmt: skip
def test_the_smallest_factor_is_said_of_every_band_with_terms(smallest, said):
    (first, row), _ = sentences(table(smallest))
    band = next(
        b for b, value in reversed([*zip(BANDS, smallest, strict=True)]) if value is not None
    )
    assert row == f"calibration | all | smallest_factor | q | {band} | 1"
    assert first == (
        "To be found in this corpus (by q, with a power of 0.8), a term must stand so much more "
        f"often in an outlet than in the rest: {said}"
    )


def test_false_findings_are_said_with_their_level():
    _, (second, row) = sentences(table(("", "", "3"), found=("0.045", "0.985"), level="0.1"))
    assert second == (
        "Where nothing differs, max-T p finds something in 4.5 % of shuffles of the outlets' "
        "labels, at its 10 % level; the log-likelihood of words with Bonferroni, in 98.5 %."
    )
    assert row == "calibration | all | false_findings | p_max_t | all | 1"


def test_where_nothing_can_be_tested_only_the_reason_is_said():
    rows = [{"voice": "all", "statistic": "false_findings", "test": "p_max_t", "band": "all",
             "factor": "1", "value": "", "note": "no outlet"}]  # fmt: skip
    ((said, row),) = sentences(rows_of(rows))
    assert said == "Differences of terms cannot be tested in this corpus: no outlet."
    assert row == "calibration | all | false_findings | p_max_t | all | 1"

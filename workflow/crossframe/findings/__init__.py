"""The findings of a study: one sentence each, with its numbers and the row behind it, ranked.

A finding is a difference of one outlet from all others, or of two outlets, that its table bears
out: its q is at most 1 - `inference.level`, and the interval of the difference leaves out 0. Of
differences that tell one fact the one that says most is told. See docs/reading-the-results.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from crossframe import escape, schemas, store
from crossframe.config import Config
from crossframe.findings import choice, differences, likeness, sensitivity, sentences
from crossframe.findings.frames import frames_of
from crossframe.findings.tally import Tally, compared
from crossframe.measure import Clause, Row
from crossframe.results import Results
from crossframe.stats.multiplicity import alpha
from crossframe.stats.units import VOICES

MOST = 3  # findings of an outlet by one measure: keywords would hide all else
LOOKED_AT = 500  # rows of an outlet and table that findings are chosen of; a bound on memory
AS_IN_ROW = {
    "value": "The outlet's value.",
    "low": "Lower end of its interval.",
    "high": "Upper end of its interval.",
    "rest": "The value of what it is compared with.",
    "difference": "Value less rest.",
    "difference_low": "Lower end of its interval.",
    "difference_high": "Upper end of its interval.",
}
TABLE = schemas.Table(
    "findings",
    "The findings, the clearest first; in `results/report/`.",
    ("rank",),
    {
        "rank": schemas.count("Place in the order of evidence, then of size.", 1),
        "measure": schemas.column("str", "The measure."),
        "sentence": schemas.column("str", "The finding in words."),
        "table": schemas.column("str", "The table that states it."),
        "row": schemas.column("str", "Id of the row behind it."),
        "outlet": schemas.column("str", "The outlet."),
        "other": schemas.column(
            "str", "Which outlet it is compared with; empty: all others.", nullable=True
        ),
        "item": schemas.column(
            "str", "The cells of the row's key but outlets and voice, if any.", nullable=True
        ),
        "voice": schemas.one_of(VOICES, "own, quoted, reported, or all: together."),
        "scope": schemas.one_of(("across-articles", "within-article"), "As in the table."),
        "statistic": schemas.column("str", "What the value is, as in the table."),
        "unit_of_value": schemas.column("str", "Its unit."),
        **{
            name: schemas.column("float64", f"As in the table, where it has this: {text.lower()}",
                                 nullable=True)
            for name, text in AS_IN_ROW.items()
        },
        "p": schemas.share("As in the table."),
        "q": schemas.share("As in the table."),
        "n_units": schemas.count("Units that it rests on."),
        "sensitivity": schemas.column("str", "What it depends on.", nullable=True),
    },
)  # fmt: skip


class Finding(NamedTuple):
    """A finding, with the columns of `TABLE`."""

    rank: int
    measure: str
    sentence: str
    table: str
    row: str
    outlet: str
    other: str
    item: str
    voice: str
    scope: str
    statistic: str
    unit_of_value: str
    value: float
    low: float
    high: float
    rest: float
    difference: float
    difference_low: float
    difference_high: float
    p: float
    q: float
    n_units: int
    sensitivity: str


def find(results: Results, config: Config) -> list[Finding]:
    """Return the findings of a study, the clearest first.

    Args:
        results: The results.
        config: The study's config.
    """
    level = alpha(config.inference.level)
    lookup = sensitivity.Lookup(results, config)
    found = [row for measure in compared(config) for row in _of_measure(measure, lookup)]
    told = choice.once(_ranked(choice.of_others(found, config.outlets), level), MOST)
    if likeness.MEASURE in config.measures:
        told += likeness.clearest(likeness.pairs_of(results), level)
    labels = {name: frame.label for name, frame in frames_of(config).items()}
    return [
        _finding(rank, row, config, labels)
        for rank, row in enumerate(_ranked(told, level), start=1)
    ]


def table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return the findings as a table of `TABLE`."""
    return TABLE.validate(pd.DataFrame(findings, columns=list(TABLE.columns)))


def markdown(findings: Sequence[Finding], tallies: Sequence[Tally], title: str) -> str:
    """Return the findings as a page of Markdown.

    Args:
        findings: The findings.
        tallies: What was tested.
        title: Title of the study.
    """
    told = [
        f"{finding.rank}. {escape.markdown(finding.sentence)}\n"
        f"   Row: {escape.markdown(finding.row)}"
        for finding in findings
    ]
    return "\n".join(
        [
            f"# Findings: {escape.markdown(title)}",
            "",
            *(told or [NONE]),
            "",
            "## What was tested",
            "",
            *(f"- {escape.markdown(tally.sentence)}" for tally in tallies),
            "",
            CAUTION,
            "",
        ]
    )


NONE = "No difference between the outlets was found."
CAUTION = (
    "What can be claimed and is not told above says what a finding says already, comes after the "
    f"{MOST} clearest of an outlet by a measure, or is of two outlets and not found by max-T; the "
    "tables have it. Where no difference was found there may be one that these texts are too few "
    "to show."
)


def _ranked(rows: Sequence[Row], level: float) -> list[Row]:
    return sorted(rows, key=lambda row: choice.order(row, level))


def _of_measure(measure: str, lookup: sensitivity.Lookup) -> Iterator[Row]:
    """Yield the findings of a measure, each a row with what it depends on."""
    told: list[Row] = []
    outlets, level = lookup.config.outlets, lookup.level
    for schema in differences.tables(measure, outlets):
        rows = differences.tested(lookup.results, schema, outlets)
        borne = differences.identified(differences.claims(rows, level), schema)
        clear = differences.clearest(borne, level, LOOKED_AT)
        claims = list(differences.records(clear, measure))
        new = (
            choice.of_facts(claims, level)
            if schema.name == measure
            else choice.of_pairs(claims, told, level)
        )
        by_key = {_key(row): row for row in differences.records(_near(rows, new, schema), measure)}
        told += [_with_doubts(row, sensitivity.clauses(row, by_key, lookup)) for row in new]
    yield from told


def _near(rows: pd.DataFrame, new: Sequence[Row], schema: schemas.Table) -> pd.DataFrame:
    """Return the rows in which findings are looked up: those of their items, in both lexicons."""
    columns = [name for name in store.item_of(schema) if name != "lexicon"]
    held = {tuple(row[name] for name in columns) for row in new}
    near = [key in held for key in rows[columns].itertuples(index=False, name=None)]
    return differences.identified(rows[pd.Series(near, rows.index, dtype=bool)], schema)


def _with_doubts(row: Row, clauses: Sequence[Clause]) -> Row:
    return {
        **row,
        "depends": "; ".join(clause.said for clause in clauses),
        "doubts": sum(clause.doubt for clause in clauses) + bool(row["other"]),
    }


def _key(row: Row) -> sensitivity.Key:
    return row["outlet"], row["other"], row["item"], row["voice"]


def _finding(rank: int, row: Row, config: Config, labels: Mapping[str, str]) -> Finding:
    """Return a finding of a row, with its sentence."""
    outlets = config.outlets
    said = row.get("said") or sentences.sentence(
        row,
        config.inference.level,
        outlets[1] if len(outlets) == 2 else "the other outlets",
        labels,
    )
    depends = row.get("depends", "")
    own: dict[str, Any] = {
        "rank": rank,
        "sentence": f"{said}{'; ' if depends else ''}{depends}.",
        "table": row["row"].split(store.BETWEEN)[0],
        "sensitivity": depends,
    }
    cells = {name: row.get(name, float("nan")) for name in Finding._fields if name not in own}
    return Finding(**cells, **own)

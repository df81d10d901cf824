"""The findings of a study: one sentence each, with its numbers and the row behind it, ranked.

A finding is a difference of one outlet from all others, or of two outlets, that its table bears
out: its q is at most 1 - `inference.level`, and the interval of the difference leaves out 0. Of
differences that tell one fact the one that says most is told. See docs/reading-the-results.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from crossframe import escape, io, measures, schemas, store
from crossframe.findings import alike, choice, differences, sayings, sensitivity
from crossframe.stats.multiplicity import alpha
from crossframe.stats.units import VOICES

Row = Mapping[str, Any]

ALIKE = "similarity"  # whose rows are pairs, told together
MOST = 3  # findings of an outlet by one measure: keywords would hide all else
LOOKED_AT = 500  # rows of an outlet and table that findings are chosen of; a bound on memory
SAME_TESTS = {"keywords": "frequency"}  # whose tests are those of another measure
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
        "item": schemas.column("str", "The cells of the row's key but outlets and voice."),
        "voice": schemas.one_of(VOICES, "own, quoted, reported, or all: together."),
        "scope": schemas.one_of(("across-articles", "within-article"), "As in the table."),
        "effect": schemas.column("float64", "The difference; of similarity, the value."),
        "low": schemas.column("float64", "Lower end of its interval.", nullable=True),
        "high": schemas.column("float64", "Upper end of its interval.", nullable=True),
        "p": schemas.share("As in the table."),
        "q": schemas.share("As in the table."),
        "n_units": schemas.count("Units that it rests on."),
        "sensitivity": schemas.column("str", "What it depends on.", nullable=True),
    },
)


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
    effect: float
    low: float
    high: float
    p: float
    q: float
    n_units: int
    sensitivity: str


class Tested(NamedTuple):
    """How much of what a measure tests can be claimed.

    Attributes:
        measure: The measure.
        table: Its table.
        n_rows: The differences that it states.
        n_tested: Of these, those with a test.
        n_found: Of these, those that can be claimed.
        sentence: The same in words, with how many are told, and with the pairs of outlets.
    """

    measure: str
    table: str
    n_rows: int
    n_tested: int
    n_found: int
    sentence: str


def find(results: Path, config: Mapping[str, Any]) -> list[Finding]:
    """Return the findings of a study, the clearest first.

    Args:
        results: Folder of the results.
        config: The study's config, as a mapping.
    """
    level = alpha(config["inference"]["level"])
    tables = sensitivity.Tables(
        results,
        tuple(config["measures"]),
        config["reported_speech"],
        tuple(config["outlets"]),
        level,
    )
    found = [row for measure in compared(config) for row in _of_measure(measure, tables)]
    if ALIKE in config["measures"]:
        found += alike.difference(alike.read(results), level)
    ranked = _ranked(choice.once(_ranked(found, level), MOST), level)
    labels = _labels(config)
    return [_finding(rank, row, config, labels) for rank, row in enumerate(ranked, start=1)]


def tested(results: Path, config: Mapping[str, Any], found: Sequence[Finding]) -> list[Tested]:
    """Return how much of what each measure tests can be claimed, in the order of the report.

    Args:
        results: Folder of the results.
        config: The study's config, as a mapping.
        found: The findings.
    """
    lines = (
        _tested(results, config, measure, [row for row in found if row.measure == measure])
        for measure in compared(config)
    )
    return [*lines, *_alike(results, config)]


def compared(config: Mapping[str, Any]) -> list[str]:
    """Return the measures that ran and test differences, but for those whose tests another has."""
    return [
        measure
        for measure in config["measures"]
        if differences.tested(measure) and SAME_TESTS.get(measure) not in config["measures"]
    ]


def table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return the findings as a table of `TABLE`."""
    return TABLE.validate(pd.DataFrame(findings, columns=list(TABLE.columns)))


def markdown(findings: Sequence[Finding], tested: Sequence[Tested], title: str) -> str:
    """Return the findings as a page of Markdown.

    Args:
        findings: The findings.
        tested: What was tested.
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
            *(f"- {escape.markdown(line.sentence)}" for line in tested),
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


def _labels(config: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of the frames, where a measure speaks of them."""
    if not {"frames", "frame_cues"} & config["measures"].keys():
        return {}
    frames = io.read_yaml(Path(config["annotation"]["frames"]))["frames"]
    return {name: frame["label"] for name, frame in frames.items()}


def _of_measure(measure: str, tables: sensitivity.Tables) -> Iterator[Row]:
    """Yield the findings of a measure, each a row with what it depends on."""
    told: list[Row] = []
    for schema in differences.schemas(measure, tables.outlets):
        rows = differences.read(tables.results, schema, tables.outlets)
        borne = differences.identified(differences.claims(rows, tables.level), schema)
        clear = differences.clearest(borne, tables.level, LOOKED_AT)
        claims = list(differences.records(clear, measure))
        new = (
            choice.of_facts(claims, tables.level)
            if schema.name == measure
            else choice.of_pairs(claims, told, tables.level)
        )
        by_key = {_key(row): row for row in differences.records(_near(rows, new, schema), measure)}
        told += [_with_doubts(row, sensitivity.clauses(row, by_key, tables)) for row in new]
    yield from told


def _near(rows: pd.DataFrame, new: Sequence[Row], schema: schemas.Table) -> pd.DataFrame:
    """Return the rows in which findings are looked up: those of their items, in both lexicons."""
    columns = [name for name in differences.item_of(schema) if name != "lexicon"]
    held = {tuple(row[name] for name in columns) for row in new}
    near = [key in held for key in rows[columns].itertuples(index=False, name=None)]
    return differences.identified(rows[pd.Series(near, rows.index, dtype=bool)], schema)


def _with_doubts(row: Row, clauses: Sequence[sensitivity.Clause]) -> Row:
    return {
        **row,
        "depends": "; ".join(clause.said for clause in clauses),
        "doubts": sum(clause.doubt for clause in clauses) + bool(row["other"]),
    }


def _key(row: Row) -> sensitivity.Key:
    return row["outlet"], row["other"], row["item"], row["voice"]


def _finding(rank: int, row: Row, config: Mapping[str, Any], labels: Mapping[str, str]) -> Finding:
    outlets = config["outlets"]
    said = row.get("said") or sayings.sentence(
        row,
        config["inference"]["level"],
        outlets[1] if len(outlets) == 2 else "the other outlets",
        labels,
    )
    depends = row.get("depends", "")
    return Finding(
        rank=rank,
        measure=row["measure"],
        sentence=f"{said}{'; ' if depends else ''}{depends}.",
        table=row["row"].split(store.BETWEEN)[0],
        row=row["row"],
        outlet=row["outlet"],
        other=row["other"],
        item=row["item"],
        voice=row["voice"],
        scope=row["scope"],
        effect=float(row["difference"]),
        low=float(row["difference_low"]),
        high=float(row["difference_high"]),
        p=float(row["p"]),
        q=float(row["q"]),
        n_units=int(row["n_units"]),
        sensitivity=depends,
    )


def _tested(
    results: Path, config: Mapping[str, Any], measure: str, found: Sequence[Finding]
) -> Tested:
    """Return what a measure tests: outlets against all others, and pairs of them."""
    outlets, level = config["outlets"], alpha(config["inference"]["level"])
    output, *pairs = differences.schemas(measure, outlets)
    n = differences.counts(results, output, outlets, level)
    n_told = sum(not finding.other for finding in found)
    said = [f"{measures.load(measure).TITLE}: {_counted(*n, n_told)}"]
    for schema in pairs:
        of_pairs = differences.counts(results, schema, outlets, level)
        if of_pairs[0]:
            said.append(f"between two outlets, {_counted(*of_pairs, len(found) - n_told)}")
    return Tested(measure, output.name, *n, f"{'; '.join(said)}.")


def _counted(n_rows: int, n_tested: int, n_found: int, n_told: int) -> str:
    if not n_tested:
        return f"none of {n_rows:,} differences could be tested" if n_rows else "nothing to test"
    untested = f" ({n_rows - n_tested:,} more could not be tested)" if n_tested < n_rows else ""
    if not n_found:
        return f"no difference was found in {n_tested:,} tested{untested}"
    claimed = f"{n_found:,} of {n_tested:,} tested differences can be claimed"
    told = f"{n_told:,} {'is' if n_told == 1 else 'are'}" if n_told else "none is"
    return f"{claimed}, {told} told above{untested}"


def _alike(results: Path, config: Mapping[str, Any]) -> Iterator[Tested]:
    """Yield how many pairs of outlets are less alike than by chance, where that was tested."""
    if ALIKE not in config["measures"]:
        return
    pairs = alike.read(results)
    n, n_found = len(pairs), len(alike.claims(pairs, alpha(config["inference"]["level"])))
    how = "less alike than by chance"
    said = f"no pair of outlets is {how}, of {n:,} tested" if n else "no pair could be tested"
    if n_found:
        of = f"{n_found:,} of {n:,} tested pairs of outlets {'is' if n_found == 1 else 'are'}"
        said = f"{of} {how}, the clearest is told above"
    title = measures.load(ALIKE).TITLE
    yield Tested(ALIKE, ALIKE, n, n, n_found, f"{title}: {said}.")

"""The report page: one file that holds what was compared, the findings, figures and tables."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any

from crossframe import figures, io, measures
from crossframe.exports.excerpts import excerpts
from crossframe.findings import CAUTION, Finding, Tested, calibration
from crossframe.measures import comparability, verdicts
from crossframe.methods import Methods
from crossframe.provenance import DECISIVE, PACKAGE
from crossframe.report import overview, sections
from crossframe.report.anchors import Row, rows_of
from crossframe.report.explorer import Terms, terms
from crossframe.report.markup import environment
from crossframe.schemas import Table

ARTICLES = "articles"
NO_CHOICE = ("shards",)  # keys of the config that change no result


def render(
    results: Path,
    config: Mapping[str, Any],
    found: Sequence[Finding],
    tested: Sequence[Tested],
    told: Methods,
) -> str:
    """Return the page.

    Args:
        results: Folder of the results, with tables and figures.
        config: The study's config.
        found: The findings.
        tested: How much of what was tested is a finding.
        told: Methods, limits and references.
    """
    drawn = sections.drawings(results)
    most_rows = config["report"]["most_rows"]
    power = _calibration(results, config)
    wanted = {finding.row for finding in found} | {row for _, row in power}
    shown = sections.sections(results, list(config["measures"]), drawn, most_rows)
    made = sections.completed(results, shown, wanted)
    overall = drawn.get(figures.OVERVIEW)
    parts = {
        "overall": overall,
        "overall_tables": excerpts(results, figures.OVERVIEW, most_rows) if overall else [],
        "groups": sections.grouped(made),
        "findings": found,
        "tested": tested,
        "caution": CAUTION,
        "told": told,
        "terms": _terms(results, config),
        "calibration": power,
        "config": config,
        "choices": list(_choices(config)),
        "versions": [(name, metadata.version(name)) for name in (PACKAGE, *DECISIVE)],
        **_compared(results, config),
    }
    listed = [*parts["articles"], *parts["overall_tables"], *(e for s in made for e in s.tables)]
    parts["shown"] = {row for excerpt in listed for row in excerpt.ids}
    parts["widest"] = 1 + max(len(excerpt.columns) for excerpt in listed)
    return environment().get_template("page.html.j2").render(parts)


def _compared(results: Path, config: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was compared, and what may confound the comparison."""
    columns, rows = io.read_rows(results / "tables" / f"{ARTICLES}.csv")
    articles = [dict(zip(columns, row, strict=True)) for row in rows]
    names, most_rows = config["outlets"], config["report"]["most_rows"]
    few = len(articles) <= most_rows
    like = _rows(comparability.OUTPUT, results, config) or []
    return {
        "within": "within-article" in _scopes(results, config),
        "verdicts": _rows(verdicts.OUTPUT, results, config),
        "checks": list(verdicts.CHECKS.values()),
        "outlets": overview.outlets(articles, names, like),
        "years": overview.years(articles, names),
        "n_articles": len(articles),
        "articles": excerpts(results, ARTICLES, most_rows) if few else [],
    }


def _rows(table: Table, results: Path, config: Mapping[str, Any]) -> list[Row] | None:
    """Return the rows of a measure's table; None where the study does not measure it."""
    return rows_of(table, results) if table.name in config["measures"] else None


def _scopes(results: Path, config: Mapping[str, Any]) -> Iterator[str]:
    """Yield the scope that each table states: all its rows have one."""
    for name in config["measures"]:
        if "scope" in measures.load(name).OUTPUT.columns:
            rows = io.stream_rows(results / "tables" / f"{name}.csv")
            place = next(rows).index("scope")
            yield from (row[place] for row in islice(rows, 1))


def _terms(results: Path, config: Mapping[str, Any]) -> Terms | None:
    """Return the terms to look up; None where the study does not count them."""
    if "frequency" not in config["measures"]:
        return None
    return terms(results, config["outlets"], config["measures"], config["report"]["most_terms"])


def _calibration(results: Path, config: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the tests find, with the rows behind it; nothing where the study lacks it."""
    if "calibration" not in config["measures"]:
        return []
    columns, rows = io.read_rows(results / "tables" / "calibration.csv")
    return calibration.sentences([dict(zip(columns, row, strict=True)) for row in rows])


def _choices(config: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the keys of a config, as docs name them, each with its value."""
    for key, value in config.items():
        if key in NO_CHOICE:
            continue
        if isinstance(value, Mapping) and value:
            yield from _choices(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", json.dumps(value, ensure_ascii=False)

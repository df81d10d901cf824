"""The report page: one file that holds what was compared, the findings, figures and tables."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from typing import Any, NamedTuple

from crossframe import figures
from crossframe.config import Config
from crossframe.exports.excerpts import Excerpt, excerpts
from crossframe.findings import CAUTION, Finding, power
from crossframe.findings.tally import Tally
from crossframe.measures import verdicts
from crossframe.methods import Methods
from crossframe.provenance import DECISIVE, PACKAGE
from crossframe.report import explorer, outlets, sections
from crossframe.report.markup import environment
from crossframe.report.plates import Plate
from crossframe.results import Results, Row

ARTICLES = "articles"
NO_CHOICE = ("shards",)  # keys of the config that change no result


class Content(NamedTuple):
    """What the page tells beside the tables.

    Attributes:
        findings: The findings.
        tallies: How much of what was tested is a finding.
        methods: Methods, limits and references.
        figures: The figures, by name.
    """

    findings: Sequence[Finding]
    tallies: Sequence[Tally]
    methods: Methods
    figures: Mapping[str, Plate]


def render(results: Results, config: Config, content: Content) -> str:
    """Return the page.

    Args:
        results: The results.
        config: The study's config.
        content: What it tells beside the tables.
    """
    tests = _power(results, config)
    wanted = {finding.row for finding in content.findings} | {row for _, row in tests}
    held = sections.sections(results, config, content.figures)
    held = sections.completed(results, held, wanted)
    overall = content.figures.get(figures.OVERVIEW)
    most_rows = config.report.most_rows
    parts = {
        **content._asdict(),
        "overall": overall,
        "overall_tables": excerpts(results, figures.OVERVIEW, most_rows) if overall else [],
        "groups": sections.grouped(held),
        "caution": CAUTION,
        "terms": explorer.terms(results, config) if "frequency" in config.measures else None,
        "power": tests,
        "config": config,
        "choices": list(_choices(config.model_dump())),
        "versions": [(name, metadata.version(name)) for name in (PACKAGE, *DECISIVE)],
        **_compared(results, config),
    }
    listed: list[Excerpt] = [*parts["articles"], *parts["overall_tables"]]
    listed += [excerpt for section in held for excerpt in section.tables]
    parts["shown"] = {row for excerpt in listed for row in excerpt.ids}
    parts["widest"] = 1 + max(len(excerpt.columns) for excerpt in listed)
    return environment().get_template("page.html.j2").render(parts)


def _compared(results: Results, config: Config) -> dict[str, Any]:
    """Return what was compared, and what may confound the comparison."""
    articles, most_rows = results.cells(ARTICLES), config.report.most_rows
    few = len(articles) <= most_rows
    return {
        "within": _is_within(results, config),
        "verdicts": _rows(results, config, "verdicts"),
        "checks": list(verdicts.CHECKS.values()),
        "outlets": outlets.outlets(
            articles, config.outlets, _rows(results, config, "comparability") or []
        ),
        "years": outlets.years(articles, config.outlets),
        "n_articles": len(articles),
        "articles": excerpts(results, ARTICLES, most_rows) if few else [],
    }


def _rows(results: Results, config: Config, name: str) -> list[Row] | None:
    """Return the rows of a measure's table; None where the study does not measure it."""
    return results.rows(name) if name in config.measures else None


def _is_within(results: Results, config: Config) -> bool:
    """Return whether results speak of these articles alone; all rows of a study agree."""
    firsts = (next(results.parts(name)) for name in config.measures)
    return any("within-article" in set(part["scope"]) for part in firsts if "scope" in part)


def _power(results: Results, config: Config) -> list[tuple[str, str]]:
    """Return what the tests find, with the rows behind it; nothing where the study lacks it."""
    rows = _rows(results, config, "calibration")
    return power.sentences(rows) if rows else []


def _choices(config: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the keys of a config, as docs name them, each with its value."""
    for key, value in config.items():
        if key in NO_CHOICE:
            continue
        if isinstance(value, Mapping) and value:
            yield from _choices(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", json.dumps(value, ensure_ascii=False)

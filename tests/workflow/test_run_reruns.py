"""A change runs again what depends on it, and nothing else that is dear."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from cases import each
from runs import SMALL, SMALL_ARTICLES, Project, Run, demo_articles, demo_texts, small_study

LAST = {"provenance", "all"}
TOLD = {"tables", "report"} | LAST
OVERVIEW = {"overview", "figures"} | TOLD  # quick, so that one job does what hangs on any measure
WORDS = {"measures_words", "evidence"} | OVERVIEW
MEASURES = WORDS | {"measures_tone"}
FEATURES = {"features"} | MEASURES
ANNOTATION = {"annotate"} | FEATURES
CORPUS = {"corpus"} | ANNOTATION

Change = Callable[[Project], Any]


def comment(module: str) -> Change:
    """Add a comment to a module of the package."""

    def change(project: Project) -> None:
        path = project.root / "workflow/crossframe" / module
        path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")

    return change


def touch(*patterns: str) -> Change:
    """Give files a new time."""

    def change(project: Project) -> None:
        touched = [path for pattern in patterns for path in project.root.glob(pattern)]
        assert touched
        for path in touched:
            path.touch()

    return change


def config(changes: dict[str, Any]) -> Change:
    """Change the config."""
    return lambda project: project.configure(changes)


def added_name(project: Project) -> None:
    """Add an actor to the names file."""
    path = project.root / "seeds/demo/names.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  people:\n    A: [A]\n", encoding="utf-8")


OPTION = {"keywords": SMALL["measures"]["keywords"] | {"min_count": 3}}
CASES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda project: None, set()),
    "touched module": (touch("workflow/crossframe/**/*.py"), set()),
    "touched rule": (touch("Snakefile", "workflow/rules/*"), set()),
    "touched text": (touch("seeds/small/texts/*", "seeds/small/catalogue.csv"), set()),
    "touched config": (touch("config/*", "seeds/demo/names.yaml"), set()),
    "module of one measure's statistics": (comment("stats/keyness.py"), WORDS),
    "module of all figures": (comment("figures/style.py"), {"figures"} | TOLD),
    "module of the report": (comment("report/page.py"), {"report"} | LAST),
    "module of all resampling": (comment("stats/resampling.py"), MEASURES),
    "resolution of the figures": (config({"figures.dpi": 96}), {"figures"} | TOLD),
    "option of one measure": (config({"measures": SMALL["measures"] | OPTION}), WORDS),
    "seed": (config({"seed": 1}), MEASURES),
    "module of the tables for papers": (comment("exports/paper.py"), {"tables"} | LAST),
    "title": (config({"title": "Another title"}), {"figures"} | TOLD),
    "new name of an actor": (added_name, ANNOTATION),
    "module of the choice of articles": (comment("corpus/select.py"), CORPUS),
    "module of languages": (comment("corpus/language.py"), CORPUS),
    "module of duplicates": (comment("corpus/duplicates.py"), CORPUS),
    "module of cleaning": (comment("corpus/clean.py"), CORPUS),
    "module of recurring lines": (comment("corpus/recurring.py"), CORPUS),
    "module of extraction": (comment("corpus/extract.py"), CORPUS),
    "module of tables": (comment("corpus/tables.py"), CORPUS),
    "module of clauses": (comment("annotation/clauses.py"), ANNOTATION),
    "treatment of duplicates": (config({"selection.duplicates": "keep_first"}), CORPUS),
    "likeness of duplicates": (config({"selection.near_duplicate": 0.9}), CORPUS),
    "least length": (config({"selection.min_words": 60}), CORPUS),
    "language": (config({"selection.language": "fr"}), CORPUS),
    "share of recurring lines": (config({"cleaning.recurring_share": 0.4}), CORPUS),
    "number of recurring lines": (config({"cleaning.recurring_articles": 6}), CORPUS),
    "alias": (config({"aliases": {"The Lantern": "The Hallick Lantern"}}), CORPUS),
}


def planned(
    project: Project, changes: Mapping[str, Change], folder: Path, *targets: str
) -> dict[str, set[str]]:
    """Return the rules that would run after each change, made in a copy of a project."""
    copies = {}
    for number, (name, change) in enumerate(changes.items()):
        copy = project.duplicate(folder / f"{number:02}")
        change(copy)
        copies[name] = str(copy.root)
    program = Path(__file__).with_name("dry_runs.py")
    command = [sys.executable, str(program), " ".join(targets), *copies.values()]
    done = subprocess.run(
        command, env=project.environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {name: set(found[root]) for name, root in copies.items()}


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory, small: Run) -> dict[str, set[str]]:
    """What would run after every change."""
    changes = {name: change for name, (change, _) in CASES.items()}
    return planned(small.project, changes, tmp_path_factory.mktemp("changed"), "all")


@each(("name", "rules"), [(name, rules) for name, (_, rules) in CASES.items()])
def test_a_change_runs_again_only_what_depends_on_it(
    after: dict[str, set[str]], name: str, rules: set[str]
) -> None:
    assert after[name] == rules


def test_a_run_of_snakemake_itself_plans_the_same(tmp_path: Path, small: Run) -> None:
    project = small.project.duplicate(tmp_path / "study")
    assert project.planned() == set()
    comment("stats/keyness.py")(project)
    found = project.planned()
    assert "Measuring: Words." in found
    assert "Measuring: Tone." not in found


# How a table is read

SELECTED = "results/corpus/selected.parquet"
TABLE = {
    "kind": "table",
    "path": "seeds/small/articles.csv",
    "encoding": None,
    "delimiter": None,
    "day_first": True,
    "columns": {
        "text": "text",
        "outlet": "outlet",
        "id": "id",
        "title": "title",
        "date": "date",
        "url": None,
        "credit": None,
        "stratum": "stratum",
    },
}
TABLE_CASES: dict[str, dict[str, Any]] = {
    "order of day and month": {"source.day_first": False},
    "encoding": {"source.encoding": "utf-8"},
    "delimiter": {"source.delimiter": ","},
    "column of titles": {"source.columns.title": None},
    "column of dates": {"source.columns.date": "stratum"},
}


@pytest.fixture(scope="module")
def from_table(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small study as a table, read and cleaned."""
    project = small_study(tmp_path_factory.mktemp("table") / "study", {"source": TABLE})
    rows, texts = demo_articles(project), demo_texts(project)
    path = project.root / TABLE["path"]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, ["text", *rows[SMALL_ARTICLES[0]]])
        writer.writeheader()
        writer.writerows(
            rows[name] | {"text": texts[name].decode("utf-8-sig")} for name in SMALL_ARTICLES
        )
    project.succeed(SELECTED)
    return project


@pytest.fixture(scope="module")
def read_otherwise(
    tmp_path_factory: pytest.TempPathFactory, from_table: Project
) -> dict[str, set[str]]:
    """What would run where the table is to be read otherwise."""
    changes = {name: config({"source": TABLE, **change}) for name, change in TABLE_CASES.items()}
    folder = tmp_path_factory.mktemp("otherwise")
    return planned(from_table, {"nothing": config({"source": TABLE}), **changes}, folder, SELECTED)


def test_a_table_that_was_read_is_not_read_again(read_otherwise: dict[str, set[str]]) -> None:
    assert read_otherwise["nothing"] == set()


@each("name", TABLE_CASES)
def test_a_change_of_how_a_table_is_read_reads_it_again(
    read_otherwise: dict[str, set[str]], name: str
) -> None:
    assert read_otherwise[name] == {"corpus"}

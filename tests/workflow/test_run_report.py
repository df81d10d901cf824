"""What a run writes for papers, spreadsheets and other programs, and Snakemake's own report."""

import json
import re
import zipfile
from collections.abc import Iterator

import frictionless
import openpyxl
import pytest
from runs import SMALL, Run

from crossframe.results import LISTS, tables_of

TABLES = [table.name for name in [*LISTS, *SMALL["measures"]] for table in tables_of(name)]
# No server answers there: what is fetched from elsewhere fails.
OFFLINE = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https", "all")}


@pytest.fixture(scope="module")
def archive(small: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """Snakemake's report of the small study, made without a network."""
    project = small.project.duplicate(tmp_path_factory.mktemp("report") / "study")
    project.succeed("--report", "report.zip", environment=OFFLINE)
    with zipfile.ZipFile(project.root / "report.zip") as opened:
        yield opened


@pytest.fixture(scope="module")
def listed(archive: zipfile.ZipFile) -> dict[str, dict[str, object]]:
    """The results that the report holds, by path."""
    page = archive.read("report/report.html").decode()
    (found,) = re.findall(r"var results = (\{.*?\});?\s*</script>", page, re.DOTALL)
    return dict(json.loads(found))


def test_snakemakes_report_holds_every_table_with_label_and_caption(
    archive: zipfile.ZipFile, listed: dict[str, dict[str, object]]
) -> None:
    held = {name.rpartition("/")[2] for name in archive.namelist()}
    for name in TABLES:
        entry = listed[f"results/tables/{name}.csv"]
        assert f"{name}.csv" in held
        assert entry["labels"] == {"table": name}
        assert name in str(entry["caption"])


def test_snakemakes_report_holds_every_figure_with_a_caption(
    listed: dict[str, dict[str, object]],
) -> None:
    for name in SMALL["measures"]:
        (entry,) = (e for path, e in listed.items() if path.endswith(f"/{name}.svg"))
        assert str(entry["caption"]).strip()


def test_snakemakes_report_has_the_tables_in_a_category(archive: zipfile.ZipFile) -> None:
    page = archive.read("report/report.html").decode()
    (found,) = re.findall(r"var categories = (\{.*?\});?\s*</script>", page, re.DOTALL)
    paths = [path for group in json.loads(found)["Tables"].values() for path in group]
    assert sorted(paths) == sorted(f"results/tables/{name}.csv" for name in TABLES)


def test_the_description_of_a_run_holds_for_its_tables_and_figures(small: Run) -> None:
    results = small.project.root / "results"
    report = frictionless.validate(str(results / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    described = {task.place for task in report.tasks}
    written = {f"tables/{path.name}" for path in (results / "tables").glob("*.csv")}
    assert {path for path in described if path.startswith("tables/")} == written


def test_every_table_of_a_run_is_there_for_a_paper(small: Run) -> None:
    paper = small.project.root / "results/paper"
    expected = {f"{name}.tex" for name in TABLES}
    assert {path.name for path in paper.iterdir()} == expected | {"tables.xlsx"}


def test_every_table_of_a_run_is_a_sheet_with_all_rows(small: Run) -> None:
    book = openpyxl.load_workbook(small.project.root / "results/paper/tables.xlsx", read_only=True)
    assert book.sheetnames == ["contents", "dictionary", *TABLES]
    for name in TABLES:
        n_rows = sum(1 for _ in book[name].values) - 1
        assert n_rows == len(small.project.table(name))

"""A measure costs one module and one key of the config: all else asks it what it is."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from runs import (
    ROOT,
    Project,
    copy_project,
    demo_articles,
    demo_texts,
    sha256,
    write_catalogue,
)

from crossframe.figures import FORMATS, SIZES

NAME = "type_token"
GIVEN = {"min_count": 3}
MODULE, DEMO = Path(f"workflow/crossframe/measures/{NAME}.py"), Path("config/demo.yaml")
GENERATED = {"config/README.md", "config/config.schema.json", "docs/tables.md"}
BESIDE = ("tests", "docs", "pyproject.toml", "README.md", "CHANGELOG.md", "Makefile")
PER_OUTLET = 2  # articles


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, str]]:
    """A copy of the project, and the digests of its files before anything is added."""
    at = tmp_path_factory.mktemp("grown") / "project"
    project = copy_project(at)
    for part in BESIDE:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, at / part)
    return project, _digests(project)


@pytest.fixture(scope="module")
def project(copied: tuple[Project, dict[str, str]]) -> Project:
    """The copy with the measure, and the run of a study of a few articles."""
    project, _ = copied
    at = project.root
    shutil.copy(Path(__file__).parent / MODULE.name, at / MODULE)
    config = (at / DEMO).read_text(encoding="utf-8")
    key = f"  {NAME}: {json.dumps(GIVEN)}\n"
    (at / DEMO).write_text(config.replace("measures:\n", f"measures:\n{key}"), encoding="utf-8")
    outlets = _few_articles(project)
    project.configure({"outlets": outlets, "measures": {"sentiment": {}, NAME: GIVEN}})
    project.succeed()
    return project


def _few_articles(project: Project) -> list[str]:
    """Write catalogue and texts of a few articles of every outlet; return the outlets."""
    texts, by_outlet = demo_texts(project), {}
    for row in demo_articles(project).values():
        by_outlet.setdefault(row["outlet"], []).append(row)
    rows = [row for each in by_outlet.values() for row in each[:PER_OUTLET]]
    write_catalogue(project, rows)
    for row in rows:
        path = project.root / "seeds/small/texts" / f"{row['id']}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(texts[row["id"]])
    return [*by_outlet]


def read(project: Project, path: str) -> str:
    return (project.root / path).read_text(encoding="utf-8")


def test_its_table_and_its_comparisons_are_made(project):
    rows, between = project.table(NAME), project.table(f"{NAME}_comparisons")
    tested = rows[rows["p"].notna()]

    assert set(rows["statistic"]) == {"ratio"}
    assert set(rows["length"]) == {"long", "short"}
    assert len(tested) > 0
    assert ((rows["n"] / rows["n_of"] - rows["value"]).abs().dropna() < 1e-5).all()
    assert set(between["comparison"]) == {"omnibus", "pair"}


def test_its_values_are_among_all_values(project):
    everything = pd.read_csv(project.root / "results/all.csv")
    assert (everything["measure"] == NAME).sum() == len(project.table(NAME))


def test_its_figure_is_drawn_in_every_size_with_its_caption(project):
    folder = project.root / "results/figures"
    files = [folder / size / f"{NAME}.{suffix}" for size in SIZES for suffix in FORMATS]
    caption = read(project, f"results/figures/{NAME}.txt")
    with (folder / "index.csv").open(encoding="utf-8", newline="") as handle:
        (listed,) = [row for row in csv.DictReader(handle) if row["figure"] == NAME]

    assert all(path.stat().st_size > 0 for path in files)
    assert len(pd.read_csv(folder / f"{NAME}.csv")) > 0
    assert "at least 3 terms in the corpus" in caption
    assert listed["title"] == "Variety of words"
    assert listed["caption"] == caption.strip()
    assert listed["alt"]


def test_it_is_told_what_was_tested(project):
    told = read(project, "results/report/findings.md")
    assert "Variety of words" in told


def test_methods_name_it_with_its_own_reference_and_limit(project):
    methods = read(project, "results/report/methods.md")
    assert (
        "ratio of types to tokens (Johnson 1944), for short and long words with at least 3 terms"
        in (methods)
    )
    assert "A type-token ratio falls with the length of a unit" in methods
    assert "@article{johnson1944," in read(project, "results/report/references.bib")


def test_the_sentences_behind_it_are_listed(project):
    rows = project.table(NAME)
    listed = pd.read_csv(project.root / "results/evidence" / f"{NAME}.csv")
    ids = NAME + " | " + rows["outlet"] + " | " + rows["voice"] + " | " + rows["length"]

    assert set(listed["row"]) == set(ids[rows["n"] > 0])
    assert (project.root / "results/evidence" / f"{NAME}_comparisons.csv").exists()


def test_report_paper_and_package_have_it(project):
    page = read(project, "results/report/index.html")
    package = json.loads(read(project, "results/datapackage.json"))
    resources = {resource["path"] for resource in package["resources"]}

    assert "Variety of words" in page
    assert (project.root / f"results/paper/{NAME}.tex").exists()
    assert {f"tables/{NAME}.csv", f"tables/{NAME}_comparisons.csv"} <= resources


def test_its_pages_are_written_and_the_contract_holds(project):
    _python(project, "crossframe.sync")
    schema = json.loads(read(project, "config/config.schema.json"))

    assert NAME in schema["properties"]["measures"]["properties"]
    assert f"`measures.{NAME}.min_count`" in read(project, "config/README.md")
    assert f"### {NAME}_comparisons" in read(project, "docs/tables.md")
    assert "Formula: ratio" in read(project, f"docs/measures/{NAME}.md")
    _python(project, "pytest", "-n", "0", "tests/contract", "tests/unit/test_sync.py")


def test_nothing_else_was_touched(project, copied):
    written = GENERATED | {f"docs/measures/{NAME}.md", str(MODULE), str(DEMO)}
    _, before = copied
    after = _digests(project)

    assert {path for path in after if after[path] != before.get(path)} == written
    assert before.keys() <= after.keys()


def _digests(project: Project) -> dict[str, str]:
    """Return the digests of the files of a copy, without those that only a run or a test makes."""
    held = [path for part in ("Snakefile", "workflow", "config", "docs", "tests", *BESIDE)
            for path in [project.root / part, *(project.root / part).rglob("*")]]  # fmt: skip
    return {
        path.relative_to(project.root).as_posix(): sha256(path.read_bytes())
        for path in held
        if path.is_file() and "__pycache__" not in path.parts and path.name != "small.yaml"
    }


def _python(project: Project, *arguments: str) -> None:
    """Run a module in the copy, and fail with its output unless it succeeds."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project.root,
        env=project.environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr

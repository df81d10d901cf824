"""A killed run resumes, and ends with the same bytes."""

import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from runs import Project, Run

# Kills the whole run, Snakemake included, when a job opens the file that KILL_AT names.
HOOK = """
import os
import sys


def watch(event, details):
    if event == "open" and str(details[0]).endswith(os.environ["KILL_AT"]):
        if "w" in str(details[1]):
            os.killpg(os.getpgrp(), int(os.environ["KILL_WITH"]))


sys.addaudithook(watch)
"""


def run_until(project: Project, path: str, number: signal.Signals) -> Run:
    folder = project.root / "hook"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    environment = {
        "PYTHONPATH": f"{project.root / 'workflow'}:{folder}",
        "KILL_AT": path,
        "KILL_WITH": str(int(number)),
    }
    process = subprocess.Popen(
        project.command(),
        cwd=project.root,
        env=project.environment(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    output, _ = process.communicate()
    return Run(project, process.returncode, output)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, small: Run) -> Run:
    """The small study, killed while a figure is drawn of which one file is already written."""
    project = small.project.duplicate(tmp_path_factory.mktemp("killed") / "study")
    for part in ("figures", "report", "provenance"):
        shutil.rmtree(project.root / "results" / part)
    return run_until(project, "two_columns/keywords.svg", signal.SIGKILL)


def test_a_run_killed_outright_leaves_a_part_of_a_result(killed: Run) -> None:
    figures = killed.project.root / "results/figures"

    assert killed.code == -signal.SIGKILL
    assert (figures / "one_column/keywords.svg").is_file()
    assert not (figures / "two_columns/keywords.svg").exists()


def test_a_run_killed_outright_resumes_with_rerun_incomplete(
    killed: Run, small: Run, tmp_path: Path
) -> None:
    project = killed.project.duplicate(tmp_path / "resumed")
    project.succeed("--unlock")
    again = project.succeed("--rerun-incomplete")

    assert "Measuring" not in again.output
    assert project.published() == small.project.published()


def test_a_run_killed_outright_says_how_to_go_on(killed: Run) -> None:
    again = killed.project.run()

    assert again.code == 0 or "--unlock" in again.output or "--rerun-incomplete" in again.output
    assert "Traceback" not in again.output

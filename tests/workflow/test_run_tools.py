"""Snakemake's own tools work on the project."""

from pathlib import Path

from runs import small_study


def test_snakemake_lint_misses_nothing_but_an_environment_for_each_rule(tmp_path: Path) -> None:
    # requirements.lock is the environment of every rule
    run = small_study(tmp_path / "study").run("--lint")
    complaints = [line.strip() for line in run.output.splitlines() if line.startswith("    * ")]

    assert set(complaints) == {"* Specify a conda environment or container for each rule.:"}

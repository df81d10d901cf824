"""The report of the published tables and figures, as the code that is here writes it."""

from pathlib import Path

import pytest
import yaml

from crossframe import findings, io, methods
from crossframe.config import Config
from crossframe.findings.tally import tallies
from crossframe.report import page
from crossframe.report.plates import plates
from crossframe.results import Results

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The report of the five outlets' articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)  # the config names its files from there
        text = Path("config/config.yaml").read_text(encoding="utf-8")
        config = Config.model_validate(yaml.safe_load(text))
        results = Results.of(
            Path("results/tables").glob("*.csv"), Path("results/figures").glob("*.csv")
        )
        found = findings.find(results, config)
        content = page.Content(
            found,
            tallies(results, config, found),
            methods.describe(results, config),
            plates(Path("results/figures/index.csv")),
        )
        path = tmp_path_factory.mktemp("report") / "index.html"
        io.write_text(page.render(results, config, content), path)
    return path

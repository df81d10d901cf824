"""The report of the five-outlet study, made from its published tables and figures."""

from pathlib import Path

import pytest

from crossframe import findings, methods
from crossframe.config import Config, validate
from crossframe.io import read_yaml, write_text
from crossframe.report import page

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the report."""
    config = validate(Config, read_yaml(ROOT / "config/config.yaml"), "config").model_dump()
    config["annotation"]["frames"] = str(ROOT / config["annotation"]["frames"])
    results = ROOT / "results"
    found = findings.find(results, config)
    tested = findings.tested(results, config, found)
    html = page.render(results, config, found, tested, methods.describe(config, results))
    path = tmp_path_factory.mktemp("report") / "index.html"
    write_text(html, path)
    return path

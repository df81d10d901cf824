"""Whole runs, each made once a session and read by many tests."""

import os
import shutil
from pathlib import Path

import pytest
import yaml
from runs import (
    ODD_ENCODINGS,
    ODD_NAMES,
    ROOT,
    SMALL_ARTICLES,
    Entries,
    Project,
    Run,
    copy_project,
    demo_articles,
    sha256,
    small_study,
    write_catalogue,
)

# An environment that differs from the usual one in all that must not matter.
ELSEWHERE = {
    "PYTHONHASHSEED": "12345",
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "C",
    "LANGUAGE": "tr",
    "COLUMNS": "40",
}
SMALL_FEATURES = "seeds/small/features"
QUICK = "config/quick.yaml"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all runs, one for all processes of the session."""
    base = tmp_path_factory.getbasetemp()
    runs = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "runs"
    runs.mkdir(exist_ok=True)
    return runs


@pytest.fixture(scope="session")
def demo(folder: Path) -> Run:
    """The demonstration study, as it is committed."""
    return Run.shared(folder, "demo", lambda at: copy_project(at).run(config="config/demo.yaml"))


@pytest.fixture(scope="session")
def small(folder: Path) -> Run:
    """The small study from its texts, with the features released."""
    return Run.shared(folder, "small", lambda at: small_study(at).run("all", "release"))


@pytest.fixture(scope="session")
def released(folder: Path, small: Run) -> Run:
    """The small study from its released features, without the texts."""

    def make(at: Path) -> Run:
        project = small_study(at)
        shutil.rmtree(project.root / "seeds/small/texts")
        shutil.copytree(small.project.root / SMALL_FEATURES, project.root / SMALL_FEATURES)
        return project.run()

    return Run.shared(folder, "released", make)


@pytest.fixture(scope="session")
def elsewhere(folder: Path) -> Run:
    """The small study under other circumstances, its texts in other files and encodings."""

    def make(at: Path) -> Run:
        project = small_study(at / "ü", {"shards": 4})
        texts = project.root / "seeds/small/texts"
        rows = demo_articles(project)
        for name, odd, encoding in zip(SMALL_ARTICLES, ODD_NAMES, ODD_ENCODINGS, strict=True):
            (texts / odd).parent.mkdir(parents=True, exist_ok=True)
            content = (texts / f"{name}.txt").read_bytes().decode("utf-8-sig").encode(encoding)
            (texts / f"{name}.txt").rename(texts / odd).write_bytes(content)
            rows[name]["sha256"] = sha256(content)
        write_catalogue(project, [rows[name] for name in SMALL_ARTICLES])
        (texts / "README.md").write_text("What belongs here.\n", encoding="utf-8")
        return project.run("--cores", "1", environment=ELSEWHERE, umask=0o077)

    return Run.shared(folder, "else where", make)


@pytest.fixture(scope="session")
def held_texts() -> Path:
    """The folder of the five articles' texts; a test that needs them is skipped without."""
    named = os.environ.get("CROSSFRAME_TEXTS")
    for place in (ROOT / "seeds/texts", *([Path(named)] if named else [])):
        if any(place.glob("*.txt")):
            return place
    pytest.skip("no texts in seeds/texts, nor in a folder that CROSSFRAME_TEXTS names")


@pytest.fixture(scope="session")
def real(folder: Path, held_texts: Path) -> Entries:
    """The five-outlet study by both entries, with two measures, quickly drawn."""

    def from_texts(at: Path) -> Run:
        project = _quick_study(at)
        target = project.root / "seeds/texts"
        target.mkdir(exist_ok=True)
        for text in held_texts.glob("*.txt"):
            (target / text.name).write_bytes(text.read_bytes())
        return project.run("all", "release", config=QUICK)

    def from_features(at: Path) -> Run:
        project = _quick_study(at)
        shutil.copytree(texts.project.root / "seeds/features", project.root / "seeds/features")
        return project.run(config=QUICK)

    texts = Run.shared(folder, "real", from_texts)
    return Entries(texts, Run.shared(folder, "real-features", from_features))


def _quick_study(at: Path) -> Project:
    """Copy the five-outlet study without its features, with config/quick.yaml."""
    project = copy_project(at)
    shutil.rmtree(project.root / "seeds/features", ignore_errors=True)
    config = yaml.safe_load((project.root / "config/config.yaml").read_text(encoding="utf-8"))
    config["inference"] |= {"resamples": 100, "permutations": 99}
    config["figures"]["dpi"] = 72
    config["measures"] = {name: config["measures"][name] for name in ("keywords", "course")}
    content = yaml.safe_dump(config, sort_keys=False)
    (project.root / QUICK).write_text(content, encoding="utf-8")
    return project

"""Whole runs, each made once and read by many tests."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from runs import (
    ROOT,
    SMALL_ARTICLES,
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
ODD_NAMES = ("no suffix", "ünïcode name.TXT", "deeper/-dash.md", "deeper/still/article.html")
ODD_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "utf-16-le")


@dataclass(frozen=True)
class Entries:
    """One study run from its texts and, in another folder, from what it releases."""

    texts: Run
    features: Run


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all runs."""
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="session")
def demo(folder: Path) -> Run:
    """The demonstration study, as it is committed."""
    return copy_project(folder / "demo").succeed(config="config/demo.yaml")


@pytest.fixture(scope="session")
def small(folder: Path) -> Run:
    """The small study from its texts, with the features released."""
    return small_study(folder / "small").succeed("all", "release")


@pytest.fixture(scope="session")
def released(folder: Path, small: Run) -> Run:
    """The small study from its released features, without the texts."""
    project = small_study(folder / "released")
    shutil.rmtree(project.root / "seeds/small/texts")
    shutil.copytree(small.project.root / "seeds/small/features", project.root / SMALL_FEATURES)
    return project.succeed()


@pytest.fixture(scope="session")
def elsewhere(folder: Path) -> Run:
    """The small study under other circumstances, its texts in other files and encodings."""
    project = small_study(folder / "else where" / "ü", {"shards": 4})
    texts = project.root / "seeds/small/texts"
    rows = demo_articles(project)
    for name, odd, encoding in zip(SMALL_ARTICLES, ODD_NAMES, ODD_ENCODINGS, strict=True):
        (texts / odd).parent.mkdir(parents=True, exist_ok=True)
        content = (texts / f"{name}.txt").read_bytes().decode("utf-8-sig").encode(encoding)
        (texts / f"{name}.txt").rename(texts / odd).write_bytes(content)
        rows[name]["sha256"] = sha256(content)
    write_catalogue(project, [rows[name] for name in SMALL_ARTICLES])
    (texts / "README.md").write_text("What belongs here.\n", encoding="utf-8")
    return project.succeed("--cores", "1", environment=ELSEWHERE, umask=0o077)


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
    from_texts, from_features = (copy_project(folder / name) for name in ("real", "real-features"))
    for project in (from_texts, from_features):
        shutil.rmtree(project.root / "seeds/features", ignore_errors=True)
        _quicken(project)
    target = from_texts.root / "seeds/texts"
    target.mkdir(exist_ok=True)
    for text in held_texts.glob("*.txt"):
        (target / text.name).write_bytes(text.read_bytes())
    texts = from_texts.succeed("all", "release", config="config/quick.yaml")
    shutil.copytree(from_texts.root / "seeds/features", from_features.root / "seeds/features")
    return Entries(texts, from_features.succeed(config="config/quick.yaml"))


def _quicken(project: Project) -> None:
    config = yaml.safe_load((project.root / "config/config.yaml").read_text(encoding="utf-8"))
    config["inference"] |= {"resamples": 100, "permutations": 99}
    config["figures"]["dpi"] = 72
    config["measures"] = {name: config["measures"][name] for name in ("keywords", "course")}
    quick = project.root / "config/quick.yaml"
    quick.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")

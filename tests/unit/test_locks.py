"""What `make` installs: all of it pinned and hashed, and from a folder as well as from an index."""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from cases import each

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    """Version of each package of a lock."""
    return dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


@each("name", LOCKS)
def test_every_package_is_pinned_and_hashed(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == len(pins(name)) > 50
    assert [e for e in entries if not PIN.match(e) or "--hash=sha256:" not in e] == []


@each("name", LOCKS)
def test_a_lock_names_no_index(name):
    assert re.findall(r"://|--(?:index|extra|find|trusted)", (ROOT / name).read_text()) == []


def test_the_locks_agree():
    study, developers = map(pins, LOCKS)
    shared = study.keys() & developers.keys()
    assert {name: study[name] for name in shared} == {name: developers[name] for name in shared}


def test_a_study_installs_nothing_of_the_developers():
    tools = {"mypy", "openpyxl", "playwright", "pytest", "ruff", "snakefmt", "uv", "frictionless"}
    study, developers = map(pins, LOCKS)
    assert tools & study.keys() == set()
    assert tools <= developers.keys()


# A small project that the Makefile installs

BACKEND = """
from pathlib import Path
from zipfile import ZipFile

def _wheel(folder, editable):
    name, version = Path("name").read_text().split()
    info = f"{name}-{version}.dist-info"
    with ZipFile(Path(folder, f"{name}-{version}-py3-none-any.whl"), "w") as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: locked\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{info}/RECORD", "")
    return f"{name}-{version}-py3-none-any.whl"

def build_wheel(folder, settings=None, metadata=None):
    return _wheel(folder, False)

def build_editable(folder, settings=None, metadata=None):
    return _wheel(folder, True)
"""  # noqa: E501
BUILT_BY_IT = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'


def _setuptools(folder: Path) -> Path:
    """Write a wheel that builds as setuptools does, and marks what it builds."""
    info = "setuptools-99.0.dist-info"
    files = {
        "setuptools/__init__.py": "",
        "setuptools/build_meta.py": BACKEND,
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: setuptools\nVersion: 99.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    source = folder.parent / "wheel"
    for name, content in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    archive = shutil.make_archive(str(folder / "setuptools-99.0-py3-none-any"), "zip", source)
    return Path(archive).rename(folder / "setuptools-99.0-py3-none-any.whl")


def _without_wheel(folder: Path) -> Path:
    """Write a package that has to be built."""
    path = folder / "pier-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        files = {"name": "pier 1.0", "pyproject.toml": BUILT_BY_IT, "PKG-INFO": "Name: pier\n"}
        for name, content in files.items():
            entry = tarfile.TarInfo(f"pier-1.0/{name}")
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content.encode()))
    return path


@pytest.fixture
def install(tmp_path):
    """Install the small project by the Makefile, from a folder and without an index."""
    folder, project = tmp_path / "wheels", tmp_path / "project"
    for path in (folder, project):
        path.mkdir()
    packages = {"pier==1.0": _without_wheel(folder), "setuptools==99.0": _setuptools(folder)}
    shutil.copy(ROOT / "Makefile", project)
    (project / "name").write_text("crossframe 1.0")
    (project / "pyproject.toml").write_text(BUILT_BY_IT)

    def run(**wrong: str) -> subprocess.CompletedProcess[str]:
        hashes = {
            pin: wrong.get(pin.split("=")[0], hashlib.sha256(path.read_bytes()).hexdigest())
            for pin, path in packages.items()
        }
        lines = [f"{pin} \\\n    --hash=sha256:{digest}\n" for pin, digest in hashes.items()]
        (project / "requirements.lock").write_text("".join(lines))
        command = ["make", ".venv/ready", f"PYTHON={sys.executable}"]
        offline = {"PATH": "/usr/bin:/bin", "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder)}
        return subprocess.run(
            command, cwd=project, env=offline, capture_output=True, text=True, check=False
        )

    return run


def test_make_installs_from_a_folder_and_builds_with_the_locked_setuptools(install, tmp_path):
    run = install()
    assert run.returncode == 0, run.stderr
    (packages,) = (tmp_path / "project/.venv/lib").glob("python*/site-packages")
    for name in ("pier", "crossframe"):
        assert "Generator: locked" in (packages / f"{name}-1.0.dist-info/WHEEL").read_text()
    assert (packages / "setuptools-99.0.dist-info").is_dir()


def test_a_package_that_is_not_the_one_of_the_lock_is_refused(install, tmp_path):
    run = install(pier="0" * 64)
    assert run.returncode != 0
    assert "DO NOT MATCH THE HASHES" in run.stderr
    assert not (tmp_path / "project/.venv/ready").exists()

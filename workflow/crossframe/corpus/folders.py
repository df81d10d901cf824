"""Articles as files: a folder for each outlet, in it a file for each article."""

from collections.abc import Iterator
from pathlib import Path

from crossframe.config import FolderSource
from crossframe.errors import StudyError


def list_folder(source: FolderSource) -> list[Path]:
    """Return the files of the folder, by path; hidden ones are left out.

    Raises:
        StudyError: There is no such folder, or no folder in it.
    """
    root = Path(source.path)
    if not root.is_dir():
        raise StudyError(f"{root}: no such folder; the config names it as `source.path`")
    if not any(_outlets(root)):
        raise StudyError(f"{root}: no folder in it; expected one for each outlet, of its name")
    return sorted(path for path in root.rglob("*") if _is_article(path, root))


def outlet_of(path: Path, source: FolderSource) -> str:
    """Return the name of the outlet's folder that a file lies in; empty if it lies in none."""
    folder, *inner = path.relative_to(source.path).parts
    return folder if inner else ""


def _outlets(root: Path) -> Iterator[Path]:
    return (path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


def _is_article(path: Path, root: Path) -> bool:
    return path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts)

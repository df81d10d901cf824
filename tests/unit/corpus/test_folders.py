import os

import pytest
from cases import each

from crossframe.config import FolderSource
from crossframe.corpus.sources import list_folder, outlet_of
from crossframe.errors import StudyError


def source(path):
    return FolderSource(kind="folder", path=str(path), encoding=None)


def put(root, *names):
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def listed(root):
    return [path.relative_to(root).as_posix() for path in list_folder(source(root))]


def test_files_below_outlets_are_listed_by_path(tmp_path):
    put(tmp_path, "Post/b.txt", "Gazette/2031/03/z.html", "Gazette/a.txt", "Post/a.pdf")
    assert listed(tmp_path) == ["Gazette/2031/03/z.html", "Gazette/a.txt", "Post/a.pdf",
                                "Post/b.txt"]  # fmt: skip


def test_hidden_files_and_folders_are_left_out(tmp_path):
    put(tmp_path, "Gazette/a.txt", "Gazette/.b.txt", "Gazette/.git/c.txt", ".DS_Store/d.txt")
    assert listed(tmp_path) == ["Gazette/a.txt"]


def test_a_file_of_any_suffix_is_listed(tmp_path):
    put(tmp_path, "Gazette/a.xyz", "Gazette/b")
    assert listed(tmp_path) == ["Gazette/a.xyz", "Gazette/b"]


def test_files_of_no_outlet_are_listed_too(tmp_path):
    put(tmp_path, "README.md", "Gazette/a.txt")
    assert listed(tmp_path) == ["Gazette/a.txt", "README.md"]
    found = [outlet_of(tmp_path / name, source(tmp_path)) for name in listed(tmp_path)]
    assert found == ["Gazette", ""]


def test_the_outlet_is_the_first_folder(tmp_path):
    put(tmp_path, "The Gazette/Post/a.txt")
    (path,) = list_folder(source(tmp_path))
    assert outlet_of(path, source(tmp_path)) == "The Gazette"


def test_an_empty_folder_of_an_outlet_has_no_file(tmp_path):
    (tmp_path / "Gazette").mkdir()
    assert listed(tmp_path) == []


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(StudyError, match=r"texts: no such folder; the config names it as"):
        list_folder(source(tmp_path / "texts"))


def test_a_file_in_its_place_is_refused(tmp_path):
    put(tmp_path, "texts")
    with pytest.raises(StudyError, match="no such folder"):
        list_folder(source(tmp_path / "texts"))


@each("names", [[], ["a.txt"], [".git/a.txt"]])
def test_a_folder_without_folders_is_refused(tmp_path, names):
    put(tmp_path, *names)
    with pytest.raises(StudyError, match="no folder in it; expected one for each outlet"):
        list_folder(source(tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_names_of_files_may_be_in_any_encoding(tmp_path):
    (tmp_path / "Gazette").mkdir()
    try:
        (tmp_path / "Gazette" / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("the file system takes names in UTF-8 alone")
    assert len(listed(tmp_path)) == 1

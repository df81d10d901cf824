import csv
import random
from itertools import chain

import pandas as pd
import pyarrow.parquet as pq
import pytest
from cases import each

from crossframe.config import Columns, FolderSource, TableSource
from crossframe.corpus import split
from crossframe.corpus.split import split_source

OUTLETS = ["Gazette", "Post"]
HEADER = ["n", "paper", "head", "body"]


def table(path, rows, named=True):
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([HEADER, *rows])
    columns = {"text": "body", "outlet": "paper", "id": "n" if named else None, "title": "head"}
    return TableSource(
        kind="table",
        path=str(path),
        encoding="utf-8",
        delimiter=",",
        day_first=True,
        columns=Columns(**{**dict.fromkeys(Columns.model_fields), **columns}),
    )


def shards(source, folder, n_shards, aliases=()):
    """The shards of a source, in order, each a list of rows."""
    paths = [folder / "raw" / f"{number}.parquet" for number in range(n_shards)]
    split_source(source, OUTLETS, dict(aliases), paths)
    return [pq.read_table(path).to_pylist() for path in paths]


def records(source, folder, n_shards=1, aliases=()):
    """All records, in the order of reading."""
    rows = [row for shard in shards(source, folder, n_shards, aliases) for row in shard]
    return pd.DataFrame(rows).sort_values("number").reset_index(drop=True)


def some(n):
    """Rows whose ids are in no order."""
    ids = random.Random(1).sample(range(100, 1000), n)
    return [[f"a{i}", OUTLETS[i % 2], f"On {i}", f"Text {i} of the ferry."] for i in ids]


@each("n_shards", [1, 2, 3, 7, 10, 11, 25])
def test_every_record_is_in_one_of_shards_of_one_size(tmp_path, n_shards):
    parts = shards(table(tmp_path / "a.csv", some(10)), tmp_path, n_shards)
    sizes = [len(part) for part in parts]
    assert len(parts) == n_shards
    assert sorted(row["number"] for part in parts for row in part) == list(range(1, 11))
    assert max(sizes) - min(sizes) <= 1


@each("n_shards", [1, 3, 25])
def test_shards_are_runs_in_the_order_of_ids(tmp_path, n_shards):
    parts = shards(table(tmp_path / "a.csv", some(10)), tmp_path, n_shards)
    ranges = [sorted(row["article"] for row in part) for part in parts if part]
    assert list(chain(*ranges)) == sorted(row[0] for row in some(10))


def test_a_source_without_records_gives_empty_shards(tmp_path):
    assert shards(table(tmp_path / "a.csv", []), tmp_path, 3) == [[], [], []]


def test_contents_are_the_same_bytes(tmp_path):
    contents = {"Gazette/a.txt": "café\r\n\n".encode("cp1252"), "Gazette/b.pdf": bytes(range(256)),
                "Post/c": b"", "Post/d.html": b"\xff\xfe<\0p\0>\0"}  # fmt: skip
    for name, content in contents.items():
        (tmp_path / "texts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "texts" / name).write_bytes(content)
    source = FolderSource(kind="folder", path=str(tmp_path / "texts"), encoding=None)
    found = records(source, tmp_path, 2)
    assert dict(zip(found["article"], found["content"], strict=True)) == contents


@each("buffer", [0, 50, 1_000_000])
def test_what_is_held_back_changes_nothing(tmp_path, monkeypatch, buffer):
    whole = records(table(tmp_path / "a.csv", some(20)), tmp_path, 3)
    monkeypatch.setattr(split, "BUFFER", buffer)
    assert records(table(tmp_path / "a.csv", some(20)), tmp_path, 3).equals(whole)


def test_little_is_held_back(tmp_path, monkeypatch):
    monkeypatch.setattr(split, "BUFFER", 50)
    shards(table(tmp_path / "a.csv", some(20)), tmp_path, 1)
    assert pq.ParquetFile(tmp_path / "raw" / "0.parquet").num_row_groups > 4


@each("named", [True, False])
def test_the_order_of_rows_changes_no_article(tmp_path, named):
    rows = some(12)
    found = records(table(tmp_path / "a.csv", rows, named), tmp_path, 3)
    again = records(table(tmp_path / "b.csv", rows[::-1], named), tmp_path, 3)
    facts = ["article", "outlet", "title", "outcome", "content"]
    one, other = (part[facts].sort_values("article", ignore_index=True) for part in (found, again))
    assert one.equals(other)


# ids


def test_an_id_is_made_of_the_content(tmp_path):
    contents = [("Gazette", "x"), ("Gazette", "y"), ("Post", "x")]
    rows = [["", outlet, "Ferry", text] for outlet, text in contents]
    found = records(table(tmp_path / "a.csv", rows), tmp_path)
    assert found["article"].is_unique
    assert found["article"].str.fullmatch("[0-9a-f]{16}").all()


def test_a_missing_id_does_not_depend_on_its_neighbours(tmp_path):
    one = records(table(tmp_path / "a.csv", [["", "Gazette", "F", "x"]]), tmp_path)
    two = records(table(tmp_path / "a.csv", [*some(3), ["", "Gazette", "F", "x"]]), tmp_path)
    assert one["article"].iloc[0] == two["article"].iloc[3]


def test_equal_rows_get_ids_of_their_own(tmp_path):
    found = records(table(tmp_path / "a.csv", [["", "Gazette", "F", "x"]] * 3), tmp_path)
    first = found["article"].iloc[0]
    assert found["article"].tolist() == [first, f"{first}-2", f"{first}-3"]
    assert set(found["outcome"]) == {"analysed"}


def test_of_a_repeated_id_the_first_stands(tmp_path):
    rows = [["a", "Gazette", "F", "x"], ["b", "Post", "F", "y"], ["a", "Post", "G", "z"]]
    found = records(table(tmp_path / "a.csv", rows), tmp_path, 2)
    assert found["outcome"].tolist() == ["analysed", "analysed", "repeated id"]
    assert found["content"].tolist() == [b"x", b"y", None]


def test_a_row_of_another_outlet_takes_nobodys_id(tmp_path):
    rows = [["a", "Herald", "F", "x"], ["a", "Gazette", "F", "y"]]
    found = records(table(tmp_path / "a.csv", rows), tmp_path)
    assert found["outcome"].tolist() == ["other outlet", "analysed"]


def test_no_two_articles_share_an_id(tmp_path):
    same = ["", "Gazette", "F", "x"]
    made = records(table(tmp_path / "a.csv", [same, same]), tmp_path)["article"].iloc[1]
    rows = [same, same, [made, "Post", "F", "y"]]
    found = records(table(tmp_path / "a.csv", rows), tmp_path)
    assert found.loc[found["outcome"] == "analysed", "article"].is_unique


@each("name", ["2031/03/ferry", "a b", "=SUM(A1)", "-1", "../x", "Ä", "a" * 500])
def test_an_id_may_be_anything(tmp_path, name):
    found = records(table(tmp_path / "a.csv", [[name, "Gazette", "F", "x"], *some(2)]), tmp_path, 2)
    assert found["article"].iloc[0] == name


# outcomes


def test_outlets_go_by_name_or_alias(tmp_path):
    names = ["Gazette", "The Gazette", "Herald", ""]
    rows = [[f"a{n}", name, "F", "x"] for n, name in enumerate(names)]
    aliases = [("The Gazette", "Gazette")]
    found = records(table(tmp_path / "a.csv", rows), tmp_path, 1, aliases)
    assert found["outcome"].tolist() == ["analysed", "analysed", "other outlet", "no outlet"]
    assert found["outlet"].tolist() == ["Gazette", "Gazette", "Herald", ""]


def test_the_outlet_of_a_folder_is_repaired_as_that_of_a_table(tmp_path):
    (tmp_path / "texts" / "Gaz\u0065\u0301tte").mkdir(parents=True)  # as macOS writes é
    (tmp_path / "texts" / "Gaz\u0065\u0301tte" / "a.txt").write_text("x")
    source = FolderSource(kind="folder", path=str(tmp_path / "texts"), encoding=None)
    split_source(source, ["Gaz\u00e9tte"], {}, [tmp_path / "0.parquet"])
    assert pq.read_table(tmp_path / "0.parquet")["outcome"].to_pylist() == ["analysed"]


@each("name", ["Post（Online）", "Post &amp; Co", "The  Post"])
def test_an_outlet_goes_by_the_name_that_the_config_gives_it(tmp_path, name):
    source = table(tmp_path / "a.csv", [["a", name, "F", "x"]])
    split_source(source, [name], {}, [tmp_path / "0.parquet"])
    assert pq.read_table(tmp_path / "0.parquet")["outcome"].to_pylist() == ["analysed"]


def test_a_malformed_row_is_a_record(tmp_path):
    rows = [["a", "Gazette"], *some(1)]
    found = records(table(tmp_path / "a.csv", rows), tmp_path)
    assert found["outcome"].tolist() == ["malformed row", "analysed"]
    assert found["read_from"].tolist() == ["row 2", "row 3"]
    assert found["content"].isna().tolist() == [True, False]


def test_a_file_whose_name_is_not_in_utf8_is_a_record(tmp_path):
    (tmp_path / "texts" / "Gazette").mkdir(parents=True)
    try:
        (tmp_path / "texts" / "Gazette" / "caf\udce9.txt").write_text("x")
    except OSError:
        pytest.skip("the file system takes names in UTF-8 alone")
    source = FolderSource(kind="folder", path=str(tmp_path / "texts"), encoding=None)
    assert records(source, tmp_path)["outcome"].tolist() == ["analysed"]

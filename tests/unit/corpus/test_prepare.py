"""The way of a corpus from its source, whatever the number of shards and of processes."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from cases import each

from crossframe import store
from crossframe.config import Cleaning, Columns, Selection, TableSource
from crossframe.corpus import prepare as module
from crossframe.corpus.prepare import Request, prepare
from crossframe.errors import StudyError
from crossframe.stages import PARAGRAPHS, SELECTED

ROOT = Path(__file__).parents[3]
OUTLETS = ["Gazette", "Post"]
TEXT = "The ferry number {n} sails to the island in the morning, as the harbour master said."
NOTICE = "Sign up here for news of the harbour"


def request(folder: Path, rows: list[list[str]]) -> Request:
    path = folder / "articles.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([["n", "paper", "head", "body"], *rows])
    columns = {"text": "body", "outlet": "paper", "id": "n", "title": "head"}
    source = TableSource(
        kind="table",
        path=str(path),
        encoding="utf-8",
        delimiter=",",
        day_first=True,
        columns=Columns(**{**dict.fromkeys(Columns.model_fields), **columns}),
    )
    cleaning = Cleaning(
        furniture=str(ROOT / "config/furniture.yaml"),
        recurring_share=0.5,
        recurring_articles=3,
        analysed_roles=["title", "body"],
    )
    selection = Selection(
        language="en", min_words=10, max_words=20_000, duplicates="keep_first", near_duplicate=0.8
    )
    return Request(
        source=source, outlets=OUTLETS, aliases={}, cleaning=cleaning, selection=selection
    )


def articles(n: int) -> list[list[str]]:
    return [
        [f"a{number}", OUTLETS[number % 2], f"On ferry {number}",
         f"{TEXT.format(n=number)}\n{number} people were on board of it, and all of them "
         f"came home.\n{NOTICE}"]
        for number in range(n)
    ]  # fmt: skip


def prepared(folder: Path, rows: list[list[str]], n_shards: int, processes: int):
    """The paragraphs of each shard, and all records."""
    paths = [folder / "corpus/paragraphs" / f"{n}.parquet" for n in range(n_shards)]
    selected = folder / "corpus/selected.parquet"
    prepare(request(folder, rows), paths, selected, processes)
    return [store.read_parquet(path) for path in paths], store.read_parquet(selected)


@each(("n_shards", "processes"), [(1, 4), (3, 1), (3, 2), (12, 2)])
def test_neither_shards_nor_processes_leave_a_trace(tmp_path, n_shards, processes):
    folders = [tmp_path / name for name in (f"one{n_shards}{processes}", f"{n_shards}{processes}")]
    for folder in folders:
        folder.mkdir()
    (whole,), records = prepared(folders[0], articles(11), 1, 1)
    parts, same = prepared(folders[1], articles(11), n_shards, processes)
    found = pd.concat(parts, ignore_index=True)
    pd.testing.assert_frame_equal(PARAGRAPHS.validate(found), PARAGRAPHS.validate(whole))
    pd.testing.assert_frame_equal(SELECTED.validate(same), records)


def test_lines_recur_over_shards(tmp_path):
    parts, _ = prepared(tmp_path, articles(6), 6, 1)
    lines = pd.concat(parts)
    notice = lines[lines["text"] == NOTICE]
    assert len(notice) == 6
    assert not notice["kept"].any()
    assert set(notice["recurring_share"]) == {1.0}


def test_copies_are_found_over_shards_and_a_bad_record_is_its_own_matter(tmp_path):
    rows = articles(4)
    rows += [["b1", *rows[0][1:]], ["b2", "Post", "Nothing", ""], ["b3", "Nobody", "x", "y"]]
    _, records = prepared(tmp_path, rows, 3, 2)
    outcomes = dict(zip(records["article"], records["outcome"], strict=True))
    assert outcomes["b1"] == "duplicate"
    assert (outcomes["b2"], outcomes["b3"]) == ("no text", "other outlet")
    assert {outcomes[f"a{n}"] for n in range(4)} == {"analysed"}


@each("processes", [1, 2])
def test_a_mistake_of_the_user_comes_through_and_nothing_is_left_behind(tmp_path, processes):
    folder = tmp_path / str(processes)
    folder.mkdir()
    rows = [row for row in articles(6) if row[1] == "Post"]
    with pytest.raises(StudyError, match="outlet 'Gazette' has no article"):
        prepared(folder, rows, 2, processes)
    assert sorted(path.name for path in (folder / "corpus").iterdir()) == ["paragraphs"]


def test_what_a_killed_job_left_is_cleared(tmp_path):
    left = tmp_path / "corpus/unfinished/raw/7.parquet"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    prepared(tmp_path, articles(4), 1, 1)
    assert not (tmp_path / "corpus/unfinished").exists()


def test_a_record_that_fails_costs_no_other_and_is_named_without_its_words(tmp_path, monkeypatch):
    clean = module.paragraphs

    def failing(records, sites):
        if records["text"].str.contains("ferry number 3").any():
            raise ValueError("no place for the ferry")
        return clean(records, sites)

    monkeypatch.setattr(module, "paragraphs", failing)
    rows = articles(8)
    (parts,), records = prepared(tmp_path, rows, 1, 1)
    failed = records[records["outcome"] == "failed"]
    assert failed["article"].tolist() == ["a3"]
    assert failed["reason"].tolist() == ["ValueError in prepare._cleaned"]
    assert (records["outcome"] == "analysed").sum() == len(rows) - 1
    assert "a3" not in set(parts["article"])

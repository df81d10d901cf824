"""Two entries, one exit: from texts and from released features come the same bytes."""

import re
import shutil
from pathlib import Path

import pytest
from cases import each
from runs import FEATURES, ODD_NAMES, ROOT, SMALL_ARTICLES, Entries, Run, small_study


def announced(run: Run) -> list[str]:
    return [line for line in run.output.splitlines() if re.search(r"[Ss]tarting from", line)]


def test_a_run_from_texts_says_so_in_one_line(small: Run) -> None:
    assert announced(small) == ["Starting from the texts in seeds/small/texts."]


def test_all_four_texts_are_read(small: Run) -> None:
    records = small.project.table("records")

    assert records["article"].tolist() == sorted(SMALL_ARTICLES)
    assert set(records["outcome"]) == {"analysed"}


def test_a_run_from_features_says_so_in_one_line(released: Run) -> None:
    expected = "starting from the released features in seeds/small/features."

    assert announced(released) == [f"No text in seeds/small/texts: {expected}"]


def test_both_entries_give_the_same_bytes(small: Run, released: Run) -> None:
    expected = small.project.published()

    # tables; figures' data and caption, each in two sizes and three formats, their list; report;
    # each table for a paper, all in one, the package, all values
    assert len(expected) == 8 + 3 * (2 + 2 * 3) + 1 + 5 + 8 + 3
    assert "tables/sentiment_comparisons.csv" in expected
    assert released.project.published() == expected


def test_both_entries_give_the_same_checksums(small: Run, released: Run) -> None:
    first, second = (
        (run.project.root / "results/provenance/checksums.csv").read_bytes()
        for run in (small, released)
    )

    assert first == second


def test_a_run_from_features_annotates_nothing(released: Run) -> None:
    assert not (released.project.root / "results/annotation").exists()
    assert not (released.project.root / "results/corpus").exists()


def test_the_release_holds_every_feature_table_their_settings_and_nothing_else(small: Run) -> None:
    folder = small.project.root / "seeds/small/features"
    names = [*(f"{name}.csv" for name in FEATURES), "settings.json"]

    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_texts_are_recognised_under_any_name(elsewhere: Run) -> None:
    files = (elsewhere.project.root / "seeds/small/texts").rglob("*")

    assert len([path for path in files if path.is_file()]) == len(ODD_NAMES) + 1
    assert announced(elsewhere) == ["Starting from the texts in seeds/small/texts."]


def test_a_text_that_lies_there_twice_counts_once(tmp_path: Path, small: Run) -> None:
    project = small.project.duplicate(tmp_path / "twice")
    folder = project.root / "seeds/small/texts"
    shutil.copy2(folder / "post-01.txt", folder / "zz copy of post-01.txt")

    assert project.planned() == set()


def test_with_texts_the_released_features_are_not_read(tmp_path: Path) -> None:
    project = small_study(tmp_path / "both")
    folder = project.root / "seeds/small/features"
    folder.mkdir()
    (folder / "articles.csv").write_text("no table\n", encoding="utf-8")

    assert "Counting features." in project.planned()


@pytest.mark.texts
def test_both_entries_of_the_real_study_give_the_same_bytes(real: Entries) -> None:
    expected = real.texts.project.published()

    assert len(expected) == 7 + 3 * (2 + 2 * 3) + 1 + 5 + 7 + 3
    assert real.features.project.published() == expected


@pytest.mark.texts
@each("name", FEATURES)
def test_both_entries_of_the_real_study_give_the_same_features(real: Entries, name: str) -> None:
    given, read = (
        run.project.root / "results/features" / f"{name}.parquet"
        for run in (real.texts, real.features)
    )

    assert given.read_bytes() == read.read_bytes()


@pytest.mark.texts
@each("name", FEATURES)
def test_the_committed_features_are_what_the_texts_give(real: Entries, name: str) -> None:
    committed = ROOT / "seeds/features" / f"{name}.csv"
    given = real.texts.project.root / "seeds/features" / f"{name}.csv"

    assert committed.is_file(), f"seeds/features/{name}.csv is missing; run `make release`"
    assert committed.read_bytes() == given.read_bytes(), (
        f"seeds/features/{name}.csv is not what the texts give; run `make release`"
    )

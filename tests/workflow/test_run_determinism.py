"""Where, when and how a study runs leaves no trace in its results."""

from runs import ODD_ENCODINGS, ODD_NAMES, Run


def test_other_circumstances_give_the_same_bytes(small: Run, elsewhere: Run) -> None:
    first, second = small.project.published(), elsewhere.project.published()

    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_other_circumstances_give_the_same_checksums(small: Run, elsewhere: Run) -> None:
    first, second = (
        (run.project.root / "results/provenance/checksums.csv").read_text(encoding="utf-8")
        for run in (small, elsewhere)
    )

    assert first == second


def test_other_shards_were_cut(small: Run, elsewhere: Run) -> None:
    shards = [
        len(list((run.project.root / "results/corpus/paragraphs").iterdir()))
        for run in (small, elsewhere)
    ]

    assert shards == [1, 4]


def test_the_texts_were_in_other_encodings(elsewhere: Run) -> None:
    folder = elsewhere.project.root / "seeds/small/texts"

    for name, encoding in zip(ODD_NAMES, ODD_ENCODINGS, strict=True):
        content = (folder / name).read_bytes()
        assert content.decode(encoding) != content.decode("utf-8", errors="replace")


def test_no_result_names_the_folder_of_the_run(elsewhere: Run) -> None:
    path = str(elsewhere.project.root).encode()

    assert [name for name, content in elsewhere.project.published().items() if path in content] == (
        []
    )

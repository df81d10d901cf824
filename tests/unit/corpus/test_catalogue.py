import csv
import hashlib

import pytest

from crossframe.corpus.catalogue import COLUMNS, locate_texts, read_catalogue, read_text
from crossframe.errors import StudyError

OUTLETS = ["Gazette", "Post"]
TEXTS = {"g-1": "Ferry sinks\n\nNobody drowned.\n", "p-1": "Ferry raised\n\nIt floats.\n"}


def sha(text: str | bytes) -> str:
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


def row(article: str, name: str, **changes: str) -> dict[str, str]:
    return {
        "id": article,
        "outlet": name,
        "title": "A ferry",
        "date": "2031-05-04",
        "date_basis": "stated",
        "url": "https://gazette.example/ferry",
        "rights": "free",
        "sha256": sha(TEXTS.get(article, article)),
    } | changes


def rows(**changes: str) -> list[dict[str, str]]:
    return [row("g-1", "Gazette", **changes), row("p-1", "Post")]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "catalogue.csv"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS.values()):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def read(file, table, columns=COLUMNS):
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(table)
    return read_catalogue(file, OUTLETS)


def problem(call, *args) -> str:
    with pytest.raises(StudyError) as caught:
        call(*args)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_articles_come_in_the_order_of_their_ids(file):
    articles = read(file, [row("p-1", "Post"), row("g-2", "Gazette"), row("g-1", "Gazette")])
    assert [article.id for article in articles] == ["g-1", "g-2", "p-1"]


def test_columns_may_stand_in_any_order(file):
    articles = read(file, rows(), columns=COLUMNS[::-1])
    assert articles[0].title == "A ferry"


def test_spaces_around_a_cell_are_no_part_of_it(file):
    assert read(file, rows(outlet=" Gazette ", title=" A ferry"))[0].outlet == "Gazette"


@pytest.mark.parametrize(
    "columns", [COLUMNS[:-1], (*COLUMNS, "notes"), (*COLUMNS[:-1], "sha_256"), (*COLUMNS, "id")]
)
def test_a_missing_unknown_misspelt_or_repeated_column_is_a_mistake(file, columns):
    found = problem(read, file, rows(), columns)
    assert found.startswith(f"{file}: columns are {', '.join(columns)}; ")


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("id", "", "expected letters"),
        ("id", "../g", "expected letters"),
        ("id", "g 1", "expected letters"),
        ("id", "-g", "expected letters"),
        ("title", "", "the headline is needed"),
        ("title", "  ", "the headline is needed"),
        ("outlet", "Gazete", "did you mean 'Gazette'?"),
        ("outlet", "Quarterly", "add it to `outlets`"),
        ("date", "2031-02-29", "expected YYYY-MM-DD"),
        ("date", "2031-13", "expected YYYY-MM-DD"),
        ("date", "4 May 2031", "expected YYYY-MM-DD"),
        ("date", "", "expected YYYY-MM-DD"),
        ("date_basis", "guessed", "'stated' or 'inferred'"),
        ("sha256", "0" * 63, "64 hexadecimal digits"),
        ("sha256", "A" * 64, "64 hexadecimal digits"),
    ],
)
def test_a_wrong_value_is_named_with_its_row_and_what_was_expected(file, column, value, expected):
    found = problem(read, file, rows(**{column: value}))
    assert found.startswith(f"{file}, row 2: ")
    assert expected in found
    assert repr(value.strip()) in found or column == "title"


@pytest.mark.parametrize("date", ["2031", "2031-05", "2032-02-29"])
def test_a_date_may_be_as_exact_as_known(file, date):
    assert read(file, rows(date=date))[0].date == date


def test_an_id_that_stands_twice_is_named_with_both_rows(file):
    found = problem(read, file, [*rows(), row("g-1", "Gazette")])
    assert f"{file}, row 4: id 'g-1' stands in row 2 too" in found


def test_one_text_for_two_articles_is_a_mistake(file):
    # else the text would be counted twice, as two articles
    found = problem(read, file, [*rows(), row("g-2", "Gazette", sha256=sha(TEXTS["g-1"]))])
    assert "sha256" in found.lower()


def test_an_outlet_without_an_article_is_a_mistake(file):
    assert "outlet 'Post' of the config has no article" in problem(
        read, file, [row("g-1", "Gazette")]
    )


def test_texts_are_recognised_whatever_their_names(file, folder):
    found = locate_texts(read(file, rows()), folder, file)
    assert {article: path.read_text(encoding="utf-8") for article, path in found.items()} == TEXTS


def test_texts_may_lie_in_folders_below(file, folder):
    (folder / "below").mkdir()
    (folder / "0.txt").rename(folder / "below" / "any.name")
    assert locate_texts(read(file, rows()), folder, file)["g-1"].name == "any.name"


@pytest.mark.parametrize("name", ["README.md", ".gitkeep", ".hidden.txt"])
def test_a_readme_and_hidden_files_are_no_texts(file, folder, name):
    (folder / name).write_text("Not an article.", encoding="utf-8")
    assert set(locate_texts(read(file, rows()), folder, file)) == set(TEXTS)


def test_a_folder_without_texts_gives_none(file, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "README.md").write_text("Put the texts here.", encoding="utf-8")
    assert locate_texts(read(file, rows()), empty, file) is None


def test_a_folder_that_does_not_exist_gives_none(file, tmp_path):
    assert locate_texts(read(file, rows()), tmp_path / "absent", file) is None


def test_a_copy_of_a_text_changes_nothing(file, folder):
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    assert locate_texts(read(file, rows()), folder, file)["g-1"] == folder / "0.txt"


def test_a_text_that_the_catalogue_does_not_list_is_named_with_its_hash(file, folder):
    (folder / "other.txt").write_text("Another story.", encoding="utf-8")
    found = problem(locate_texts, read(file, rows()), folder, file)
    assert found.startswith(f"{folder / 'other.txt'}: ")
    assert sha("Another story.")[:12] in found


def test_an_article_without_a_text_is_named(file, folder):
    (folder / "1.txt").unlink()
    found = problem(locate_texts, read(file, rows()), folder, file)
    assert found.startswith(f"{file}: article 'p-1' has no text in {folder}")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "the text is empty"),
        (b" \n\t\r\n", "the text is empty"),
        (b"\xef\xbb\xbf\n", "the text is empty"),
        (b"PK\x03\x04\0\0", "binary"),
        ("Ferry sinks".encode("utf-16"), "UTF-16"),
        ("Ferry sinks".encode("utf-16-be"), "expected plain text in UTF-8"),
        ("Café sinks".encode("latin-1"), "byte 3 is not UTF-8"),
    ],
)
def test_a_file_that_is_no_text_in_utf8_is_named_with_the_remedy(tmp_path, content, expected):
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    found = problem(read_text, path)
    assert found.startswith(f"{path}: ")
    assert expected in found


def test_a_byte_order_mark_is_no_part_of_a_text(tmp_path):
    (tmp_path / "page.txt").write_bytes(b"\xef\xbb\xbfFerry")
    assert read_text(tmp_path / "page.txt") == "Ferry"


def test_an_unreadable_text_stops_the_search(file, folder):
    (folder / "2.txt").write_bytes(b"\0")
    assert "binary" in problem(locate_texts, read(file, rows()), folder, file)

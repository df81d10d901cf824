import csv
import hashlib

import pytest
from cases import each

from crossframe.config import CatalogueSource
from crossframe.corpus import sources
from crossframe.corpus.catalogue import COLUMNS, locate_texts, read_catalogue, text_files
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


@each("columns", [COLUMNS[:-1], (*COLUMNS, "notes"), (*COLUMNS[:-1], "sha_256"), (*COLUMNS, "id")])
def test_a_missing_unknown_misspelt_or_repeated_column_is_a_mistake(file, columns):
    found = problem(read, file, rows(), columns)
    assert found.startswith(f"{file}: columns are {', '.join(columns)}; ")


def test_a_catalogue_may_say_which_articles_are_to_be_compared_with_one_another(file):
    articles = read(file, rows(stratum=" the storm "), columns=("stratum", *COLUMNS))
    assert [article.stratum for article in articles] == ["the storm", ""]


def test_without_that_column_no_article_has_a_stratum(file):
    assert {article.stratum for article in read(file, rows(stratum="the storm"))} == {""}


def test_a_genre_may_be_stated(file):
    articles = read(file, rows(genre=" opinion "), columns=("genre", *COLUMNS))
    assert [article.genre for article in articles] == ["opinion", ""]
    assert {article.genre for article in read(file, rows(genre="opinion"))} == {""}


@each("columns", [(*COLUMNS, "strata"), (*COLUMNS, "stratum", "stratum")])
def test_the_column_of_strata_misspelt_or_repeated_is_a_mistake(file, columns):
    found = problem(read, file, rows(), columns)
    assert found.startswith(f"{file}: columns are {', '.join(columns)}; ")


def test_the_column_of_strata_stands_in_for_no_other(file):
    columns = (*COLUMNS[:-1], "stratum")
    assert "expected" in problem(read, file, rows(), columns)


@each(
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


@each("date", ["2031", "2031-05", "2032-02-29"])
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


@each("name", ["README.md", ".gitkeep", ".hidden.txt"])
def test_a_readme_and_hidden_files_are_no_texts(file, folder, name):
    (folder / name).write_text("Not an article.", encoding="utf-8")
    assert set(locate_texts(read(file, rows()), folder, file)) == set(TEXTS)


def test_a_folder_without_texts_has_no_files(tmp_path):
    (tmp_path / "README.md").write_text("Put the texts here.", encoding="utf-8")
    (tmp_path / ".gitkeep").touch()
    assert text_files(tmp_path) == []


def test_a_folder_that_does_not_exist_has_no_files(tmp_path):
    assert text_files(tmp_path / "absent") == []


def test_files_below_a_hidden_folder_are_no_texts(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "0.txt").write_text("Not an article.", encoding="utf-8")
    assert text_files(folder) == [folder / "0.txt", folder / "1.txt"]


def test_texts_come_in_the_order_of_their_paths(folder):
    (folder / "0").mkdir()
    (folder / "0" / "9.txt").write_text("Text.", encoding="utf-8")
    (folder / "00.txt").write_text("Text.", encoding="utf-8")
    paths = [path.relative_to(folder).as_posix() for path in text_files(folder)]
    assert paths == ["0/9.txt", "0.txt", "00.txt", "1.txt"]


def test_a_folder_with_a_hidden_name_may_hold_the_texts(tmp_path, folder):
    hidden = folder.rename(tmp_path / ".texts")
    assert len(text_files(hidden)) == len(TEXTS)


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


# what stands in the texts


def source(file, folder) -> CatalogueSource:
    return CatalogueSource(kind="catalogue", catalogue=str(file), texts=str(folder))


def check(file, folder, content: bytes) -> None:
    """Check a catalogue of two articles, of which the second has a text of this content."""
    (folder / "1.txt").write_bytes(content)
    read(file, [row("g-1", "Gazette"), row("p-1", "Post", sha256=sha(content))])
    sources.check(source(file, folder), OUTLETS)


@each(
    ("content", "reason"),
    [
        (b"", "holds no word"),
        (b" \n\t\r\n", "holds no word"),
        (b"\xef\xbb\xbf\n", "holds no word"),
        (b"* * *\n--\n", "holds no word"),
        (b"<html><body><p> </p></body></html>", "holds no word"),
        (b"PK\x03\x04\0\0", "not readable: "),
        (b"%PDF-1.7\n", "not readable: "),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not readable: binary content"),
        (b"{\\rtf1 Ferry sinks}", "not readable: binary content"),
        (b"Ferry\0sinks\0\0", "not readable: binary content"),
        ("Ferry sinks".encode("utf-16") + b"\0", "not readable: byte 24 is not utf-16"),
        ("Cafés naïves façades, où ça".encode() + b"\xff", "not readable: byte 32 is not utf-8"),
    ],
)
def test_a_text_without_words_or_that_is_no_text_is_named_with_the_reason(
    file, folder, content, reason
):
    found = problem(check, file, folder, content)
    assert found.startswith(f"{file}: article 'p-1': its text in {folder} ")
    assert reason in found
    assert found.endswith("expected an article")


@each(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfFerry raised", "Ferry raised"),
        ("Ferry raised".encode("utf-16"), "Ferry raised"),
        ("Ferry raised".encode("utf-16-be"), "Ferry raised"),
        ("A Café on the ferry".encode("latin-1"), "A Café on the ferry"),
        (b"<html><body><p>The ferry was raised.</p></body></html>", "The ferry was raised."),
        (b"7\r\n8", "7\n8"),
    ],
)
def test_a_text_in_any_encoding_and_of_any_length_is_one(file, folder, content, text):
    check(file, folder, content)
    records = sources.read_source(source(file, folder), OUTLETS)
    assert [sources.content_of(r.kind, r.content, None).text for r in records] == [
        TEXTS["g-1"],
        text,
    ]


def test_the_texts_are_not_asked_for_where_there_are_none(file, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "README.md").write_text("Put the texts here.", encoding="utf-8")
    read(file, rows())
    for folder in (empty, tmp_path / "absent"):
        sources.check(source(file, folder), OUTLETS)
        assert not sources.is_present(source(file, folder))


def test_without_the_texts_the_catalogue_is_checked_too(file, tmp_path):
    read(file, rows())
    found = problem(sources.check, source(file, tmp_path / "absent"), [*OUTLETS, "Third"])
    assert "outlet 'Third' of the config has no article" in found


def test_a_text_that_the_catalogue_does_not_list_is_not_read_first(file, folder):
    # what an unlisted file holds is nobody's concern; that it is there is the mistake
    (folder / "2.txt").write_bytes(b"\0")
    assert "does not list" in problem(locate_texts, read(file, rows()), folder, file)

import json
from pathlib import Path

import frictionless
import pytest
from configs import config_of
from inventions import invented, results_in, write

from crossframe import io, measures
from crossframe.exports import datapackage
from crossframe.results import LISTS, schemas_by_name, tables_of

ROOT = Path(__file__).parents[3]
MEASURES = {"shifts": {"most_words": 10, "min_count": 5}, "frames": {}}
FRAMES = measures.load("frames").table
SHIFTS = measures.load("shifts").table


@pytest.fixture
def results(tmp_path):
    """A folder of results: a few tables, and what a figure plots."""
    for table in LISTS.values():
        write(tmp_path, table, invented(table, 2))
    articles = LISTS["articles"]
    titles, urls = ["=A title", None, "A title"], ["https://x.example/1", "javascript:x", None]
    data = invented(articles, 3, title=titles, url=urls, date=["2020", None, "2021-01-02"])
    write(tmp_path, articles, data)
    words = ["=sum(1)", "'tis", 'a\nb|c"d"']
    write(tmp_path, SHIFTS, invented(SHIFTS, 3, word=words, used_more=[True] * 3))
    for table in tables_of("frames"):
        write(tmp_path, table, invented(table, 3))
    plotted = [["1", "frame 0000", "outlet 0000", "0.5", ""]]
    header = ["rank", "frame", "outlet", "value", "note"]
    io.write_rows(header, plotted, tmp_path / "figures" / "frames.csv")
    return tmp_path


def package_of(results):
    path = results / "datapackage.json"
    config = config_of(title="A study", measures=MEASURES)
    datapackage.write(datapackage.describe(results_in(results), config), path)
    return path


def errors(path):
    report = frictionless.validate(str(path))
    return {kind for (kind,) in report.flatten(["type"])}


def resource(path, name):
    (found,) = [r for r in json.loads(path.read_text())["resources"] if r["name"] == name]
    return found


def test_the_description_holds_for_the_tables(results):
    report = frictionless.validate(str(package_of(results)))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert len(report.tasks) == 9


def test_every_table_and_every_figures_data_are_described_once(results):
    names = [r["name"] for r in json.loads(package_of(results).read_text())["resources"]]
    assert names == [*LISTS, "shifts", "frames", "frames_comparisons", "figure_frames"]


def altered(results, old, new):
    """Change a cell of the table of words; its description follows."""
    path = results / "tables" / "shifts.csv"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return package_of(results)


def test_a_broken_table_is_found(results):
    whole = (results / "tables" / "shifts.csv").read_text(encoding="utf-8")
    for old, new, expected in (
        (",True,", ",yes,", {"type-error"}),
        (",0.0001,", ",a lot,", {"type-error"}),
        ("outlet 0001", "", {"constraint-error"}),
        (",all,", ",loud,", {"constraint-error"}),
        (",0.0001,", ",-0.0001,", set()),
        ("article,across", "page,across", {"constraint-error"}),
        ("n_rest", "n_left", {"incorrect-label"}),
    ):
        (results / "tables" / "shifts.csv").write_text(whole, encoding="utf-8")
        assert (new, errors(altered(results, old, new))) == (new, expected)


def test_a_share_beyond_one_is_found(results):
    write(results, SHIFTS, invented(SHIFTS, 1, share=[0.7654]))
    assert errors(altered(results, "0.7654", "1.7654")) == {"constraint-error"}


def test_a_row_that_stands_twice_is_found(results):
    path = results / "tables" / "frames.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    assert errors(package_of(results)) == {"primary-key"}


def test_a_table_that_changed_after_its_description_is_found(results):
    package = package_of(results)
    write(results, FRAMES, invented(FRAMES, 3, n=[8, 8, 8]))
    assert errors(package) == {"hash-count"}


def test_columns_have_the_types_limits_and_meanings_of_the_schema(results):
    schema = resource(package_of(results), "shifts")["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert [*fields] == [*SHIFTS.columns]
    assert schema["primaryKey"] == [*SHIFTS.key]
    assert schema["missingValues"] == [""]
    assert fields["used_more"]["type"] == "boolean"
    assert fields["used_more"]["trueValues"] == ["True"]
    assert fields["n"]["type"] == "integer"
    assert fields["n"]["constraints"] == {"required": True, "minimum": 0}
    assert fields["share"]["constraints"] == {"minimum": 0, "maximum": 1}
    assert fields["unit"]["constraints"]["enum"] == ["article", "passage"]
    assert fields["word"]["description"] == SHIFTS.columns["word"].description


def test_the_data_of_a_figure_have_the_meanings_of_its_table(results):
    fields = resource(package_of(results), "figure_frames")["schema"]["fields"]
    kinds = {field["name"]: field["type"] for field in fields}
    assert kinds == {"rank": "integer", "frame": "string", "outlet": "string",
                     "value": "number", "note": "string"}  # fmt: skip
    assert all(field["description"] for field in fields)


def test_cells_that_are_made_safe_are_explained(results):
    content = json.loads(package_of(results).read_text(encoding="utf-8"))
    assert "apostrophe before it" in content["description"]
    assert "'=sum(1)" in (results / "tables" / "shifts.csv").read_text(encoding="utf-8")


def test_the_articles_are_the_sources_with_their_addresses(results):
    sources = json.loads(package_of(results).read_text(encoding="utf-8"))["sources"]
    assert sources == [
        {"title": "outlet 0000, =A title, 2020", "path": "https://x.example/1"},
        {"title": "outlet 0001"},
        {"title": "outlet 0002, A title, 2021-01-02"},
    ]


def test_of_many_articles_the_outlets_are_the_sources(results, monkeypatch):
    monkeypatch.setattr(datapackage, "MOST_SOURCES", 3)
    articles = LISTS["articles"]
    write(results, articles, invented(articles, 4, outlet=["B", "A", "B", "B"]))
    sources = json.loads(package_of(results).read_text(encoding="utf-8"))["sources"]
    assert sources == [{"title": "A: 1 articles"}, {"title": "B: 3 articles"}]


def test_the_file_has_a_line_a_resource_and_the_same_bytes_again(results):
    first = package_of(results).read_bytes()
    assert package_of(results).read_bytes() == first
    assert sum(line.startswith(b'    {"profile"') for line in first.splitlines()) == 9


def test_every_measure_can_be_described(tmp_path):
    config = config_of()
    for table in schemas_by_name().values():
        write(tmp_path, table, invented(table, 2))
    path = tmp_path / "datapackage.json"
    datapackage.write(datapackage.describe(results_in(tmp_path), config), path)
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert {*config.measures} == {*measures.names()}


def test_columns_that_only_figures_have_are_no_columns_of_tables():
    # where a table has the column, the table's description would hold
    drawn = [measure for measure in map(measures.load, measures.names()) if measure.drawing]
    columns = {column for measure in drawn for column in measure.table.columns}
    assert len(drawn) > 10
    assert not {*datapackage.PLOTTED} - {"rank"} & columns

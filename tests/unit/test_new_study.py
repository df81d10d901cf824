import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from cases import each

from crossframe import io, measures, new_study
from crossframe.check import check_study
from crossframe.config import Config, TableSource
from crossframe.corpus.decode import decode
from crossframe.corpus.sources import read_source
from crossframe.corpus.split import split_source
from crossframe.errors import StudyError
from crossframe.new_study import config_of, write_study
from crossframe.study import load_study

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A copy of what the command reads, as the folder that it runs in."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "seeds" / "demo", tmp_path / "seeds" / "demo")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def content(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_files_of_a_study_are_written():
    before = set(content(Path()))
    written = write_study("mine")
    inner = ["articles.csv", "names.yaml", "frames.yaml", "furniture.yaml"]
    assert written == [Path("config/mine.yaml"), *(Path("seeds/mine", name) for name in inner)]
    assert set(content(Path())) - before == set(written)


@each("name", ["mine", "Harbour_2031", "a-b", "7", "null", "true", "1e5"])
def test_the_study_is_valid_as_it_is(name):
    config, *_ = write_study(name)
    study = load_study(io.read_yaml(config), str(config))
    check_study(study, str(config))
    assert study.from_texts
    assert study.results == f"results/{name}"


def test_every_outlet_has_articles_and_others_are_left_out(tmp_path):
    config, *_ = write_study("mine")
    study = load_study(io.read_yaml(config), str(config))
    records = list(read_source(study.config.source, study.config.outlets))
    named = {record.outlet for record in records}
    assert set(study.config.outlets) < named
    assert len(records) == len(io.read_rows(Path("seeds/demo/catalogue.csv"))[1])
    split_source(study.config.source, study.config.outlets, {}, [tmp_path / "0.parquet"])


def test_the_texts_are_those_of_the_demonstration():
    config, *_ = write_study("mine")
    study = load_study(io.read_yaml(config), str(config))
    demo = load_study(io.read_yaml(new_study.DEMO), str(new_study.DEMO))
    found, expected = (
        {record.id: decode(record.content) for record in read_source(one.config.source, outlets)}
        for one in (study, demo)
        for outlets in [demo.config.outlets]
    )
    assert found == expected


def test_the_settings_are_those_of_the_demonstration():
    demo = io.read_yaml(new_study.DEMO)
    mine = yaml.safe_load(config_of("mine", demo))
    changed = {key for key in mine if mine[key] != demo.get(key)}
    assert changed == {"title", "results", "source", "outlets", "annotation", "cleaning"}
    assert list(mine) == list(Config.model_fields)
    assert mine["outlets"] == demo["outlets"][: new_study.N_OUTLETS]


def described(model, values, path=()):
    """The keys of a section with the comments that belong above them."""
    for key, field in model.model_fields.items():
        if key == "measures":
            yield (*path, key), field.description
            for name in values[key]:
                measure = measures.load(name)
                yield (*path, key, name), measure.title
                yield from described(measure.options, values[key][name], (*path, key, name))
            continue
        inner = TableSource if key == "source" else field.annotation
        yield (*path, key), field.description
        if hasattr(inner, "model_fields"):
            yield from described(inner, values[key], (*path, key))


def commented(text):
    """The keys of a config with the comments right above them."""
    path, comment = [], []
    for line in text.splitlines():
        bare = line.strip()
        depth = (len(line) - len(line.lstrip())) // 2
        if bare.startswith("# "):
            comment.append(bare.removeprefix("# "))
        elif bare:
            path = [*path[:depth], bare.partition(":")[0]]
            yield tuple(path), " ".join(comment)
            comment = []
        else:
            comment = []


def test_every_key_stands_under_its_description():
    text = config_of("mine", io.read_yaml(new_study.DEMO))
    expected = dict(described(Config, yaml.safe_load(text)))
    found = dict(commented(text))
    assert None not in expected.values()
    assert found == expected


def test_lines_are_no_longer_than_they_may_be():
    text = config_of("mine", io.read_yaml(new_study.DEMO))
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert max(map(len, comments)) <= new_study.WIDTH


def test_the_example_names_every_column_that_it_has():
    config, articles, *_ = write_study("mine")
    header, rows = io.read_rows(articles)
    columns = io.read_yaml(config)["source"]["columns"]
    assert header == [name for name in columns.values() if name is not None]
    assert all(len(row) == len(header) for row in rows)


@pytest.mark.parametrize("taken", ["config/mine.yaml", "seeds/mine/notes.txt", "seeds/mine"])
def test_an_existing_name_is_refused_and_nothing_is_written(taken):
    path = Path(taken)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    before = content(Path())
    with pytest.raises(StudyError, match="is there already; choose another name"):
        write_study("mine")
    assert content(Path()) == before


def test_a_second_study_of_the_name_is_refused():
    write_study("mine")
    before = content(Path())
    with pytest.raises(StudyError, match=r"config/mine\.yaml: is there already"):
        write_study("mine")
    assert content(Path()) == before


@each("name", ["demo", "config", "furniture"])
def test_a_name_of_the_project_is_refused(name):
    before = content(Path())
    with pytest.raises(StudyError, match="is there already"):
        write_study(name)
    assert content(Path()) == before


@each(
    "name",
    [
        "",
        "-",
        "_-",
        "../mine",
        "a/b",
        "/tmp/mine",
        "my study",
        "mine.yaml",
        "é",
        "٣",
        "a\n",
        "$(x)",
    ],
)
def test_a_bad_name_is_refused(name):
    before = content(Path())
    with pytest.raises(StudyError, match="expected letters, digits, - and _"):
        write_study(name)
    assert content(Path()) == before


@each("name", ["tables", "corpus"])
def test_results_lie_in_no_folder_of_another_study(name):
    taken = io.read_yaml(Path("config/config.yaml"))["results"]
    with suppress(StudyError):
        config, *_ = write_study(name)
        assert io.read_yaml(config)["results"] != f"{taken}/{name}"


def test_the_command_says_what_it_wrote(project):
    command = [sys.executable, "-m", "crossframe.new_study", "mine"]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    assert first.stdout.splitlines() == [
        "config/mine.yaml", "seeds/mine/articles.csv", "seeds/mine/names.yaml",
        "seeds/mine/frames.yaml",
        "seeds/mine/furniture.yaml"]  # fmt: skip
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert second.stderr.startswith("crossframe: config/mine.yaml: is there already")
    assert len(second.stderr.splitlines()) == 1

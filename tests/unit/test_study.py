from pathlib import Path

import pytest
import yaml

from crossframe import measures
from crossframe.config import Config, validate
from crossframe.study import Study

ROOT = Path(__file__).parents[2]
DATA = yaml.safe_load((ROOT / "config" / "demo.yaml").read_text(encoding="utf-8"))
TABLES = "results/demo/tables"
LISTED = ("articles", "records", "audit", "readings", "fingerprint")


@pytest.fixture
def study():
    config = validate(Config, DATA, "demo.yaml")
    options = {
        name: measures.load(name).Options(**given) for name, given in config.measures.items()
    }
    return Study(config, options, from_texts=True)


def test_the_files_of_a_measure_are_those_of_its_tables_in_their_order(study):
    assert study.tables("course") == [f"{TABLES}/course.csv"]
    assert study.tables("keywords") == [f"{TABLES}/keywords.csv"]
    expected = [f"{TABLES}/frequency.csv", f"{TABLES}/frequency_comparisons.csv"]
    assert study.tables("frequency") == expected


def test_a_measure_reads_articles_and_passages_and_what_it_names(study):
    folder = "results/demo/features"
    assert study.reads("sentiment") == {
        name: f"{folder}/{name}.parquet" for name in ("articles", "passages", "sentences")
    }


def test_every_table_and_figure_is_published_once(study):
    published = study.published()
    assert len(published) == len(set(published))
    names = ("articles", "records", "audit", "readings", "fingerprint")
    listed = [f"{TABLES}/{name}.csv" for name in names]
    made = [path for name in measures.names() for path in study.tables(name)]
    folder, drawn = "results/demo/figures", [each.name for each in study.figures]
    shown = [
        f"{folder}/{size}/{name}.{suffix}"
        for name in drawn
        for size in ("one_column", "two_columns")
        for suffix in ("pdf", "png", "svg")
    ]
    shown += [f"{folder}/{name}.csv" for name in (*drawn, "index")]
    assert sorted(published) == sorted(listed + made + shown)
    assert f"{TABLES}/sentiment_comparisons.csv" in published


def test_a_study_of_few_measures_publishes_the_tables_of_these_alone(study):
    few = Study(study.config, {"phrases": study.options["phrases"]}, from_texts=True)
    tables = [path for path in few.published() if path.startswith(TABLES)]
    expected = [*LISTED, "phrases", "phrases_comparisons"]
    assert tables == [f"{TABLES}/{name}.csv" for name in expected]


def test_every_table_is_printed_in_both_forms(study):
    few = Study(study.config, {"phrases": study.options["phrases"]}, from_texts=True)
    names = [*LISTED, "phrases", "phrases_comparisons"]
    expected = [f"results/demo/paper/{name}.{end}" for name in names for end in ("md", "tex")]
    assert few.printed() == expected
    assert few.all_tables() == [f"{TABLES}/{name}.csv" for name in names]
    assert len(study.printed()) == 2 * len(study.all_tables())


def test_the_data_of_the_figures_are_those_of_the_measures_drawn(study):
    assert study.plotted() == [f"results/demo/figures/{name}.csv" for name in study.figures]

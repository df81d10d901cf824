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
        name: measures.load(name).options(**given) for name, given in config.measures.items()
    }
    return Study(config, options, from_texts=True)


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
    made = study.measured_tables()
    assert len(made) == sum(len(each.tables) for each in study.measures.values())
    folder, drawn = "results/demo/figures", [each.name for each in study.figures]
    shown = [
        f"{folder}/{size}/{name}.{suffix}"
        for name in drawn
        for size in ("one_column", "two_columns")
        for suffix in ("pdf", "png", "svg")
    ]
    shown += [f"{folder}/{name}.csv" for name in (*drawn, "index")]
    shown += [f"{folder}/{name}.txt" for name in drawn]
    assert sorted(published) == sorted(listed + made + shown)
    assert f"{TABLES}/sentiment_comparisons.csv" in published


def test_a_study_of_few_measures_publishes_the_tables_of_these_alone(study):
    few = Study(study.config, {"phrases": study.options["phrases"]}, from_texts=True)
    tables = [path for path in few.published() if path.startswith(TABLES)]
    expected = [*LISTED, "phrases", "phrases_comparisons"]
    assert tables == [f"{TABLES}/{name}.csv" for name in expected]


def test_every_table_is_printed(study):
    few = Study(study.config, {"phrases": study.options["phrases"]}, from_texts=True)
    names = [*LISTED, "phrases", "phrases_comparisons"]
    expected = [f"results/demo/paper/{name}.tex" for name in names]
    assert few.printed() == expected
    assert few.all_tables() == [f"{TABLES}/{name}.csv" for name in names]
    assert len(study.printed()) == len(study.all_tables())


def test_the_data_of_the_figures_are_those_of_the_measures_drawn(study):
    expected = [f"results/demo/figures/{each.name}.csv" for each in study.figures]
    assert study.plotted() == expected


def test_every_measure_is_in_one_family(study):
    named = [name for names in study.families.values() for name in names]
    assert sorted(named) == sorted(study.options)

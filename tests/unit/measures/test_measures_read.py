import pandas as pd
import pytest
from corpora import features, run_all

from crossframe import measures, store

OUTLETS = ("Left", "Right")
TABLES = features(
    {
        "Left-1": [{"own": "ban app", "quoted": "app"}, {"own": "run/VERB app"}],
        "Left-2": [{"own": "ban ban"}],
        "Right-1": [{"own": "app run/VERB", "quoted": "ban"}],
    },
    phrases=[("Left-1", 2, "own", "big ban", 2), ("Right-1", 1, "quoted", "app ban", 1)],
    entities=[("Left-1", 1, "own", "Corvo", "company", 1)],
    sentences=[{"article": "Left-1", "number": 1}, {"article": "Right-1", "number": 1}],
)


def read(tables, folder):
    paths = {name: folder / f"{name}.parquet" for name in tables}
    for name, path in paths.items():
        store.write_parquet(tables[name], path)
    return measures.read({name: str(path) for name, path in paths.items()})


def test_tables_by_passage_are_read_coded_and_others_as_strings(tmp_path):
    tables = read(TABLES, tmp_path)
    assert isinstance(tables["terms"]["term"].dtype, pd.CategoricalDtype)
    assert tables["articles"]["outlet"].dtype == "str"


@pytest.mark.parametrize("name", measures.names())
@pytest.mark.parametrize("rows", [None, 0])
def test_a_measure_says_the_same_of_what_is_read_as_of_strings(name, rows, tmp_path):
    kept = ("articles", "passages", "records")
    given = {key: table if key in kept else table.iloc[:rows] for key, table in TABLES.items()}
    found, expected = run_all(name, read(given, tmp_path), OUTLETS), run_all(name, given, OUTLETS)
    for one, other in zip(found, expected, strict=True):
        pd.testing.assert_frame_equal(one, other)

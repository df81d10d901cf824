import pandas as pd

from crossframe import schemas, store
from crossframe.measures import frequency


def test_a_row_is_named_by_its_table_and_the_cells_of_its_key():
    row = {"outlet": ["Left"], "voice": ["own"], "term": ["sea"], "pos": ["NOUN"], "n": [3]}
    ids = store.row_ids(frequency.MEASURE.table, pd.DataFrame(row))
    assert ids.tolist() == ["frequency | Left | own | sea | NOUN"]


def test_the_cells_of_an_id_are_those_of_the_csv_file(tmp_path):
    columns = {
        "factor": schemas.column("float64", "A number."),
        "named": schemas.column("bool", "A truth value."),
        "segment": schemas.count("A whole number."),
        "speaker": schemas.column("str", "May be missing.", nullable=True),
    }
    table = schemas.Table("odd", "A table.", tuple(columns), columns)
    data = table.validate(
        pd.DataFrame(
            {
                "factor": [1 / 3, 2.0, -0.0],
                "named": [True, False, True],
                "segment": [1, 2, 3],
                "speaker": ["=Ann", None, "'Bo"],
            }
        )
    )
    store.write_csv(data, tmp_path / "odd.csv")
    read = store.read_csv(tmp_path / "odd.csv")

    assert sorted(store.row_ids(table, data)) == [
        "odd | 0 | True | 3 | 'Bo",
        "odd | 0.333333 | True | 1 | =Ann",
        "odd | 2 | False | 2 | ",
    ]
    assert store.row_ids(table, read).tolist() == store.row_ids(table, data).tolist()

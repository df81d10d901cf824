import pandas as pd
import pytest
from cases import each

from crossframe import feature_tables, schemas, stages
from crossframe.errors import StudyError

TABLE = schemas.Table(
    "boats",
    "Boats.",
    ("name",),
    {
        "name": schemas.column("str", "Name."),
        "n_crew": schemas.count("Crew.", 1),
        "load": schemas.share("Load.", nullable=True),
        "afloat": schemas.column("bool", "Afloat."),
        "kind": schemas.one_of(("tug", "ferry"), "Kind."),
    },
)
ROW = {"name": "Ann", "n_crew": 3, "load": 0.5, "afloat": True, "kind": "tug"}


def boats(**given):
    return pd.DataFrame([ROW | given])


def test_columns_come_in_the_order_of_the_schema():
    turned = boats()[list(ROW)[::-1]]
    assert list(TABLE.validate(turned).columns) == list(ROW)


def test_rows_come_in_the_order_of_the_key():
    names = pd.concat([boats(name=name) for name in ("Cid", "Ann", "Bob")])
    table = TABLE.validate(names)
    assert list(table["name"]) == ["Ann", "Bob", "Cid"]
    assert list(table.index) == [0, 1, 2]


def test_text_becomes_numbers_and_truth_values():
    row = TABLE.validate(boats(n_crew="3", load="0.5", afloat="False")).iloc[0]
    assert (row["n_crew"], row["load"], row["afloat"]) == (3, 0.5, False)


@each("given", [{"n_crew": 1}, {"load": 0.0}, {"load": 1.0}])
def test_a_value_at_its_bound_is_allowed(given):
    ((name, value),) = given.items()
    assert TABLE.validate(boats(**given))[name].tolist() == [value]


def test_a_value_that_can_be_undefined_may_be_missing():
    assert TABLE.validate(boats(load=None))["load"].isna().all()


@each(
    "wrong",
    [
        {"n_crew": 0},
        {"n_crew": "many"},
        {"n_crew": "2.5"},
        {"n_crew": None},
        {"load": 1.01},
        {"load": -0.01},
        {"load": "heavy"},
        {"kind": "raft"},
        {"name": None},
        {"afloat": "maybe"},
        {"afloat": "true"},
        {"afloat": None},
    ],
)
def test_a_wrong_value_is_a_mistake_that_names_its_column(wrong):
    with pytest.raises(StudyError, match=next(iter(wrong))):
        TABLE.validate(boats(**wrong))


def test_an_unknown_column_is_a_mistake():
    with pytest.raises(StudyError, match="colour"):
        TABLE.validate(boats(colour="red"))


def test_a_missing_column_is_a_mistake():
    with pytest.raises(StudyError, match="kind"):
        TABLE.validate(boats().drop(columns="kind"))


def test_a_missing_column_of_an_empty_file_is_a_mistake():
    with pytest.raises(StudyError, match="kind"):
        TABLE.validate(boats().iloc[:0].drop(columns="kind"))


def test_a_key_given_twice_is_a_mistake():
    with pytest.raises(StudyError, match="boats"):
        TABLE.validate(pd.concat([boats(), boats(n_crew=4)], ignore_index=True))


def test_the_source_is_named_in_the_message():
    with pytest.raises(StudyError, match=r"harbour\.csv"):
        TABLE.validate(boats(n_crew=0), "harbour.csv")


def test_an_empty_table_has_all_columns_with_their_types():
    empty = TABLE.validate(pd.DataFrame())
    assert list(empty.columns) == list(ROW)
    assert str(empty["n_crew"].dtype) == "int64"


def test_the_data_given_are_not_changed():
    given = boats(afloat="True")
    TABLE.validate(given)
    assert given["afloat"].tolist() == ["True"]


UNRELEASED = [value for value in vars(stages).values() if isinstance(value, schemas.Table)]
TABLES = {table.name: table for table in [*feature_tables.FEATURES.values(), *UNRELEASED]}


def test_every_table_on_the_way_is_checked_here():
    names = {"loaded", "paragraphs", "screened", "selected"}
    names |= {table.name for table in stages.ANNOTATION.values()}
    assert set(TABLES) == names | set(feature_tables.FEATURES)


@each("name", TABLES)
def test_every_column_of_every_table_is_described(name):
    assert TABLES[name].description
    assert all(column.description for column in TABLES[name].columns.values())


@each("name", TABLES)
def test_every_key_is_made_of_columns(name):
    assert set(TABLES[name].key) <= set(TABLES[name].columns)


@each("name", TABLES)
def test_no_column_of_a_key_can_be_missing(name):
    table = TABLES[name]
    assert [column for column in table.key if table.columns[column].nullable] == []


@each("name", TABLES)
def test_an_empty_table_of_every_kind_conforms(name):
    empty = TABLES[name].validate(pd.DataFrame())
    assert list(empty.columns) == list(TABLES[name].columns)
    assert empty.empty


@each("name", TABLES)
def test_a_column_has_one_type_and_meaning_in_all_tables(name):
    # else a join of two would be one of unlike things
    for other in TABLES.values():
        for column in set(TABLES[name].columns) & set(other.columns):
            own, theirs = TABLES[name].columns[column], other.columns[column]
            assert str(own.dtype) == str(theirs.dtype), (other.name, column)


def test_every_record_is_analysed_or_left_out_for_one_reason():
    assert feature_tables.OUTCOMES[0] == "analysed"
    assert len(set(feature_tables.OUTCOMES)) == len(feature_tables.OUTCOMES)
    records = [feature_tables.RECORDS, stages.LOADED, stages.SCREENED, stages.SELECTED]
    for table in records:
        assert table.columns["outcome"].allowed == feature_tables.OUTCOMES


@each("name", feature_tables.FEATURES)
def test_no_feature_is_running_text(name):
    assert "text" not in feature_tables.FEATURES[name].columns

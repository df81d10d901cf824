import pytest
from cases import each
from corpora import features, one, run

OUTLETS = ("Left", "Right")
TEXTS = {f"{outlet}-1": [{"own": "ban . ."}, {"own": "ban . ."}] for outlet in OUTLETS}


def mention(number, part, verb, **given):
    place = {"article": "Left-1", "sentence": 1, "number": number}
    return place | {"semantic_role": part, "verb": verb} | given


MENTIONS = [
    mention(1, "agent", "ban"),
    mention(2, "agent", "ban", voice="quoted"),
    mention(3, "agent", "use", passage=2),
    mention(4, "patient", "ban"),
    mention(5, "other", None),
    mention(6, "agent", "ban", actor="group"),
    mention(1, "patient", "ban", article="Right-1"),
    mention(2, "patient", "block", article="Right-1", passage=2),
]
LEFT = {"outlet": "Left", "voice": "all", "actor": "firm"}


def table_of(**options):
    return run("agency_verbs", features(TEXTS, mentions=MENTIONS), OUTLETS, **options)


@pytest.fixture(scope="module")
def table():
    return table_of()


@each(
    ("part", "verb", "n", "of"),
    [("agent", "ban", 2, 3), ("agent", "use", 1, 3), ("patient", "ban", 1, 1)],
)
def test_a_verb_has_a_share_of_the_mentions_in_its_part(table, part, verb, n, of):
    row = one(table, **LEFT, semantic_role=part, verb=verb)
    assert (row["n"], row["n_of"], row["value"]) == (n, of, n / of)


def test_a_voice_and_an_actor_have_their_own_mentions(table):
    row = one(table, **LEFT | {"voice": "quoted"}, semantic_role="agent", verb="ban")
    assert (row["n"], row["n_of"]) == (1, 1)
    row = one(table, **LEFT | {"actor": "group"}, semantic_role="agent", verb="ban")
    assert (row["n"], row["n_of"]) == (1, 1)


def test_only_verbs_of_an_actor_in_that_part_have_rows(table):
    items = (
        table[["actor", "semantic_role", "verb"]]
        .drop_duplicates()
        .itertuples(index=False, name=None)
    )
    assert sorted(items) == [
        ("firm", "agent", "ban"),
        ("firm", "agent", "use"),
        ("firm", "patient", "ban"),
        ("firm", "patient", "block"),
        ("group", "agent", "ban"),
    ]


def test_shares_of_an_actor_and_part_add_up_to_one(table):
    sums = table.groupby(["outlet", "voice", "actor", "semantic_role"])["value"].sum(min_count=1)
    assert sums.notna().sum() == 9
    assert sums.dropna().to_numpy() == pytest.approx(1)


def test_rare_verbs_are_left_out_and_count_in_the_whole():
    fewer = table_of(min_count=2)
    assert set(fewer["verb"]) == {"ban"}
    assert set(fewer["actor"]) == {"firm"}
    assert one(fewer, **LEFT, semantic_role="agent")["value"] == 2 / 3


def test_an_outlet_in_which_an_actor_has_not_that_part_has_no_share(table):
    row = one(table, **LEFT | {"outlet": "Right"}, semantic_role="agent", verb="ban")
    assert row[["value", "low", "high"]].isna().all()
    assert row["n_of"] == 0
    assert row["note"]

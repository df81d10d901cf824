import math
from pathlib import Path

import pandas as pd
import pytest
from cases import each
from configs import config_of

from crossframe import escape, findings, measures, readings, store
from crossframe.findings import choice, differences, likeness, sensitivity, sentences, tally
from crossframe.measures.frames import NO_FRAME
from crossframe.results import Results
from crossframe.stats.ratios import FEW_HOLD

NAN = float("nan")
OUTLETS = ("Post", "Times", "Globe")
FRAME = {"blame": "Blame & shame"}
ROUGH = "; few articles hold it"


def row(**given):
    """A row of `differences.tested`: a frame's share of sentences, with what is given."""
    made = {
        "measure": "frames", "outlet": "Post", "other": "", "voice": "all", "frame": "blame",
        "statistic": "share", "item": "blame | share", "value": 0.25, "low": 0.125, "high": 0.5,
        "rest": 0.05, "difference": 0.2, "difference_low": 0.0625, "difference_high": 0.45,
        "p": 0.001, "p_max_t": 0.2, "q": 0.012, "n": 10.0, "n_of": 40, "n_units": 8,
        "unit": "article", "scope": "across-articles", "note": "",
        "unit_of_value": "share", "row": "frames | Post | all | blame | share",
    } | given  # fmt: skip
    return {"size": differences.sizes(pd.DataFrame([made])).iloc[0]} | made


def said(**given):
    return sentences.sentence(row(**given), 0.95, "the other outlets", FRAME)


# --- Sentences


def test_a_difference_is_said_with_its_numbers():
    assert said() == (
        "Post uses the frame “Blame & shame” more often than the other outlets: 25 % of sentences "
        "(95 % interval 12 to 50 %) against 5.0 %, a difference of 20 points (6.2 to 45); "
        "q = .012; 10 of 40 sentences, in 8 articles; all voices together"
    )


def test_where_articles_are_few_a_sentence_speaks_of_these_articles():
    assert said(scope="within-article", unit="passage").startswith("In these articles, Post uses")


def test_the_direction_follows_the_sign():
    assert "less often than" in said(difference=-0.2, difference_low=-0.3, difference_high=-0.1)


def test_max_t_is_said_where_it_finds_the_difference():
    assert "q = .012, max-T p = .05;" in said(p_max_t=0.05)
    assert "max-T" not in said(p_max_t=0.051)
    assert "max-T" not in said(p_max_t=NAN)


@each(
    ("note", "caution"),
    [
        (FEW_HOLD, "; few articles hold it"),
        (
            f"{FEW_HOLD}; a reason",
            "; few articles hold it; a reason",
        ),
        ("", ""),
    ],
)
def test_what_a_note_says_is_said(note, caution):
    assert said(note=note).endswith(f"; all voices together{caution}")


def test_a_term_that_one_unit_carries_is_said_to_be_so():
    term = said(
        measure="frequency", term="sea", pos="NOUN", statistic="rate", n=9, n_of=1234, value=7.3,
        unit_of_value="per 1000 words", low=2.0, high=30.0, rest=0, difference=7.3,
        difference_low=1.5, difference_high=30.0, n_units_with=1, one_unit=True,
    )  # fmt: skip
    assert term == (
        "Post uses the noun “sea” more often than the other outlets: 7.3 times per 1,000 words "
        "(95 % interval 2.0 to 30) against 0, a difference of 7.3 (1.5 to 30); q = .012; "
        "9 in 1,234 words, in 1 of 8 articles; all voices together; a single article carries it"
    )


def test_a_pair_names_the_other_outlet_and_the_interval_of_the_difference():
    pair = said(other="Times", low=NAN, high=NAN)
    assert "than Times: 25 % of sentences against 5.0 %, a difference of 20 points " in pair
    assert "(95 % interval 6.2 to 45)" in pair
    assert "8 articles or more on either side" in pair


def keyword(**given):
    """A row of a table whose values state a difference by themselves."""
    whole = row(measure="keywords", term="sea", pos="NOUN", statistic="log_ratio",
                unit_of_value="log2 ratio", n=9, n_rest=0, n_units_with=5, value=4.25, low=1.5,
                high=NAN)  # fmt: skip
    lacks = ("rest", "difference", "difference_low", "difference_high")
    return {name: cell for name, cell in whole.items() if name not in lacks} | given


def test_a_value_that_is_a_difference_is_said_alone_and_can_be_open_at_an_end():
    said = sentences.sentence(keyword(), 0.95, "the other outlets", FRAME)
    assert said == (
        "Post uses the noun “sea” more often than the other outlets: a log ratio of 4.2 (95 % "
        "interval 1.5 or more); q = .012; 9 here, 0 in the rest, in 5 of 8 articles; all voices "
        "together"
    )
    less = keyword(value=-4.25, low=-6.0, high=-1.5)
    said = sentences.sentence(less, 0.95, "the other outlets", FRAME)
    assert "less often than the other outlets: a log ratio of -4.2 (95 % interval -6.0 to" in said
    rows = pd.DataFrame([keyword(), less, keyword(q=0.2), keyword(low=-1.0), keyword(value=NAN)])
    assert len(differences.claims(rows, 0.05)) == 2
    assert sensitivity.agrees(keyword(), keyword(), 0.05)
    assert not sensitivity.agrees(keyword(), less, 0.05)


def test_a_score_is_no_share():
    tone = said(
        measure="sentiment", lexicon="vader", statistic="mean", value=-0.4, low=-0.5, high=-0.3,
        rest=0.1, difference=-0.5, difference_low=-0.7, difference_high=-0.3, n=12, n_of=12,
        unit_of_value="VADER score",
    )  # fmt: skip
    assert tone.startswith(
        "Post writes in a more negative tone than the other outlets: a mean VADER score of -0.40 "
        "a sentence (95 % interval -0.50 to -0.30) against 0.10, a difference of -0.50 "
        "(-0.70 to -0.30); q = .012; 12 sentences, in 8 articles"
    )


def test_sentences_without_a_frame_are_said_to_be_so():
    assert "Post has more sentences without any frame than" in said(frame=NO_FRAME)


@each(
    ("dimension", "category", "quoted"),
    [
        ("kind", "academic", "of speakers of the kind “academic”"),
        ("voice", "reported", "in indirect speech"),
        ("naming", "unattributed", "of nobody that it names or describes"),
        ("stance", "doubting", "with a doubting verb"),
    ],
)
def test_quotations_are_said_by_their_dimension(dimension, category, quoted):
    sentence = said(
        measure="sources", statistic="share_of_quotations", dimension=dimension, category=category
    )
    assert f"Post has a larger share of quotations {quoted} than the other outlets" in sentence


def test_every_tested_statistic_has_words_and_a_place():
    lacking = []
    for name in measures.names():
        measure = measures.load(name)
        if measure.claims is None:
            continue
        statistics = measure.table.columns["statistic"].allowed
        said = {saying.of.get("statistic") for saying in measure.claims.sayings}
        ordered = measure.claims.statistics
        lacking += [(name, s) for s in statistics if None not in said and s not in said]
        lacking += [(name, s) for s in statistics if len(statistics) > 1 and s not in ordered]
    assert lacking == []


def test_every_dimension_of_sources_has_words():
    sayings = measures.load("sources").claims.sayings
    named = {saying.of["dimension"] for saying in sayings if "dimension" in saying.of}
    assert named == set(measures.load("sources").table.columns["dimension"].allowed)


def test_text_of_others_stays_on_one_line_as_it_is():
    sentence = said(
        measure="naming", actor="a\nb", variant="{n} <b>\u2028x</b>", statistic="share", n=1,
        n_of=2, outlet="=1+1\r\nPost",
    )  # fmt: skip
    assert sentence.startswith("=1+1 Post uses the name “{n} <b> x</b>” for “a b” more often")
    assert "\n" not in sentence


# --- Which difference is told


def test_a_difference_that_max_t_finds_stands_before_a_larger_one():
    clear = row(p_max_t=0.01, row="a")
    large = row(difference_low=0.19, row="b")
    carried = row(p_max_t=0.01, one_unit=True, difference_low=0.19, row="c")
    assert choice.order(clear, 0.05) < choice.order(carried, 0.05)
    carried = carried | {"doubts": 1}
    assert sorted([carried, large, clear], key=lambda r: choice.order(r, 0.05)) == [
        clear, large, carried
    ]  # fmt: skip


def test_of_alike_evidence_the_larger_for_its_interval_stands_first():
    wide, narrow = row(row="a"), row(difference_low=0.15, difference_high=0.25, row="b")
    assert choice.order(narrow, 0.05) < choice.order(wide, 0.05)
    assert choice.order(row(), 0.05)[1] == pytest.approx(-0.2 / (0.45 - 0.0625))


def test_an_open_interval_is_taken_as_twice_its_one_side():
    open_end = row(difference_high=NAN)
    assert choice.order(open_end, 0.05)[1] == pytest.approx(-0.2 / (2 * (0.2 - 0.0625)))
    assert choice.order(row(difference_low=0.2, difference_high=0.2), 0.05)[1] == -math.inf


def test_one_statistic_of_a_frame_is_told():
    share, rate = row(), row(statistic="rate_per_1000", item="blame | rate_per_1000", p_max_t=0.01)
    assert choice.of_facts([rate, share], 0.05) == [share]
    assert choice.of_facts([rate], 0.05) == [rate]


def test_both_sides_of_a_frame_are_told():
    own = row(voice="own", difference=-0.2, difference_low=-0.3, difference_high=-0.1)
    assert len(choice.of_facts([row(), own], 0.05)) == 2


def test_all_voices_are_told_or_else_the_own_or_else_the_clearer_statistic():
    everywhere, own, quoted = (row(voice=voice) for voice in ("all", "own", "quoted"))
    assert choice.of_facts([quoted, own, everywhere], 0.05) == [everywhere]
    assert choice.of_facts([quoted, own], 0.05) == [own]
    rate = row(statistic="rate_per_1000", item="blame | rate_per_1000")
    assert choice.of_facts([everywhere, rate, rate | {"voice": "own"}], 0.05) == [rate]


def test_fewer_negative_and_more_positive_sentences_are_one_fact():
    tone = {"measure": "sentiment", "lexicon": "vader"}
    fewer = row(**tone, statistic="share_negative", item="vader | share_negative", difference=-0.2)
    more = row(**tone, statistic="share_positive", item="vader | share_positive")
    words = row(**tone, statistic="coverage", item="vader | coverage")
    assert choice.of_facts([words, more, fewer], 0.05) == [fewer]
    assert choice.of_facts([words], 0.05) == [words]


def name(variant, **given):
    item = f"group | {variant}"
    return row(
        measure="naming", actor="group", variant=variant, statistic="share", item=item, **given
    )


def test_names_of_an_actor_are_told_on_one_side():
    more, less = name("A"), name("B", difference=-0.4)
    assert choice.of_facts([more, less], 0.05) == [more]
    less = less | {"p_max_t": 0.01}
    assert choice.of_facts([more, less], 0.05) == [less]


def test_a_pair_is_told_where_max_t_finds_it_and_neither_outlet_has_a_finding_on_it():
    pair = row(other="Times", p_max_t=0.01)
    assert choice.of_pairs([pair], [], 0.05) == [pair]
    assert choice.of_pairs([pair | {"p_max_t": 0.06}], [], 0.05) == []
    for outlet in ("Post", "Times"):
        assert choice.of_pairs([pair], [row(outlet=outlet)], 0.05) == []
    assert choice.of_pairs([pair], [row(outlet="Globe")], 0.05) == [pair]
    assert choice.of_pairs([pair], [row(frame="other", item="other | share")], 0.05) == [pair]


def test_of_the_pairs_of_a_topic_the_clearest_is_told():
    pair = row(other="Times", p_max_t=0.01)
    clearer = row(outlet="Globe", other="Times", p_max_t=0.01, difference_low=0.15)
    assert choice.of_pairs([pair, clearer], [], 0.05) == [clearer]


def test_a_word_is_told_by_the_measure_that_says_most():
    term = row(measure="frequency", term="isis", pos="PROPN")
    entity = row(measure="entities", entity="ISIS", entity_entity_kind="group")
    variant = name("Isis")
    assert choice.once([term, entity, variant], 3) == [variant]
    elsewhere = entity | {"outlet": "Times"}
    assert choice.once([term, elsewhere], 3) == [elsewhere, term]


def test_a_term_that_another_measure_tells_takes_no_place():
    told = [row(measure="entities", entity=name, entity_entity_kind="group") for name in "abc"]
    terms = [row(measure="frequency", term=name, pos="PROPN") for name in "abcdefg"]
    assert choice.once([*terms, *told], 3) == [*told, *terms[3:6]]


@each(
    ("column", "name", "kept"),
    [
        ("entity", "The Globe", False),
        ("term", "globe", False),
        ("phrase", "the globe", False),
        ("entity", "globe.com", False),
        ("entity", "theglobe.co.uk", False),
        ("actor", "The Globe", False),
        ("speaker", "Globe", False),
        ("entity", "The Morning-Post", False),
        ("entity", "Globe Theatre", True),
        ("term", "globalisation", True),
    ],
)
def test_the_name_of_an_outlet_is_no_finding(column, name, kept):
    rows = [row(**{column: name})]
    assert choice.of_others(rows, ["Times", "Globe", "Morning Post"]) == (rows if kept else [])


def test_an_entity_that_is_not_told_hides_no_term():
    entities = [row(measure="entities", entity=name, entity_entity_kind="group") for name in "abcd"]
    terms = [row(measure="frequency", term=name, pos="PROPN") for name in "dc"]
    assert choice.once([*entities, *terms], 3) == [*entities[:3], terms[0]]


def test_a_frame_that_is_not_told_hides_no_cue():
    frames = [row(frame=name, item=name) for name in "abcd"]
    cues = [row(measure="frame_cues", frame=name, cue=f"of {name}") for name in "dca"]
    assert choice.once([*frames, *cues], 3) == [*frames[:3], cues[0]]


def test_cues_of_a_frame_that_has_no_finding_are_told_side_by_side():
    cues = [row(measure="frame_cues", cue=name) for name in ("guilt", "fault")]
    assert choice.once(cues, 3) == cues


def test_a_cue_is_told_by_its_frame():
    cue = row(measure="frame_cues", cue="blame/NOUN")
    assert choice.once([cue, row()], 3) == [row()]
    assert choice.once([cue, row(frame="other")], 3) == [row(frame="other"), cue]


def pairs_of(*rows):
    """What `likeness.pairs_of` returns."""
    cells = {
        "outlet": "Post", "other": "Times", "voice": "all", "statistic": "cosine",
        "unit_of_value": "share", "value": 0.25, "low": 0.125, "high": 0.5, "p": 0.001, "q": 0.01,
        "n_shared": 40, "n_units": 8, "unit": "article", "scope": "across-articles", "note": None,
        "row": "similarity | Post | Times | all | cosine",
    }  # fmt: skip
    return pd.DataFrame([cells | given for given in rows], columns=list(cells))


def test_pairs_less_alike_than_by_chance_are_one_finding_of_the_clearest():
    table = pairs_of({"other": "Globe"}, {"q": 0.002}, {"q": 0.2}, {"high": 1})
    (found,) = likeness.clearest(table, 0.05)
    assert found["said"] == (
        "2 of 4 pairs of outlets differ in their vocabulary by more than chance would give; the "
        "clearest pair is Post and Times, with a cosine of 0.25 (95 % interval 0.12 to 0.50; 1 "
        "would be the same vocabulary); q = .002; 40 terms in common, 8 articles or more on "
        "either side; all voices together"
    )
    assert (found["item"], found["value"], found["row"]) == (
        "cosine", 0.25, "similarity | Post | Times | all | cosine"
    )  # fmt: skip
    assert likeness.clearest(pairs_of({"q": 0.2}), 0.05) == []


def test_a_pair_without_its_numbers_is_no_finding():
    for name in ("value", "low", "high"):
        assert likeness.clearest(pairs_of({name: NAN}), 0.05) == []


@each(
    ("others", "said"),
    [
        ([], "Post and Times differ in their vocabulary by more than chance would give, with a "),
        ([{"q": 0.2}], "1 of 2 pairs of outlets differs in their vocabulary by more than chance"),
    ],
)
def test_one_pair_is_said_to_be_one(others, said):
    (found,) = likeness.clearest(pairs_of({}, *others), 0.05)
    assert found["said"].startswith(said)


# --- What a finding depends on


@pytest.fixture
def tables(tmp_path):
    """Tables of a study in which indirect speech is apart, without any reading yet."""
    return Tables(tmp_path)


class Tables:
    """Writes the tables that sensitivity looks into."""

    def __init__(self, folder, reported="split"):
        self.folder, self.reported, self.run = folder, reported, ["frames"]
        self.write(readings.TABLE, [])

    def write(self, schema, rows):
        table = pd.DataFrame(rows, columns=list(schema.columns))
        store.write_csv(table, self.folder / f"{schema.name}.csv")

    def reading(self, change, voice="own", measure="frames", item="blame | share"):
        cells = {"measure": measure, "item": item, "outlet": "Post", "voice": voice,
                 "change": change, "unit": "article", "scope": "across-articles"}  # fmt: skip
        self.write(readings.TABLE, [cells])

    def lookup(self):
        config = config_of(reported_speech=self.reported, measures={n: {} for n in self.run})
        return sensitivity.Lookup(Results.of(self.folder.glob("*.csv")), config)

    def clauses(self, finding, *rows):
        tested = {(r["outlet"], r["other"], r["item"], r["voice"]): r for r in (finding, *rows)}
        return sensitivity.clauses(finding, tested, self.lookup())


NOT_FOUND = {"q": 0.2}


def test_a_finding_of_all_voices_says_whether_the_own_voice_shows_it(tables):
    own = row(voice="own")
    assert tables.clauses(row(), own) == [("the outlet's own voice shows it as well", False)]
    for other in (own | NOT_FOUND, own | {"difference_low": -0.1}, own | {"difference": -0.2},
                  own | {"rest": NAN}):  # fmt: skip
        assert tables.clauses(row(), other) == [("the outlet's own voice does not show it", True)]
    assert tables.clauses(row()) == [("the outlet's own voice alone could not be tested", True)]


@each(
    ("reported", "change", "q", "clause"),
    [
        ("split", "same", 0.01, ("shows it as well, with or without indirect speech", False)),
        ("split", "lost", 0.01, ("shows it as well, but not with indirect speech", True)),
        ("split", "gained", 0.2, ("does not show it, but with indirect speech it does", True)),
        ("split", "lost", 0.2, ("does not show it", True)),
        ("own", "gained", 0.01, ("shows it as well, but not without indirect speech", True)),
        ("own", "lost", 0.2, ("does not show it, but without indirect speech it does", True)),
        ("own", "same", 0.01, ("shows it as well, with or without indirect speech", False)),
    ],
)
def test_the_reading_of_indirect_speech_is_said_of_the_own_voice(
    tables, reported, change, q, clause
):
    tables.reported = reported
    tables.reading(change)
    said, doubt = clause
    own = row(voice="own", q=q)
    assert tables.clauses(row(), own) == [(f"the outlet's own voice {said}", doubt)]


@each(
    ("reported", "change", "said"),
    [
        ("split", "same", ["it stands with indirect speech as a part of this voice"]),
        ("split", "lost", ["it is not found with indirect speech as a part of this voice"]),
        ("split", "reversed",
         ["it turns to the other side with indirect speech as a part of this voice"]),
        ("split", "gained", []),
        ("own", "gained", ["it is not found with indirect speech apart from this voice"]),
        ("own", "lost", []),
    ],
)  # fmt: skip
def test_a_finding_of_one_voice_says_what_another_reading_makes_of_it(
    tables, reported, change, said
):
    tables.reported = reported
    tables.reading(change)
    own = row(voice="own")
    assert [c.said for c in tables.clauses(own, row())] == said
    assert [c.said for c in tables.clauses(own)] == [
        *said, "all voices together do not show it"
    ]  # fmt: skip


def test_the_readings_of_an_outlet_against_the_rest_say_nothing_of_a_pair(tables):
    tables.reading("same")
    pair = row(voice="own", other="Times")
    assert tables.clauses(pair, pair | {"voice": "all"}) == []


def test_the_readings_are_looked_up_in_one_mapping(tables):
    tables.reading("same")
    looked = tables.lookup()
    assert looked.changes == {("frames", "blame | share", "Post", "own"): "same"}
    assert looked.changes is looked.changes


def test_a_finding_of_all_voices_says_which_sources_show_it(tables):
    quoted, reported = row(voice="quoted"), row(voice="reported", q=0.06)
    said = [clause.said for clause in tables.clauses(row(), quoted, reported)]
    assert said[1:] == ["direct quotations show it as well"]


def test_the_other_lexicon_agrees_points_the_same_way_or_does_not(tables):
    tone = {"measure": "sentiment", "statistic": "mean", "voice": "own"}
    vader = row(**tone, lexicon="vader", item="vader | mean")
    afinn = row(**tone, lexicon="afinn", item="afinn | mean")

    def said(*rows):
        return tables.clauses(vader, vader | {"voice": "all"}, *rows)[-1]

    assert said(afinn) == ("AFINN shows the same", False)
    assert said(afinn | NOT_FOUND) == (
        "AFINN points the same way, but shows no difference of its own", True
    )  # fmt: skip
    assert said(afinn | {"difference": -0.1}) == ("AFINN points the other way", True)
    assert said() == ("AFINN could not be tested", True)


def test_a_cue_that_carries_most_of_a_frame_is_named(tables):
    tables.run = ["frames", "frame_cues"]
    schema = measures.load("frame_cues").table
    cells = dict.fromkeys(schema.columns, 0) | {
        "outlet": "Post", "voice": "all", "frame": "blame", "note": None, "one_unit": False,
        "unit": "article", "scope": "across-articles",
    }  # fmt: skip
    tables.write(schema, [
        cells | {"cue": "guilt\n", "share_of_frame": 0.64},
        cells | {"cue": "fault", "share_of_frame": 0.36},
        cells | {"cue": "sea", "frame": "nature", "share_of_frame": 0.9},
        cells | {"cue": "other", "outlet": "Times", "share_of_frame": 1},
    ])  # fmt: skip
    own = row(voice="own")
    assert tables.clauses(row(), own)[-1] == ("the cue “guilt” is 64 % of the frame there", False)
    assert len(tables.clauses(row(difference=-0.2), own)) == 1


def test_a_word_that_carries_a_difference_in_tone_is_named(tables):
    tables.run = ["sentiment", "shifts"]
    tone = row(measure="sentiment", statistic="mean", lexicon="afinn", item="afinn | mean",
               voice="own")  # fmt: skip
    schema = measures.load("shifts").table
    cells = dict.fromkeys(schema.columns, 0) | {
        "outlet": "Post", "voice": "own", "subject": "afinn", "note": None, "used_more": True,
        "unit": "article", "scope": "across-articles", "subject_difference": 0.2,
    }  # fmt: skip

    def last(without):
        words = [
            cells | {"word": "good", "without": without},
            cells | {"word": "a", "without": 0.2},
        ]
        tables.write(schema, [*words, cells | {"word": "(other words)", "without": None}])
        return tables.clauses(tone, tone | {"voice": "all"})[-1].said

    assert last(0.05) == "without the word “good” the difference is 0.050"
    assert last(-0.1) == "without the word “good” the difference is -0.10"
    assert last(0.15) == "VADER could not be tested"


# --- Tables


def config(**given):
    """The config of a study of phrases."""
    files = {"annotation": {"frames": "frames.yaml"}}
    return config_of(**{"outlets": [*OUTLETS], "measures": {"phrases": {}}} | files | given)


def results():
    return Results.of(Path("tables").glob("*.csv"))


FRAMES = "frames: {blame: {label: Blame, definition: They did it., function: [cause]}}\n"


@pytest.fixture
def study(tmp_path, monkeypatch):
    """A study of phrases; `write` takes what differs from a row that is a finding."""
    monkeypatch.chdir(tmp_path)
    Path("frames.yaml").write_text(FRAMES, encoding="utf-8")
    store.write_csv(pd.DataFrame(columns=list(readings.TABLE.columns)), Path("tables/readings.csv"))

    def write(*rows, pairs=(), outlets=OUTLETS):
        output, comparisons = measures.load("phrases").tables
        cells = {
            "outlet": "Post", "voice": "all", "phrase": "high sea", "statistic": "rate",
            "unit_of_value": "per 1000 words", "n": 20, "n_of": 2000, "value": 10, "low": 6,
            "high": 16, "rest": 2, "difference": 8, "difference_low": 3, "difference_high": 14,
            "p": 0.001, "p_pooled": 0.001, "p_max_t": 0.01, "q": 0.002, "n_units_with": 8,
            "dp": 0.1, "dp_norm": 0.1, "one_unit": False, "n_units": 9, "unit": "article",
            "scope": "across-articles", "note": None,
        }  # fmt: skip
        table = pd.DataFrame([cells | given for given in rows], columns=list(output.columns))
        store.write_csv(table, Path("tables/phrases.csv"))
        pair = {name: cells.get(name) for name in comparisons.columns} | {
            "comparison": "pair", "other": "Times",
        }  # fmt: skip
        table = pd.DataFrame([pair | given for given in pairs], columns=list(comparisons.columns))
        store.write_csv(table, Path("tables/phrases_comparisons.csv"))
        return findings.find(results(), config(outlets=[*outlets]))

    return write


def test_a_finding_names_the_row_behind_it(study):
    (found,) = study({}, {"voice": "own"}, {"outlet": "Times", "q": 0.06})
    assert found.sentence == (
        "Post uses the phrase “high sea” more often than the other outlets: 10 times per 1,000 "
        "words (95 % interval 6.0 to 16) against 2.0, a difference of 8.0 (3.0 to 14); q = .002, "
        "max-T p = .01; 20 in 2,000 words, in 8 of 9 articles; all voices together; the outlet's "
        "own voice shows it as well."
    )
    assert found._replace(sentence="") == findings.Finding(
        1, "phrases", "", "phrases", "phrases | Post | all | high sea", "Post", "", "high sea",
        "all", "across-articles", "rate", "per 1000 words", 10, 6, 16, 2, 8, 3, 14, 0.001, 0.002, 9,
        "the outlet's own voice shows it as well",
    )  # fmt: skip


def test_what_q_or_the_interval_does_not_bear_is_no_finding(study):
    untested = {"q": None, "p": None, "p_pooled": None, "p_max_t": None}
    given = [
        {"q": 0.0501}, untested, {"difference_low": 0}, {"difference_low": -0.1},
        {"difference_low": None, "difference_high": None}, {"value": None}, {"rest": None},
        {"rest": math.inf}, {"difference": None}, {"difference": math.inf},
    ]  # fmt: skip
    assert [cells for cells in given if study(cells)] == []
    assert study({})


def test_a_pair_is_a_finding_of_the_table_of_comparisons(study):
    (found,) = study({"q": 0.3}, pairs=[{}, {"comparison": "omnibus"}])
    assert (found.table, found.other) == ("phrases_comparisons", "Times")
    assert found.row == "phrases_comparisons | pair | all | high sea | Post | Times"


def test_of_comparisons_only_pairs_that_were_tested_are_read(study):
    study({}, pairs=[{}, {"comparison": "omnibus"}, {"voice": "own", "q": None}])
    schema = measures.load("phrases").tables[1]
    rows = differences.identified(differences.tested(results(), schema, OUTLETS), schema)
    assert rows["row"].tolist() == ["phrases_comparisons | pair | all | high sea | Post | Times"]
    assert rows[["value", "rest", "difference_low", "difference_high"]].iloc[0].tolist() == [
        10, 2, 3, 14
    ]  # fmt: skip
    assert rows["low"].isna().all()


def test_an_outlet_has_at_most_so_many_findings_by_a_measure(study):
    found = study(*({"phrase": f"sea {n}", "p_max_t": 0.001 * n} for n in range(1, 8)))
    assert len(found) == findings.MOST
    assert [finding.rank for finding in found] == [1, 2, 3]


def test_the_order_of_rows_and_measures_changes_nothing(study):
    rows = [{"phrase": f"sea {n}", "outlet": o} for n in range(3) for o in ("Post", "Times")]
    assert study(*rows) == study(*reversed(rows))


def test_a_study_without_findings_says_so(study):
    found = study({"q": 0.3}, {"voice": "own", "q": 0.9}, {"voice": "quoted", "q": None})
    page = findings.markdown(found, tally.tallies(results(), config(), found), "A & B")
    assert "\nNo difference between the outlets was found.\n" in page
    assert "- Phrases: no difference was found in 2 tested (1 more could not be tested).\n" in page
    assert page.startswith("# Findings: A \\& B\n")
    assert findings.table(found).empty


def test_a_study_without_tests_says_so(study):
    study({"q": None, "p": None, "p_pooled": None, "p_max_t": None})
    (line,) = tally.tallies(results(), config(), [])
    assert line == ("phrases", (1, 0, 0),
                    "Phrases: none of 1 differences could be tested.")  # fmt: skip


def test_measures_that_test_nothing_are_no_part_of_the_findings(study):
    study({})
    given = config(measures={"corpus_flow": {}, "speakers": {}, "course": {}})
    assert findings.find(results(), given) == []
    assert tally.tallies(results(), given, []) == []


def test_what_can_be_claimed_is_counted_and_what_of_it_is_told(study):
    rows = [{"phrase": f"sea {n}"} for n in range(4)] + [{"phrase": "land", "q": 0.9},
                                                       {"phrase": "sky", "q": None}]  # fmt: skip
    pairs = [{"outlet": "Globe"}, {"phrase": "sea 1"}, {"q": 0.9, "phrase": "land"},
             {"comparison": "omnibus", "phrase": "sky"}]  # fmt: skip
    found = study(*rows, pairs=pairs)
    assert [finding.other for finding in found] == ["", "", "", "Times"]
    (line,) = tally.tallies(results(), config(), found)
    assert line == (
        "phrases", (6, 5, 4),
        "Phrases: 4 of 5 tested differences can be claimed, 3 are told above (1 more could not be "
        "tested); between two outlets, 2 of 3 tested differences can be claimed, 1 is told above.",
    )  # fmt: skip


def test_where_only_a_pair_differs_it_is_not_said_that_nothing_was_found(study):
    found = study({"q": 0.3}, pairs=[{}])
    (line,) = tally.tallies(results(), config(), found)
    assert line.sentence == (
        "Phrases: no difference was found in 1 tested; between two outlets, 1 of 1 tested "
        "differences can be claimed, 1 is told above."
    )


def test_of_two_outlets_each_difference_is_told_and_counted_once(study):
    two = ("Post", "Times")
    mirrored = {
        "outlet": "Times", "value": 2, "rest": 10, "low": 1, "high": 4,
        "difference": -8, "difference_low": -14, "difference_high": -3,
    }  # fmt: skip
    found = study(mirrored, {}, pairs=[{}], outlets=[*two])
    assert [(finding.outlet, finding.other) for finding in found] == [("Post", "")]
    assert " more often than Times: 10 times" in found[0].sentence
    (line,) = tally.tallies(results(), config(outlets=[*two]), found)
    assert line.sentence == "Phrases: 1 of 1 tested differences can be claimed, 1 is told above."
    assert len(study(mirrored, {}, outlets=OUTLETS)) == 2


def test_of_two_outlets_the_first_is_found_whatever_its_name(study):
    (found,) = study({"outlet": "=Post"}, outlets=("=Post", "Times"))
    assert found.outlet == "=Post"
    assert " than Times: " in found.sentence


def test_the_level_of_tests_is_that_of_the_intervals(study):
    study({"q": 0.1})
    at = {level: config(inference={"level": level}) for level in (0.9, 0.95)}
    assert [len(findings.find(results(), given)) for given in at.values()] == [1, 0]
    assert tally.tallies(results(), at[0.9], [])[0].counts.n_found == 1


@each(
    ("high", "pairs", "said"),
    [
        (0.5, 3, "2 of 3 tested pairs of outlets are less alike than by chance, the clearest is "
                 "told above"),
        (0.5, 2, "1 of 2 tested pairs of outlets is less alike than by chance, the clearest is "
                 "told above"),
        (1, 2, "no pair of outlets is less alike than by chance, of 2 tested"),
        (1, 0, "no pair could be tested"),
    ],
)  # fmt: skip
def test_pairs_that_are_less_alike_are_counted(monkeypatch, high, pairs, said):
    table = pairs_of(*({"high": high} for _ in range(pairs)))
    table.loc[table.index[-1:], "q"] = 0.9
    monkeypatch.setattr(likeness, "pairs_of", lambda results: table)
    (line,) = tally.tallies(results(), config(measures={"similarity": {}}), [])
    assert line.sentence == f"Similarity: {said}."


def test_of_very_many_differences_the_clearest_of_each_outlet_are_looked_at():
    rows = pd.DataFrame(
        [
            row(outlet=outlet, voice=voice, item=f"sea {n}", difference_low=0.19 - n / 100,
                p_max_t=0.5 if n else 0.01, row=f"{outlet} {voice} {n}")
            for outlet in ("Post", "Times") for voice in ("all", "own") for n in range(10)
        ]
    )  # fmt: skip
    kept = differences.clearest(rows, 0.05, 3)
    assert set(zip(kept["outlet"], kept["voice"], kept["item"], strict=True)) == {
        (outlet, voice, f"sea {n}")
        for outlet in ("Post", "Times") for voice in ("all", "own") for n in range(2)
    }  # fmt: skip
    assert differences.clearest(rows, 0.05, 40).equals(rows)


def test_the_tests_of_keywords_are_told_once():
    both = config(measures={"frequency": {}, "keywords": {}})
    assert tally.compared(both) == ["frequency"]
    assert tally.compared(config(measures={"keywords": {}})) == ["keywords"]


def test_what_others_wrote_is_escaped_in_markdown(study):
    hostile = "<script>|*x*| [a](b)"
    found = study({"phrase": hostile})
    page = findings.markdown(found, [], "A")
    assert escape.markdown(hostile) in page
    assert "<script>" not in page
    assert findings.table(found)["item"].tolist() == [hostile]


def test_findings_come_back_from_their_file(study):
    found = findings.table(study({}, {"outlet": "Times"}))
    store.write_csv(found, Path("findings.csv"))
    read = findings.TABLE.validate(store.read_csv(Path("findings.csv")))
    assert list(read["sentence"]) == list(found["sentence"])
    assert list(read["row"]) == list(found["row"])

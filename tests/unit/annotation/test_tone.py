import pytest
from cases import each

from crossframe.annotation import mentions, tone
from crossframe.annotation.names import Actors

ACTORS: Actors = {
    "Vantor": ("Vantor", "Vantor"),
    "crook": ("the crew", "crook"),
    "Kestrel": ("Kestrel", "Kestrel"),
}


@pytest.fixture(scope="module")
def finder():
    return mentions.finder(ACTORS)


@pytest.fixture(scope="module")
def score(nlp, finder):
    """VADER's and AFINN's known words of a sentence."""

    def run(text):
        doc = nlp(text)
        scores = tone.scored(list(doc), tone.toneless(doc, *finder.mentions([doc])))
        return {word for each in scores.values() for word, *_ in each.words}

    return run


@each(
    "text",
    [
        "Vantor sells apps like Pellet and Wren.",
        "Like its rivals, the bank closed branches.",
        "It looks like rain will come on Monday.",
        "On the other hand, the ferry was full.",
        "The two laws go hand in hand, ministers said.",
        "It was a kind of ferry with two decks.",
        "Two kinds of cables lie below the river.",
        "The board rose, as well as the council.",
        "The costs were well over the budget.",
        "The party said its members would vote on Monday.",
        "Parties in the council voted on Monday.",
        "The shares rose and Vantor shared a photo.",
        "A court set a fine of two thousand for the ferry.",
        "The bank raised interest rates on Monday.",
        "The council spends a third on social care.",
        "Certain routes close on Monday.",
        "The ferry is best known for its two decks.",
        "The road opened early thanks to a mild winter.",
    ],
)
def test_a_word_in_a_sense_that_the_lexicons_do_not_mean_has_no_tone(score, text):
    assert score(text) <= {"mild"}


@each(
    ("text", "word"),
    [
        ("They like the new ferry.", "like"),
        ("The nurses were kind to the patients.", "kind"),
        ("It was a pretty harbour once.", "pretty"),
        ("The crew care about the patients.", "care"),
        ("Everything was fine, the master said.", "fine"),
        ("The plan is a threat.", "threat"),
    ],
)
def test_the_same_word_in_the_sense_that_they_mean_keeps_it(score, text, word):
    assert word in score(text)


@each(
    "text",
    ["Vantor supporters met on Monday.", "Two Vantor supporters from the town met on Monday."],
)
def test_a_group_that_bears_a_listed_name_praises_nobody(score, text):
    assert score(text) == set()


def test_supporters_of_nobody_listed_keep_their_tone(score):
    assert score("Supporters met on Monday.") == {"supporters"}


@pytest.fixture(scope="module")
def towards(nlp, finder):
    """The scores of the mentions in a sentence, by actor."""

    def run(text):
        doc = nlp(text)
        (found,) = finder.mentions([doc])
        scores = tone.towards(doc[:], found, tone.toneless(doc, found))
        return {finder.actors[m.variant][0]: s for m, s in zip(found, scores, strict=True)}

    return run


def test_a_mention_has_the_mean_of_its_part_and_of_the_whole_sentence(towards):
    # AFINN: horrible -3, fraud -4, honest 2; the part of Vantor is its own clause
    found = towards("Vantor told of a horrible fraud, while Kestrel was honest.")
    whole = (-3 - 4 + 2) / 3
    assert found["Vantor"]["afinn"] == pytest.approx(((-3 - 4) / 2 + whole) / 2)
    assert found["Kestrel"]["afinn"] == pytest.approx((2 + whole) / 2)


def test_the_words_of_the_whole_sentence_are_those_that_are_known(towards):
    found = towards("Vantor told of a horrible fraud, while Kestrel was honest.")
    assert {each["afinn_matched"] for each in found.values()} == {3}


def test_a_mention_whose_part_holds_no_known_word_has_half_of_the_sentences_score(towards):
    found = towards("Because of the horrible storm, passengers waited and Vantor sent boats.")
    assert found["Vantor"]["afinn"] == pytest.approx(-3 / 2)


def test_what_actors_are_called_is_no_judgement(towards):
    (found,) = towards("The crook left the harbour.").values()
    assert (found["vader"], found["afinn_matched"]) == (0, 0)

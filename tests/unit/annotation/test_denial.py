import pytest
from cases import each

from crossframe.annotation.denial import is_denied


@pytest.fixture(scope="module")
def denied(nlp):
    """Whether a text denies a word."""

    def run(text, word):
        doc = nlp(text)
        (at,) = [token.i for token in doc if token.lower_ == word]
        return is_denied(doc[at : at + 1])

    return run


@each(
    ("text", "word"),
    [
        ("There is no threat to the harbour.", "threat"),
        ("Police see no immediate danger on the line.", "danger"),
        ("The march was not violent.", "violent"),
        ("It is not a crisis, the minister said.", "crisis"),
        ("The drug isn't dangerous.", "dangerous"),
        ("The leak does not pose a threat.", "threat"),
        ("The dam never posed any danger.", "danger"),
        ("The rally ended without violence.", "violence"),
        ("A lack of violence surprised the police.", "violence"),
        ("The town is free of violence.", "violence"),
        ("The rebels did not attack the town.", "attack"),
        ("There was no threat or violence.", "violence"),
        ("Neither threat worried the mayor.", "threat"),
        ("There was no violent protest.", "violent"),
        ("It is hardly a threat.", "threat"),
        ("Officials have not found a danger in the water.", "danger"),
    ],
)
def test_what_is_said_not_to_be_is_denied(denied, text, word):
    assert denied(text, word)


@each(
    ("text", "word"),
    [
        ("There is a threat to the harbour.", "threat"),
        ("The march was violent, and not for the first time.", "violent"),
        ("It is not only a threat but a crime.", "threat"),
        ("They could not stop the violence.", "violence"),
        ("No minister denies the threat.", "threat"),
        ("The threat does not fade.", "threat"),
        ("Nobody was hurt in the attack.", "attack"),
        ("They fled the violence without their papers.", "violence"),
        ("The attack did not surprise the town.", "attack"),
        ("The council did not act on the threat.", "threat"),
        ("The firm has no answer to the danger.", "danger"),
        ("The rebels attacked, and did not wait.", "attacked"),
    ],
)
def test_what_is_there_is_not_denied_by_a_negation_of_something_else(denied, text, word):
    assert not denied(text, word)

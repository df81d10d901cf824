import pytest
from afinn import Afinn
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from crossframe import sentiment

AFINN = Afinn(language="en")
SENTENCES = [
    "The harbour is not good, but the people are very kind.",
    "A terrible, TERRIBLE flood!!!",
    "The committee met at noon.",
    "They love the old pier and hate the new one.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_vader_is_the_librarys_compound(sentence):
    expected = SentimentIntensityAnalyzer().polarity_scores(sentence)["compound"]
    assert sentiment.vader(sentence).value == expected


@pytest.mark.parametrize("sentence", SENTENCES)
def test_afinn_times_its_matches_is_the_librarys_sum(sentence):
    value, n_matched = sentiment.afinn(sentence)
    assert value * n_matched == pytest.approx(Afinn(language="en").score(sentence))


WORDS = sorted(AFINN._dict)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=8), st.booleans())
def test_afinn_finds_what_the_library_finds(words, spaced):
    text = (" " if spaced else "-").join(words)
    assert sentiment._afinn().find_all(text) == AFINN.find_all(text)


def test_afinn_is_the_mean_over_matched_words_alone():
    # AFINN-en-165: love 3, hate -3, terrible -3; "pier" is not listed
    assert sentiment.afinn("love hate terrible pier") == (pytest.approx((3 - 3 - 3) / 3), 3)


def test_afinn_does_not_grow_with_the_sentence():
    assert sentiment.afinn("terrible terrible").value == sentiment.afinn("terrible").value


@pytest.mark.parametrize("score", [sentiment.vader, sentiment.afinn])
@pytest.mark.parametrize("sentence", ["The committee met at noon.", "", "12 — 34"])
def test_a_sentence_without_a_match_scores_0_on_0_words(score, sentence):
    assert score(sentence) == (0.0, 0)


def test_vader_counts_the_words_of_its_lexicon():
    assert sentiment.vader("Good people hate a terrible, Terrible pier.").n_matched == 4


@pytest.mark.parametrize("dash", ["—", " — ", "–", " – ", "--", " -- "])
def test_a_dash_parts_words_as_a_comma_does(dash):
    assert sentiment.vader(f"The flood was horrible{dash}the town is calm") == sentiment.vader(
        "The flood was horrible, the town is calm"
    )


def test_a_hyphen_is_no_dash():
    assert sentiment.DASHES.sub(", ", "a well-kept pier") == "a well-kept pier"


def test_both_lexicons_have_a_threshold():
    assert set(sentiment.NEUTRAL_BELOW) == set(sentiment.LEXICONS)


@given(st.text())
def test_scores_stay_within_their_scales(text):
    assert -1 <= sentiment.vader(text).value <= 1
    assert -5 <= sentiment.afinn(text).value <= 5

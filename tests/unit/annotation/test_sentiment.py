import math
import re

import pytest
from afinn import Afinn
from cases import each
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    SentiText,
)

from crossframe.annotation import sentiment
from crossframe.feature_tables import LEXICONS, NEUTRAL_BELOW

AFINN = Afinn(language="en")


class Recorder(SentimentIntensityAnalyzer):
    """The library as it is, which notes the words and valences that it has in the end."""

    def _but_check(self, words, sentiments):
        self.words, self.valences = words, super()._but_check(words, sentiments)
        return self.valences


VADER = Recorder()
SENTENCES = [
    "The harbour is not good, but the people are very kind.",
    "A terrible, TERRIBLE flood!!!",
    "The committee met at noon.",
    "They love the old pier and hate the new one.",
    "Is that the bomb? Kind of a kind word??",
    "The least good of all, no good, no bad or good plan, at least good.",
    "Never so happy, this is never this happy; without doubt happy",
    "A 😁 smile😀😀",
]
# The words that the rules of VADER look for, some of its lexicon, and what else it reads.
RULES = [
    *NEGATE, *BOOSTER_DICT, *" ".join(SPECIAL_CASES).split(),
    "no", "or", "nor", "so", "this", "doubt", "without", "least", "at", "very", "but", "BUT", "NO",
    "kind", "of", "sort", "just", "enough", "VERY", "NOT", "pier", "Pier", "isn't",
]  # fmt: skip
LEXICON = [word for word in sorted(VADER.lexicon) if " " not in word]
EMOJIS = sorted(emoji for emoji in VADER.emojis if len(emoji) == 1)
TOKENS = st.one_of(
    st.sampled_from(RULES),
    st.sampled_from(sorted(SPECIAL_CASES)),
    st.sampled_from(LEXICON),
    st.sampled_from(
        ["good", "bad", "GOOD", "Bad", "good!", "bad?", '"good"', "kind", "shit", ":)"]
    ),
    st.sampled_from(EMOJIS),
    st.sampled_from(["!", "??", "--", "–", " — ", "\u00a0", "K", "İ"]),
    st.text(max_size=3),
)
TEXTS = st.builds(
    lambda tokens, gap: gap.join(tokens),
    st.lists(TOKENS, max_size=12),
    st.sampled_from([" ", " ", " ", "", "  "]),
)


def librarys_vader(text):
    """The library's score, and each word of its lexicon with the valence that it ends with."""
    score = VADER.polarity_scores(sentiment.DASHES.sub(", ", text))["compound"]
    pairs = zip(VADER.words, VADER.valences, strict=True)
    return score, [(word.lower(), v) for word, v in pairs if word.lower() in VADER.lexicon]


def summed(pairs):
    return {
        word: (sum(w == word for w, _ in pairs), sum(v for w, v in pairs if w == word))
        for word, _ in pairs
    }


def as_mapping(words):
    return {word: (n, valence) for word, n, valence in words}


# VADER


@each("sentence", SENTENCES)
def test_vader_is_the_librarys_compound(sentence):
    expected = SentimentIntensityAnalyzer().polarity_scores(sentence)["compound"]
    assert sentiment.vader(sentence).value == expected


@given(TEXTS)
def test_vader_is_the_librarys_compound_of_any_text(text):
    assert sentiment.vader(text).value == librarys_vader(text)[0]


@given(TEXTS)
def test_vaders_words_have_the_librarys_valences(text):
    _, expected = librarys_vader(text)
    found = as_mapping(sentiment.vader(text).words)
    assert found == {word: pytest.approx(pair) for word, pair in summed(expected).items()}


@given(TEXTS)
def test_vader_counts_the_words_that_the_librarys_reader_gives(text):
    read = SentiText(sentiment.DASHES.sub(", ", text)).words_and_emoticons
    n_matched = sum(word.lower() in VADER.lexicon for word in read)
    assert sentiment.vader(text).n_matched == n_matched


def test_the_librarys_scale_is_the_one_that_the_words_are_read_by():
    # compound = S / sqrt(S^2 + 15), to 4 digits: word shifts rest on it
    good, kind = (VADER.lexicon[word] for word in ("good", "kind"))
    expected = (good + kind) / math.sqrt((good + kind) ** 2 + 15)
    assert sentiment.vader("A good town and a kind one").value == round(expected, 4)


@each(
    ("text", "words"),
    [
        # vader_lexicon.txt: good 1.9, horrible -2.5; negation x -0.74, 'very' +0.293, 'but' x 0.5
        # before it and x 1.5 behind it
        ("a good pier", {"good": (1, 1.9)}),
        ("not good", {"good": (1, 1.9 * -0.74)}),
        ("very good", {"good": (1, 1.9 + 0.293)}),
        ("good but horrible", {"good": (1, 1.9 * 0.5), "horrible": (1, -2.5 * 1.5)}),
        ("Good, not good", {"good": (2, 1.9 + 1.9 * -0.74)}),
        ("a kind of pier", {"kind": (1, 0.0)}),
        ("no good", {"no": (1, 0.0), "good": (1, 1.9 * -0.74)}),
        # 'so' makes it more, and the rule of 'never so' more still, without a 'never'
        ("it was so good", {"good": (1, (1.9 + 0.293) * 1.25)}),
        ("it was SO good", {"good": (1, (1.9 + 0.293 + 0.733) * 1.25)}),
        # 'kiss of death' is -1.5 at its first word, which needs three words before it
        ("that is the kiss of death", {"kiss": (1, -1.5), "death": (1, -1.5)}),
    ],
)
def test_the_valence_of_a_word_is_the_one_after_the_rules(text, words):
    expected = {word: (n, pytest.approx(valence)) for word, (n, valence) in words.items()}
    assert as_mapping(sentiment.vader(text).words) == expected


def test_no_valence_is_minus_zero():
    valences = [valence for *_, valence in sentiment.vader("not no good, a kind of good").words]
    assert 0.0 in valences
    assert all(math.copysign(1, valence) == 1 for valence in valences if valence == 0)


def test_an_emoji_has_the_words_that_describe_it():
    found = sentiment.vader("A 😁 day")
    assert found.value == VADER.polarity_scores("A 😁 day")["compound"] != 0
    assert found.n_matched == 0
    assert {word for word, *_ in found.words} == {"smiling"}


def test_vader_counts_the_words_of_its_lexicon():
    assert sentiment.vader("Good people hate a terrible, Terrible pier.").n_matched == 4


@each("dash", ["—", " — ", "–", " – ", "--", " -- "])
def test_a_dash_parts_words_as_a_comma_does(dash):
    assert sentiment.vader(f"The flood was horrible{dash}the town is calm") == sentiment.vader(
        "The flood was horrible, the town is calm"
    )


def test_a_hyphen_is_no_dash():
    assert sentiment.DASHES.sub(", ", "a well-kept pier") == "a well-kept pier"


# AFINN


@each("sentence", SENTENCES)
def test_afinn_times_its_matches_is_the_librarys_sum(sentence):
    value, n_matched, _ = sentiment.afinn(sentence)
    assert value * n_matched == pytest.approx(AFINN.score(sentence))


WORDS = sorted(AFINN._dict)
PHRASES = [word for word in WORDS if not re.fullmatch(r"\w+", word)]
AFINN_TEXTS = st.builds(
    lambda words, gap: gap.join(words),
    st.lists(
        st.one_of(
            st.sampled_from(WORDS),
            st.sampled_from(PHRASES),
            st.sampled_from(" ".join(PHRASES).split()),
            st.text(max_size=3),
        ),
        max_size=8,
    ),
    st.sampled_from([" ", " ", "-", "\n ", "", "'"]),
)


@given(AFINN_TEXTS)
def test_afinn_finds_what_the_library_finds(text):
    assert sentiment._afinn().find_all(text) == AFINN.find_all(text)


@given(AFINN_TEXTS)
def test_afinn_is_the_mean_of_what_the_library_finds(text):
    scores = AFINN.scores_with_pattern(text)
    value, n_matched, _ = sentiment.afinn(text)
    assert (value, n_matched) == (sum(scores) / len(scores) if scores else 0.0, len(scores))


def test_every_entry_of_afinn_begins_and_ends_within_a_word():
    # else looking words up would not find what the library's pattern finds
    assert all(re.fullmatch(r"\w(.*\w)?", entry) and entry == entry.lower() for entry in WORDS)


def test_every_entry_of_afinn_is_found():
    found = [sentiment.afinn(f"Pier {entry.upper()}, pier").words for entry in WORDS]
    assert found == [((entry, 1, float(AFINN._dict[entry])),) for entry in WORDS]


def test_afinn_is_the_mean_over_matched_words_alone():
    # AFINN-en-165: love 3, hate -3, terrible -3; "pier" is not listed
    value, n_matched, words = sentiment.afinn("love hate terrible pier Hate")
    assert (value, n_matched) == (pytest.approx((3 - 3 - 3 - 3) / 4), 4)
    assert words == (("hate", 2, -6.0), ("love", 1, 3.0), ("terrible", 1, -3.0))


def test_afinn_does_not_grow_with_the_sentence():
    assert sentiment.afinn("terrible terrible").value == sentiment.afinn("terrible").value


# Both

both = each("score", [sentiment.vader, sentiment.afinn])


@both
@each("sentence", ["The committee met at noon.", "", "12 — 34"])
def test_a_sentence_without_a_match_scores_0_on_0_words(score, sentence):
    assert score(sentence) == (0.0, 0, ())


@both
@given(TEXTS)
def test_words_stand_once_in_order_and_each_at_least_once(score, text):
    words = score(text).words
    assert [word for word, *_ in words] == sorted({word for word, *_ in words})
    assert all(word == word.lower() and n >= 1 for word, n, _ in words)


@both
@given(TEXTS.filter(VADER.emojis.keys().isdisjoint))
def test_words_add_up_to_those_matched(score, text):
    found = score(text)
    assert sum(n for _, n, _ in found.words) == found.n_matched


@given(AFINN_TEXTS)
def test_valences_of_afinn_add_up_to_its_score(text):
    value, n_matched, words = sentiment.afinn(text)
    assert sum(valence for *_, valence in words) == pytest.approx(value * n_matched)


def test_both_lexicons_have_a_threshold():
    # of VADER as its authors have it; of AFINN, whatever is above 0
    assert NEUTRAL_BELOW["vader"] == 0.05
    assert 0 < NEUTRAL_BELOW["afinn"] < 1e-5
    assert set(NEUTRAL_BELOW) == set(LEXICONS)


@given(st.text())
def test_scores_stay_within_their_scales(text):
    assert -1 <= sentiment.vader(text).value <= 1
    assert -5 <= sentiment.afinn(text).value <= 5

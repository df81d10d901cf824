"""Mentions are found by form, judged by their noun, and told with their modifiers."""

import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st

from crossframe.annotation.mentions import finder

GROUP, AIDES, APPS = "the group", "supporters", "platforms"
ACTORS = {
    "Corvo": ("Corvo", "Corvo"),
    "Corvo Marine": ("Corvo", "Corvo Marine"),
    "Rocket.Chat": ("Rocket.Chat", "Rocket.Chat"),
    'so-called "Order of Salt"': (GROUP, "so-called"),
    "Order of Salt": (GROUP, "Order of Salt"),
    "smuggler": (GROUP, "smuggler"),
    "smuggler gang": (GROUP, "gang"),
    "gang": (GROUP, "gang"),
    "supporter": (AIDES, "supporter"),
    "gang member": (AIDES, "member"),
    "app": (APPS, "app"),
    "messaging service": (APPS, "service"),
    "messenger": (APPS, "messenger"),
    "Salt Messenger": ("Salt Messenger", "Salt Messenger"),
    "islamists": (GROUP, "Islamist"),
}


@pytest.fixture(scope="session")
def mentions(nlp):
    def run(text, actors=ACTORS):
        return finder(actors).mentions([nlp(text)])[0]

    return run


@pytest.fixture(scope="session")
def found(mentions, nlp):
    """Return the wording, actor and variant of every mention."""

    def run(text, actors=ACTORS):
        doc = nlp(text)
        return [
            (doc[m.first : m.last + 1].text, m.actor, m.variant) for m in mentions(text, actors)
        ]

    return run


def test_a_form_with_a_capital_is_found_as_it_is_written(found):
    assert found("Corvo sank a boat, and a corvo is a raven.") == [("Corvo", "Corvo", "Corvo")]


def test_a_form_in_lower_case_is_found_in_the_plural_and_behind_a_capital(found):
    names = [wording for wording, _, _ in found("Smugglers fled. The police met a smuggler.")]
    assert names == ["Smugglers", "smuggler"]


@each("text", ["He smuggled tea.", "They app it.", "Corvonia sang.", "He gangs up with them."])
def test_another_word_is_no_mention(found, text):
    assert found(text) == []


def test_a_single_common_noun_before_another_names_nothing(found):
    assert found("They visited an app store and read smuggler tales.") == []


def test_a_common_noun_before_a_name_does(found):
    assert ("app", APPS, "app") in found("They use the messaging app Rocket.Chat every day.")


def test_a_longer_common_noun_before_another_names_its_actor(found):
    assert found("The smuggler gang leader fled.") == [("smuggler gang", GROUP, "gang")]


def test_a_name_before_a_noun_is_a_mention_beside_that_of_the_noun(found):
    assert found("Corvo supporters sang.") == [
        ("Corvo", "Corvo", "Corvo"),
        ("supporters", AIDES, "supporter"),
    ]


def test_the_longest_form_counts_once(found):
    assert found("Corvo Marine sank a boat.") == [("Corvo Marine", "Corvo", "Corvo Marine")]
    assert found("The smuggler gang fled.") == [("smuggler gang", GROUP, "gang")]


def test_of_forms_that_end_in_one_word_the_longest_counts_whatever_its_actor(found):
    assert found("They wrote by Salt Messenger.") == [
        ("Salt Messenger", "Salt Messenger", "Salt Messenger")
    ]


def test_a_form_within_another_that_ends_later_is_a_mention_of_its_own_actor(found):
    # the gang is named, and so is who belongs to it
    assert [(actor, variant) for _, actor, variant in found("A gang member fled.")] == [
        (AIDES, "member")
    ]
    actors = ACTORS | {"Corvo app": (APPS, "Corvo app")}
    assert found("The Corvo app failed.", actors) == [
        ("Corvo", "Corvo", "Corvo"),
        ("Corvo app", APPS, "Corvo app"),
    ]


def test_a_name_is_found_however_the_model_cuts_it(found, nlp):
    assert len(nlp("Rocket.Chat")) == 3
    assert found("They met on Rocket.Chat.") == [("Rocket.Chat", "Rocket.Chat", "Rocket.Chat")]
    assert found('He left the so-called "Order of Salt" again.')[0][2] == "so-called"


def test_words_before_the_last_are_found_as_written_or_by_lemma(found):
    # the model takes 'messaging' now for a noun, now for a form of 'message'
    text = "He wants all messaging services to help, and each messaging service obeys."
    assert [variant for _, _, variant in found(text)] == ["service", "service"]


def test_a_plural_that_the_model_takes_for_a_name_can_be_listed(found):
    assert found("The police met Islamists there.") == [("Islamists", GROUP, "Islamist")]


def test_a_form_is_not_found_across_other_words_or_in_part(found):
    assert found("Order in the house of Salt matters.") == []
    assert found("They met on Rocket.Chatter.") == []
    assert found("Order of") == []


def test_no_actors_and_no_text_give_no_mentions(found):
    assert found("Corvo sank a boat.", {}) == []
    assert found("") == []


def test_mentions_do_not_depend_on_the_order_of_the_forms(mentions):
    text = "Corvo Marine supporters and smuggler gangs use the app Rocket.Chat."
    assert mentions(text, dict(reversed(ACTORS.items()))) == mentions(text)


def test_a_mention_says_where_it_stands_and_what_it_does(mentions):
    (mention,) = mentions("The reckless smugglers were not arrested by the police.")
    assert (mention.first, mention.last) == (2, 2)
    assert (mention.part, mention.verb) == ("patient", "arrest")
    assert (mention.passive, mention.agent_deleted) == (True, False)
    assert mention.modifiers == ("reckless",)
    assert mention.window == (0, 1, 2, 3, 4, 5)


@each(
    "text",
    ["Corvo Marine sank a boat.", "Order of Salt sank a boat.", "The smuggler gang sank it."],
)
def test_the_part_of_a_name_of_several_words_is_that_of_its_noun(mentions, text):
    assert [(m.part, m.verb) for m in mentions(text)] == [("agent", "sink")]


def test_an_apposition_to_another_name_of_the_actor_does_not_count_twice(mentions):
    own, other = mentions("The smuggler, Corvo, sank a boat.", {
        "Corvo": (GROUP, "Corvo"), "smuggler": (GROUP, "smuggler")})  # fmt: skip
    assert (own.part, other.part) == ("agent", "other")
    own, other = mentions("The smuggler, Corvo, sank a boat.")
    assert (own.part, other.part) == ("agent", "agent")


def test_modifiers_stand_once_and_in_order(mentions):
    found = mentions("The new, cruel and new smugglers fled.")[0].modifiers
    assert list(found) == ["cruel", "new"]


NAMES = ["Corvo", "Marine", "smuggler", "smugglers", "gang", "app", "Rocket.Chat", "supporters"]
OTHERS = ["the", "of", "sank", "was", "by", ",", ".", "and", "-", "which", "not", "bad"]


@given(st.lists(st.sampled_from(NAMES + OTHERS), max_size=25).map(" ".join))
def test_whatever_the_words_mentions_keep_their_promises(nlp, text):
    doc = nlp(text)
    (found,) = finder(ACTORS).mentions([doc])
    assert [(m.first, m.last) for m in found] == sorted((m.first, m.last) for m in found)
    assert len({m.last for m in found}) == len(found)
    for mention in found:
        inside = set(range(mention.first, mention.last + 1))
        start, end = doc[mention.first].sent.start, doc[mention.last].sent.end
        assert inside <= set(mention.window)
        assert list(mention.window) == sorted(set(mention.window))
        assert all(start <= at < end for at in mention.window)
        assert (mention.verb is None) == (mention.part == "other")
        assert not mention.agent_deleted or (mention.passive and mention.part == "patient")
        assert not mention.passive or mention.verb is not None


# spellings

NAMES = {
    "democrat": ("Democrats", "democrat"),
    "nurse": ("nurses", "nurse"),
    "spokesman": ("press office", "spokesman"),
    "security official": ("officials", "security official"),
    "member of parliament": ("parliament", "member"),
    "think tank": ("think tanks", "think tank"),
    "company": ("companies", "company"),
    "child": ("children", "child"),
    "Republican": ("Republicans", "Republican"),
    "Rocket Chat": ("Rocket Chat", "Rocket Chat"),
    "FieldLink": ("FieldLink", "FieldLink"),
    "Wren-Hale": ("Wren-Hale", "Wren-Hale"),
    "Vantor": ("Vantor", "Vantor"),
    "UHB": ("UHB", "UHB"),
    "IS": ("IS", "IS"),
    "Maria Hale": ("Maria Hale", "Maria Hale"),
}


@pytest.fixture(scope="session")
def named(nlp):
    """The wording of every mention."""

    def run(text):
        doc = nlp(text)
        (found,) = finder(NAMES).mentions([doc])
        return [doc[m.first : m.last + 1].text for m in found]

    return run


@each(
    ("text", "names"),
    [
        ("Democrats met.", ["Democrats"]),
        ("The Democrats’ plan failed.".replace("’", "'"), ["Democrats"]),
        ("A Democrat's plan failed.", ["Democrat"]),
        ("Senate DEMOCRATS met a democrat.", ["DEMOCRATS", "democrat"]),
        ("House Democrats and Republicans agreed.", ["Democrats", "Republicans"]),
        ("NURSES WARN OF STRIKE", ["NURSES"]),
        ("Spokesmen declined to comment.", ["Spokesmen"]),
        ("Two Security Officials resigned.", ["Security Officials"]),
        ("Members of Parliament voted.", ["Members of Parliament"]),
        ("The companies' owners met the children.", ["companies", "children"]),
        ("Think-tanks, a think tank and a thinktank replied.", ["Think-tanks", "think tank",
                                                                  "thinktank"]),
        ("Rocket Chat, RocketChat and Rocket-Chat fell.", ["Rocket Chat", "RocketChat",
                                                           "Rocket-Chat"]),
        ("They moved to Rocket.Chat in May.", ["Rocket.Chat"]),
        ("Field Link and Field-Link are FieldLink.", ["Field Link", "Field-Link", "FieldLink"]),
        ("Wren Hale and WrenHale are one firm.", ["Wren Hale", "WrenHale"]),
        ("VANTOR CLOSES PIT", ["VANTOR"]),
        ("Vantor's plan and the Vantor plan failed.", ["Vantor", "Vantor"]),
        ("The U.H.B. and UHB merged.", ["U.H.B.", "UHB"]),
        ("MARIA HALE RESIGNS", ["MARIA HALE"]),
        ("Maria Hale's plan failed.", ["Maria Hale"]),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_inflection_case_and_spelling(named, text, names):
    assert named(text) == names


@each(
    "text",
    [
        "It is what it is.",
        "They democratised the town.",
        "He nursed a grievance.",
        "The rocket hit a chat room.",
        "The rocket. Chat followed.",
        "A field link failed.",
        "The vantors sang.",
        "Democratic voters met.",
        "Republicanism grew.",
        "The hale man left.",
    ],
)
def test_other_words_with_the_same_letters_are_no_mention(named, text):
    assert named(text) == []


@pytest.fixture(scope="session")
def in_article(nlp):
    """The wording of every mention in an article."""

    def run(*texts):
        docs = [nlp(text) for text in texts]
        found = zip(docs, finder(NAMES, {"Maria Hale"}).mentions(docs), strict=True)
        return [doc[m.first : m.last + 1].text for doc, own in found for m in own]

    return run


def test_the_surname_of_whoever_is_named_in_full_is_a_mention(in_article):
    found = in_article("Maria Hale sued the city.", "On Monday Hale said so.", "Mrs Hale left.")
    assert found == ["Maria Hale", "Hale", "Hale"]


@each(
    "text", ["Hale said so.", "Maria Hale left, and Tom Hale stayed.", "Maria Hale left Hale Ltd."]
)
def test_a_surname_without_its_bearer_or_of_another_is_none(in_article, text):
    assert in_article(text) in ([], ["Maria Hale"])

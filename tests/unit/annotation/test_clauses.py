"""Who does what to whom, and which words concern whom; sentences and answers written by hand."""

import pytest
from cases import each
from spacy.tokens import Doc

from crossframe.annotation.clauses import role_of, tree_of, window_of


@pytest.fixture(scope="session")
def role(nlp):
    """Return the role of a word of a sentence, marked by a star behind it."""

    def run(text, same=frozenset()):
        doc, at = parsed(nlp, text)
        return role_of(doc[at], tree_of(doc), set(same))

    return run


@pytest.fixture(scope="session")
def window(nlp):
    """Return the words that concern a word, marked by a star behind it."""

    def run(text):
        doc, at = parsed(nlp, text)
        return " ".join(doc[i].text for i in sorted(window_of(doc[at], tree_of(doc))))

    return run


def parsed(nlp, text):
    doc = nlp(text.replace("*", ""))
    place = text.index("*")
    return doc, next(token.i for token in doc if token.idx + len(token) == place)


@each(
    ("text", "verb"),
    [
        ("The app* deleted four accounts.", "delete"),
        ("The app* has not deleted them.", "delete"),
        ("The app* shut down the channel.", "shut down"),
        ("The app* shut the channel down.", "shut down"),
        ("The police said the app* deleted four accounts.", "delete"),
        ("The app* wants to delete four accounts.", "want"),
        ("The mayor and the app* deleted four accounts.", "delete"),
        ("One of the apps* deleted four accounts.", "delete"),
        ("Dozens of apps* deleted four accounts.", "delete"),
        ("The mayor thanked an app* that deletes accounts.", "thank"),
        ("They met on an app* that deletes accounts.", "delete"),
        ("They spoke to a man* selling tea.", "sell"),
    ],
)
def test_who_does_it_is_agent(role, text, verb):
    found = role(text)
    part = "patient" if verb == "thank" else "agent"  # its verb counts before that of its clause
    assert (found.part, found.verb) == (part, verb)
    assert (found.passive, found.agent_deleted) == (False, False)


def test_what_follows_a_passive_and_by_is_agent(role):
    found = role("Four accounts were deleted by the app*.")
    assert (found.part, found.verb) == ("agent", "delete")
    assert (found.passive, found.agent_deleted) == (True, False)


@each(
    ("text", "verb"),
    [
        ("The app deleted four accounts*.", "delete"),
        ("The app sold boats and houses*.", "sell"),
        ("The app gave the police* an address.", "give"),
        ("The app gave an address to the police*.", "give"),
        ("The app wants to delete four accounts*.", "delete"),
        ("The app deleted dozens of accounts*.", "delete"),
        ("They spoke of the accounts* that the app deleted.", "delete"),
    ],
)
def test_what_it_is_done_to_is_patient(role, text, verb):
    found = role(text)
    assert (found.part, found.verb) == ("patient", verb)
    assert (found.passive, found.agent_deleted) == (False, False)


@each(
    ("text", "deleted"),
    [
        ("Four accounts* were deleted.", True),
        ("Four accounts* got deleted.", True),
        ("Four accounts* were deleted by the app.", False),
        ("Four accounts* were deleted by pressing a button.", True),
        ("They spoke of accounts* deleted on Friday.", True),
        ("They spoke of accounts* deleted by the app.", False),
        ("They spoke of accounts* that were deleted.", True),
        ("They avoid accounts* being deleted.", True),
        ("It is a channel and the accounts* were deleted.", True),
    ],
)
def test_a_passive_without_an_agent_deletes_it(role, text, deleted):
    found = role(text)
    assert (found.part, found.verb, found.passive) == ("patient", "delete", True)
    assert found.agent_deleted is deleted


def test_a_verb_that_shares_the_subject_of_a_copula_gives_the_part(role):
    found = role("The app* is a tool and is used by smugglers.")
    assert (found.part, found.verb, found.agent_deleted) == ("patient", "use", False)


@each(
    "text",
    [
        "The app* is a threat.",
        "The app* became dangerous.",
        "The app* remains a threat.",
        "They met on the app*.",
        "The app*'s owner deleted four accounts.",
        "The app* owner deleted four accounts.",
        "The owner of the app* deleted four accounts.",
        "It is an app*.",
        "They met on an app* called Signal.",  # a name, no deed
        "A new app*",
    ],
)
def test_what_neither_acts_nor_undergoes_is_other(role, text):
    found = role(text)
    assert (found.part, found.verb) == ("other", None)
    assert (found.passive, found.agent_deleted) == (False, False)


def test_a_clause_with_its_own_subject_makes_no_passive(nlp):
    # 'a decision that the court published' where the model takes 'published' for a participle
    words = ["They", "read", "a", "decision", "the", "court", "published"]
    heads, deps = [1, 1, 3, 1, 5, 6, 3], ["nsubj", "ROOT", "det", "dobj", "det", "nsubj", "acl"]
    pos = ["PRON", "VERB", "DET", "NOUN", "DET", "NOUN", "VERB"]
    tags = ["PRP", "VBD", "DT", "NN", "DT", "NN", "VBN"]
    doc = Doc(nlp.vocab, words=words, heads=heads, deps=deps, pos=pos, tags=tags)
    found = role_of(doc[5], tree_of(doc), set())
    assert (found.part, found.passive) == ("agent", False)


def test_a_name_in_apposition_to_a_noun_shares_its_part_unless_both_are_one(role):
    text = "The firm, Vantor*, sold four boats."
    assert role(text).part == "agent"
    assert role(text, same={1}).part == "other"


@each(
    "text",
    [
        "Miller, the owner* of two boats, sold the harbour.",
        "Hale, Republican* of Wessex, praised the plan.",
        "Maria Hale, a nurse*, sued the board.",
        "Sen. Hale, the Republican* from Wessex, blocked the bill.",
        "Police arrested Maria Hale, a nurse* from Wessex.",
    ],
)
def test_what_says_what_somebody_is_acts_in_nothing(role, text):
    assert role(text).part == "other"


@each(
    "text",
    [
        "The talk with Hale*, which lasted an hour, ended early.",
        "A meeting with Vantor* that dragged on was cut short.",
        "The deal with the union*, which was signed in May, failed.",
        "A book by Hale*, which sold well, is out.",
    ],
)
def test_a_relative_clause_that_may_be_of_another_noun_gives_no_part(role, text):
    assert role(text).part == "other"


@each(
    ("text", "part", "verb"),
    [
        ("They spoke to nurses* who had left the ward.", "agent", "leave"),
        ("Asked about the deal, Vantor* declined to comment.", "agent", "decline"),
        ("Visiting the plant on Monday, Hale* attacked the council.", "agent", "attack"),
        ("Accused of fraud, Hale* denied the charge.", "agent", "deny"),
        ("After meeting the nurses*, Hale promised a review.", "patient", "meet"),
        ("Minister* arrested over bribe", "patient", "arrest"),
        ("Vantor* fined for oil spill", "patient", "fine"),
        ("Nurses* warn of merger", "agent", "warn"),
    ],
)
def test_parts_in_participles_and_headlines(role, text, part, verb):
    found = role(text)
    assert (found.part, found.verb) == (part, verb)


def test_whoever_seems_so_does_nothing(role):
    assert role("The minister* seemed tired.").part == "other"


@each(
    ("text", "words"),
    [
        # the verb with negation, auxiliaries, particles, adverbs, objects and prepositions
        (
            "The new app* did not quickly shut down the bad channel on Friday.",
            "The new app did not quickly shut down the bad channel on Friday",
        ),
        # another's doing is left out, active or passive
        ("Angry residents attacked the app*.", "attacked the app"),
        ("The app* was attacked by angry residents.", "The app was attacked"),
        ("The good town was flooded by the firm*.", "The good town was flooded by the firm"),
        # other clauses are left out
        ("The app* said that the town was ugly.", "The app said"),
        ("The app* slept while the ugly town burned.", "The app slept"),
        ("The app* failed, and the ugly town burned.", "The app failed"),
        ("The town that the fire destroyed thanked the app*.", "thanked the app"),
        # what shares the subject belongs to it
        ("The app* failed and misled the town.", "The app failed and misled the town"),
        ("The app* wants to help the town.", "The app wants to help the town"),
        ("The mayor thanked the app* and cheated the town.", "thanked the app"),
        # a clause that modifies the mention belongs to it
        ("The mayor sold the app* that ruined the town.", "sold the app that ruined the town"),
        # negation above an open complement counts
        ("The mayor did not want to harm the app*.", "did not want to harm the app"),
        # conjuncts do not share what is said of each
        ("The app* and the evil firm failed.", "The app failed"),
        ("They met the evil firm and the app*.", "met the app"),
        # a modifier has the phrase that it is part of
        ("The good app* owner failed badly.", "The good app owner"),
        ("The app*'s evil owner failed badly.", "The app 's evil owner"),
        ("The evil owner of the app* failed badly.", "The evil owner of the app"),
        ("The evil app*-based channel failed badly.", "The evil app based channel"),
        # predicates
        ("The app* is not safe.", "The app is not safe"),
        ("The app* is a terrible threat.", "The app is a terrible threat"),
        ("The firm is popular among users*.", "is popular among users"),
        ("An evil app*", "An evil app"),
    ],
)
def test_the_window_holds_what_concerns_the_noun(window, text, words):
    assert window(text) == words


def test_but_stands_only_where_what_it_joins_does(window):
    assert window("The app* is slow but safe.") == "The app is slow but safe"
    assert "but" not in window("The app* failed, but the town slept.").split()


def test_a_text_as_deep_as_it_is_long_is_read(nlp):
    n = 20_000
    doc = Doc(
        nlp.vocab,
        words=["gang"] * n,
        heads=[0, *range(n - 1)],
        deps=["ROOT"] + ["appos"] * (n - 1),
        pos=["NOUN"] * n,
        tags=["NN"] * n,
    )
    assert window_of(doc[0], tree_of(doc)) == set(range(n))
    assert role_of(doc[n - 1], tree_of(doc), set()).part == "other"

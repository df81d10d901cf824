"""Modifiers are what qualifies a name, and neither parts of it nor what is denied of it."""

import pytest
from cases import each

from crossframe.annotation.mentions import finder
from crossframe.annotation.names import Actors

ACTORS: Actors = {
    form: (form, form)
    for form in ("smuggler", "smuggler gang", "nurse", "leader", "council", "Hale", "Maria Hale",
                 "Vantor", "Corvo Marine", "supporter")
}  # fmt: skip


@pytest.fixture(scope="module")
def modifiers(nlp):
    """The modifiers of the last mention in a text."""

    def run(text):
        (found,) = finder(ACTORS).mentions([nlp(text)])
        return list(found[-1].modifiers)

    return run


@each(
    ("text", "expected"),
    [
        ("The dangerous smugglers fled.", ["dangerous"]),
        ("The cruel and greedy smugglers fled.", ["cruel", "greedy"]),
        ("The tea smugglers fled.", ["tea"]),
        ("The smugglers are violent.", ["violent"]),
        ("The so-called smugglers fled.", ["so-called"]),
        ("The sea-based smugglers fled.", ["sea-based"]),
        ("The old Corvo Marine closed.", ["old"]),
        ("The council is corrupt and lazy.", ["corrupt", "lazy"]),
        ("Night nurses met.", ["night"]),
        ("They met exhausted nurses.", ["exhausted"]),
        ("The embattled minister Maria Hale resigned.", ["embattled"]),
        ("The council remains divided.", ["divided"]),
        ("Vantor seemed helpless.", ["helpless"]),
        ("A defiant Vantor replied.", ["defiant"]),
        ("The Russian nurses left.", ["russian"]),
    ],
)
def test_what_qualifies_a_name_is_a_modifier(modifiers, text, expected):
    assert modifiers(text) == expected


@each(
    "text",
    [
        "Three smugglers of tea fled.",
        "His smugglers fled with cheap tea.",
        "The smuggler gang fled.",
        "Mr. Hale left.",
        "President Hale left.",
        "Prime Minister Maria Hale left.",
        "Sen. Maria Hale left.",
        "Spokeswoman Maria Hale left.",
        "Dr Hale and Professor Hale met.",
        "Anna Hale left.",
        "Other nurses left.",
        "Such nurses are few.",
        "Several nurses and many nurses left.",
        "The first nurse left.",
        "The 20 nurses left.",
        "They met Wessex nurses.",
        "Vantor nurses left.",
        "Vantor supporters left.",
        "Nurse leaders met.",
        "The council was not corrupt.",
        "The council is hardly corrupt.",
        "The nurses were never greedy.",
        "The council met the corrupt nurses of Vantor.",
        "The council left.",
    ],
)
def test_parts_of_names_and_what_counts_compares_or_is_denied_is_none(modifiers, text):
    assert modifiers(text) == []

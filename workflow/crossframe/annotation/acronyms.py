"""Acronyms: what they look like, and their singular."""

import re
from functools import lru_cache

LONGEST_ACRONYM = 6  # letters; a longer word in capitals is a word that is shouted
ACRONYM = re.compile(rf"(?:[A-Z]\.){{2,}}|[A-Z][A-Z&]{{1,{LONGEST_ACRONYM - 1}}}")
ACRONYMS = re.compile(rf"(?P<acronym>[A-Z]{{2,{LONGEST_ACRONYM}}})s")  # in the plural


@lru_cache(maxsize=100_000)  # words; asked several times of each
def singular_acronym(text: str) -> str | None:
    """Return an acronym without full stops and plural s; None for any other word."""
    if found := ACRONYMS.fullmatch(text):
        return found["acronym"]
    return text.replace(".", "") if ACRONYM.fullmatch(text) else None

"""Where an agency signs a story: datelines, bylines, last words, closing lines.

An agency that a sentence names as its source signs nothing, nor does one that took a picture.
"""

import re
from dataclasses import dataclass
from functools import cache

from crossframe.corpus.dates import is_date_line
from crossframe.corpus.headline import abbreviates
from crossframe.corpus.names import CAPITAL, NAME_PART, PARTICLE

LONGEST_DATELINE = 140  # characters
MOST_WORDS_OF_SIGNATURE = 16
SHORTEST_IN_CAPITALS = 5  # letters; of shorter names capitals make acronyms of others

# The parts of a dateline.
WORD = rf"{CAPITAL}[\w.'’-]*"
PLACE = rf"{WORD}(?:[ /](?:{WORD}|{PARTICLE}|am|upon|sur)){{0,4}}"
REGION = rf"(?:, ?{WORD}(?: {WORD}){{0,2}}| \[{WORD}(?: {WORD}){{0,2}}\])"
IN_CAPITALS = rf"{CAPITAL}{{2}}(?:{CAPITAL}|[ .,'’/-])*"
DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
MONTH = r"(?:de )?[^\W\d_]{3,10}\.?"
DATE = (
    rf"(?:[^\W\d_]{{3,10}}\.?,? )?(?:{DAY} {MONTH}|{MONTH} {DAY}|\d{{1,2}}[/.]\d{{1,2}})"
    r"(?:[,/.]? ?(?:de )?\d{4})?"
)
DASH = r"[-–—_]{1,2}"
MARK = r"[-–—_:.|]{1,3}"
TEXT = rf"(?=[\"'“‘«„(]?(?:{CAPITAL}|\d))"
WITHOUT_AGENCY = (
    rf"{IN_CAPITALS}(?:, [A-Z][\w ]+)?(?:,? {DATE})? ?\([A-Z][\w &/.-]{{1,30}}\) ?{DASH} ?(?=\S)",
    rf"{IN_CAPITALS}{REGION}?, {DATE} ?(?:{DASH}|:) ?{TEXT}",
    rf"{IN_CAPITALS}, {WORD}(?: {WORD})? ?(?:--|[–—]) ?{TEXT}",
)

# Signatures.
PICTURES = "(?:Photos?|PHOTOS?|Images?|IMAGES?|Pictures?|Graphics?|Archives?|Files?|Videos?)"
ROLE = (
    "(?i:writers?|reporters?|journalists?|correspondents?|editors?|producers?|staff(?:ers?)?"
    "|photographers?|researchers?)"
)
PREFIX = re.compile(
    r"^(?:(?:(?:story|article|text|report|written|reported|posted|published) )?(?:by|from|via)"
    r"|(?:news )?source|text|agency)\b ?:? ?(?=\S)",
    re.IGNORECASE,
)
OF_AGENCIES = re.compile(
    r"(?:(?:by|from|compiled from|source:?) )?(?:the )?(?:news )?"
    r"(?:(?:wire|agency) (?:reports?|services?|feeds?|copy)|agencies|news ?wires?)",
    re.IGNORECASE,
)
AROUND = " ()[]/*-–—_.:"
AGENCY = "\0"  # stands for an agency's name while the rest of a line is read
PART_OF_SIGNATURE = re.compile(
    rf"(?:{NAME_PART} ?){{0,8}}(?:(?:[Tt]he )?{AGENCY}(?: (?:{NAME_PART}|(?i:news|wire|agency|feed"
    rf"|service|chief|staff|{ROLE}))){{0,5}})?"
)
BETWEEN = re.compile(r" *[,|•·;] *| +(?:[-–—/&+]|and|for|with|in|of) +")
INITIALS = r"(?: [A-Z]{2,4}){1,5}|(?: [A-Za-z]{2,4}(?:/[A-Za-z]{2,4})+)"
OF_STAFF = re.compile(r"\b(?:staff|desk|newsroom)\b", re.IGNORECASE)

# Lines that close a story.
UNNAMED = "an agency"
WORK = "(?:reporting|writing|editing|compil(?:ing|ation)|translation|research|production)"
CONTRIBUTED = (
    r"\bcontributed (?:(?:to|for) this (?:report|story|article|piece|dispatch)"
    r"|(?:additional )?(?:reporting|research))(?: (?:to|for|from|in) [^.;]{2,60})?"
)
SIGN_OFF = re.compile(
    rf"[(\[]?(?:additional )?{WORK}(?: and {WORK})? by:? (?-i:[A-Z]).*"
    r"|[-(\[]{1,3} ?with (?:inputs?|files|reporting|assistance|material) (?:from|by) .*"
    rf"|(?!(?:he|she|they|we|i|it)\b)(?:[^.!?]|\.(?! [A-Z])){{3,200}}{CONTRIBUTED}\W*"
    r"|this (?:report|story|article) by .{3,80} was (?:first|originally) published .*"
    r"|our standards: .*",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"[(\[]?(?:©|\(c\)|copyright\W{0,4}(?:©|\(c\)|\d{4}|by\b|the\b)|copyright\b.{0,60} reserved).*",
    re.IGNORECASE,
)
SYNDICATED = re.compile(
    r"\W*(?:except for the headline, |disclaimer: )?th(?:is|e) (?:above )?(?:story|article|report"
    r"|copy|news|is an unedited)\b.{0,160}\b(?:syndicated (?:news )?feed|agency feed|wire feed"
    r"|(?:news|wire) (?:agency|service)|auto-?generated)\b.*",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?<=[.!?\"'”’)\]]) +(?=[(\[]?(?:additional )?(?:reporting|writing) by [A-Z]"
    r"|[(\[](?:with (?:inputs?|files) from|editing by) |(?:©|\(c\)|copyright (?:©|\(c\)|\d))"
    rf"|(?:[\w-]+ ){{1,5}}?{ROLE} (?-i:[A-Z])[^.!?]{{2,150}} contributed )",
    re.IGNORECASE,
)
WHOLE_SIGN_OFF = re.compile(
    r"[(\[]?(?:reporting|writing) by .{3,300}?[;.,] ?(?:\w+ )?editing by \w", re.IGNORECASE
)


@dataclass(frozen=True)
class Dateline:
    """What stands before a story's first words."""

    end: int
    agencies: str


class Wire:
    """Finds what agencies sign, by their names. Of two names that match, the longer counts."""

    def __init__(self, services: tuple[str, ...], others: tuple[str, ...]) -> None:
        """Compile the patterns for agencies that write, and for others that sign."""
        one = _any_of((*services, *others))
        agency = rf"{one}(?![ -]?{PICTURES}\b)"
        listed = rf"(?:[Tt]he )?{agency}(?:(?: ?[/,&+|-] ?| )[\w.!]+){{0,4}}"
        self._agency = re.compile(agency)
        self._datelines = [
            re.compile(pattern)
            for pattern in (
                # Tarnow, Mar 5 (PTI) The; TARNOW, 5 March (Reuters) -; (ANSA) - Rome, 5 March -
                rf"(?:(?P<place>{PLACE}){REGION}{{0,2}})?(?P<date>[,.]? ?{DATE})?[,.:]? ?"
                rf"(?:{DASH} )?[(\[/](?P<agencies>{listed})[)\]/]\.? ?(?P<mark>{MARK} ?)?"
                rf"(?:{PLACE},? {DATE} ?{DASH} )?{TEXT}",
                # AFP -; Reuters, Tarnow -
                rf"(?P<agencies>{listed})(?:(?:, | in ){PLACE}{REGION}?(?:,? {DATE})?)? ?"
                rf"(?P<mark>{DASH}|\|) {TEXT}",
                # TARNOW, 5 March, Reuters -
                rf"(?P<place>{PLACE}){REGION}?(?: ?(?:,|/|:|\||{DASH}) ?{DATE})?"
                rf" ?(?:,|/|:|\||{DASH}) ?(?P<agencies>{listed}) ?(?P<mark>{MARK}) ?{TEXT}",
            )
        ]
        self._last_words = re.compile(
            rf"(?<=[.!?\"'”’)\]])(?P<space> +)(?:{DASH} ?|/ ?)?[(\[]?(?:{listed})[)\]]?"
            rf"(?:{INITIALS})?\.?$"
        )
        self._copyright = re.compile(
            rf"[(\[]?(?:©|\(c\)|(?i:copyright)|[\s\d,–-]|by )+(?:[Tt]he )?{agency}"
        )
        self._reporter = re.compile(rf"{agency}(?:['’]s?)?(?: [\w-]+){{0,3}} {ROLE},? {WORD}")
        self._picture = re.compile(
            rf"\W*{one}(?:[ -]?{PICTURES}\b)?(?: ?(?:/|,|\||via) ?[\w .'’-]+)*\W*"
        )
        self._service = re.compile(rf"{_any_of(services)}(?![ -]?{PICTURES}\b)")

    def named(self, text: str) -> list[str]:
        """Return the agencies that a text names, in its order."""
        return self._agency.findall(text)

    def dateline(self, text: str) -> Dateline | None:
        """Return the dateline that a text begins with, if it does."""
        start = text[:LONGEST_DATELINE]
        for pattern in self._datelines:
            found = pattern.match(start)
            if found and not _is_explained(found):
                return Dateline(found.end(), found["agencies"])
        for without in WITHOUT_AGENCY:
            if found := re.match(without, start):
                return Dateline(found.end(), "")
        return None

    def is_signature(self, line: str) -> bool:
        """Whether a line holds nothing but who wrote: an agency, with people, place or date."""
        bare = line.strip(AROUND)
        if OF_AGENCIES.fullmatch(bare):
            return True
        if len(line.split()) > MOST_WORDS_OF_SIGNATURE or not self._service.search(bare):
            return False
        dated = re.split(r" *[|•·] *", self._service.sub(AGENCY, bare))
        rest = " | ".join(part for part in dated if not is_date_line(part))
        named = PREFIX.sub("", re.sub(rf"(?<={AGENCY})(?:{INITIALS})$", "", rest))
        parts = [part.strip(AROUND) for part in BETWEEN.split(named)]
        pictured = named == rest and "/" in named  # Jane Roe / AFP
        return not pictured and all(PART_OF_SIGNATURE.fullmatch(part) for part in parts if part)

    def is_bare(self, line: str) -> bool:
        """Whether a line holds nothing but the name of an agency."""
        return self._agency.fullmatch(line.strip(AROUND)) is not None

    def is_picture_credit(self, line: str) -> bool:
        """Whether a line holds nothing but an agency of pictures, and who took one."""
        return self._picture.fullmatch(line) is not None

    def closing(self, text: str) -> int | None:
        """Return where the words begin that sign a text after its last sentence."""
        starts = [found.end() for found in [CLOSING.search(text)] if found]
        starts += [found.end("space") for found in [self._last_words.search(text)] if found]
        sentences = (
            at for at in sorted(starts) if re.search(r"[.!?][\"'”’)]*$", text[:at].rstrip())
        )
        return next(sentences, None)

    def signing(self, role: str, rule: str, text: str) -> list[str]:
        """Return the agencies that a part of a page says wrote the article."""
        if rule == "dateline":
            found = self.dateline(f"{text} A")
            return self.named(found.agencies) if found else []
        if COPYRIGHT.fullmatch(text):
            return self._names_in(self._copyright.match(text))
        if SYNDICATED.fullmatch(text) or OF_AGENCIES.fullmatch(text.strip(AROUND)):
            return [UNNAMED]
        if SIGN_OFF.fullmatch(text):
            return self._signing_off(text)
        signs = role == "byline" or rule in ("trailing_credit", "signed")
        return self.named(text) if signs else []

    def _signing_off(self, text: str) -> list[str]:
        if OF_STAFF.search(text):
            return []
        if re.search(CONTRIBUTED, text, re.IGNORECASE):
            return self._names_in(self._reporter.search(text))
        if re.match(r"\W*(?:with|additional)\b", text, re.IGNORECASE):
            return []  # part of what the article's own writers used
        return self.named(text) or ([UNNAMED] if WHOLE_SIGN_OFF.match(text) else [])

    def _names_in(self, found: re.Match[str] | None) -> list[str]:
        return self.named(found[0]) if found else []


@cache
def wire_of(services: tuple[str, ...], others: tuple[str, ...]) -> Wire:
    """Return what finds the signatures of agencies of some names."""
    return Wire(services, others)


def _any_of(names: tuple[str, ...]) -> str:
    spelled = {*names, *(name.upper() for name in names if len(name) >= SHORTEST_IN_CAPITALS)}
    longest_first = sorted(spelled, key=lambda name: (-len(name), name))
    return rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)"


def _is_explained(found: re.Match[str]) -> bool:
    """Whether what looks like a dateline is a name with its abbreviation: Canadian Press (CP).

    Without a mark after it, only a date or a place in capitals tells a dateline from such a name.
    """
    given = found.groupdict()
    place = given.get("place") or ""
    if place and abbreviates(given["agencies"], place):
        return True
    return bool(place) and not given.get("mark") and not given.get("date") and not place.isupper()

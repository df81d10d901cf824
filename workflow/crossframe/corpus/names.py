"""How names of people are written, as parts of regular expressions."""

CAPITAL = "[" + "".join(char for char in map(chr, range(0x250)) if char.isupper()) + "]"
PARTICLE = "(?:al|bin|da|de|del|der|di|el|la|le|van|von)"
NAME_PART = rf"(?:{PARTICLE}-)?{CAPITAL}[\w.'’-]*"
NAME = rf"{NAME_PART}(?: (?:{NAME_PART}|{PARTICLE}))*"

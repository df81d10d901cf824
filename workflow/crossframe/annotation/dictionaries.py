"""Dictionaries that others made: categories of word forms with wildcards, in the field's formats.

Formats: quanteda's YAML, LIWC's `.dic`, Lexicoder 3's `.lc3`, and XML (Lexicoder 2, Yoshikoder).
Source: Benoit, K. et al. (2018). quanteda: an R package for the quantitative analysis of textual
data. Journal of Open Source Software, 3(30), 774. Its `dictionary()` shows what is read. Departs
from it where it guesses or drops and goes on: encodings, undefined categories, repeated keys.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

import yaml

from crossframe.annotation.voice import straighten
from crossframe.errors import StudyError

LONGEST_CUE = 4  # words; cues are released, and no longer run of a text may be
PARTED = re.compile(r"[\s‐‑-]+")  # a hyphen parts words as a space does
WILDCARDS = "*?"
OWN_KEYS = ("", "__")  # in quanteda's YAML: entries of the key above, beside its subkeys
EMPTY_VALUES = ("", "~")  # of a key in YAML
COMMENTS = ("#", "//")
# LIWC 2007 lets the category of two words depend on what stands around them: '<of>131/125' is 131
# before 'of' and else 125; '(02 134)125/464' is 125 behind a word of 02 or 134 and else 464.
CONDITION = re.compile(r"<[^<>]*>|\([0-9\s]+\)")
LIWC_CATEGORY = re.compile(r"(\t*)[^\S\t]*([0-9]+)\s+(\S.*)")
LIWC_UNTABBED = re.compile(r"(\S.*?)((?:\s+[0-9]+)+)")


class Entry(NamedTuple):
    """An entry, or an empty category; and why it cannot be used, where it cannot."""

    category: str
    form: str  # empty for a category alone
    line: int
    problem: str | None = None


@dataclass(frozen=True)
class Dictionary:
    """The content of a file; a subcategory is named 'category.subcategory'."""

    path: Path
    entries: tuple[Entry, ...]

    def forms(self, category: str) -> list[str]:
        """Return the entries of a category and its subcategories, each once, in lower case.

        Raises:
            StudyError: There is no such category, it is empty, or an entry cannot be used. What is
                wrong with the entries of other categories does not matter.
        """
        found = [
            entry
            for entry in self.entries
            if entry.category == category or entry.category.startswith(f"{category}.")
        ]
        if not found:
            raise StudyError(
                f"{self.path}: it has no category {category!r}; {self._near(category)}"
            )
        problems = [entry for entry in found if entry.problem]
        if problems:
            first = problems[0]
            more = f" (and {len(problems) - 1} more entries)" if len(problems) > 1 else ""
            raise StudyError(
                f"{self.path}, line {first.line}: {first.form!r} {first.problem}{more}"
            )
        forms = list(dict.fromkeys(entry.form for entry in found if entry.form))
        if not forms:
            raise StudyError(f"{self.path}: the category {category!r} is empty; name another")
        return forms

    def _near(self, category: str) -> str:
        known = list(dict.fromkeys(entry.category for entry in self.entries))
        near = difflib.get_close_matches(category, known, n=1)
        return f"did you mean {near[0]!r}?" if near else f"expected one of {known!r:.300}"


def read_dictionary(path: Path) -> Dictionary:
    """Read a dictionary, in the format that its name ends in.

    Raises:
        StudyError: The file is missing, not UTF-8, of an unknown format, or malformed.
    """
    readers = {
        ".yml": _quanteda,
        ".yaml": _quanteda,
        ".dic": _liwc,
        ".lc3": _lexicoder,
        ".lcd": _xml,
        ".ykd": _xml,
    }
    if path.suffix.lower() not in readers:
        raise StudyError(f"{path}: not known as a dictionary; expected one of {', '.join(readers)}")
    entries = tuple(map(_checked, readers[path.suffix.lower()](_text(path), path)))
    if not entries:
        raise StudyError(f"{path}: it has no categories; expected some with entries")
    return Dictionary(path, entries)


def form_problem(form: str) -> str | None:
    """Return what is wrong with an entry of word forms and wildcards, or None."""
    if not form.isprintable():
        return "has a character that cannot be printed; delete it"
    if not PARTED.sub("", form).strip(WILDCARDS):
        return "has nothing but wildcards; expected letters too"
    n_words = len(PARTED.split(form))
    if n_words > LONGEST_CUE:
        return f"has {n_words} words; entries are released and have at most {LONGEST_CUE}"
    return None


def _checked(entry: Entry) -> Entry:
    form = " ".join(straighten(entry.form).lower().split())
    problem = entry.problem or (form_problem(form) if form else None)
    return Entry(entry.category, form, entry.line, problem)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # line ends as \n
    except FileNotFoundError:
        raise StudyError(f"{path}: no such file; a frame names it as its dictionary") from None
    except UnicodeDecodeError as error:
        raise StudyError(f"{path}: not in UTF-8 ({error}); save it in UTF-8") from None
    except (OSError, ValueError) as error:
        raise StudyError(f"{path}: not readable as a file: {error}") from None


def _quanteda(text: str, path: Path) -> Iterator[Entry]:
    """Yield what YAML holds, every value as written: `no` is a word and not false."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        if not isinstance(root, yaml.MappingNode):
            raise StudyError(f"{path}: expected categories, each with a list of entries")
        yield from list(_mapping(root, "", set(), path))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise StudyError(f"{path}: not readable as YAML: {reason}") from None


def _mapping(
    node: yaml.MappingNode, above: str, passed: set[yaml.Node], path: Path
) -> Iterator[Entry]:
    """Yield what stands under the category `above`, empty for the whole file.

    A node that was `passed` before is an alias, and aliases of aliases can stand for more entries
    than any memory holds.
    """
    keys: set[str] = set()
    for key, value in node.value:
        place = f"{path}, line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode) or key.value in keys or value in passed:
            raise StudyError(f"{place}: a key that is a list, stands twice or has an alias (*)")
        keys.add(key.value)
        passed.add(value)
        own = key.value in OWN_KEYS
        if own and not above:
            raise StudyError(f"{place}: entries without a category; expected a name before them")
        category = above if own else f"{above}.{key.value}".removeprefix(".")
        yield Entry(category, "", key.start_mark.line + 1)
        if isinstance(value, yaml.MappingNode):
            yield from _mapping(value, category, passed, path)
            continue
        for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            line = item.start_mark.line + 1
            if not isinstance(item, yaml.ScalarNode):
                raise StudyError(f"{path}, line {line}: expected an entry, not a list or a key")
            yield Entry(category, "" if item.value in EMPTY_VALUES else item.value, line)


def _liwc(text: str, path: Path) -> Iterator[Entry]:
    """Yield the entries of a `.dic` file: categories with numbers between two lines of %, words.

    An entry whose category depends on the words around it is kept with its problem. It cannot be
    counted as it is meant, and to leave it out unsaid would change the category; whoever uses the
    category decides, by deleting the line or writing one number.
    """
    lines = list(enumerate(text.split("\n"), start=1))
    marks = [number for number, line in lines if line.strip() == "%"]
    if len(marks) != 2 or any(_says(line) for _, line in lines[: marks[0] - 1]):
        raise StudyError(
            f"{path}: found {len(marks)} lines of %; expected two, with the numbered categories "
            "between them and the entries after"
        )
    categories = _liwc_categories(lines[marks[0] : marks[1] - 1], path)
    yield from (Entry(name, "", 0) for name in categories.values())
    for number, line in lines[marks[1] :]:
        found = _liwc_entry(line)
        if found is None and _says(line):
            raise StudyError(
                f"{path}, line {number}: {line.strip()!r:.60} has no category; expected an entry, "
                "a tab and numbers of categories"
            )
        form, codes, problem = found or ("", [], None)
        for code in codes:
            if code not in categories:
                raise StudyError(
                    f"{path}, line {number}: {form!r} is of category {code:.20}, which the head "
                    "of the file does not define; define it or delete the number"
                )
            yield Entry(categories[code], form, number, problem)


def _liwc_categories(lines: list[tuple[int, str]], path: Path) -> dict[str, str]:
    """Return the name of each number; tabs before it make it part of the category above."""
    found = {n: LIWC_CATEGORY.fullmatch(line.rstrip()) for n, line in lines if _says(line)}
    outermost = min((len(match[1]) for match in found.values() if match), default=0)
    names: dict[str, str] = {}
    above: list[str] = []
    for number, match in found.items():
        if match is None:
            raise StudyError(f"{path}, line {number}: expected a number, a tab and a category")
        above = [*above[: len(match[1]) - outermost], match[3]]
        code, name = _code(match[2]), ".".join(above)
        if code in names or name in names.values():
            raise StudyError(f"{path}, line {number}: {name!r} or its number stands twice")
        names[code] = name
    return names


def _liwc_entry(line: str) -> tuple[str, list[str], str | None] | None:
    """Return form, numbers of categories and problem of a line; None if it is no such line."""
    plain, n_conditions = CONDITION.subn(" ", line)
    if n_conditions:
        plain = plain.replace("/", " ")
    form, tab, rest = plain.strip().partition("\t")
    if not tab and (found := LIWC_UNTABBED.fullmatch(form)):
        form, rest = found[1], found[2]
    codes = rest.split()
    if not codes or not all(code.isascii() and code.isdigit() for code in codes):
        return None
    problem = (
        "has categories that depend on the words around it, which is not supported; delete the "
        "line or write one number"
    )
    unique = list(dict.fromkeys(map(_code, codes)))
    return form.strip(), unique, problem if n_conditions else None


def _says(line: str) -> bool:
    """Return whether a line is neither blank nor a comment."""
    return bool(line.strip()) and not line.strip().startswith(COMMENTS)


def _code(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _lexicoder(text: str, path: Path) -> Iterator[Entry]:
    """Yield the lines that stand under a line with + and the category; or what XML holds."""
    if text.lstrip().startswith("<"):
        yield from _xml(text, path)
        return
    category = ""
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if line.startswith("+"):
            category = line[1:].strip()
        if line and not category:
            raise StudyError(f"{path}, line {number}: expected + and the name of a category")
        if line:
            yield Entry(category, "" if line.startswith("+") else line, number)


def _xml(text: str, path: Path) -> Iterator[Entry]:
    """Yield the entries of XML: `cnode` is a category, `pnode` an entry, both with a name."""
    entries: list[Entry] = []
    above: list[str] = []
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise StudyError(f"{path}: it has a DOCTYPE, which can define entities; delete it")

    def start(tag: str, attributes: dict[str, str]) -> None:
        line, name = parser.CurrentLineNumber, attributes.get("name", "").strip()
        if tag not in ("cnode", "pnode"):
            return
        if not name or (tag == "pnode" and not above):
            raise StudyError(f"{path}, line {line}: a {tag} without a name or a category")
        if tag == "cnode":
            above.append(name)
        entries.append(Entry(".".join(above), name if tag == "pnode" else "", line))

    def end(tag: str) -> None:
        if tag == "cnode":
            above.pop()

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, UnicodeError) as error:
        raise StudyError(f"{path}: not readable as XML: {error}") from None
    yield from entries

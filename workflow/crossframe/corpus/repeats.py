"""Which lines of a page stand there again for no reason of the text.

A page may hold its article twice, or a paragraph again as a pulled quotation. A refrain, the
entries of a list and the labels of questions stand again because the text wants them to.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from crossframe.corpus.lines import Line

MOST_WORDS_FROM_CHANCE = 2  # words of a line that may stand again by chance
PULLED = 2  # times that a paragraph stands that is pulled out of the text; a refrain stands more
FEWEST_PARAGRAPHS_OF_COPY = 2
LEAST_SHARE_OF_COPY = 0.5  # of the page's paragraphs, from which a refrain is a copy of the whole


def plain(text: str) -> str:
    """Return `text` in lower case, with quotation marks and spaces that say nothing evened out."""
    return " ".join(re.sub(r"[\"'“”‘’]", "", text).casefold().split())


def is_doubled(lines: Sequence[Line]) -> bool:
    """Return whether a page prints most of its paragraphs twice in a row."""
    paragraphs = {plain(line.text) for line in lines if _is_paragraph(line)}
    pairs = pairwise(lines)
    twice = {plain(a.text) for a, b in pairs if _is_paragraph(a) and plain(a.text) == plain(b.text)}
    return len(twice) > 1 and 2 * len(twice) > len(paragraphs)


def repeats(lines: Sequence[Line], known: Collection[int]) -> list[int]:
    """Return the indices of lines that stand above already, and not for a reason of the text.

    Args:
        lines: The lines of the page.
        known: Indices of lines of a known role, which are passed over.
    """
    keys = [plain(line.text) for line in lines]
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    again = [
        index
        for index, key in enumerate(keys)
        if first[key] < index
        and index not in known
        and lines[index].n_words > MOST_WORDS_FROM_CHANCE
    ]
    times = Counter(keys)
    n_paragraphs = len({key for key, line in zip(keys, lines, strict=True) if _is_paragraph(line)})
    found = []
    for run in _runs(again, [first[key] for key in keys], known):
        n_copied = len({keys[index] for index in run if _is_paragraph(lines[index])})
        whole = n_copied >= max(FEWEST_PARAGRAPHS_OF_COPY, LEAST_SHARE_OF_COPY * n_paragraphs)
        copied = n_copied >= FEWEST_PARAGRAPHS_OF_COPY
        for index in run:
            in_a_row = keys[index - 1] == keys[index]
            once = times[keys[index]] <= PULLED and (copied or _is_paragraph(lines[index]))
            if whole or once or in_a_row:
                found.append(index)
    return found


def _runs(again: Sequence[int], first: Sequence[int], known: Collection[int]) -> list[list[int]]:
    """Return runs of lines that follow one another, here as where they stood before."""
    runs: list[list[int]] = []
    for index in again:
        above = index - 1
        while above in known:
            above -= 1
        if runs and runs[-1][-1] == above and first[above] <= first[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _is_paragraph(line: Line) -> bool:
    """Whether a line is running text, and not a question or the head of a list."""
    return line.is_prose and not line.text.rstrip("\"'”’").endswith(("?", ":"))

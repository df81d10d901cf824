"""The language of an article, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# More letters between spaces than any language has that parts words, and letters a word of others.
UNPARTED, LETTERS = 15, 3
ENOUGH = 1_000  # characters; more of a list of numbers is taken for no language
FEWEST_WORDS = 10  # of a paragraph; a shorter one is too often taken for another language


@dataclass(frozen=True)
class Languages:
    """The language of most of an article's words, and the share of those in another."""

    main: str | None  # an ISO 639 code; None where no paragraph is long enough to tell
    other_share: float | None


def languages(paragraphs: Iterable[str], expected: str) -> Languages:
    """Return the language of most words of the paragraphs that are long enough to tell.

    Where none is, all are taken together.

    Args:
        paragraphs: The analysed paragraphs of an article.
        expected: Code of the study's language, of which the other share is not.

    Source: Lui, M. and Baldwin, T. (2012). langid.py: an off-the-shelf language identification
    tool. ACL 2012 System Demonstrations; as the package py3langid.
    """
    from py3langid import classify  # noqa: PLC0415  # a model of some megabytes

    words: Counter[str] = Counter()
    texts = list(paragraphs)
    # where all are short, as in a list, the whole has to tell
    for text in [text for text in texts if _count(text) >= FEWEST_WORDS] or [
        "\n".join(texts)[:ENOUGH]
    ]:
        if _count(text) >= FEWEST_WORDS:
            words[classify(text)[0]] += _count(text)
    if not words:
        return Languages(None, None)
    main = min(words, key=lambda code: (-words[code], code))
    return Languages(main, 1 - words[expected] / words.total())


def _count(paragraph: str) -> int:
    n_words, n_letters = len(paragraph.split()), sum(map(str.isalpha, paragraph))
    return n_letters // LETTERS if n_letters > UNPARTED * n_words else n_words

"""Articles that share their text: exact copies, and near ones by MinHash and LSH.

Source: Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and
Complexity of SEQUENCES 1997, 21-29; as the package datasketch.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:  # half a second of imports, which only two jobs pay
    from datasketch import MinHash

SHINGLE = 5  # words: copies with a changed name share most, articles on one event few
PERMUTATIONS = 128  # the standard error of an estimated similarity is then at most .044
SCHEME = "affine32"
FOUND = 0.98  # chance that LSH proposes a pair whose similarity is the threshold
BATCH = 10_000  # shingles hashed at once: 5 MB
WORD = re.compile(r"\w+")


def words_of_text(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return WORD.findall(text.casefold())


def digest(words: Sequence[str]) -> str:
    """Return what exact copies have in common."""
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def signature(words: Sequence[str]) -> str:
    """Return the MinHash of a text's shingles, in hexadecimal."""
    sketch = _sketch()
    shingles = _shingles(words)
    while batch := list(islice(shingles, BATCH)):
        sketch.update_batch(batch)
    return str(sketch.hashvalues.tobytes().hex())


def clusters(articles: pd.DataFrame, threshold: float) -> pd.Series:
    """Return for each article the first of those that share its text, missing for one alone.

    Articles are taken by date and id, those without a date last. Each is compared with the first
    articles of the clusters so far that LSH proposes, and joins the most similar from
    `threshold` up. Copies are not compared with one another, so that the cost is linear in the
    number of articles; not so where very many lie just below the threshold.
    Departs from the usual connected components: a chain of articles, each like the next, is no
    cluster unless all are like its first.

    Args:
        articles: `article`, `date`, `digest` and `signature`, with one row an article.
        threshold: Estimated Jaccard similarity of the sets of shingles.
    """
    order = articles.assign(date=articles["date"].fillna("~")).sort_values(["date", "article"])
    exact = order.groupby("digest", sort=False)["article"].transform("first")
    originals = order[exact == order["article"]]
    leader = _leaders(originals["article"].tolist(), originals["signature"].tolist(), threshold)
    first = exact.map(leader)
    size = first.groupby(first).transform("size")
    return first.where(size > 1).reindex(articles.index)


def _leaders(ids: list[str], signatures: list[str], threshold: float) -> dict[str, str]:
    """Return the first article of each article's cluster."""
    from datasketch import MinHashLSH  # noqa: PLC0415  # half a second of imports

    index = MinHashLSH(params=_bands(threshold), num_perm=PERMUTATIONS)
    sketches: dict[str, MinHash] = {}
    leader: dict[str, str] = {}
    for article, hexadecimal in zip(ids, signatures, strict=True):
        sketch = _sketch(np.frombuffer(bytes.fromhex(hexadecimal), dtype=np.uint32))
        alike = [(-sketch.jaccard(sketches[other]), other) for other in index.query(sketch)]
        best = min(alike, default=(0.0, ""))
        if alike and -best[0] >= threshold:
            leader[article] = best[1]
        else:
            leader[article] = article
            sketches[article] = sketch
            index.insert(article, sketch, check_duplication=False)
    return leader


def _bands(threshold: float) -> tuple[int, int]:
    """Return number and length of the bands, as long as a pair at the threshold is found.

    Long bands propose few pairs in vain. A pair of similarity s shares one of b bands of r values
    with probability 1 - (1 - s^r)^b.
    """
    fits = [
        (PERMUTATIONS // rows, rows)
        for rows in range(1, PERMUTATIONS // 2 + 1)
        if 1 - (1 - threshold**rows) ** (PERMUTATIONS // rows) >= FOUND
    ]
    return fits[-1]


def _sketch(values: "np.ndarray | None" = None) -> "MinHash":
    from datasketch import MinHash  # noqa: PLC0415  # as above

    if values is None:
        return MinHash(num_perm=PERMUTATIONS, scheme=SCHEME)
    return MinHash(num_perm=PERMUTATIONS, hashvalues=values, scheme=SCHEME)


def _shingles(words: Sequence[str]) -> Iterator[bytes]:
    """Yield runs of words; all words where they are fewer."""
    for at in range(max(1, len(words) - SHINGLE + 1)):
        yield " ".join(words[at : at + SHINGLE]).encode()

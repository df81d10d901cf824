"""Arrays of numbers, as all of `stats` names them, and what is done to any of them."""

from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Values = Floats | Ints | sparse.csr_array | sparse.csc_array
Numbers = TypeVar("Numbers", Floats, Ints)

CELLS = 4_000_000  # numbers in an array worked on at once: 32 MB, of which several are held


def blocks(total: int, size: int) -> Iterator[slice]:
    """Yield runs of at most `size`, and of at least 1."""
    for start in range(0, total, max(1, size)):
        yield slice(start, min(start + max(1, size), total))


def rest_of(sums: Numbers) -> Numbers:
    """Return for each outlet the sum of all others, over the first axis."""
    rest: Numbers = sums.sum(axis=0, keepdims=True) - sums
    return rest

"""Exact sums of counts over many arrangements of units at once, in the fastest types."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

# Fastest first; a sum below the limit is exact, in whatever order it is formed. scipy's 16-bit
# loop takes half the time of 32-bit floats, and these half of 64-bit floats.
LIMITS: list[tuple[type[np.number[Any]], float]] = [
    (np.int16, 2**15),
    (np.float32, 2**24),
    (np.float64, np.inf),
]
DENSE = 0.1  # share of places filled from which a dense product of 32-bit floats is faster


class Summed(NamedTuple):
    """A matrix whose rows are summed over arrangements, by item and unit.

    Attributes:
        matrix: Shape (n_items, n_units).
        run: Units whose dense product is exact; 0 for a sparse product of all.
    """

    matrix: sparse.csr_array
    run: int


def fastest(matrix: sparse.csr_array) -> Summed:
    """Return a matrix in the fastest type that holds every sum over a row exactly.

    Sums of scores, which no type holds exactly, are formed in the order of the units.

    Args:
        matrix: By item and unit, shape (n_items, n_units).
    """
    if matrix.dtype.kind == "f" and (matrix.data % 1).any():
        return Summed(matrix.astype(np.float64), run=0)
    highest = abs(matrix.data).max(initial=1)
    if matrix.nnz > DENSE * matrix.shape[0] * matrix.shape[1] and highest < 2**24:
        return Summed(_typed(matrix, np.float32), run=int((2**24 - 1) // highest))
    most = abs(matrix).sum(axis=1).max(initial=0)
    return Summed(_typed(matrix, next(kind for kind, limit in LIMITS if most < limit)), run=0)


def _typed(matrix: sparse.csr_array, dtype: type[np.number[Any]]) -> sparse.csr_array:
    """Return a matrix of another type, which shares its places."""
    data = matrix.data.astype(dtype)
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


class Factors:
    """Ones and zeros that counts are multiplied with, held in every type needed."""

    def __init__(self, factors: npt.NDArray[np.bool_], dtypes: set[np.dtype[Any]]) -> None:
        """Cast factors, shape (n_units, n_columns), to `dtypes`."""
        self._cast = {dtype: factors.astype(dtype) for dtype in dtypes}

    def product(self, summed: Summed) -> npt.NDArray[np.number[Any]]:
        """Return matrix @ factors, shape (n_items, n_columns)."""
        factors = self._cast[summed.matrix.dtype]
        if not summed.run:
            product: npt.NDArray[np.number[Any]] = summed.matrix @ factors
            return product
        dense, total = summed.matrix.toarray(), np.zeros((summed.matrix.shape[0], factors.shape[1]))
        for start in range(0, len(factors), summed.run):
            units = slice(start, start + summed.run)
            total += dense[:, units] @ factors[units]
        return total

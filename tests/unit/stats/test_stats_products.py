from fractions import Fraction
from itertools import product

import numpy as np
from cases import each
from scipy import sparse

from crossframe.stats.products import Factors, fastest

MOST_16, MOST_24 = 2**15 - 1, 2**24 - 1  # largest sums that 16 bits and 32-bit floats hold exactly


def few(*values, n_units=40, n_items=3):
    """Some values in the second of three items, and nothing else: a sparse matrix."""
    matrix = np.zeros((n_items, n_units), dtype=np.array(values).dtype)
    matrix[1, 5 : 5 + len(values)] = values
    return sparse.csr_array(matrix)


def many(total, n_units=40):
    """An item that most units have, some of them a negative score, with a sum of sizes `total`."""
    values = np.ones(n_units, dtype=np.int64)
    values[::7] = -2
    values[3] = total - abs(values).sum() + 1
    return sparse.csr_array(values[None, :])


def test_few_and_many_are_on_either_side_of_dense():
    assert fastest(few(3, 4)).run == 0
    assert fastest(many(100)).run > 0


@each(
    ("total", "dtype"),
    [
        (MOST_16, np.int16),
        (MOST_16 + 1, np.float32),
        (MOST_24, np.float32),
        (MOST_24 + 1, np.float64),
    ],
)
def test_sums_decide_on_the_type(total, dtype):
    for values in ((total,), (total - 7, 7), (total - 7.0, 7.0), (total - 7, -7), (-total,)):
        summed = fastest(few(*values))
        assert (summed.matrix.dtype, summed.run) == (dtype, 0)


@each(
    ("highest", "run"),
    [
        (1, MOST_24),
        (3, MOST_24 // 3),
        (-4, 2**22 - 1),  # 2^22 units have 2^24 in all
        (MOST_24 // 2, 2),
        (MOST_24 // 2 + 1, 1),
        (MOST_24, 1),
    ],
)
def test_dense_products_are_of_as_many_units_as_are_exact(highest, run):
    values = np.ones((2, 9), dtype=np.int64)
    values[1, 4] = highest
    summed = fastest(sparse.csr_array(values))
    assert (summed.matrix.dtype, summed.run) == (np.float32, run)


def test_the_largest_row_decides_for_all():
    matrix = sparse.vstack([few(1), few(MOST_16 + 1), few(2)]).tocsr()
    assert fastest(matrix).matrix.dtype == np.float32


def test_rows_that_are_large_together_stay_narrow():
    assert fastest(sparse.vstack([few(MOST_16)] * 3).tocsr()).matrix.dtype == np.int16


def test_scores_keep_all_their_digits_and_the_order_of_units():
    for scores in (few(0.5, 2.0), sparse.csr_array(np.full((2, 9), 0.1))):
        summed = fastest(scores)
        assert (summed.matrix.dtype, summed.run) == (np.float64, 0)


@each(("filled", "dense"), [(4, False), (5, True)])
def test_a_product_is_dense_where_more_than_a_tenth_is_filled(filled, dense):
    assert (fastest(few(*[1] * filled, n_items=2, n_units=20)).run > 0) is dense


def test_the_matrix_given_keeps_its_type_and_its_values():
    matrix = few(3, 4)
    fastest(matrix).matrix.data[:] = 0
    assert matrix.dtype == np.int64
    assert matrix.sum() == 7


def factors_of(n_units, n_columns=30, seed=1):
    """Random ones and zeros; first all ones, then none."""
    factors = np.random.default_rng(seed).random((n_units, n_columns)) < 0.5
    factors[:, 0], factors[:, 1] = True, False
    return factors


def summed_up(matrix, factors):
    summed = fastest(matrix)
    return Factors(factors, {summed.matrix.dtype}).product(summed)


def split(total, parts, rng):
    """Whole numbers of both signs whose sizes add up to `total`."""
    cuts = np.sort(rng.choice(total - 1, parts - 1, replace=False)) + 1
    return np.diff([0, *cuts, total]) * rng.choice([-1, 1], parts)


@each(
    ("total", "n_filled"),
    [
        *product([900, MOST_16, MOST_16 + 1, MOST_24, MOST_24 + 1, 2**26 + 1], [3, 40]),
        (2**40 + 1, 3),
        (2**40 + 1, 40),
    ],
)
def test_products_are_those_of_64_bit_whole_numbers(total, n_filled):
    rng = np.random.default_rng(total % 1_000)
    matrix = np.zeros((4, 40), dtype=np.int64)
    for row in matrix:
        row[rng.permutation(40)[:n_filled]] = split(total, n_filled, rng)
    matrix[2] = abs(matrix[2])  # one of the sums is as large as it can be
    found = summed_up(sparse.csr_array(matrix), factors_of(40))
    assert found.shape == (4, 30)
    assert found[2, 0] == total
    assert np.array_equal(found.astype(np.int64), matrix @ factors_of(40).astype(np.int64))


@each("n_units", [40, 400])  # an eighth and a hundredth filled
def test_products_of_whole_floats_are_those_of_fractions(n_units):
    values = np.zeros((1, n_units))
    values[0, ::8] = 3.0
    values[0, 40:] = 0
    factors = factors_of(n_units)
    exact = [sum(Fraction(v) for v in values[0, way]) for way in factors.T]
    assert [Fraction(float(v)) for v in summed_up(sparse.csr_array(values), factors)[0]] == exact


def test_sums_of_scores_are_formed_unit_by_unit():
    scores = np.random.default_rng(2).normal(size=(3, 60))
    factors = factors_of(60)
    one_by_one = [[sum(row[way].tolist()) for way in factors.T] for row in scores]
    assert summed_up(sparse.csr_array(scores), factors).tolist() == one_by_one


def test_factors_serve_all_types_asked_for():
    factors, matrices = factors_of(40), [few(1), few(MOST_16 + 1), few(MOST_24 + 1), few(0.5)]
    summed = [fastest(matrix) for matrix in matrices]
    shared = Factors(factors, {one.matrix.dtype for one in summed})
    for matrix, one in zip(matrices, summed, strict=True):
        assert np.array_equal(shared.product(one), matrix.toarray() @ factors.astype(float))


@each("shape", [(0, 5), (3, 5), (3, 0)])
def test_nothing_sums_to_0(shape):
    found = summed_up(sparse.csr_array(shape, dtype=np.int64), np.ones((shape[1], 2), dtype=bool))
    assert np.array_equal(found, np.zeros((shape[0], 2)))

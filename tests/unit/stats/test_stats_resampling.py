import hashlib

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features
from scipy import sparse, stats

from crossframe.config import Inference
from crossframe.stats.arrays import blocks, rest_of
from crossframe.stats.resampling import POISSON_CDF, keyed, poisson_weights
from crossframe.stats.sample import Sample, draw_sample
from crossframe.stats.units import Units

IDS = tuple(f"a-{n}" for n in range(200))


@pytest.fixture(scope="module")
def weights():
    return poisson_weights(IDS, 1_000, seed=7)


@pytest.fixture
def sample():
    """Five units of three outlets."""
    outlet = np.array([0, 1, 0, 2, 1])
    units = Units("passage", tuple("abcde"), outlet, ("",) * 5, tuple("XYZ"), pd.Series(dtype=int))
    inference = Inference(min_articles=2, min_units=2, resamples=100, permutations=99, level=0.8)
    return Sample(units, inference, seed=7, threads=1)


VALUES = np.array([[1, 0], [2, 5], [3, 0], [4, 1], [0, 7]])
# four resamples
WEIGHTS = np.array(
    [[1, 0, 2, 1], [0, 1, 1, 3], [2, 2, 0, 0], [1, 1, 1, 1], [0, 4, 0, 1]], dtype=np.uint8
)


def test_weights_have_a_row_a_unit_and_a_column_a_resample(weights):
    assert weights.shape == (200, 1_000)


def test_weights_have_the_mean_and_the_variance_of_poisson_1(weights):
    # the standard error of the mean of 200,000 draws is 1 / sqrt(200,000) = 0.0022
    assert weights.mean() == pytest.approx(1, abs=4 / np.sqrt(weights.size))
    assert weights.var() == pytest.approx(1, abs=4 * np.sqrt(3 / weights.size))


def test_weights_are_distributed_as_poisson_1(weights):
    observed = np.bincount(weights.ravel().clip(max=6))
    shares = np.append(stats.poisson.pmf(range(6), 1), stats.poisson.sf(5, 1))
    assert stats.chisquare(observed, weights.size * shares).pvalue > 0.001


def test_the_thresholds_are_the_shares_of_poisson_1():
    assert pytest.approx(stats.poisson.cdf(range(17), 1), rel=1e-14) == POISSON_CDF[:17]


def test_weights_of_different_units_are_uncorrelated(weights):
    correlations = np.corrcoef(weights[:20])[np.triu_indices(20, 1)]
    assert np.abs(correlations).max() < 5 / np.sqrt(1_000)


def test_a_units_weights_do_not_depend_on_order(weights):
    turned = poisson_weights(IDS[::-1], 1_000, seed=7)
    assert (turned[::-1] == weights).all()


def test_a_units_weights_do_not_depend_on_other_units(weights):
    assert (poisson_weights(IDS[5:6], 1_000, seed=7)[0] == weights[5]).all()


def test_more_resamples_begin_with_the_same(weights):
    assert (poisson_weights(IDS[:3], 300, seed=7) == weights[:3, :300]).all()


def test_another_seed_gives_other_weights(weights):
    assert (poisson_weights(IDS, 1_000, seed=8) != weights).mean() > 0.5


def test_weights_are_the_same_bytes_twice(weights):
    assert poisson_weights(IDS, 1_000, seed=7).tobytes() == weights.tobytes()


def test_weights_are_the_same_on_every_machine():
    # blake2b and Philox are defined bit by bit; the quantile is an independent implementation
    key = int.from_bytes(hashlib.blake2b(b"7:a-0", digest_size=16).digest(), "little")
    raw = np.random.Philox(key=key).random_raw(50)
    by_hand = [int(stats.poisson.ppf(float(r) / 2**64, 1)) for r in raw]
    assert list(poisson_weights(["a-0"], 50, seed=7)[0]) == by_hand


def test_a_key_has_its_own_draws():
    def drawn(*key):
        return keyed(*key).random_raw(8).tolist()

    assert drawn(7, "a-0") == drawn("7", "a-0")
    others = [drawn(7, "a-0"), drawn(8, "a-0"), drawn(7, "a-1"), drawn(7), drawn("a-0", 7)]
    assert len({*map(tuple, others)}) == len(others)


def test_a_sample_has_the_weights_of_its_units_by_its_seed():
    tables = features({"X-1": [{"own": "ban"}] * 2, "Y-1": [{"own": "ban"}]})
    inference = Inference(min_articles=2, min_units=2, resamples=100, permutations=99, level=0.8)
    drawn = draw_sample(tables, ("X", "Y"), inference, seed=9, threads=3)
    assert (drawn.weights() == poisson_weights(["X-1/1", "X-1/2", "Y-1/1"], 100, seed=9)).all()
    assert (drawn.inference, drawn.seed, drawn.threads) == (inference, 9, 3)
    few = inference.model_copy(update={"min_articles": 1})
    assert draw_sample(tables, ("X", "Y"), few, seed=9, threads=3).units.kind == "article"


def test_sums_add_the_units_of_each_outlet(sample):
    assert sample.sums(VALUES).tolist() == [[1 + 3, 0], [2 + 0, 5 + 7], [4, 1]]


def test_sums_of_sparse_and_dense_values_agree(sample):
    assert (sample.sums(sparse.csr_array(VALUES)) == sample.sums(VALUES)).all()


def dense_resampled(sample, values):
    outlet = sample.units.outlet
    return np.array(
        [
            [
                [(values[outlet == o, i] * WEIGHTS[outlet == o, b]).sum() for b in range(4)]
                for i in range(2)
            ]
            for o in range(3)
        ]
    )


@each("form", [np.asarray, sparse.csr_array])
def test_resampled_sums_are_those_of_dense_arithmetic(sample, form):
    assert (sample.resampled_sums(form(VALUES), WEIGHTS) == dense_resampled(sample, VALUES)).all()


def test_resampled_sums_of_some_draws_are_part_of_all(sample):
    part = sample.resampled_sums(VALUES, WEIGHTS[:, 1:3])
    assert (part == sample.resampled_sums(VALUES, WEIGHTS)[:, :, 1:3]).all()


@each("cells", [1, 3, 7])
def test_resampled_sums_do_not_depend_on_how_much_fits_in_memory(sample, monkeypatch, cells):
    monkeypatch.setattr("crossframe.stats.sample.CELLS", cells)
    assert (sample.resampled_sums(VALUES, WEIGHTS) == dense_resampled(sample, VALUES)).all()


def test_sums_of_weights_exceed_a_byte(sample):
    assert (
        sample.resampled_sums(300 * VALUES, WEIGHTS) == 300 * dense_resampled(sample, VALUES)
    ).all()


def test_weights_take_a_byte_each(weights):
    assert weights.dtype == np.uint8


def test_units_are_counted_by_outlet(sample):
    present = np.array([True, True, False, True, True])
    assert list(sample.n_units(present)) == [1, 2, 1]


def test_the_rest_is_the_sum_of_all_others():
    assert rest_of(np.array([[1.0], [2.0], [4.0]])).ravel().tolist() == [6, 5, 3]


@each("size", [0, 1, 1_000])
@each("total", [0, 1, 999, 1_000, 1_001, 2_500])
def test_blocks_cover_every_item_once(total, size):
    covered = [n for block in blocks(total, size) for n in range(block.start, block.stop)]
    assert covered == list(range(total))

"""Time and memory of permutation tests and bootstrap, beside a plain NumPy loop on the same data.

Run: .venv/bin/python benchmarks/resampling_speed.py [threads]

Terms are drawn by Zipf's law, articles have 390 words of them on average, outlets are five. Every
line is a process of its own. The loop sums counts by outlet, one permutation at a time, as any
permutation test must; it forms no statistic. Prints a Markdown table.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe.config import Inference
from crossframe.stats.arrays import CELLS, Ints, blocks
from crossframe.stats.permutation import compare
from crossframe.stats.sample import Sample
from crossframe.stats.units import Units

OUTLETS = tuple("ABCDE")
CORPORA = [(5_000, 40_000), (15_000, 13_000), (30_000, 13_000)]  # articles, terms
DRAWS = 1_000
LOOPS = 20  # of the plain loop, which takes as long for each permutation


def draw(articles: int, terms: int) -> tuple[sparse.csr_array, Ints]:
    """Return counts by article and term, and the words of each article."""
    rng = np.random.default_rng(1)
    shares = 1 / (np.arange(terms) + 2.7) ** 1.05
    words = rng.lognormal(np.log(300), 0.5, articles).astype(int) + 50
    article = np.repeat(np.arange(articles), words)
    term = np.searchsorted(np.cumsum(shares / shares.sum()), rng.random(len(article)))
    cells = np.ones(len(article), dtype=np.int32), (article, term.clip(max=terms - 1))
    return sparse.coo_array(cells, shape=(articles, terms)).tocsr(), words


def sample(articles: int, draws: int, threads: int) -> Sample:
    """Return articles of five outlets."""
    ids = tuple(f"article-{n:06}" for n in range(articles))
    outlet = np.random.default_rng(2).permutation(np.arange(articles) % len(OUTLETS))
    units = Units("article", ids, outlet, ("",) * articles, OUTLETS, pd.Series(dtype=int))
    inference = Inference(
        min_articles=2, min_units=2, resamples=draws, permutations=draws, level=0.95
    )
    return Sample(units, inference, 1, threads)


def permute(counts: sparse.csr_array, words: Ints, draws: int, threads: int) -> None:
    """Test all outlets together, each against the rest, and every pair."""
    compare(sample(counts.shape[0], draws, threads), ["omnibus", "rest", "pairs"], counts, words)


def bootstrap(counts: sparse.csr_array, words: Ints, draws: int, threads: int) -> None:
    """Resample the rates of all terms, some at a time."""
    drawn = sample(counts.shape[0], draws, threads)
    weights, by_item = drawn.weights(), counts.tocsc()
    size = drawn.resampled_sums(words[:, None], weights)
    for block in blocks(counts.shape[1], max(1, CELLS // (len(OUTLETS) * draws))):
        drawn.resampled_sums(by_item[:, block], weights) / size


def loop(counts: sparse.csr_array, words: Ints, draws: int, threads: int) -> None:
    """Sum counts and words by outlet for one permutation after the other."""
    rng = np.random.default_rng(3)
    labels = np.arange(counts.shape[0]) % len(OUTLETS)
    for _ in range(LOOPS):
        permuted = rng.permutation(labels)
        for outlet in range(len(OUTLETS)):
            rows = np.flatnonzero(permuted == outlet)
            counts[rows].sum(axis=0) / words[rows].sum()


STEPS: dict[str, Callable[[sparse.csr_array, Ints, int, int], None]] = {
    "permutation tests": permute,
    "bootstrap of rates": bootstrap,
    "plain loop": loop,
}


def measure(step: str, folder: str, draws: int, threads: int) -> None:
    """Print seconds, and the process's peak of memory in MB."""
    counts = sparse.csr_array(sparse.load_npz(Path(folder) / "counts.npz"))
    words = np.load(Path(folder) / "words.npy")
    start = time.perf_counter()
    STEPS[step](counts, words, draws, threads)
    seconds = time.perf_counter() - start
    # of this process alone; getrusage includes the one that started it
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
    print(seconds, int(peak) / 1024)


def run(step: str, folder: str, draws: int, threads: str) -> tuple[float, float]:
    """Return seconds and megabytes of a step in a process of its own."""
    call = [sys.executable, __file__, step, folder, str(draws), threads]
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # as Snakemake does
    printed = subprocess.run(call, check=True, capture_output=True, text=True, env=alone).stdout
    seconds, memory = map(float, printed.split())
    return seconds, memory


def main(threads: str) -> None:
    """Print the table."""
    print("| step | articles | terms | draws | seconds | of the plain loop | MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for articles, terms in CORPORA:
        with tempfile.TemporaryDirectory() as folder:
            counts, words = draw(articles, terms)
            sparse.save_npz(Path(folder) / "counts.npz", counts, compressed=False)
            np.save(Path(folder) / "words.npy", words)
            slow = run("plain loop", folder, DRAWS, threads)[0] / LOOPS
            for step in ("permutation tests", "bootstrap of rates"):
                for draws in (DRAWS, 2 * DRAWS):
                    seconds, memory = run(step, folder, draws, threads)
                    cells = step, articles, terms, draws, f"{seconds:.1f}"
                    print("|", *(f"{cell} |" for cell in cells), end=" ")
                    print(f"{seconds / draws / slow:.3f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(*sys.argv[1:3], *map(int, sys.argv[3:]))
    else:
        main(*(sys.argv[1:] or ["2"]))

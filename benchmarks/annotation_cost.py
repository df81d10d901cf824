"""How much longer annotation takes than bare spaCy, on the same text in the same run.

Run: .venv/bin/python benchmarks/annotation_cost.py [ROUNDS]

Both take the paragraphs of the demonstration study in batches of the same size, by turns, so that
what else the machine does hits both; the times are of the processor. `make demo` must have run.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from thinc.api import NumpyOps, set_current_ops

from crossframe import io, store
from crossframe.annotation import annotate, article
from crossframe.annotation.voice import straighten

CONFIG = Path("config/demo.yaml")
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print both times and their ratio, in the median of the rounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    config = io.read_yaml(CONFIG)
    settings = config["annotation"]
    paths = sorted(Path(config["results"]).glob("corpus/paragraphs/*.parquet"))
    paragraphs = annotate.kept(store.read_parquets(paths))
    texts = [straighten(paragraph.text) for paragraph in paragraphs]
    set_current_ops(NumpyOps(use_blis=False))  # as the pipeline does
    bare = spacy.load(settings["model"])
    files = {name: Path(settings[name]) for name in ("names", "frames", "sources")}
    tools = article.load_tools(settings["model"], files)
    work = {
        "bare spaCy": lambda: list(bare.pipe(texts, batch_size=annotate.BATCH)),
        "annotation": lambda: annotate.annotate(paragraphs, tools, settings["passage_tokens"]),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for each in work.values():
        each()  # fills the caches of both
    for _ in range(rounds):
        for name, each in work.items():
            times[name].append(seconds(each))
    for name, measured in times.items():
        print(f"{name}: {statistics.median(measured):.2f} s of the processor")
    ratios = [a / b for a, b in zip(times["annotation"], times["bare spaCy"], strict=True)]
    print(f"ratio: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()

"""How often the frames' entries agree with a reader of the five articles.

Run: .venv/bin/python benchmarks/frames_accuracy.py    (a second; reads the released features)

tests/gold/frames.csv has the frames that a reader saw in each sentence. The reader was a language
model, which read the sentences one by one, knew the definitions of the frames, and had seen the
entries before they were mended. The entries were mended with these articles known; on other texts
they agree less. Precision is the share of the sentences with a frame's entries in which the reader
saw the frame, recall the share of those in which the reader saw it that have an entry.

Prints a Markdown table.
"""

from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
PLACE = ["article", "sentence"]


def accuracy() -> pd.DataFrame:
    """Return sentences read, found and both, precision and recall, by frame."""
    codes = pd.read_csv(ROOT / "tests/gold/frames.csv", keep_default_na=False)
    seen = codes.assign(frame=codes["frames"].str.split()).explode("frame").dropna(subset="frame")
    found = pd.read_csv(ROOT / "seeds/features/frames.csv").drop_duplicates([*PLACE, "frame"])
    both = seen.merge(found, on=[*PLACE, "frame"])
    table = pd.DataFrame(
        {
            "read": seen["frame"].value_counts(),
            "found": found["frame"].value_counts(),
            "both": both["frame"].value_counts(),
        }
    ).fillna(0)
    table.loc["all"] = table.sum()
    return table.assign(
        precision=table["both"] / table["found"], recall=table["both"] / table["read"]
    )


if __name__ == "__main__":
    print("| frame | read | found | precision | recall |\n| --- | --- | --- | --- | --- |")
    for frame, row in accuracy().iterrows():
        print(
            f"| {frame} | {row['read']:.0f} | {row['found']:.0f} "
            f"| {row['precision']:.2f} | {row['recall']:.2f} |"
        )

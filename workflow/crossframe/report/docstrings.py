"""The parts of a measure's docstring, by the labels that they begin with."""

import re

# What the parts of a measure's docstring begin with.
LABELS = ("Reads", "Formula", "Reads as", "Cannot show", "Source", "Sources")


def paragraphs(docstring: str) -> list[str]:
    """Return a docstring's paragraphs, each on a line, a label beginning one of its own."""
    starts = "|".join(f"{label}:" for label in LABELS)
    labelled = re.sub(rf"^(?=(?:{starts}|Departs ))", "\0", docstring, flags=re.MULTILINE)
    parts = re.split(r"\0|\n\n", labelled)
    return [" ".join(part.split()) for part in parts if part.strip()]


def labelled(docstring: str) -> dict[str, str]:
    """Return the paragraphs that begin with a label, by label; under '' the first without."""
    parts: dict[str, str] = {}
    for paragraph in paragraphs(docstring):
        label, _, said = paragraph.partition(": ")
        known = label in LABELS
        parts.setdefault(label if known else "", said if known else paragraph)
    return parts

"""Quotations: what the measures of who is heard state alike."""

from collections.abc import Mapping

from crossframe.drawing import Dots, Panel

OF_QUOTATIONS, OF_WORDS = STATISTICS = ("share_of_quotations", "share_of_words")
LIMIT = "Speech and speakers are found by rules, which miss some and mistake others."


def figure(caption: str, item: tuple[str, ...], where: Mapping[str, str]) -> Dots:
    """Return a figure of shares in quotations, and in words said; arguments as of `Dots`."""
    panels = (
        Panel(OF_QUOTATIONS, "share of\nquotations (%)"),
        Panel(OF_WORDS, "share of\nwords said (%)"),
    )
    return Dots(
        "dots",
        caption,
        item=item,
        column="statistic",
        panels=panels,
        weight="n",
        weighed=(OF_QUOTATIONS,),  # the quotations count, not their words
        where=where,
    )

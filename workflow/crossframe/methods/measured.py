"""What each measure is, in a sentence or two of a paper's methods, from the options that ran."""

from collections.abc import Callable, Mapping
from typing import Any

from crossframe.feature_tables import NEUTRAL_BELOW
from crossframe.findings.sayings import counted
from crossframe.measures.calibration import POWER
from crossframe.references import Citations

Options = Mapping[str, Any]
Say = Callable[[Options, Citations], str]


def paragraphs(measures: Mapping[str, Options], cite: Citations) -> list[str]:
    """Return what the measures that ran are, a paragraph for each group of `MEASURED`.

    Args:
        measures: The measures, each with its options.
        cite: Cites works.
    """
    told = (
        " ".join(say(measures[name], cite) for name, say in group.items() if name in measures)
        for group in MEASURED
    )
    return [paragraph for paragraph in told if paragraph]


def _frequency(given: Options, cite: Citations) -> str:
    return (
        "Terms (lemmas with their part of speech; from "
        f"{counted(given['min_count'], 'occurrence')} on) were counted per 1,000 words, "
        f"with tf-idf beside the rate {cite('salton1988')} and the deviation of proportions (DP) "
        f"as a measure of dispersion {cite('gries2008', 'lijffijt2012')}."
    )


def _keywords(given: Options, cite: Citations) -> str:
    return (
        "Keywords of an outlet against all others (terms from "
        f"{counted(given['min_count'], 'occurrence')} on) have the log ratio "
        f"{cite('hardie2014')}, the log-likelihood ratio "
        f"{cite('dunning1993')}, the weighted log-odds ratio with an informative prior of "
        f"{given['prior_tokens']:g} words {cite('monroe2008')} and text dispersion keyness "
        f"{cite('egbert2019')}; simple maths has a constant of "
        f"{given['simple_maths_per_million']:g} per million."
    )


def _similarity(given: Options, cite: Citations) -> str:
    return (
        f"The vocabularies of outlets (terms from {counted(given['min_count'], 'occurrence')} on) "
        f"were compared in pairs by the cosine of their tf-idf vectors {cite('salton1988')} and by "
        f"the Jensen-Shannon distance {cite('lin1991')}."
    )


def _parts_of_speech(given: Options, cite: Citations) -> str:
    return f"Parts of speech were counted per 1,000 words as marks of style {cite('biber1988')}."


def _phrases(given: Options, cite: Citations) -> str:
    return (
        "Noun phrases of 2 to 4 lemmas were counted per 1,000 words, from "
        f"{counted(given['min_count'], 'occurrence')} on."
    )


def _entities(given: Options, cite: Citations) -> str:
    return (
        "Named entities, of the model and of the study's file of names, were counted per 1,000 "
        f"words, from {counted(given['min_count'], 'occurrence')} on."
    )


def _sentiment(given: Options, cite: Citations) -> str:
    return (
        f"Sentences were scored with two lexicons, VADER {cite('hutto2014')} and AFINN "
        f"{cite('nielsen2011')}, names left out; stated are the mean score, the shares of "
        f"sentences below and above 0 (VADER: by {NEUTRAL_BELOW['vader']:g} or more), and the "
        "share of words that the lexicon knows."
    )


def _shifts(given: Options, cite: Citations) -> str:
    return (
        "Word shifts decompose each difference in sentiment and in the rate of a frame into what "
        f"single words contribute {cite('dodds2011', 'gallagher2021')}; the "
        f"{given['most_words']} largest are listed."
    )


def _course(given: Options, cite: Citations) -> str:
    return (
        f"The course of sentiment was followed over {given['segments']} equal segments of an "
        "article."
    )


def _frames(given: Options, cite: Citations) -> str:
    return (
        f"Frames {cite('entman1993')} were counted by dictionaries of cues, as the share of "
        f"sentences with a cue and as cues per 1,000 words {cite('matthes2008')}."
    )


def _frame_cues(given: Options, cite: Citations) -> str:
    return (
        f"Single cues were counted from {counted(given['min_count'], 'occurrence')} on "
        f"{cite('matthes2008')}."
    )


def _frame_pairs(given: Options, cite: Citations) -> str:
    return (
        f"Frames that share {counted(given['min_both'], 'sentence')} or more were compared with "
        f"what chance would give by pointwise mutual information {cite('church1990')}, its "
        f"interval by linearisation {cite('woodruff1971')}."
    )


def _naming(given: Options, cite: Citations) -> str:
    return (
        f"Nomination of actors {cite('reisigl2001')} was measured as the share of each listed name "
        f"in an actor's mentions, for actors from {counted(given['min_mentions'], 'mention')} on."
    )


def _modifiers(given: Options, cite: Citations) -> str:
    return (
        f"Predication {cite('reisigl2001')} was measured as modifiers per 100 mentions of an "
        f"actor, for modifiers from {counted(given['min_count'], 'occurrence')} on."
    )


def _sources(given: Options, cite: Citations) -> str:
    return (
        "Quotations, direct and indirect, were counted by the kind of speaker "
        f"{cite('sigal1973')}, by whether the speaker is named {cite('culbertson1975')} and by "
        f"the stance of the reporting verb {cite('caldas1994')}, as shares of quotations and of "
        "the words quoted."
    )


def _speakers(given: Options, cite: Citations) -> str:
    return (
        f"Speakers are listed from {counted(given['min_quotations'], 'quotation')} on "
        f"{cite('sigal1973')}."
    )


def _reporting_verbs(given: Options, cite: Citations) -> str:
    return (
        f"Reporting verbs are listed from {counted(given['min_count'], 'occurrence')} on "
        f"{cite('caldas1994')}."
    )


def _agency(given: Options, cite: Citations) -> str:
    return (
        "From the parse, mentions of an actor were read as agent or patient of a verb, and "
        "passives as with or without an agent "
        f"{cite('vanleeuwen2008', 'henley1995')}, for actors from "
        f"{counted(given['min_mentions'], 'such mention')} on."
    )


def _agency_verbs(given: Options, cite: Citations) -> str:
    return (
        f"The verbs of these roles are listed from {counted(given['min_count'], 'occurrence')} on."
    )


def _targets(given: Options, cite: Citations) -> str:
    return (
        "Tone towards an actor is the sentiment of the part of a sentence that concerns it, its "
        f"own name masked {cite('hamborg2021')}, for actors from "
        f"{counted(given['min_mentions'], 'mention')} on; the lexicons are VADER "
        f"{cite('hutto2014')} and AFINN {cite('nielsen2011')}."
    )


def _comparability(given: Options, cite: Citations) -> str:
    return (
        "Sizes, dates, quotation, wire copy and duplicates were compared across outlets "
        f"{cite('kilgarriff2001')}."
    )


def _duplicates(given: Options, cite: Citations) -> str:
    return "What each way to treat articles that share their text would remove is stated."


def _verdicts(given: Options, cite: Citations) -> str:
    return (
        "An imbalance between outlets is named where median lengths differ more "
        f"than {given['length_ratio']:g}-fold, shares (of records left out, wire copy, quoted "
        f"words or titles) by more than {100 * given['share_gap']:g} points, or where an "
        "outlet has more than "
        f"{100 * given['undated_share']:g} % undated articles, {100 * given['rejected_share']:g} % "
        f"records left out or {100 * given['other_language_share']:g} % words in another language."
    )


def _calibration(given: Options, cite: Citations) -> str:
    return (
        f"The tests of terms (from {counted(given['min_count'], 'occurrence')} on) were calibrated "
        f"in the corpus itself, by {given['shuffles']} shuffles of the outlets' labels and by "
        f"differences planted in {given['planted']} terms of each band of frequency, for a power "
        f"of {POWER:g} {cite('cohen1988')}."
    )


MEASURED: tuple[dict[str, Say], ...] = (
    {
        "frequency": _frequency,
        "keywords": _keywords,
        "parts_of_speech": _parts_of_speech,
        "phrases": _phrases,
        "entities": _entities,
        "similarity": _similarity,
    },
    {
        "frames": _frames,
        "frame_cues": _frame_cues,
        "frame_pairs": _frame_pairs,
        "naming": _naming,
        "modifiers": _modifiers,
        "agency": _agency,
        "agency_verbs": _agency_verbs,
    },
    {
        "sentiment": _sentiment,
        "course": _course,
        "shifts": _shifts,
        "targets": _targets,
    },
    {
        "sources": _sources,
        "speakers": _speakers,
        "reporting_verbs": _reporting_verbs,
    },
    {
        "comparability": _comparability,
        "duplicates": _duplicates,
        "verdicts": _verdicts,
        "calibration": _calibration,
    },
)

"""The spaCy pipeline, mended where the model is known to fail on news."""

import re

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from thinc.api import NumpyOps, set_current_ops

from crossframe.annotation import remembered

# Where a quotation begins or ends without a blank.
MARKS_WITHIN = (
    r"(?<=\w)[:,;](?=[\"'][^\W\d])",
    r"(?<=[:,;])[\"'](?=[^\W\d])",
    r"(?<=\w)\"(?=\w)",
)
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
KNOWN_NAME = "KNOWN"  # label of the entities that the study names beforehand


def load_pipeline(model: str, names: dict[str, tuple[str, str]]) -> Language:
    """Return the pipeline of an installed model, which knows `names` as entities."""
    set_current_ops(NumpyOps(use_blis=False))  # OpenBLAS is the faster here
    nlp = spacy.load(model)
    if names:
        ruler = nlp.add_pipe("entity_ruler", before="ner")
        ruler.add_patterns(  # type: ignore[attr-defined]  # add_pipe is typed as any callable
            [{"label": KNOWN_NAME, "pattern": variant} for variant in sorted(names)]
        )
    _part_at_marks(nlp)
    nlp.add_pipe("capitals_kept", first=True)
    nlp.add_pipe(remembered.NAME, last=True)
    return nlp


def _part_at_marks(nlp: Language) -> None:
    """Part words where a quotation begins or ends without a blank: 'said:"It is late."'."""
    infixes = [*(nlp.Defaults.infixes or ()), *MARKS_WITHIN]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]


@Language.component("capitals_kept")
def keep_capitals(doc: Doc) -> Doc:
    """Show the model the capitals of acronyms that are also common words.

    It sees norms, in small letters: the group IS is then a verb, and its sentence wrecked.
    """
    text = doc.text
    common = {word for word in CAPITALS.findall(text) if doc.vocab[word].is_stop}
    if common and not text.isupper():  # a headline that is shouted has no acronyms
        for token in doc:
            if token.text in common:
                token.norm_ = token.text
    return doc

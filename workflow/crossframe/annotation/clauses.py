"""Clauses: the part that a noun has in one, and the words of it that concern the noun.

Part: agent and patient are those of the clause (van Atteveldt et al. 2017, Clause analysis,
Political Analysis 25), by the labels of the ClearNLP guidelines. Agent is the subject of an active
verb, and what follows a passive's 'by'; patient is an object, an indirect object ('to' included, as
both forms of 'give' say the same) and the subject of a passive. The subject of 'be' and the like is
neither, nor is that of 'seem'. Conjuncts and the whole behind 'some of' share the part; a name in
apposition to a noun does ('the firm, Vantor, sued'), a description of a name does not ('Hale, a
nurse, sued'). What is neither takes its part from a clause that modifies it, if nothing else can be
meant: 'the app that deletes them', 'accounts deleted today', but not 'the talk with Hale, which
lasted'. In headlines, which leave out auxiliaries, the subject of 'arrested' and its like is a
patient.

Window: the sentiment of a sentence is not that towards each of its actors, and words that the
parse ties to a target tell more than those that stand near it (Jiang et al. 2011, Target-dependent
Twitter sentiment classification, ACL; Mukherjee and Bhattacharyya 2012, Feature specific sentiment
analysis, CICLing). The window is the noun's phrase with the clauses that modify it, and its verb
with negation, auxiliaries, adverbs, objects, complements and prepositional phrases. Another's
doing is left out, be it subject or behind 'by', and so are other clauses; verbs that share the
noun as subject belong to it. Of a noun that only modifies another, it is the other's phrase.

Gets wrong: what the parser gets wrong, above all long lists;
the second of two verbs with one subject, which gives no part; nominalised acts ('the deletion of
accounts'); verbs without will ('have'), which make agents; participles that are adjectives ('based
in'), which make patients; irony, and news that is bad without being anyone's fault.
"""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

Part = Literal["agent", "patient", "other"]
Tree = list[list[Token]]  # the children of every token

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
BEFORE_NOUN = {"amod", "compound", "nmod"}
# Words that count or part a noun after 'of': 'dozens of followers'.
PARTITIVES = {
    "dozen",
    "hundred",
    "thousand",
    "million",
    "number",
    "majority",
    "lot",
    "most",
    "many",
}
# Verbs that a headline has in the passive where they have no object: 'Minister arrested'.
UNDERGONE = {
    *("accuse", "acquit", "appoint", "arrest", "ban", "bar", "blame", "charge", "clear", "convict"),
    *("criticise", "criticize", "cite", "detain", "elect", "evacuate", "expel", "find", "fine"),
    *(
        "fire",
        "force",
        "hail",
        "hold",
        "honour",
        "hurt",
        "indict",
        "injure",
        "jail",
        "kill",
        "name",
    ),
    *("oust", "praise", "question", "raid", "rescue", "sack", "sentence", "shoot", "shut", "sue"),
    *("suspend", "target", "tell", "urge", "warn", "wound"),
}
COPULAS = {"appear", "become", "feel", "look", "prove", "remain", "seem", "sound", "stay"}
COMPLEMENTS = {"attr", "acomp", "oprd", "xcomp"}
RELATIVES = {"who", "whom", "which", "that"}
CLAUSES = {"relcl", "acl", "advcl", "ccomp", "csubj", "csubjpass", "parataxis"}
NO_PART = CLAUSES | {"punct", "mark", "cc", "conj"}  # of a phrase or clause
MATRIX = {"neg", "aux", "auxpass", "advmod", "prt"}


@dataclass(frozen=True)
class Role:
    """What a noun does in its clause, or what is done to it."""

    part: Part
    verb: str | None  # lemma of the verb that it is agent or patient of
    passive: bool  # whether that verb is in the passive
    agent_deleted: bool  # whether it is patient of a passive that names no agent


def tree_of(doc: Doc) -> Tree:
    """Return the children of every token, in order."""
    tree: Tree = [[] for _ in range(len(doc))]
    for token in doc:
        if token.dep_ != "ROOT":
            tree[token.head.i].append(token)
    return tree


def role_of(noun: Token, tree: Tree, same: set[int]) -> Role:
    """Return the role of a noun.

    Args:
        noun: The noun.
        tree: Children of every token.
        same: Nouns that name the same: an apposition to one of them would count twice.
    """
    part, verb = _part(noun, tree, same)
    if verb is None:
        return Role("other", None, passive=False, agent_deleted=False)
    passive = _is_passive(verb, tree)
    deleted = passive and part == "patient" and not _names_agent(verb, tree)
    # with its particle: 'shut down'
    words = [verb.lemma_, *(child.lower_ for child in tree[verb.i] if child.dep_ == "prt")]
    return Role(part, " ".join(words), passive, deleted)


def window_of(noun: Token, tree: Tree) -> set[int]:
    """Return the tokens that concern a noun, itself included, without punctuation."""
    whole = noun
    while whole.dep_ in (*BEFORE_NOUN, "npadvmod") and whole.head.pos_ in NOMINAL | {"ADJ"}:
        whole = whole.head
    if whole != noun:
        return _phrase(whole, tree)
    modifying = [child for child in tree[noun.i] if child.dep_ in ("relcl", "acl")]
    found = _phrase(noun, tree) | _spread(modifying, tree)
    while (head := noun.head) != noun:
        if (shared := _sharing(noun)) is not None:
            found |= set() if noun.dep_ == "conj" else _phrase(shared, tree)
            noun = shared
        elif head.pos_ in ("ADP", "ADV"):
            found.add(head.i)
            noun = head
        elif head.pos_ in NOMINAL:
            return found | _phrase(head, tree)
        else:
            return found | _clause(noun, head, tree)
    return found


def _part(noun: Token, tree: Tree, same: set[int]) -> tuple[Part, Token | None]:
    head = noun
    while (shared := _sharing(head)) is not None:
        if head.dep_ == "appos" and (shared.i in same or _describes(head, shared)):
            return "other", None
        head = shared
    found = _argument(head, head.head, tree)
    if found[1] is None and head.dep_ == "nsubj":  # 'X is an app and is used to ...'
        shared_verbs = (_argument(head, verb, tree) for verb in _joined(head.head, tree))
        found = next((other for other in shared_verbs if other[1] is not None), found)
    being = found[1] is None or any(_is_being_done(child, tree) for child in tree[noun.i])
    return _part_in_modifier(noun, tree) if being else found


def _describes(apposition: Token, noun: Token) -> bool:
    """Whether an apposition says what a name is: 'Hale, a nurse', 'Hale, Republican of Wessex'."""
    if noun.pos_ != "PROPN":
        return False
    return apposition.pos_ != "PROPN" or any(
        child.dep_ in ("det", "prep") for child in apposition.children
    )


def _is_being_done(clause: Token, tree: Tree) -> bool:
    """Whether a noun is object of a clause: 'to avoid accounts being deleted'."""
    return clause.dep_ == "acl" and any(child.lower_ == "being" for child in tree[clause.i])


def _sharing(noun: Token) -> Token | None:
    """Return the noun whose part a noun shares, as conjunct, apposition or after a partitive."""
    head = noun.head
    if noun.dep_ in ("conj", "appos") and head.pos_ in NOMINAL:
        return head
    if noun.dep_ == "pobj" and head.lower_ == "of" and head.dep_ == "prep":
        parting = head.head.pos_ in ("NUM", "DET", "PRON") or head.head.lemma_ in PARTITIVES
        return head.head if parting else None
    return None


def _argument(noun: Token, head: Token, tree: Tree) -> tuple[Part, Token | None]:
    """Return the part that a noun's dependency on its head gives it."""
    dep = noun.dep_
    if dep == "pobj" and head.dep_ in ("agent", "dative"):
        dep, head = head.dep_, head.head
    if head.pos_ != "VERB" or noun == head:
        return "other", None
    if dep == "agent":
        return "agent", head
    if dep == "nsubj" and not _is_passive(head, tree):
        copular = any(
            child.dep_ in ("attr", "acomp")
            or (child.dep_ in COMPLEMENTS and head.lemma_ in COPULAS)
            for child in tree[head.i]
        )
        # whoever has something does nothing
        return ("other", None) if copular or head.lemma_ == "have" else ("agent", head)
    undergoes = dep in ("nsubj", "nsubjpass", "dobj", "dative")
    return ("patient", head) if undergoes else ("other", None)


def _is_passive(verb: Token, tree: Tree) -> bool:
    below = {child.dep_ for child in tree[verb.i]}
    reduced = verb.tag_ == "VBN" and verb.dep_ == "acl" and below.isdisjoint(SUBJECTS)
    return reduced or not below.isdisjoint({"auxpass", "nsubjpass"}) or _in_headline(verb, below)


def _in_headline(verb: Token, below: set[str]) -> bool:
    """Whether a verb is a passive without its auxiliary, as headlines write it."""
    bare = verb.tag_ in ("VBD", "VBN") and verb.dep_ == "ROOT" and verb.lemma_ in UNDERGONE
    return (
        bare and below.isdisjoint({"dobj", "aux", "ccomp", "dative"}) and not verb.doc[-1].is_punct
    )


def _names_agent(verb: Token, tree: Tree) -> bool:
    """Whether 'by' and a noun follow a passive; 'by deleting it' says how, and not who."""
    by = (child for child in tree[verb.i] if child.dep_ == "agent")
    return any(noun.dep_ == "pobj" for word in by for noun in tree[word.i])


def _part_in_modifier(noun: Token, tree: Tree) -> tuple[Part, Token | None]:
    """Return the part of a noun in the first clause that modifies it and gives it one."""
    for clause in tree[noun.i]:
        if clause.dep_ == "relcl":
            relatives = (
                word
                for word in tree[clause.i]
                if word.lower_ in RELATIVES and _is_meant(noun, word)
            )
            found = next((_argument(word, clause, tree) for word in relatives), None)
            if found is not None and found[1] is not None:
                return found
        elif clause.dep_ == "acl" and clause.tag_ == "VBG":
            return "agent", clause
        elif clause.dep_ == "acl" and _is_passive(clause, tree):
            named = any(child.dep_ == "oprd" for child in tree[clause.i])
            return ("other", None) if named else ("patient", clause)  # 'an app called Signal'
    return "other", None


def _is_meant(noun: Token, relative: Token) -> bool:
    """Whether a relative pronoun stands for a noun, and cannot for another before it."""
    if relative.lower_ in ("who", "whom"):
        return True
    within = noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in NOMINAL
    return noun.ent_type_ != "PERSON" and not within


def _phrase(noun: Token, tree: Tree) -> set[int]:
    """Return the tokens of a noun's phrase, without conjuncts and clauses."""
    parts = [child for child in tree[noun.i] if child.dep_ not in NO_PART]
    return {noun.i} | _spread(parts, tree)


def _spread(starts: list[Token], tree: Tree) -> set[int]:
    """Return tokens and all that depends on them, but for further clauses and punctuation."""
    found: set[int] = set()
    waiting = list(starts)
    while waiting:  # no recursion: a page without full stops is a deep tree
        token = waiting.pop()
        found.add(token.i)
        parts = [child for child in tree[token.i] if child.dep_ not in NO_PART]
        waiting += parts + _joined(token, tree)
    return found


def _joined(token: Token, tree: Tree) -> list[Token]:
    """Return what is coordinated with a token, with 'and' or 'but', and has no own subject."""
    joined = [
        child
        for child in tree[token.i]
        if child.dep_ == "conj" and not any(word.dep_ in SUBJECTS for word in tree[child.i])
    ]
    return joined + [child for child in tree[token.i] if joined and child.dep_ == "cc"]


def _clause(argument: Token, verb: Token, tree: Tree) -> set[int]:
    """Return the tokens of a verb's clause that concern one of its arguments."""
    left_out = NO_PART | SUBJECTS | {"agent"}
    if argument.dep_ == "agent":
        left_out -= {"nsubjpass"}  # the object of what the agent does
    parts = [child for child in tree[verb.i] if child.dep_ not in left_out and child != argument]
    if argument.dep_ in SUBJECTS:
        parts += _joined(verb, tree)
    found = {verb.i} | _spread(parts, tree)
    while verb.dep_ in ("xcomp", "acomp"):  # 'did not want to harm': the negation counts
        verb = verb.head
        found |= {verb.i} | {child.i for child in tree[verb.i] if child.dep_ in MATRIX}
    return found

"""The sentences behind the rows of the tables, so that whoever holds the texts can check a claim.

A row's id is the name of its table and the cells of its key: 'frequency | The Post | own | sea |
NOUN'. Behind a row stand the sentences of its outlets in which annotation found, in the row's
voice, what the row counts. Nothing of this is published: it is the texts' own wording.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from crossframe import measures, store
from crossframe.config import Model
from crossframe.features import may_be_names, sentence_voice
from crossframe.measure import Evidence
from crossframe.schemas import Table
from crossframe.stats.arrays import Ints
from crossframe.stats.units import VOICES

Read = Callable[[str], Iterator[pd.DataFrame]]  # the shards of a table, the same ones on each call

ALL = VOICES.index("all")
SENTENCE_BITS = 20  # no article has a million sentences
WORDS = ("row", "outlet", "article", "voice", "text")
ROWS = 20_000  # rows of a table whose sentences are in memory at once


class Corpus(NamedTuple):
    """The annotated corpus.

    Attributes:
        articles: Their ids in alphabetical order.
        outlets: The outlets in alphabetical order.
        outlet: Place in `outlets` of the outlet of each article.
        read: Reads the shards of a table of the annotation.
        most: Most sentences of a row.
    """

    articles: pd.Index
    outlets: pd.Index
    outlet: Ints
    read: Read
    most: int

    def places(self, rows: pd.DataFrame) -> Ints:
        """Return a number for the sentence of each row, in order of article and sentence."""
        at = self.articles.get_indexer(pd.Index(rows["article"])).astype(np.int64)
        places: Ints = at << SENTENCE_BITS | rows["sentence"].to_numpy(dtype=np.int64)
        return places

    def order(self, places: Ints) -> npt.NDArray[np.uint64]:
        """Return digests of sentences, by which they are chosen: as good as at random."""
        articles = pd.util.hash_array(np.asarray(self.articles, dtype=object))
        sentence = (places % (1 << SENTENCE_BITS)).astype(np.uint64)
        return pd.util.hash_array(articles[places >> SENTENCE_BITS] ^ sentence)


class Chosen(NamedTuple):
    """Sentences of groups: of the combinations of outlet, voice and item that tables have.

    Attributes:
        rows: Group, place, voice (`said`), n and rank of the chosen sentences, by group.
        totals: Sentences of each group, chosen or not.
        texts: Wording of the chosen sentences, by place.
    """

    rows: pd.DataFrame
    totals: Ints
    texts: pd.Series


def corpus(
    articles: pd.DataFrame,
    read: Read,
    reported_speech: str,
    parts_of_speech: Sequence[str],
    most: int,
) -> Corpus:
    """Return the annotated corpus.

    Args:
        articles: Feature table of articles.
        read: Reads the shards of a table of the annotation.
        reported_speech: How indirect speech is read, as in the config.
        parts_of_speech: Those whose lemmas are terms, as in the config.
        most: Most sentences of a row.
    """

    def reread(name: str) -> Iterator[pd.DataFrame]:
        return (_reread(name, part, reported_speech, parts_of_speech) for part in read(name))

    by_id = articles.sort_values("article")
    outlets = pd.Index(sorted(set(by_id["outlet"])), dtype="str")
    at = outlets.get_indexer(pd.Index(by_id["outlet"])).astype(np.int64)
    return Corpus(pd.Index(by_id["article"]), outlets, at, reread, most)


def _reread(
    name: str, table: pd.DataFrame, reported_speech: str, parts_of_speech: Sequence[str]
) -> pd.DataFrame:
    """Return a table with the voices, and the digits, that the measures read."""
    floats = table.select_dtypes("float").columns
    table = table.assign(**{str(name): store.significant(table[name]) for name in floats})
    if name == "words":
        names = may_be_names(table, parts_of_speech)
        table = names.assign(counted=names["pos"].isin(parts_of_speech))
    if name == "sentences":
        table = measures.reread({name: table}, reported_speech)[name]
        return table.assign(voice=sentence_voice(table))
    if "voice" in table and reported_speech != "split":
        return table.assign(voice=table["voice"].replace("reported", reported_speech))
    return table


def build(
    tables: Mapping[str, Path], annotated: Corpus, options: Mapping[str, Model]
) -> Iterator[tuple[str, Iterator[pd.DataFrame]]]:
    """Yield the name of each table and the parts of its evidence.

    Args:
        tables: The files of the tables, by name.
        annotated: The corpus.
        options: The study's measures, each with its options.
    """
    alike: dict[Evidence[Any], list[Table]] = {}
    given: dict[Evidence[Any], Model] = {}
    for name, of_measure in options.items():
        behind = measures.load(name).evidence
        if behind is not None:
            given.setdefault(behind, of_measure)
            alike.setdefault(behind, []).extend(measures.load(name).tables)
    for behind, schemas in alike.items():
        keys = [store.read_csv(tables[s.name])[list(s.key)].fillna("") for s in schemas]
        lines = [_lines(key, behind.item, annotated.outlets) for key in keys]
        groups = pd.concat(lines).drop(columns="row").drop_duplicates(ignore_index=True)
        groups = groups.assign(group=groups.index)
        chosen = _choose(behind, groups, annotated, given[behind])
        for schema, key, line in zip(schemas, keys, lines, strict=True):
            at = line.merge(groups)[["row", "group"]]
            yield schema.name, _parts(store.row_ids(schema, key), at, chosen, annotated)


def _lines(keys: pd.DataFrame, item: Sequence[str], outlets: pd.Index) -> pd.DataFrame:
    """Return outlet, voice and item of every outlet that a row speaks of, by number of the row.

    Outlets and voices are places in `outlets` and `VOICES`.
    """
    sides = [name for name in ("outlet", "other") if name in keys and name not in item]
    of_all = keys.get("comparison", pd.Series("", keys.index)) == "omnibus"
    parts = [keys[~of_all].assign(outlet=keys[side]) for side in sides]
    parts += [keys[of_all].assign(outlet=outlet) for outlet in outlets]
    lines = pd.concat(parts).rename_axis("row").reset_index()
    lines = lines.assign(
        outlet=outlets.get_indexer(pd.Index(lines["outlet"])), voice=_coded(lines["voice"])
    )
    return lines[["row", "outlet", "voice", *item]]


def _coded(voices: pd.Series) -> npt.NDArray[np.intp]:
    return pd.Index(VOICES).get_indexer(pd.Index(voices))


def _choose(
    behind: Evidence[Any], groups: pd.DataFrame, annotated: Corpus, options: Model
) -> Chosen:
    """Choose the sentences of each group, shard by shard, and then read their wording."""
    totals = np.zeros(len(groups), dtype=np.int64)
    kept: list[pd.DataFrame] = []
    for shard in zip(*map(annotated.read, behind.reads), strict=True):
        rows = behind.find(dict(zip(behind.reads, shard, strict=True)), options)
        found = _found(rows, groups, annotated, behind.others)
        once = found.drop_duplicates(["group", "place"])["group"]
        totals += np.bincount(once, minlength=len(groups))
        kept = [_first(pd.concat([*kept, found]), "order", "group", annotated.most)]
    (rows,) = kept
    return Chosen(rows, totals, _texts(annotated, rows["place"].unique()))


def _found(
    rows: pd.DataFrame, groups: pd.DataFrame, annotated: Corpus, others: str | None
) -> pd.DataFrame:
    """Return group, place, voice, n and order of the sentences that stand behind groups."""
    item = [name for name in groups if name not in ("outlet", "voice", "group")]
    places = annotated.places(rows)
    facts = pd.DataFrame({name: store.cells(rows[name]).array for name in item}).assign(
        outlet=annotated.outlet[places >> SENTENCE_BITS],
        said=_coded(rows["voice"]),
        place=places,
        n=rows["n"].array if "n" in rows else 1,
    )
    if "counts_in" in rows:
        found = facts.assign(voice=_coded(rows["counts_in"]))
    else:
        found = pd.concat([facts.assign(voice=facts["said"]), facts.assign(voice=ALL)])
    found = found.merge(groups, how="left")
    if others is not None:
        left = found[found["group"].isna()].drop(columns="group").assign(**{str(item[-1]): others})
        found = pd.concat([found, left.merge(groups)])
    known = found.dropna(subset="group").astype({"group": "int64"})
    counted = known.groupby(["group", "place", "said"], as_index=False).agg({"n": "sum"})
    return counted.assign(order=annotated.order(counted["place"].to_numpy()))


def _first(rows: pd.DataFrame, order: str, of: str, most: int) -> pd.DataFrame:
    """Return the rows of the first sentences, in an order, of each group; with their ranks."""
    ordered = rows.iloc[np.lexsort([rows[name] for name in ("said", "place", order, of)])]
    groups, places = ordered[of].to_numpy(), ordered["place"].to_numpy()
    begins = np.diff(groups, prepend=-1) != 0
    number = np.cumsum(begins | (np.diff(places, prepend=-1) != 0))
    rank: Ints = number - np.maximum.accumulate(np.where(begins, number, 0))
    kept: pd.DataFrame = ordered.assign(rank=rank).loc[rank < most]
    return kept


def _texts(annotated: Corpus, places: npt.NDArray[np.int64]) -> pd.Series:
    parts = []
    for wording in annotated.read("wording"):
        texts = pd.Series(wording["text"].array, annotated.places(wording))
        parts.append(texts[texts.index.isin(places)])
    return pd.concat(parts)


def _parts(
    ids: pd.Series, lines: pd.DataFrame, chosen: Chosen, annotated: Corpus
) -> Iterator[pd.DataFrame]:
    """Yield the evidence for a table, in the order of its rows.

    Args:
        ids: Ids of its rows.
        lines: Row and group of every outlet that a row speaks of.
        chosen: The sentences of the groups.
        annotated: The corpus.
    """
    for start in range(0, max(len(ids), 1), ROWS):
        part = lines[lines["row"].between(start, start + ROWS - 1)]
        totals = part.assign(n_sentences=chosen.totals[part["group"]])
        n_sentences = totals.groupby("row")["n_sentences"].sum()
        # where a row has several outlets, they take turns
        rows = _first(part.merge(chosen.rows), "rank", "row", annotated.most)
        rows = rows.iloc[np.lexsort([rows[name] for name in ("said", "place", "row")])]
        places = rows["place"].to_numpy(dtype=np.int64)
        article = places >> SENTENCE_BITS
        listed = pd.DataFrame(
            {
                "row": ids.array[rows["row"]],
                "outlet": annotated.outlets[annotated.outlet[article]],
                "article": annotated.articles[article],
                "sentence": places % (1 << SENTENCE_BITS),
                "voice": pd.Index(VOICES)[rows["said"]],
                "n": rows["n"].array,
                "n_sentences": n_sentences[rows["row"]].array,
                "text": chosen.texts.reindex(places).array,
            }
        )
        # what recurs is then made safe for spreadsheets once
        yield listed.astype(dict.fromkeys(WORDS, "category"))

"""The works that the methods rest on, and BibTeX of them.

A DOI stands only where a second source has it.
"""

import unicodedata
from typing import NamedTuple

from crossframe import escape

BOOK = "book"


class Reference(NamedTuple):
    """A work.

    Attributes:
        key: Its key in BibTeX.
        kind: Its kind of entry in BibTeX.
        authors: Its authors, as in 'Church, K. W.; Hanks, P.'.
        year: Its year.
        title: Its title.
        within: The journal, the proceedings, or of a book the publisher.
        place: Volume, number and pages, as they are cited; '' if it has none.
        doi: Its DOI; '' if none is known for certain.
    """

    key: str
    kind: str
    authors: str
    year: int
    title: str
    within: str
    place: str = ""
    doi: str = ""

    @property
    def cited(self) -> str:
        """The work as a text cites it: 'Entman 1993'."""
        names = [author.split(",")[0] for author in self.authors.split("; ")]
        if len(names) > MOST_NAMED:
            return f"{names[0]} et al. {self.year}"
        return f"{' and '.join(names)} {self.year}"

    @property
    def text(self) -> str:
        """The work as a list of references has it."""
        *others, last = self.authors.split("; ")
        authors = f"{', '.join(others)} and {last}" if others else last
        where = f"{self.within}{',' if self.kind != 'article' and self.place else ''} {self.place}"
        end = "" if self.title.endswith("?") else "."
        doi = f"{RESOLVER}{self.doi}" if self.doi else ""
        return f"{authors} ({self.year}). {self.title}{end} {where.strip()}.{doi}"


MOST_NAMED = 2  # authors whom a citation names
RESOLVER = " https://doi.org/"


WORKS = (
    Reference("benjamini1995", "article", "Benjamini, Y.; Hochberg, Y.", 1995,
              "Controlling the false discovery rate: a practical and powerful approach to "
              "multiple testing", "Journal of the Royal Statistical Society B", "57(1), 289-300",
              "10.1111/j.2517-6161.1995.tb02031.x"),
    Reference("biber1988", "book", "Biber, D.", 1988, "Variation across speech and writing",
              "Cambridge University Press", doi="10.1017/CBO9780511621024"),
    Reference("broder1997", "inproceedings", "Broder, A. Z.", 1997,
              "On the resemblance and containment of documents",
              "Proceedings of Compression and Complexity of Sequences 1997", "21-29",
              "10.1109/SEQUEN.1997.666900"),
    Reference("caldas1994", "inproceedings", "Caldas-Coulthard, C. R.", 1994,
              "On reporting reporting: the representation of speech in factual and factional "
              "narratives", "Advances in written text analysis, Routledge", "295-308"),
    Reference("chung2013", "article", "Chung, E.; Romano, J. P.", 2013,
              "Exact and asymptotically robust permutation tests", "Annals of Statistics",
              "41(2), 484-507", "10.1214/13-AOS1090"),
    Reference("church1990", "article", "Church, K. W.; Hanks, P.", 1990,
              "Word association norms, mutual information, and lexicography",
              "Computational Linguistics", "16(1), 22-29"),
    Reference("cochran1977", "book", "Cochran, W. G.", 1977, "Sampling techniques, 3rd edition",
              "Wiley"),
    Reference("cohen1988", "book", "Cohen, J.", 1988,
              "Statistical power analysis for the behavioral sciences, 2nd edition",
              "Lawrence Erlbaum"),
    Reference("culbertson1975", "article", "Culbertson, H. M.", 1975,
              "Veiled news sources: who and what are they?", "ANPA News Research Bulletin", "3"),
    Reference("dodds2011", "article",
              "Dodds, P. S.; Harris, K. D.; Kloumann, I. M.; Bliss, C. A.; "
              "Danforth, C. M.", 2011,
              "Temporal patterns of happiness and information in a global social network: "
              "hedonometrics and Twitter", "PLoS ONE", "6(12), e26752",
              "10.1371/journal.pone.0026752"),
    Reference("donner2012", "article", "Donner, A.; Zou, G. Y.", 2012,
              "Closed-form confidence intervals for functions of the normal mean and standard "
              "deviation", "Statistical Methods in Medical Research", "21(4), 347-359"),
    Reference("dunning1993", "article", "Dunning, T.", 1993,
              "Accurate methods for the statistics of surprise and coincidence",
              "Computational Linguistics", "19(1), 61-74"),
    Reference("egbert2019", "article", "Egbert, J.; Biber, D.", 2019,
              "Incorporating text dispersion into keyword analyses", "Corpora", "14(1), 77-104",
              "10.3366/cor.2019.0162"),
    Reference("entman1993", "article", "Entman, R. M.", 1993,
              "Framing: toward clarification of a fractured paradigm", "Journal of Communication",
              "43(4), 51-58", "10.1111/j.1460-2466.1993.tb01304.x"),
    Reference("gallagher2021", "article",
              "Gallagher, R. J.; Frank, M. R.; Mitchell, L.; Schwartz, A. J.; "
              "Reagan, A. J.; Danforth, C. M.; Dodds, P. S.", 2021,
              "Generalized word shift graphs: a method for visualizing and explaining pairwise "
              "comparisons between texts", "EPJ Data Science", "10, 4",
              "10.1140/epjds/s13688-021-00260-3"),
    Reference("gries2008", "article", "Gries, S. Th.", 2008,
              "Dispersions and adjusted frequencies in corpora",
              "International Journal of Corpus Linguistics", "13(4), 403-437",
              "10.1075/ijcl.13.4.02gri"),
    Reference("hamborg2021", "inproceedings", "Hamborg, F.; Donnay, K.", 2021,
              "NewsMTSC: a dataset for (multi-)target-dependent sentiment classification in "
              "political news articles", "Proceedings of EACL 2021", "1663-1675",
              "10.18653/v1/2021.eacl-main.142"),
    Reference("hardie2014", "article", "Hardie, A.", 2014, "Log Ratio: an informal introduction",
              "ESRC Centre for Corpus Approaches to Social Science"),
    Reference("henley1995", "article", "Henley, N. M.; Miller, M.; Beazley, J. A.", 1995,
              "Syntax, semantics, and sexual violence: agency and the passive voice",
              "Journal of Language and Social Psychology", "14(1-2), 60-84"),
    Reference("honnibal2020", "article", "Honnibal, M.; Montani, I.; Van Landeghem, S.; Boyd, A.",
              2020, "spaCy: industrial-strength natural language processing in Python", "Zenodo",
              doi="10.5281/zenodo.1212303"),
    Reference("hutto2014", "inproceedings", "Hutto, C. J.; Gilbert, E.", 2014,
              "VADER: a parsimonious rule-based model for sentiment analysis of social media "
              "text", "Proceedings of the International AAAI Conference on Web and Social Media",
              "8(1), 216-225", "10.1609/icwsm.v8i1.14550"),
    Reference("kilgarriff2001", "article", "Kilgarriff, A.", 2001, "Comparing corpora",
              "International Journal of Corpus Linguistics", "6(1), 97-133",
              "10.1075/ijcl.6.1.05kil"),
    Reference("lijffijt2012", "article", "Lijffijt, J.; Gries, S. Th.", 2012,
              "Correction to Stefan Th. Gries' 'Dispersions and adjusted frequencies in "
              "corpora'", "International Journal of Corpus Linguistics", "17(1), 147-149",
              "10.1075/ijcl.17.1.08lij"),
    Reference("lin1991", "article", "Lin, J.", 1991,
              "Divergence measures based on the Shannon entropy",
              "IEEE Transactions on Information Theory", "37(1), 145-151", "10.1109/18.61115"),
    Reference("matthes2008", "article", "Matthes, J.; Kohring, M.", 2008,
              "The content analysis of media frames: toward improving reliability and validity",
              "Journal of Communication", "58(2), 258-279", "10.1111/j.1460-2466.2008.00384.x"),
    Reference("molder2021", "article", "Mölder, F.; Jablonski, K. P.; Letcher, B.; Hall, M. B.; "
              "Tomkins-Tinch, C. H.; Sochat, V.; Forster, J.; Lee, S.; Twardziok, "
              "S. O.; Kanitz, A.; Wilm, A.; Holtgrewe, M.; Rahmann, S.; Nahnsen, "
              "S.; Köster, J.", 2021, "Sustainable data analysis with Snakemake", "F1000Research",
              "10, 33", "10.12688/f1000research.29032.2"),
    Reference("monroe2008", "article", "Monroe, B. L.; Colaresi, M. P.; Quinn, K. M.", 2008,
              "Fightin' words: lexical feature selection and evaluation for identifying the "
              "content of political conflict", "Political Analysis", "16(4), 372-403",
              "10.1093/pan/mpn018"),
    Reference("nielsen2011", "inproceedings", "Nielsen, F. Å.", 2011,
              "A new ANEW: evaluation of a word list for sentiment analysis in microblogs",
              "Proceedings of the ESWC2011 Workshop on Making Sense of Microposts", "93-98"),
    Reference("phipson2010", "article", "Phipson, B.; Smyth, G. K.", 2010,
              "Permutation p-values should never be zero: calculating exact p-values when "
              "permutations are randomly drawn",
              "Statistical Applications in Genetics and Molecular Biology", "9(1), 39",
              "10.2202/1544-6115.1585"),
    Reference("reisigl2001", "book", "Reisigl, M.; Wodak, R.", 2001,
              "Discourse and discrimination", "Routledge"),
    Reference("salton1988", "article", "Salton, G.; Buckley, C.", 1988,
              "Term-weighting approaches in automatic text retrieval",
              "Information Processing and Management", "24(5), 513-523",
              "10.1016/0306-4573(88)90021-0"),
    Reference("sigal1973", "book", "Sigal, L. V.", 1973,
              "Reporters and officials: the organization and politics of newsmaking", "Heath"),
    Reference("tusher2001", "article", "Tusher, V. G.; Tibshirani, R.; Chu, G.", 2001,
              "Significance analysis of microarrays applied to the ionizing radiation response",
              "Proceedings of the National Academy of Sciences", "98(9), 5116-5121",
              "10.1073/pnas.091062498"),
    Reference("vanleeuwen2008", "book", "van Leeuwen, T.", 2008, "Discourse and practice",
              "Oxford University Press"),
    Reference("westfall1993", "book", "Westfall, P. H.; Young, S. S.", 1993,
              "Resampling-based multiple testing", "Wiley"),
    Reference("wilson1927", "article", "Wilson, E. B.", 1927,
              "Probable inference, the law of succession, and statistical inference",
              "Journal of the American Statistical Association", "22(158), 209-212",
              "10.1080/01621459.1927.10502953"),
    Reference("woodruff1971", "article", "Woodruff, R. S.", 1971,
              "A simple method for approximating the variance of a complicated estimate",
              "Journal of the American Statistical Association", "66(334), 411-414",
              "10.1080/01621459.1971.10482279"),
    Reference("zou2008", "article", "Zou, G. Y.; Donner, A.", 2008,
              "Construction of confidence limits about effect measures: a general approach",
              "Statistics in Medicine", "27(10), 1693-1702", "10.1002/sim.3095"),
)  # fmt: skip
BY_KEY = {work.key: work for work in WORKS}


class Citations:
    """Cites works, and remembers which."""

    def __init__(self) -> None:
        """Cite nothing yet."""
        self._works: set[Reference] = set()

    def __call__(self, *works: str | Reference) -> str:
        """Return works as a text cites them, in brackets.

        Args:
            works: Keys of `WORKS`, or works that stand elsewhere.
        """
        found = [BY_KEY[work] if isinstance(work, str) else work for work in works]
        self._works.update(found)
        return f"({'; '.join(work.cited for work in found)})"

    def references(self) -> list[Reference]:
        """Return the works cited, in the order of a list of references."""
        return sorted(self._works, key=_order)


def _order(work: Reference) -> tuple[str, int, str]:
    """Return the place of a work in a list: by its authors, without their accents, and year."""
    letters = unicodedata.normalize("NFKD", work.authors).encode("ascii", "ignore").lower()
    return letters.decode("ascii"), work.year, work.key


def entry(work: Reference) -> str:
    """Return a work as an entry of BibTeX, in ASCII."""
    fields = {
        "author": work.authors.replace("; ", " and "),
        "year": str(work.year),
        "title": f"{{{work.title}}}",  # in braces: capitals stay
        {"article": "journal", BOOK: "publisher"}.get(work.kind, "booktitle"): work.within,
        **_places(work.place),
        "doi": work.doi,
    }
    lines = [f"  {name} = {{{_latex(text)}}}," for name, text in fields.items() if text]
    return "\n".join([f"@{work.kind}{{{work.key},", *lines, "}", ""])


def _places(place: str) -> dict[str, str]:
    """Return volume, number and pages of a place such as '57(1), 289-300'."""
    volume, _, pages = place.rpartition(", ")
    if not volume and "-" not in pages:
        volume, pages = pages, ""
    volume, _, number = volume.partition("(")
    return {"volume": volume, "number": number.rstrip(")"), "pages": pages.replace("-", "--")}


def _latex(text: str) -> str:
    return "".join(LETTERS.get(letter, letter) for letter in text)


LETTERS = {"ö": r"{\"o}", "Å": r"{\AA}", "&": r"\&"}


def linked(work: Reference) -> str:
    """Return a reference in Markdown, with its DOI as a link and its key."""
    text, link, doi = work.text.partition(RESOLVER)
    return f"{escape.markdown(text)}{f' <{link.strip()}{doi}>' if doi else ''} `{work.key}`"

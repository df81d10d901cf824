"""Bytes to text: the encoding that is stated or found, and no character lost on the way."""

import codecs
import re
import unicodedata

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What a file holds that begins so; none of them is a text, whatever bytes follow.
SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or an Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
}
# Code pages that texts on the web still come in, the more frequent first. Without the list,
# DOS and Macintosh pages win on short texts.
CODE_PAGES = [
    *("cp1252", "cp1251", "cp1250", "gb18030", "cp932", "cp949", "big5", "euc_jp", "koi8_r"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5", "koi8_u"),
    *("iso8859_7", "cp1258", "cp874"),
]
# The letters beyond ASCII of each Western language. A text in another code page, read as
# cp1252, needs letters of several of them: Czech as cp1252 has ø, ì and è.
ALPHABETS = [
    frozenset(letters)
    for letters in (
        *("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "ãáâàçéêíóôõúü", "àèéìíîòóùú"),
        *("æøåéóôü", "åäöéü", "áðéíóúýþæö", "éëïóöüè", "àçéèíïóòúü", "áéíóú", "š ž"),
    )
]
# Signs that no Western spelling puts beside a letter, but that are letters in other pages; and
# õ, which Portuguese has before e only, but Hungarian, misread, for ő.
SIGN_IN_WORD = re.compile(
    r"[^\W\d_](?:[¡¢£¤¥¦§¨¬¯±´µ¶¸¹¼½¾¿ªº]|(?<![mM])[²³])|[¯±¼½¾¹³¶][^\W\d_]|õ(?!e)|Õ(?!E)"
)
TWINS = ("cp1252", "cp1254", "cp1258")  # pages that have these signs as signs
RARE = 0.02  # share of letters beyond ASCII; English and its foreign names stay below it
NAMES = 0.15  # the same; names of several languages in a short text stay below it
MOSTLY_ASCII = 0.5  # share of letters beyond ASCII that words of a Western language stay below
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")  # white space, and halves of mojibake, left out
MOST_CONTROLS = 0.01  # share of control characters; damaged texts hold a few, binary ones more
LEAST_NULS = 0.02  # NUL bytes per byte; spaces and line ends alone give UTF-16 this many
DAMAGED = 4  # whole characters of UTF-8 per wrong byte; chance gives other encodings fewer


class Unreadable(Exception):  # noqa: N818 - names a state, as a rejected record's reason does
    """A record's content cannot be read as a text; the message is a short plain reason."""


def decode(content: bytes, encoding: str | None = None) -> str:
    """Return `content` as text, without its byte-order mark.

    Args:
        content: A whole file, or a part that ends with a character.
        encoding: The stated encoding, followed strictly; None to find it (`detect_encoding`).

    Raises:
        Unreadable: The content is binary, or not wholly in the encoding stated or found.
    """
    _refuse_signature(content)
    return _strictly(content, encoding or _find(content, whole=True)).removeprefix("\ufeff")


def detect_encoding(sample: bytes) -> str:
    """Return the Python codec for a file that begins with `sample`.

    The sample may end within a character. One in plain ASCII is taken for UTF-8, so the rest
    of the file can still fail to decode.

    Raises:
        Unreadable: The sample is binary, or in no known encoding.
    """
    _refuse_signature(sample)
    encoding = _find(sample, whole=False)
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _refuse_signature(content: bytes) -> None:
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"binary content ({kind})")


def _find(content: bytes, whole: bool) -> str:
    for mark, encoding in BOMS.items():
        if content.startswith(mark):
            return encoding
    if b"\0" in content:
        return _find_wide(content, whole)
    if _attempt(content, "utf-8", whole) is not None:
        return "utf-8"
    _refuse_damaged(content)
    if _is_western(content):
        return "cp1252"
    return _guess(content if whole else content[: content.rfind(b"\n") + 1] or content)


def _attempt(content: bytes, encoding: str, whole: bool = True) -> str | None:
    """Return the text, None if it is not in `encoding`; a part may end within a character."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content, whole)
    except UnicodeError:
        return None


def _find_wide(content: bytes, whole: bool) -> str:
    """Return the form of UTF-16 or UTF-32 in which content with NUL bytes is a text."""
    # most characters of a text are small numbers, and NUL bytes are their greater halves
    order = "le" if content[1::2].count(0) > content[::2].count(0) else "be"
    if content.count(0) >= LEAST_NULS * len(content):
        for encoding in (f"utf-32-{order}", f"utf-16-{order}"):
            text = _attempt(content, encoding, whole)
            if text is not None and _is_assigned(text):
                return encoding
    raise Unreadable("binary content")


def _is_assigned(text: str) -> bool:
    """Tell whether the characters exist: those of a wrong reading often do not."""
    categories = {unicodedata.category(char) for char in text if not char.isspace()}
    return not categories & {"Cc", "Cn", "Co", "Cs"}


def _refuse_damaged(content: bytes) -> None:
    """Refuse UTF-8 with a wrong byte, which a code page would read as other characters."""
    text = content.decode("utf-8", errors="replace")  # only to count; never returned
    wrong = text.count("\ufffd")
    whole = sum(not char.isascii() for char in text) - wrong
    if whole >= DAMAGED * wrong:
        _strictly(content, "utf-8")


def _is_western(content: bytes) -> bool:
    """Tell whether the content reads as Western text in cp1252.

    On short texts this is surer than the library, which takes 'café' for DOS Cyrillic.
    """
    text = _attempt(content, "cp1252")
    if text is None:
        return False
    words = ["".join(filter(str.isalpha, word)) for word in re.findall(r"\w+", text)]
    special = [{char.lower() for char in word if not char.isascii()} for word in words]
    signs = len(SIGN_IN_WORD.findall(text))
    letters = "".join(words)
    share = (sum(not char.isascii() for char in letters) + signs) / max(len(letters), 1)
    if share < RARE:
        return True
    if signs or share >= MOSTLY_ASCII:
        return False
    if share < NAMES:
        return all(map(_is_of_one_language, special))
    return _is_of_one_language(set().union(*special))


def _is_of_one_language(letters: set[str]) -> bool:
    return any(letters <= alphabet for alphabet in ALPHABETS)


def _guess(content: bytes) -> str:
    import charset_normalizer  # noqa: PLC0415  # nearly all texts are in UTF-8

    western = _attempt(content, "cp1252") or ""
    excluded = TWINS if SIGN_IN_WORD.search(western) else ()
    pages = [page for page in CODE_PAGES if page not in excluded]
    matches = charset_normalizer.from_bytes(
        content, cp_isolation=pages, preemptive_behaviour=False, enable_fallback=False
    )
    for match in matches:
        if _attempt(content, match.encoding) is not None:
            return match.encoding
    raise Unreadable("binary content, or no known encoding")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start} is not {encoding}") from None
    except (LookupError, UnicodeError, ValueError):
        raise Unreadable(f"encoding {encoding!r} is not known") from None
    controls = len(CONTROL.findall(text))
    if "\0" in text or controls > MOST_CONTROLS * len(text):
        raise Unreadable("binary content")
    return text

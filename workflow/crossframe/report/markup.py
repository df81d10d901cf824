"""How text becomes part of the page: escaped, apart in its direction of writing, and allowed."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from crossframe.report.sections import files, numbers

FOLDER = Path(__file__).parent
LETTERS = 7  # 35 bits: of 5,000 rows two share a name in 4 of 10,000 reports
# Directions of characters that turn the text around them, too.
TURNING = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}


def environment() -> jinja2.Environment:
    """Return what renders the page's templates."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "short": short,
        "isolated": isolated,
        "coded": coded,
        "allowed": allowed,
        "files": files,
        "numbers": numbers,
    }
    made.globals |= {"asset": asset}
    return made


def short(row_id: str) -> str:
    """Return the short name of a row: the same in every report, whatever else stands in it."""
    digest = hashlib.sha256(row_id.encode()).digest()
    return base64.b32encode(digest).decode("ascii")[:LETTERS].lower()


def isolated(text: str, names: Sequence[str]) -> Markup:
    """Return a sentence whose names do not turn the direction of what stands beside them.

    Args:
        text: The sentence.
        names: Names that can stand in it, such as outlets and terms.
    """
    turning = sorted({name for name in names if _turns(name)}, key=len, reverse=True)
    if not turning:
        return escape(text)
    parts = re.split(f"({'|'.join(map(re.escape, turning))})", text)
    return Markup("").join(
        Markup("<bdi>{}</bdi>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def _turns(name: str) -> bool:
    return any(unicodedata.bidirectional(character) in TURNING for character in name)


def coded(text: str) -> Markup:
    """Return prose in which what stands between backticks is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def asset(name: str, widest: int = 0) -> Markup:
    """Return a style sheet or script of ours, to stand in the page as it is.

    Args:
        name: Its file.
        widest: Most columns of a table, for a style sheet.
    """
    text = (FOLDER / "assets" / name).read_text(encoding="utf-8")
    return Markup(text + "".join(map(_numeric, range(1, widest + 1))))


def _numeric(place: int) -> str:
    """Return a rule that aligns a column of numbers; a class for each cell would be long."""
    cells = ", ".join(f".n{place} {cell}:nth-child({place})" for cell in ("th", "td"))
    return f"{cells} {{ text-align: right; }}\n"


def allowed(content: str) -> str:
    """Return what names a script or a style as allowed in a content security policy."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

"""Lines of a page as they came, and what tells one from another."""

import hashlib
import re


def split_lines(text: str) -> list[str]:
    """Return the lines of a page as they came."""
    return re.split(r"\r\n|\r|\n", text)


def fingerprint(raw: str) -> int:
    """Return a number that tells a line from others, whatever its case and white space."""
    plain = " ".join(raw.casefold().split()).encode("utf-8", errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "big", signed=True)

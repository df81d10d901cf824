"""Compare a run with published checksums: `make verify`."""

import sys
from pathlib import Path

from crossframe import io
from crossframe.provenance import file_digest


def verdicts(published: Path, results: Path) -> dict[str, str]:
    """Return what a run made of each published file: identical, differs or missing.

    Args:
        published: Table of files and their SHA-256.
        results: Folder that the files are named from.
    """
    _, rows = io.read_rows(published)
    return {file: _verdict(results / file, digest) for file, digest in rows}


def _verdict(path: Path, digest: str) -> str:
    if not path.is_file():
        return "missing"
    return "identical" if file_digest(path) == digest else "differs"


def main() -> int:
    """Print a verdict for each file, and return 1 unless all are identical."""
    published, results = map(Path, sys.argv[1:])
    found = verdicts(published, results)
    lines = [f"{verdict:10}{file}" for file, verdict in found.items()]
    same = sum(verdict == "identical" for verdict in found.values())
    sys.stdout.write("\n".join([*lines, f"{same} of {len(found)} files are identical.\n"]))
    return 0 if same == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())

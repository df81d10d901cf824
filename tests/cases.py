"""One test for many cases."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

SHOWN = 200  # characters of a case

Test = Callable[..., None]


def each(names: str | Sequence[str], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """Give a test every case, as pytest.mark.parametrize does, in one item.

    All cases run, and those that fail are shown together, each with its values. Every case has a
    `tmp_path` of its own, and what it patches is undone after it.
    """
    arguments = [name.strip() for name in names.split(",")] if isinstance(names, str) else names
    listed = [case if len(arguments) > 1 else (case,) for case in cases]
    assert listed, "no case, and so nothing is tested"

    def decorate(test: Test) -> Test:
        @wraps(test)
        def all_cases(**fixtures: Any) -> None:
            failed = []
            for number, case in enumerate(listed):
                given = dict(zip(arguments, case, strict=True))
                try:
                    with ExitStack() as stack:
                        test(**_own(fixtures, number, stack), **given)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"case {number}: {repr(given)[:SHOWN]}")
                    failed.append(error)
            if failed:
                message = f"{len(failed)} of {len(listed)} cases fail"
                raise BaseExceptionGroup(message, failed)

        signature = inspect.signature(test)
        fixtures = [p for name, p in signature.parameters.items() if name not in arguments]
        all_cases.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return all_cases

    return decorate


def _own(fixtures: dict[str, Any], number: int, stack: ExitStack) -> dict[str, Any]:
    """Return fixtures with a folder and patches of the case's own."""
    own = dict(fixtures)
    if isinstance(folder := own.get("tmp_path"), Path):
        own["tmp_path"] = folder / f"case{number}"
        own["tmp_path"].mkdir()
    if isinstance(patch := own.get("monkeypatch"), pytest.MonkeyPatch):
        own["monkeypatch"] = stack.enter_context(patch.context())
    return own

"""Every public name is documented, and every example runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

MODULES = ["", ".errors", ".fee", ".id", ".identity", ".lifecycle", ".money", ".mortgage", ".room", ".time"]
README = Path(__file__).parents[1] / "README.md"


def named() -> Iterator[tuple[str, Any]]:
    """Every public module, function, class and member of a class, by its name."""
    for suffix in MODULES:
        module = importlib.import_module(f"mot_core{suffix}")
        yield module.__name__, module
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, ModuleType) or not (inspect.isclass(value) or callable(value)):
                continue
            if getattr(value, "__module__", None) in ("typing", None):
                continue
            yield f"{module.__name__}.{name}", value
            if inspect.isclass(value):
                for member in vars(value):
                    if not member.startswith("_"):
                        yield f"{module.__name__}.{name}.{member}", inspect.getattr_static(value, member)


PUBLIC = dict(named())


@pytest.mark.parametrize("name", [name for name in PUBLIC if not name.rpartition(".")[2].isupper()])
def test_is_documented(name: str) -> None:
    text = inspect.getdoc(PUBLIC[name])
    assert text and text != inspect.getdoc(object)


EXAMPLES = {name: text for name, value in PUBLIC.items() if ">>>" in (text := inspect.getdoc(value) or "")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_runs(name: str) -> None:
    check(EXAMPLES[name], name)


def test_every_module_has_an_example() -> None:
    assert {f"mot_core{suffix}" for suffix in MODULES} <= EXAMPLES.keys()


def test_the_readme_runs() -> None:
    check(README.read_text(encoding="utf-8"), "README.md")


def check(text: str, name: str) -> None:
    examples = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    assert examples.examples
    said: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert outcome.failed == 0, "".join(said)

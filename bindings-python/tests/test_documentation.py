"""Every public name is documented, and every example runs."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import operator
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mot_core import _native

MODULES = [
    *("", ".errors", ".fee", ".id", ".identity", ".lifecycle", ".money", ".mortgage", ".room", ".time"),
    ".voucher",
]
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


def test_the_licences_are_those_of_the_library() -> None:
    for name in ("LICENSE-APACHE", "LICENSE-MIT"):
        text = README.with_name(name).read_text(encoding="utf-8")
        assert text == README.parents[1].joinpath(name).read_text(encoding="utf-8")
        packaged = distribution("mot-core").read_text(f"licenses/{name}")
        assert packaged is not None and packaged.splitlines() == text.splitlines()
    assert not any("sboms" in str(file) for file in distribution("mot-core").files or [])


def test_the_readme_runs() -> None:
    check(README.read_text(encoding="utf-8"), "README.md")


def test_the_stubs_say_what_the_library_says() -> None:
    """A type checker shows the words that `help` shows, without the examples."""
    stub = ast.parse(Path(_native.__file__).with_name("_native.pyi").read_text(encoding="utf-8"))
    said = dict(described(stub.body, ""))
    assert len(said) > 300
    for name, text in said.items():
        value = operator.attrgetter(name)(_native)
        assert text.split() == (value.__doc__ or "").partition(">>>")[0].split(), name


def described(nodes: list[ast.stmt], prefix: str) -> Iterator[tuple[str, str]]:
    """What a stub says of everything public, by its name."""
    for node in nodes:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_"):
            if (text := ast.get_docstring(node)) is not None:
                yield prefix + node.name, text
            if isinstance(node, ast.ClassDef):
                yield from described(node.body, f"{node.name}.")


def check(text: str, name: str) -> None:
    examples = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    assert examples.examples
    said: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert outcome.failed == 0, "".join(said)

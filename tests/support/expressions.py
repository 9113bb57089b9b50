"""Finds every regular expression in the packages, and texts on which a bad one takes quadratic time."""

from __future__ import annotations

import ast
import importlib
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from re import _constants as codes  # type: ignore[attr-defined] # isort: skip # the parser that `re` itself uses
from re import _parser as parser  # type: ignore[attr-defined] # isort: skip

ROOT = Path(__file__).parents[2]
PACKAGES = ("practices_catalog", "questionnaires", "roadmaps", "reports", "app")
METHODS = ("fullmatch", "match", "search", "sub", "split", "findall", "finditer")
MENTIONED = re.compile(rf"\bre\.|\.({'|'.join(METHODS)})\b")
COMMON = "a1 \n"
MOST_LETTERS = 10
ENDS = ("", "\0", "@ ")


@dataclass(frozen=True)
class Expression:
    """A regular expression, and how the code applies it.

    Attributes:
        place: where it is written, as `folder/module.py:line`.
        pattern: the compiled pattern, or None if it depends on data.
    """

    place: str
    pattern: re.Pattern[Any] | None
    method: str

    def run(self, text: str) -> object:
        """Apply the expression to a text."""
        assert self.pattern
        given: Any = text.encode() if isinstance(self.pattern.pattern, bytes) else text
        put_in = (given[:0],) if self.method == "sub" else ()
        found = getattr(self.pattern, self.method)(*put_in, given)
        return list(found) if self.method == "finditer" else found


def expressions() -> Iterator[Expression]:
    """Yield each expression in the packages, once for each way it is applied."""
    paths = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
    texts = {path: path.read_text("utf-8") for path in paths}
    trees = {path: ast.parse(text) for path, text in texts.items() if MENTIONED.search(text)}  # parsing is slow
    applied = set(itertools.chain.from_iterable(map(_methods_of_names, trees.values())))
    for path, tree in trees.items():
        if "migrations" in path.parts:
            continue
        names = {call: name for name, call in _assigned(tree)}
        for call in _calls_of_re(tree):
            pattern = _evaluated(call, path)
            method = call.func.attr  # type: ignore[attr-defined] # _calls_of_re yields only such calls
            methods = [method] if method != "compile" else [each for name, each in applied if name == names.get(call)]
            for each in sorted(set(methods)) or ["search"]:
                yield Expression(f"{path.relative_to(ROOT)}:{call.lineno}", pattern, each)


def _calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name)) if name in {"compile", *METHODS}:
                yield node


def _assigned(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _methods_of_names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
            yield node.value.id, node.attr


def _evaluated(call: ast.Call, path: Path) -> re.Pattern[Any] | None:
    """Compile an expression with the names of its module; None if it needs the names of a function."""
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    parts = call.args[:2] if getattr(call.func, "attr", "") == "compile" else call.args[:1]
    try:
        code = [compile(ast.Expression(part), str(path), "eval") for part in parts]
        values = [eval(each, vars(module)) for each in code]  # noqa: S307 - the project's own source
    except NameError:
        return None
    return re.compile(*values)


@dataclass(frozen=True, slots=True)
class HardText:
    """A text that repeats one or two characters after a start that reaches a repetition of the expression."""

    beginning: str
    repeated: str
    end: str

    def of(self, length: int) -> str:
        """Return the text with a given length."""
        return self.beginning + self.repeated * (length // len(self.repeated)) + self.end


def hard_texts(pattern: re.Pattern[Any]) -> Iterator[HardText]:
    """Yield texts on which an expression with too many ways to match is slow."""
    text = pattern.pattern.decode() if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = parser.parse(text, pattern.flags & ~re.UNICODE)
    outside_sets = [letter for letter, in_set in _literals(tree) if not in_set]
    letters = list(dict.fromkeys([*COMMON, *outside_sets, *(letter for letter, _ in _literals(tree))]))[:MOST_LETTERS]
    repeated = [*letters, *map("".join, itertools.permutations(letters, 2))]
    beginnings = sorted({"", *_before_repetitions(tree, "")})
    yield from itertools.starmap(HardText, itertools.product(beginnings, repeated, ENDS))


def _literals(tree: Any, *, in_set: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield each literal character, and whether it is in a set."""
    for code, value in tree:
        if code in {codes.LITERAL, codes.NOT_LITERAL}:
            yield chr(value), in_set
        elif code is codes.RANGE:
            yield chr(value[0]), in_set
        for part in _parts(code, value):
            yield from _literals(part, in_set=in_set or code is codes.IN)


def _parts(code: Any, value: Any) -> list[Any]:
    """Return the children of a node of the syntax tree."""
    if code is codes.IN:
        return [value]
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
        return [value[2]]
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.BRANCH:
        return list(value[1])
    return [value[1]] if code in {codes.ASSERT, codes.ASSERT_NOT} else []


def _before_repetitions(tree: Any, before: str) -> Iterator[str]:
    for node in tree:
        code, value = node
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
            yield before
        if code is not codes.IN:
            for part in _parts(code, value):
                yield from _before_repetitions(part, before)
        before += _example(node)


def _example(node: Any) -> str:
    """Return a text that a node matches."""
    code, value = node
    if code is codes.IN:
        alone = parser.SubPattern(parser.State(), [node])
        matches: Callable[[str], Any] = re._compiler.compile(alone).fullmatch  # type: ignore[attr-defined] # noqa: SLF001
        found: Iterator[str] = filter(matches, map(chr, range(33, 0x2100)))
        return str(next(found, ""))
    if code is codes.LITERAL:
        return chr(value)
    if code in {codes.NOT_LITERAL, codes.ANY}:
        return "b"
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        least: int = max(value[0], 1)
        return "".join(map(_example, value[2])) * least
    if code is codes.SUBPATTERN:
        return "".join(map(_example, value[3]))
    return "".join(map(_example, value[1][0])) if code is codes.BRANCH else ""

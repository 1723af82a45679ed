"""Modules import only from lower layers, so nothing goes round in a circle and the nouns know no verb."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from support import PACKAGE

# Lowest first. A package's name stands for those of its modules that have no row of their own.
LAYERS = """
    model errors voice alphabet contractions endings paths rewrites terminal signs codepages mime
    markup.__init__ markup.styles markup.tables markup.tags
    blocks.__init__ blocks.dates blocks.kinds blocks.signature
    blocks.attribution blocks.chats blocks.closings
    blocks.asked
    blocks.tails
    blocks.quotes
    blocks.repeats
    blocks.parting
    clipboard charset markup.elements markup.textlines
    markup.page
    weights verdict yamlfile morphology document mail languages lexicon rule
    message
    fields automaton sentence pairs measures
    facts
    pattern matching rulefile
    packing
    scan playbook
    engine compiler
    store examples
    coach
    rewriting.__init__ rewriting.pieces rewriting.strategies rewriting.told rewriting.blanks
    rewriting.layout rewriting.case rewriting.draftfile rewriting.patch
    rewriting.parts rewriting.changes
    rewriting.rewrite rewriting.alternatives
    rewriting.entry rewriting.session
    __init__
    formats output
    settingsfile
    settings
    commands.check
    letters.__init__ letters.page letters.kinds letters.glue letters.requisites letters.words letters.register
    letters.people letters.template letters.profile
    letters.amounts letters.writers.txt letters.writers.md letters.writers.html letters.writers.pdf
    letters.phrases letters.values letters.writers.docx letters.writers.eml
    letters.filling letters.writers.__init__
    letters.compose
    letters.trying
    commands.asking
    statefiles digests markedblock
    rewriting.saving
    commands.speaking commands.placing
    commands.editing
    commands.stepwise
    commands.rewrite
    outbox claims envelope transport
    journal
    gate
    notices policy
    mailers mailers.git
    mailers.neomutt
    commands.sendmail commands.hookrun
    commands.hook
    commands.hooklog commands.doctor
    commands
    cli_letters cli_hook cli_rewrite
    cli
    __main__
"""
ROW = {name: row for row, names in enumerate(LAYERS.split("\n")) for name in names.split()}
MODULES = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}


def row(module: str) -> int:
    return ROW.get(module, ROW.get(module.partition(".")[0], -1))


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All of a module but what only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from nodes(node)


def imported(module: str) -> Iterator[str]:
    """Modules of ours that a module imports, wherever it does so."""
    package = module.split(".")[:-1]
    for node in nodes(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
            for alias in node.names:
                yield resolved([part for part in base if part], alias.name)


def resolved(base: list[str], name: str) -> str:
    """``from .a import b`` is the module ``a.b``, the module ``a`` or the package ``a``."""
    candidates = [".".join([*base, name]), ".".join(base), ".".join([*base, "__init__"])]
    return next(candidate for candidate in candidates if candidate in MODULES)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_module_has_a_layer(module: str) -> None:
    assert row(module) >= 0


@pytest.mark.parametrize("module", sorted(MODULES))
def test_module_imports_only_lower_layers(module: str) -> None:
    higher = [name for name in imported(module) if row(name) >= row(module) and name != "commands.__init__"]
    assert higher == []


def test_imports_inside_functions_count() -> None:
    assert {"measures", "pairs"} <= set(imported("engine"))


def test_no_module_imports_the_package_by_its_full_name() -> None:
    names = {
        alias.name
        for path in MODULES.values()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert {name for name in names if name.startswith("replycoach")} == set()

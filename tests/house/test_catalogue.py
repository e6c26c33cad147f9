"""Every code the press can say stands in the catalogue, whole, in both languages."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from publisher.diagnostics import messages
from publisher.diagnostics.speech import SPEECHES
from publisher.diagnostics.wording import places
from tests.conftest import ROOT

CATALOGUE = ROOT / "publisher/diagnostics/catalogue"
SOURCES = sorted((*ROOT.glob("publisher/**/*.py"), ROOT / "cli.py"))
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
REPORTING = {"error", "warning", "note"}
NAMING = {"Refused", "WrongCommand", "Diagnostic"}
NAMES = {"Excel", "Lab", "Markdown", "Pango", "Python", "Word"}
BOTH = pytest.mark.parametrize("speech", SPEECHES)


@dataclass(frozen=True)
class Saying:
    """One place in the program that says a code, and the values it gives."""

    where: str
    values: frozenset[str] | None
    """None where they can't be seen in the call (`**values`)."""


def sayings() -> dict[str, list[Saying]]:
    said = defaultdict(list)
    for file in SOURCES:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and says_a_code(call):
                saying = Saying(f"{file.relative_to(ROOT)}:{call.lineno}", values(call))
                for code in codes_in(call.args[0]):
                    said[code].append(saying)
    return said


def says_a_code(call: ast.Call) -> bool:
    if not call.args:
        return False
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in REPORTING
    return isinstance(call.func, ast.Name) and call.func.id in NAMING


def codes_in(argument: ast.expr) -> Iterator[str]:
    """`"code"`, and both of `"code" if … else "code"`."""
    if isinstance(argument, ast.IfExp):
        yield from codes_in(argument.body)
        yield from codes_in(argument.orelse)
    elif (
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and CODE.fullmatch(argument.value)
    ):
        yield argument.value


def values(call: ast.Call) -> frozenset[str] | None:
    if len(call.args) > 2 or any(keyword.arg is None for keyword in call.keywords):
        return None
    given = frozenset(str(keyword.arg) for keyword in call.keywords)
    return None if "values" in given else given


def strings() -> Counter[str]:
    return Counter(
        node.value
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_every_code_that_is_said_stands_in_the_catalogue():
    unworded = {
        code: [saying.where for saying in said]
        for code, said in sayings().items()
        if code not in messages.codes()
    }

    assert unworded == {}


def test_no_code_of_the_catalogue_is_never_said():
    assert sorted(set(messages.codes()) - strings().keys()) == []


def test_no_two_rooms_word_the_same_code():
    homes = defaultdict(list)
    for file in CATALOGUE.glob("*.yaml"):
        for node, _ in yaml.compose(file.read_text(encoding="utf-8")).value:
            homes[node.value].append(file.name)

    assert {code: files for code, files in homes.items() if len(files) > 1} == {}


@BOTH
def test_every_code_has_a_message_hints_and_an_explanation(speech):
    poor = {
        code: wording
        for code in messages.codes()
        if not (wording := messages.wording_of(code, speech))
        or not (wording.message and wording.explain)
    }

    assert poor == {}


def test_every_code_but_good_news_has_a_way_out():
    good_news = {"doctor-python", "doctor-packages", "doctor-library", "doctor-fonts",
                 "doctor-rights", "doctor-console", "doctor-judges"}  # fmt: skip
    without = {
        code
        for code in messages.codes()
        for speech in SPEECHES
        if not (wording := messages.wording_of(code, speech)) or not wording.hints
    }

    assert without - good_news == set()


def test_both_languages_say_the_same_values():
    unlike = {}
    for code in messages.codes():
        said = [messages.wording_of(code, speech) for speech in SPEECHES]
        if len({wording and places(wording.message) for wording in said}) > 1:
            unlike[code] = "message"
        elif len({wording and tuple(map(places, wording.hints)) for wording in said}) > 1:
            unlike[code] = "hints"

    assert unlike == {}


def test_every_place_of_a_message_is_given_a_value_wherever_it_is_said():
    unfilled = {}
    for code, said in sayings().items():
        wording = messages.wording_of(code, "en")
        wanted = places(wording.message) if wording else frozenset()
        for saying in said:
            if saying.values is not None and not wanted <= saying.values:
                unfilled[f"{code} at {saying.where}"] = sorted(wanted - saying.values)

    assert unfilled == {}


def test_every_place_of_a_hint_is_given_a_value_somewhere():
    never = {}
    written = strings()
    for code, said in sayings().items():
        wording = messages.wording_of(code, "en")
        # Also said where it can't be seen: through a variable, or with `**values`.
        is_hidden = written[code] > len(said) or any(saying.values is None for saying in said)
        if wording is None or is_hidden:
            continue
        given = frozenset().union(*(saying.values or () for saying in said))
        if lacking := frozenset().union(*map(places, wording.hints)) - given:
            never[code] = sorted(lacking)

    assert never == {}


@BOTH
def test_messages_are_lower_case_without_a_full_stop(speech):
    shouted = {
        code: sentence
        for code in messages.codes()
        if (wording := messages.wording_of(code, speech))
        for sentence in (wording.message, *wording.hints)
        if sentence.endswith(".") or re.match(r"[A-ZА-ЯҐЄІЇ][a-zа-яґєії’]+ ", sentence)
        if sentence.split()[0] not in NAMES
    }

    assert shouted == {}


def test_ukrainian_is_ukrainian_and_english_is_english():
    unspoken = re.compile(r"`[^`]*`|«[^»]*»|\{[^}]*\}")
    wrong = []
    for code in messages.codes():
        for speech in SPEECHES:
            wording = messages.wording_of(code, speech)
            assert wording is not None
            said = unspoken.sub("", " ".join((wording.message, *wording.hints, wording.explain)))
            has_cyrillic = re.search("[а-яґєії]", said.lower()) is not None
            if has_cyrillic != (speech == "uk") or re.search("[ыэъё]", said.lower()):
                wrong.append((code, speech))

    assert wrong == []


@pytest.mark.parametrize("file", sorted(CATALOGUE.glob("*.yaml")), ids=lambda file: file.name)
def test_apostrophes_and_quotes_of_the_catalogue_are_set_as_in_print(file: Path):
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        assert not re.search(r"[А-яҐґЄєІіЇї]'[А-яҐґЄєІіЇї]", line), f"{file.name}:{number}"

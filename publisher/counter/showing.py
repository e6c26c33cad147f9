"""How the counter shows what it was asked for: kinds, fonts, codes, the state of the machine.

Each answer is plain lines for people or a key of the listing for programs.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from publisher.counter.desk import Desk, WrongCommand
from publisher.counter.manual import WIDTH
from publisher.counter.usage import nearest
from publisher.diagnostics import messages
from publisher.diagnostics.phrases import say
from publisher.diagnostics.speech import Speech
from publisher.diagnostics.terminal import render_health, wants_colour

if TYPE_CHECKING:
    from publisher.faces import Face, Faces

_INDENT = "  "


class Kind(Protocol):
    """A kind of edition; words by language."""

    @property
    def name(self) -> str:
        """The name of its folder."""

    @property
    def title(self) -> Mapping[str, str]:
        """What it is called."""

    @property
    def description(self) -> Mapping[str, str]:
        """What it is."""


def praise(desk: Desk, checked: Sequence[str]) -> None:
    """Say that nothing was found, where nothing was: silence could mean anything."""
    if desk.form == "human" and not len(desk.report):
        sys.stderr.write(say("praise", desk.speech, n=len(checked)) + "\n")


def explain_sections(desk: Desk) -> None:
    """Of each section laid out: how many pages, whether it was kept, and if not, what changed."""
    for made in desk.made:
        for section in made.facts.get("sections", ()):
            title = section["title"] or section["id"]
            pages = say("section-pages", desk.speech, n=section["pages"])
            if section["kept"]:
                said = say("section-kept", desk.speech)
            else:
                why = ", ".join(_reason(one, desk.speech) for one in section["why"])
                said = say("section-set", desk.speech, why=why)
            if desk.form == "human":
                desk.progress.clear()
                sys.stderr.write(f"{Path(made.path).name}: {title}: {pages}, {said}\n")


def _reason(part: str, speech: Speech) -> str:
    """A part of a galley's copy in plain words: `file map.svg` → «файл map.svg»."""
    sort, _, name = part.partition(" ")
    if sort == "style":  # style sheet 2
        return say("why-style", speech)
    return say(f"why-{sort}", speech, name=name)


def show_kinds(desk: Desk, kinds: Iterable[Kind]) -> None:
    """Name, title and description of each kind."""
    if desk.form == "json":
        desk.more["kinds"] = [
            {"name": kind.name, "title": kind.title, "description": kind.description}
            for kind in kinds
        ]
        return
    for kind in kinds:
        desk.put(f"{kind.name:<12} {kind.title[desk.speech]}\n")
        said = textwrap.wrap(kind.description[desk.speech], WIDTH - len(_INDENT))
        desk.put("".join(f"{_INDENT}{line}\n" for line in said))


def show_families(desk: Desk, faces: Faces) -> None:
    """Families with their faces and files."""
    if desk.form == "json":
        desk.more["families"] = {
            family: [
                {"file": face.path, "weight": face.weight, "italic": face.italic,
                 "sha256": face.digest, "embeddable": face.embeddable}
                for face in having
            ]
            for family, having in faces.families.items()
        }  # fmt: skip
        return
    shown: set[str] = set()
    for family, having in faces.families.items():
        # The four-style names that Word uses hold no file of their own.
        if shown.issuperset(face.path for face in having):
            continue
        shown.update(face.path for face in having)
        desk.put(f"{family}\n")
        for weight, cut in groupby(having, key=lambda face: face.weight):
            desk.put(f"  {weight}  {', '.join(_cut(face, desk) for face in cut)}\n")


def _cut(face: Face, desk: Desk) -> str:
    slope = say("italic" if face.italic else "upright", desk.speech)
    return f"{slope} ({face.path.rpartition('/')[2]})"


def show_health(desk: Desk) -> None:
    """What the doctor found, and the command that mends it."""
    if desk.form == "json":
        desk.put_listing()
        return
    colour = wants_colour(sys.stdout, os.environ)
    desk.put(render_health(desk.report, desk.speech, colour=colour))


def show_codes(desk: Desk, codes: Sequence[str]) -> None:
    """Every code with its message."""
    column = max(map(len, codes))
    for code in codes:
        desk.put(f"{code:<{column}}  {_skeleton(code, desk)}\n")


def show_explanation(desk: Desk, code: str) -> None:
    """A code's message, what it means, and the ways out."""
    wording = messages.wording_of(code, desk.speech)
    if wording is None:
        suggestion = nearest(code, messages.codes())
        raise WrongCommand("unknown-code", asked=code, suggestion=suggestion)
    desk.put(f"{code}: {_skeleton(code, desk)}\n\n")
    for paragraph in wording.explain.split("\n\n"):
        desk.put(textwrap.fill(paragraph, WIDTH, break_on_hyphens=False) + "\n\n")
    for sentence in wording.hints:
        desk.put(f"{say('hint', desk.speech)}: {messages.skeleton(sentence)}\n")


def _skeleton(code: str, desk: Desk) -> str:
    wording = messages.wording_of(code, desk.speech)
    return messages.skeleton(wording.message) if wording else ""


def show_patch(desk: Desk, patch: str, edits: int, conflicts: int, written: Sequence[str]) -> None:
    """The patch on standard output, as `git apply` takes it; or what was written."""
    if desk.form == "json":
        desk.more["merge"] = {
            "patch": patch,
            "edits": edits,
            "conflicts": conflicts,
            "written": list(written),
        }
    elif written:
        desk.put_paths(written)
    else:
        desk.put(patch)

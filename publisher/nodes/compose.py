"""YAML text to nodes, from the event stream of libyaml, with limits no file can exhaust."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from publisher.diagnostics import Place, Report
from publisher.nodes.node import Node
from publisher.nodes.text import CONTROL, nearest, read_text
from publisher.workspace import SourceFile

DEEPEST = 50
MOST_NODES = 1_000_000

_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_KEY_WITH_NO_BREAK_SPACE = re.compile(rf"^\s*(?:- +)*[\w-]+:[{_NO_BREAK_SPACES}]")
KEY_WITHOUT_SPACE = re.compile(r"^\s*(?:- +)*[\w-]+:[^\s/]")
_KEY_WITH_VALUE = re.compile(r"^\s*(?:- +)*[\w-]+: +\S.*: ")


def read_yaml(source: SourceFile, report: Report) -> Node | None:
    """Read a YAML file to nodes; None where the report now says why it can't be understood."""
    text = read_text(source, report)
    return None if text is None else compose(text, source.path, report)


def compose(text: str, path: str, report: Report, first_line: int = 1) -> Node | None:
    """Read YAML text that begins at a line of a file to nodes; None with errors in the report."""
    composer = _Composer(text, path, report, first_line)
    try:
        node = composer.read()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        composer.explain(error)
        return None
    except yaml.YAMLError as error:
        report.error("yaml-syntax", Place(path, first_line), problem=str(error))
        return None
    return node if composer.sound else None


# libyaml and PyYAML have a class of marks each, with the same fields.
_Mark = yaml.Mark | yaml._yaml.Mark | None


class _Stop(Exception):  # noqa: N818 - nothing more can be read
    """The file can't be read further."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    place: Place
    anchor: str | None
    mapping: bool
    items: list[Node] = field(default_factory=list)
    fields: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    key: str | None = None
    size: int = 1


class _Composer:
    """Builds nodes from the events of libyaml, with an eye on what editors get wrong."""

    def __init__(self, text: str, path: str, report: Report, first_line: int) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.path = path
        self.report = report
        self.first_line = first_line
        self.sound = True
        self.nodes = 0
        self.anchors: dict[str, Node] = {}
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def read(self) -> Node | None:
        """The root node."""
        documents = 0
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self.error("yaml-second-document", self.place(event.start_mark))
                        raise _Stop
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self.begin(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.finish()
                case yaml.ScalarEvent():
                    self.scalar(event)
                case yaml.AliasEvent():
                    self.alias(event)
        if self.root is None or self.root.absent:
            self.error("file-empty", Place(self.path, self.first_line))
            raise _Stop
        return self.root

    # -- events --------------------------------------------------------------------------

    def begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        place = self.place(event.start_mark)
        self.refuse_tag(event.tag, place)
        if len(self.stack) >= DEEPEST:
            self.error("yaml-too-deep", place, limit=DEEPEST)
            raise _Stop
        mapping = isinstance(event, yaml.MappingStartEvent)
        if self.stack and self.stack[-1].mapping and self.stack[-1].key is None:
            self.error("yaml-key", place)
            raise _Stop
        self.stack.append(_Open(place, event.anchor, mapping))

    def finish(self) -> None:
        done = self.stack.pop()
        if done.mapping:
            place = next(iter(done.keys.values()), done.place)
            node = Node(place, fields=done.fields, keys=done.keys, size=done.size)
        else:
            place = done.items[0].place if done.items else done.place
            node = Node(place, items=tuple(done.items), size=done.size)
        self.keep(node, done.anchor)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        place = self.place(event.start_mark, event.end_mark)
        self.refuse_tag(event.tag, place)
        plain = not event.style
        text = event.value
        if plain and (spoilt := _KEY_WITH_NO_BREAK_SPACE.match(text)):
            self.error("yaml-no-break-space", _within(place, spoilt.end()))
        elif plain and text.startswith(tuple(_NO_BREAK_SPACES)):
            self.error("yaml-no-break-space", _within(place, 1))
        elif event.style == '"' and (found := CONTROL.search(text)):
            self.error("control-character", place, character=f"U+{ord(found[0]):04X}")
        if self.stack and self.stack[-1].mapping and self.stack[-1].key is None:
            self.name(text, place, plain=plain)
        else:
            self.keep(Node(place, text=None if plain and not text else text), event.anchor)

    def name(self, text: str, place: Place, *, plain: bool) -> None:
        """A key of the mapping that is being read."""
        holder = self.stack[-1]
        if plain and not text:
            self.error("yaml-key", place)
        elif plain and text == "<<":
            self.error("yaml-merge", place)
        elif text in holder.keys:
            self.error("duplicate-key", place, key=text, line=holder.keys[text].line)
        holder.key = text
        holder.keys.setdefault(text, place)

    def alias(self, event: yaml.AliasEvent) -> None:
        place = self.place(event.start_mark, event.end_mark)
        name = event.anchor or ""
        node = self.anchors.get(name)
        if node is None:
            unfinished = any(holder.anchor == name for holder in self.stack)
            code = "yaml-alias-loop" if unfinished else "yaml-alias"
            self.error(code, place, alias=name, suggestion=nearest(name, self.anchors))
            raise _Stop
        self.keep(node, None)

    def keep(self, node: Node, anchor: str | None) -> None:
        """Put a finished node into what holds it."""
        if anchor:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        holder = self.stack[-1]
        holder.size += node.size
        if holder.size > MOST_NODES:
            self.error("yaml-too-many", node.place, limit=MOST_NODES)
            raise _Stop
        if not holder.mapping:
            holder.items.append(node)
        else:
            assert holder.key is not None
            holder.fields.setdefault(holder.key, node)
            holder.key = None

    # -- places and complaints -------------------------------------------------------------

    def place(self, start: _Mark, end: _Mark = None) -> Place:
        assert start is not None
        line, column = start.line + self.first_line, start.column + 1
        if end is None or (end.line, end.column) <= (start.line, start.column):
            return Place(self.path, line, column)
        return Place(self.path, line, column, end.line + self.first_line, end.column + 1)

    def error(self, code: str, place: Place, **values: object) -> None:
        self.sound = False
        self.report.error(code, place, **values)

    def refuse_tag(self, tag: str | None, place: Place) -> None:
        if tag is not None:
            self.error("yaml-tag", place, tag=tag.replace("tag:yaml.org,2002:", "!!"))

    def explain(self, error: yaml.MarkedYAMLError) -> None:
        """Say in an editor's words what libyaml stumbled over."""
        problem = error.problem or ""
        mark = error.problem_mark or error.context_mark
        start = error.context_mark or mark
        if mark is None or start is None:
            self.error("yaml-syntax", Place(self.path, self.first_line), problem=problem)
            return
        code, place, values = self.reading(problem, error.context or "", mark, start)
        self.error(code, place, **values)

    def reading(
        self, problem: str, context: str, mark: yaml.Mark, start: yaml.Mark
    ) -> tuple[str, Place, dict[str, object]]:
        here = self.place(mark)
        line = self.line(mark.line)
        before, character = line[: mark.column], line[mark.column : mark.column + 1]
        if "\t" in problem or "tab character" in problem or character == "\t":
            return "yaml-tab", here, {}
        if spoilt := self.spoilt_key(mark.line):
            return spoilt
        if "cannot start any token" in problem:
            return "yaml-quotes-needed", here, {"character": character}
        if "expected alphabetic or numeric" in problem:
            return "yaml-quotes-needed", self.place(start), {"character": before[-1:]}
        if "mapping values are not allowed" in problem:
            if _KEY_WITH_VALUE.match(line[: mark.column + 2]):
                return "yaml-colon-in-text", here, {}
            return "yaml-indent", here, {}
        if "block sequence entries are not allowed" in problem:
            return "yaml-dash", here, {}
        if "did not find expected key" in problem and before.strip():
            return "yaml-after-quotes", here, {}
        if "did not find expected key" in problem or "expected '-'" in problem:
            return "yaml-indent", here, {}
        if "could not find expected ':'" in problem:
            return "yaml-no-colon", self.place(start), {"line": self.line(start.line).strip()}
        if "quoted scalar" in context and "unexpected" in problem:
            return "yaml-open-quotes", self.place(start), {}
        if "flow" in context and self.stack:
            opened = self.stack[-1]
            bracket = "{" if opened.mapping else "["
            return "yaml-open-bracket", opened.place, {"bracket": bracket}
        if "escape" in problem:
            return "yaml-escape", here, {}
        return "yaml-syntax", here, {"problem": problem}

    def spoilt_key(self, line: int) -> tuple[str, Place, dict[str, object]] | None:
        """A key nearby whose colon is followed by a no-break space, or by no space at all."""
        for number in range(max(0, line - 3), min(line + 1, len(self.lines))):
            text = self.lines[number]
            for pattern, code in (
                (_KEY_WITH_NO_BREAK_SPACE, "yaml-no-break-space"),
                (KEY_WITHOUT_SPACE, "yaml-no-space"),
            ):
                if match := pattern.match(text):
                    at = self.first_line + number
                    return code, Place(self.path, at, match.end(), at, match.end() + 1), {}
        return None

    def line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""


def _within(place: Place, length: int) -> Place:
    """The last of so many characters from the beginning of a place."""
    assert place.line is not None
    assert place.column is not None
    column = place.column + length - 1
    return Place(place.file, place.line, column, place.line, column + 1)

"""What a reviewer did, as changes to the editor's files.

A change that has a place becomes an edit of exactly its letters. What has none (words the press
computes, a picture, a cell of a workbook) is told with its origin; nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from publisher.diagnostics import Place, Report
from publisher.merge.likeness import Hunk, Pair, folded, hunks, pairs
from publisher.merge.manuscript import (
    NONE,
    NOTE,
    PICTURE,
    Block,
    Manuscript,
    Marks,
    kind_of,
)
from publisher.merge.typed import SourceText, Spot, Typed, scalar
from publisher.merge.writing import in_yaml, marked_up, needs_quotes, plain
from publisher.model.traces import Trace

_ITEM = re.compile(r"[ \t]*(?:>[ \t]*)*(?:([-*+])|(\d+)([.)]))[ \t]+")
_LEAD = re.compile(r"[ \t>]*(?:#{1,6}[ \t]+|(?:[-*+]|\d+[.)])[ \t]+|:[ \t]+)?[*_\[\"'~^]*")
_TRAIL = re.compile(
    r"(?:[*_~^`]+|\]\([^)\s]*\)|\]\{[^}\n]*\}|\[\^[^\]\s]+\]|\{[^}\n]*\}|[ \t\r])*$"
)
_CALL = re.compile(r"\[\^[^\]\s]+\]")
_CLOSERS = re.compile(r"(?:\*\*|\*|__|_|~~|~|\^|`|\]\([^)\s]*\)|\]\{[^}\n]*\})+")
_OPENERS = re.compile(r"(?:\*\*|\*|__|_|~~|~|\^|`|\[)+$")
_SHOWN = frozenset({"b", "i", "strike", "sup", "sub"})
_CHANGES = {
    "inserted": "merge-inserted",
    "deleted": "merge-deleted",
    "moved-here": "merge-moved-here",
    "moved-away": "merge-moved-away",
}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DIGITS = re.compile(r"[\d\s.,\u2212-]*")


@dataclass(frozen=True, slots=True)
class Edit:
    """Letters `start` to `end` of a file become `text`. `old` and `new` are what was read in
    Word; `authors` whoever is known to have done it."""

    file: str
    start: int
    end: int
    text: str
    old: str
    new: str
    reviewer: str
    authors: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """Everything one reviewer did."""

    edits: list[Edit] = field(default_factory=list)
    listed: int = 0


def find(typed: Typed, edited: Manuscript, report: Report) -> Found:
    """Compare a file that came back with the one given out."""
    return _Finder(typed, edited, report).find()


@dataclass(slots=True)
class _Finder:
    typed: Typed
    edited: Manuscript
    report: Report
    found: Found = field(default_factory=Found)
    pairs: list[Pair] = field(default_factory=list)
    done: set[int] = field(default_factory=set)
    """Pairs that another one has dealt with."""
    notes: dict[str, list[int]] = field(default_factory=dict)

    @property
    def before(self) -> list[Block]:
        return self.typed.record.given.blocks

    @property
    def after(self) -> list[Block]:
        return self.edited.blocks

    def find(self) -> Found:
        self._call_notes()
        self.pairs = pairs(self.before, self.after)
        for number, block in enumerate(self.after):
            if block.story.startswith(("footnote:", "endnote:")):
                self.notes.setdefault(block.story, []).append(number)
        for at, pair in enumerate(self.pairs):
            if pair.before is not None and pair.after is not None and not pair.moved:
                self._changed(at, pair.before, pair.after)
        for at, pair in enumerate(self.pairs):
            if at in self.done:
                continue
            if pair.before is None and pair.after is not None:
                self._new(at, pair.after)
            elif pair.before is not None and pair.after is None:
                self._gone(pair.before)
            elif pair.moved and pair.before is not None and pair.after is not None:
                self._moved(at, pair.before, pair.after)
        self._tell_reviews()
        return self.found

    def _call_notes(self) -> None:
        """The calls of notes are letters, too: they stand in the file where the text says."""
        for block, spots in zip(self.before, self.typed.letters, strict=True):
            for at, letter in enumerate(block.text):
                if letter != NOTE or spots[at] is not None:
                    continue
                left = spots[at - 1] if at else None
                right = spots[at + 1] if at + 1 < len(spots) else None
                source = self.typed.sources.get((left or right or Spot("", 0, 0)).file)
                if source is None:
                    continue
                if left is not None:
                    stretch = _note_after(source.text, left.end)
                elif right is not None:
                    calls = list(_CALL.finditer(source.text, max(0, right.start - 60), right.start))
                    stretch = calls[-1].span() if calls else None
                if stretch:
                    spots[at] = Spot(source.path, *stretch)

    # -- paragraphs that stayed ------------------------------------------------------------------

    def _changed(self, at: int, a: int, b: int) -> None:
        before, after = self.before[a], self.after[b]
        changes = hunks(before.text, after.text)
        changes = self._split(at, a, b, changes)
        changes = self._join(at, a, b, changes)
        for hunk in changes:
            self._place(a, b, hunk)
        self._restyled(a, b)
        self._emphasised(a, b, hunks(before.text, after.text))

    def _place(self, a: int, b: int, hunk: Hunk) -> None:
        before, after = self.before[a], self.after[b]
        old = before.text[hunk.start : hunk.end]
        new = after.text[hunk.new_start : hunk.new_end]
        if not old.strip() and not new.strip() and len(old) == len(new):
            return
        if PICTURE in old + new and old.count(PICTURE) != new.count(PICTURE):
            self._tell("merge-picture", self._place_of(a), text=before.text[:60] or "—")
            old, new = old.replace(PICTURE, ""), new.replace(PICTURE, "")
            if not old.strip() and not new.strip():
                return
        if self._is_computed(a, b, hunk):
            return
        spots = self.typed.letters[a][hunk.start : hunk.end]
        if hunk.start == hunk.end:
            self._insert(a, b, hunk, new)
            return
        real = [spot for spot in spots if spot is not None]
        missing = [
            letter for letter, spot in zip(old, spots, strict=True)
            if spot is None and letter.strip()
        ]  # fmt: skip
        files = {spot.file for spot in real}
        if not real or missing or len(files) != 1:
            if not self._cell(a, b) and not self._in_parts(a, b, hunk):
                if not real and before.cell:
                    old, new = before.text, after.text
                self._tell_words(a, old, new, computed=not real)
            return
        first, last = hunk.start, hunk.end - 1
        while self.typed.letters[a][first] is None:
            first += 1
        while self.typed.letters[a][last] is None:
            last -= 1
        start, end = real[0].start, real[-1].end
        source = self.typed.sources[real[0].file]
        if end < start or not self._one_stretch(source, a, first, last):
            if not self._in_parts(a, b, hunk):
                self._tell_words(a, old, new, computed=False)
            return
        start, end = _with_markup(source, start, end, kept=bool(new.strip()))
        self._write(a, b, hunk, source, start, end, before.marks[first])
        for letter in range(hunk.start, hunk.end):
            if before.text[letter] == NOTE:
                self._drop_note(a, letter, source)

    def _one_stretch(self, source: SourceText, a: int, first: int, last: int) -> bool:
        """Whether what stands between two letters in the file is whole: markup opened there is
        closed there."""
        spots = self.typed.letters[a]
        start, end = spots[first], spots[last]
        assert start is not None
        assert end is not None
        if len(set(self.typed.origins[a][first : last + 1])) == 1:
            return True
        stretch = source.text[start.start : end.end]
        if source.form(start.start) == "csv":
            return False
        if stretch.count("[") != stretch.count("]") or stretch.count("(") < stretch.count(")"):
            return False
        if "\n\n" in stretch:
            return False
        marks = re.sub(r"\\.", "", stretch)
        return all(marks.count(sign) % 2 == 0 for sign in ("**", "~~", "`")) and (
            marks.replace("**", "").count("*") % 2 == 0
        )

    def _in_parts(self, a: int, b: int, hunk: Hunk) -> bool:
        """A change across the borders of emphasis or of computed words: each typed part by
        itself, the new words in the first."""
        before, after = self.before[a], self.after[b]
        parts: list[tuple[int, int]] = []
        for at in range(hunk.start, hunk.end):
            spot = self.typed.letters[a][at]
            if spot is None:
                if before.text[at].strip():
                    return False
                continue
            origin = self.typed.origins[a][at]
            last = parts[-1] if parts else None
            if last and last[1] == at and self.typed.origins[a][last[0]] == origin:
                parts[-1] = (last[0], at + 1)
            else:
                parts.append((at, at + 1))
        if not parts:
            return False
        new = hunk.new_start, hunk.new_end
        for number, (start, end) in enumerate(parts):
            spots = [self.typed.letters[a][at] for at in range(start, end)]
            first, last_spot = spots[0], spots[-1]
            if first is None or last_spot is None:
                return False
            source = self.typed.sources[first.file]
            given = new if not number else (after_end := new[1], after_end)
            stretch = first.start, last_spot.end
            if number:
                stretch = _with_markup(source, *stretch, kept=False)
            piece = Hunk(start, end, *given)
            self._write(a, b, piece, source, *stretch, before.marks[start])
        del after
        return True

    def _insert(self, a: int, b: int, hunk: Hunk, new: str) -> None:
        before, after = self.before[a], self.after[b]
        spots = self.typed.letters[a]
        left = spots[hunk.start - 1] if hunk.start else None
        right = spots[hunk.start] if hunk.start < len(spots) else None
        if left is None and right is None:
            if not self._cell(a, b):
                self._tell_words(a, "", new, computed=any(c.strip() for c in before.text))
            return
        wanted = after.marks[hunk.new_start] & _SHOWN
        left_marks = before.marks[hunk.start - 1] & _SHOWN if left else NONE
        right_marks = before.marks[hunk.start] & _SHOWN if right else NONE
        if left is not None and (left_marks == wanted or right is None or right_marks != wanted):
            source = self.typed.sources[left.file]
            at, context = left.end, before.marks[hunk.start - 1]
            if left_marks - wanted or (
                hunk.start
                and _linked(before.marks[hunk.start - 1])
                and not _linked(after.marks[hunk.new_start])
            ):
                # Behind words that are emphasised, and not emphasised itself.
                closed = _CLOSERS.match(source.text, at)
                if closed and source.form(at) == "markdown":
                    at, context = closed.end(), NONE
        else:
            assert right is not None
            source = self.typed.sources[right.file]
            at, context = right.start, before.marks[hunk.start]
            if left is None and source.form(at) == "markdown" and not wanted:
                opened = _OPENERS.search(source.text, source.lines[source.line_of(at)[0] - 1], at)
                if opened and right_marks:
                    at, context = opened.start(), NONE
        self._write(a, b, hunk, source, at, at, context)

    def _write(
        self,
        a: int,
        b: int,
        hunk: Hunk,
        source: SourceText,
        start: int,
        end: int,
        context: Marks,
    ) -> None:
        """Say new words in the language of the file at their place."""
        before, after = self.before[a], self.after[b]
        new = after.text[hunk.new_start : hunk.new_end]
        marks = after.marks[hunk.new_start : hunk.new_end]
        old = before.text[hunk.start : hunk.end]
        form = source.form(start)
        origin = self._origin(a, hunk.start)
        rich = form == "markdown" or (origin is not None and not origin.plain and form == "yaml")
        if rich:
            in_table = before.cell is not None
            opens = start == source.lines[source.line_of(start)[0] - 1]
            text = marked_up(
                new, marks, context, self._called(b, hunk), in_table=in_table, opens=opens
            )
            # A backslash is for Markdown; the value around it reads its own.
        else:
            text = plain(new)
            if any((shown & _SHOWN) - context for shown in marks):
                self._tell("merge-format-lost", self._spot_place(source, start), text=new[:60])
            if NOTE in new:
                for words in self._called(b, hunk):
                    self._tell("merge-unplaced-new", self._spot_place(source, start), text=words)
        if not old:
            text = self._spaced(source, start, text)
        extra: list[tuple[int, int, str]] = []
        if form == "yaml":
            text, extra = self._yaml(source, start, end, text, a, hunk)
        elif form == "csv":
            text, extra = self._csv(source, start, end, text)
        if source.text[start:end] == text:
            return
        self._add(source, start, end, text, old, new, a, b, hunk)
        for begin, finish, sign in extra:
            self._add(source, begin, finish, sign, "", "", a, b, hunk)

    def _spaced(self, source: SourceText, at: int, text: str) -> str:
        """No space doubled where the file has one that the page does not show."""
        if text.startswith(" ") and source.text[at - 1 : at].isspace():
            text = text[1:]
        return text

    def _yaml(
        self, source: SourceText, start: int, end: int, text: str, a: int, hunk: Hunk
    ) -> tuple[str, list[tuple[int, int, str]]]:
        origin = self._origin(a, hunk.start)
        text = text.replace("\\\n", " ").replace("\n", " ")
        at = source.offset(origin.place.line or 1, origin.place.column or 1) if origin else None
        if origin is None or at is None:
            return text, []
        value = scalar(source, at, origin)
        if value.quotes:
            return in_yaml(text, value.quotes), []
        whole = source.text[value.start : start] + text + source.text[end : value.end]
        head = source.text[source.lines[source.line_of(at)[0] - 1] : at]
        if not needs_quotes(whole.strip(), in_flow="{" in head or "[" in head):
            return text, []
        return in_yaml(text, "'"), [
            (value.start, value.start, "'"),
            *(
                (found.start(), found.start(), "'")
                for found in re.compile("'").finditer(source.text, value.start, value.end)
                if not start <= found.start() < end
            ),
            (value.end, value.end, "'"),
        ]

    def _csv(
        self, source: SourceText, start: int, end: int, text: str
    ) -> tuple[str, list[tuple[int, int, str]]]:
        text = text.replace("\n", " ")
        stretch = next((one for one in source.cells.values() if one[0] <= start <= one[1]
                        and end <= one[1]), None)  # fmt: skip
        if stretch is None:
            return text, []
        if _NUMBER.fullmatch(source.text[stretch[0] : stretch[1]]) and _DIGITS.fullmatch(text):
            # Shown with spaces and a comma, kept as a number.
            return re.sub(r"\s", "", text).replace(",", "."), []
        if source.text[stretch[0] - 1 : stretch[0]] == '"' and stretch[0] > 0:
            return text.replace('"', '""'), []
        if not re.search('[",;\t]', text):
            return text, []
        return text.replace('"', '""'), [
            (stretch[0], stretch[0], '"'),
            (stretch[1], stretch[1], '"'),
        ]

    def _called(self, b: int, hunk: Hunk) -> list[str]:
        """The notes that new words call, as Markdown."""
        block = self.after[b]
        first = block.text[: hunk.new_start].count(NOTE)
        count = block.text[hunk.new_start : hunk.new_end].count(NOTE)
        made = []
        for id in block.notes[first : first + count]:
            words = []
            for number in self.notes.get(id, ()):
                inner = self.after[number]
                words.append(marked_up(inner.text, inner.marks, NONE, ()))
                self.done.update(
                    at for at, pair in enumerate(self.pairs)
                    if pair.after == number and pair.before is None
                )  # fmt: skip
            made.append(" ".join(words))
        return made

    def _drop_note(self, a: int, letter: int, source: SourceText) -> None:
        """A note nobody calls any more goes with its call."""
        spot = self.typed.letters[a][letter]
        label = source.text[spot.start : spot.end] if spot else ""
        id = self.before[a].notes[self.before[a].text[:letter].count(NOTE)]
        for at, pair in enumerate(self.pairs):
            gone = pair.before if pair.after is None else None
            if gone is not None and self.before[gone].story == id:
                self.done.add(at)
        if not _CALL.fullmatch(label) or source.text.count(label) > 2:
            return
        found = re.compile(rf"^{re.escape(label)}:.*(?:\n[ \t]+\S.*)*\n?(?:\r?\n)?", re.M).search(
            source.text
        )
        if found:
            words = found[0].strip()
            self.found.edits.append(
                Edit(source.path, found.start(), found.end(), "", words, "", self.edited.name)
            )

    # -- joined and parted -----------------------------------------------------------------------

    def _split(self, at: int, a: int, b: int, changes: list[Hunk]) -> list[Hunk]:
        """A paragraph parted in two keeps its typed words: only the break is new."""
        tail = changes[-1] if changes else None
        following = self._next(at)
        if tail is None or following is None or tail.end != len(self.before[a].text):
            return changes
        pair = self.pairs[following]
        if pair.before is not None or pair.after is None or tail.new_start != tail.new_end:
            return changes
        gone = self.before[a].text[tail.start : tail.end]
        come = self.after[pair.after]
        if folded(gone).strip() != folded(come.text).strip() or not gone.strip():
            return changes
        lead = len(gone) - len(gone.lstrip())
        first = self.typed.letters[a][tail.start + lead]
        kept = len(self.before[a].text[: tail.start].rstrip())
        last = self.typed.letters[a][kept - 1] if kept else None
        if first is None or last is None or first.file != last.file or self.before[a].cell:
            return changes
        source = self.typed.sources[first.file]
        if source.form(first.start) != "markdown":
            return changes
        self.done.add(following)
        sign = self._sign(source, last.start, come)
        self._add(source, last.end, first.start, sign, "", "¶", a, b, tail)
        return changes[:-1]

    def _join(self, at: int, a: int, b: int, changes: list[Hunk]) -> list[Hunk]:
        """Two paragraphs made one keep their typed words: only the break goes."""
        tail = changes[-1] if changes else None
        following = self._next(at)
        if tail is None or following is None or tail.start != len(self.before[a].text):
            return changes
        pair = self.pairs[following]
        if pair.after is not None or pair.before is None:
            return changes
        come = self.after[b].text[tail.new_start : tail.new_end]
        gone = self.before[pair.before]
        if folded(come).strip() != folded(gone.text).strip() or not come.strip():
            return changes
        last = self.typed.letters[a][-1] if self.typed.letters[a] else None
        first = self.typed.letters[pair.before][0] if gone.text else None
        if first is None or last is None or first.file != last.file or first.start < last.end:
            return changes
        source = self.typed.sources[first.file]
        between = source.text[last.end : first.start]
        if source.form(first.start) != "markdown" or between.strip(" \t\r\n>-*+0123456789.)"):
            return changes
        self.done.add(following)
        self._add(source, last.end, first.start, " ", "¶", "", a, b, tail)
        return changes[:-1]

    def _next(self, at: int) -> int | None:
        """The next pair of the running text: notes of this paragraph are passed over."""
        for place in range(at + 1, len(self.pairs)):
            pair = self.pairs[place]
            block = (
                self.after[pair.after] if pair.after is not None else self.before[pair.before or 0]
            )
            if block.story == "body":
                return place
        return None

    # -- new, gone, moved ------------------------------------------------------------------------

    def _new(self, at: int, b: int) -> None:
        block = self.after[b]
        if not block.text.strip():
            return
        if block.text.strip(" \n" + PICTURE) == "":
            self._tell("merge-picture", self._near(at), text="—")
            return
        text = block.text.strip()
        if block.story == "running" and not re.search(r"[^\W\d]", text):
            return  # a folio another program put into a footer of its own
        if all(code for code, letter in zip(block.fields, block.text, strict=True)
               if letter.strip()):  # fmt: skip
            self._tell("merge-computed", self._near(at), old="—", new=text[:200],
                       origin=self._origin_words(None, block.fields[0]))  # fmt: skip
            return
        if block.story != "body" or block.cell is not None:
            self._tell("merge-unplaced-new", self._near(at), text=text)
            return
        if PICTURE in text:
            self._tell("merge-picture", self._near(at), text=text.replace(PICTURE, "")[:60])
        anchor = self._anchor(at)
        if anchor is None:
            self._tell("merge-unplaced-new", self._near(at), text=text)
            return
        source, offset, behind = anchor
        hunk = Hunk(0, 0, 0, len(block.text))
        words = marked_up(block.text, block.marks, NONE, self._called(b, hunk), opens=True).strip()
        self._put(source, offset, behind, words, block)
        self.found.edits[-1] = replace(
            self.found.edits[-1], new=text, authors=_authors(block, hunk)
        )

    def _put(
        self, source: SourceText, offset: int, behind: int | None, words: str, block: Block
    ) -> None:
        """A paragraph behind the one whose letter is `behind`, or before `offset`."""
        end = "\r\n" if "\r\n" in source.text[:2000] else "\n"
        if behind is not None:
            sign = self._sign(source, behind, block)
            text = sign.replace("\n", end) + words
        else:
            kind, level = kind_of(block.style)
            mark = {"heading": "#" * max(level, 2) + " ", "bullet": "- ", "number": "1. "}
            text = mark.get(kind, "") + words + end + end
        self.found.edits.append(
            Edit(source.path, offset, offset, text, "", words, self.edited.name)
        )

    def _sign(self, source: SourceText, behind: int, block: Block) -> str:
        """What stands between a paragraph of the file and a new one after it."""
        kind, level = kind_of(block.style)
        start = source.lines[source.line_of(behind)[0] - 1]
        line = source.text[start : source.text.find("\n", start) + 1 or len(source.text)]
        item = _ITEM.match(line)
        if item and kind != "heading":
            lead = item[0]
            if item[2]:
                lead = lead.replace(item[2], str(int(item[2]) + 1), 1)
            if kind in ("bullet", "number") or "list" in block.style or not _plainly(block):
                return "\n" + lead
        quoted = re.match(r"(?:[ \t]*>[ \t]?)+", line)
        prefix = quoted[0] if quoted else ""
        blank = "\n" + prefix.rstrip() + "\n" + prefix if quoted else "\n\n"
        if kind == "heading":
            return blank + "#" * max(level, 2) + " "
        if kind == "bullet":
            return blank + "- "
        if kind == "number":
            return blank + "1. "
        return blank

    def _anchor(self, at: int) -> tuple[SourceText, int, int | None] | None:
        """Where a new paragraph goes: behind the text before it, or before the text after;
        with its like, where only one of them is."""
        behind, before = self._behind(at), self._before(at)
        number = self.pairs[at].after
        if behind is None or before is None or number is None:
            return behind[0] if behind else before and before[0]
        look = self.after[number].style
        stranger = behind[1] != look and (before[1] == look or "quote" in behind[1])
        return before[0] if stranger else behind[0]

    def _behind(self, at: int) -> tuple[tuple[SourceText, int, int | None], str] | None:
        for place in range(at - 1, -1, -1):
            pair = self.pairs[place]
            if pair.before is None or pair.moved or pair.after is None:
                continue
            block = self.before[pair.before]
            if block.story != "body":
                continue
            spots = [spot for spot in self.typed.letters[pair.before] if spot is not None]
            if not spots or block.cell is not None:
                break
            source = self.typed.sources[spots[-1].file]
            if source.form(spots[-1].end) != "markdown" or len({s.file for s in spots}) > 1:
                break
            line = source.text.find("\n", spots[-1].end)
            end = len(source.text) if line < 0 else line
            if source.text[end - 1 : end] == "\r":
                end -= 1
            if not _TRAIL.match(source.text[spots[-1].end : end]):
                break
            return (source, end, spots[0].start), block.style
        return None

    def _before(self, at: int) -> tuple[tuple[SourceText, int, int | None], str] | None:
        for place in range(at + 1, len(self.pairs)):
            pair = self.pairs[place]
            if pair.before is None or pair.after is None or pair.moved:
                continue
            if self.before[pair.before].story != "body":
                continue
            spots = [spot for spot in self.typed.letters[pair.before] if spot is not None]
            if not spots or self.before[pair.before].cell is not None:
                return None
            source = self.typed.sources[spots[0].file]
            if source.form(spots[0].start) != "markdown":
                return None
            start = source.lines[source.line_of(spots[0].start)[0] - 1]
            return (source, start, None), self.before[pair.before].style
        return None

    def _gone(self, a: int) -> None:
        block = self.before[a]
        text = block.text.strip()
        if not text or (block.story == "running" and not re.search(r"[^\W\d]", text)):
            return
        if text == PICTURE:
            self._tell("merge-picture", self._place_of(a), text="—")
            return
        stretch = self._whole(a)
        if stretch is None:
            if not self._cell(a, None):
                self._tell_words(a, text, "", computed=not any(self.typed.letters[a]))
            return
        source, start, end = stretch
        self.found.edits.append(Edit(source.path, start, end, "", text, "", self.edited.name, ()))
        for letter, sign in enumerate(block.text):
            if sign == NOTE:
                self._drop_note(a, letter, source)

    def _whole(self, a: int) -> tuple[SourceText, int, int] | None:
        """The lines of a file that hold a paragraph and nothing else, with a blank line."""
        block = self.before[a]
        spots = [spot for spot in self.typed.letters[a] if spot is not None]
        if not spots or block.cell is not None or len({spot.file for spot in spots}) > 1:
            return None
        source = self.typed.sources[spots[0].file]
        if source.form(spots[0].start) != "markdown":
            return None
        raw = source.text
        first, last = min(s.start for s in spots), max(s.end for s in spots)
        start = source.lines[source.line_of(first)[0] - 1]
        line = raw.find("\n", last)
        end = len(raw) if line < 0 else line + 1
        if block.story != "body":
            return None
        if not _LEAD.fullmatch(raw, start, first) or not _TRAIL.match(raw[last:end].rstrip("\n")):
            return None
        if "\n\n" in raw[first:last].replace("\r", ""):
            return None
        blank = re.compile(r"[ \t>]*\r?\n").match(raw, end)
        if blank and (start == 0 or re.search(r"\n[ \t>]*\r?\n$", raw[:start])):
            end = blank.end()
        elif not blank and end == len(raw):
            before = re.search(r"(?:[ \t>]*\r?\n)+$", raw[:start])
            if before:
                start = before.start() + (2 if raw.startswith("\r\n", before.start()) else 1)
        return source, start, end

    def _moved(self, at: int, a: int, b: int) -> None:
        stretch, anchor = self._whole(a), self._anchor(at)
        changes = hunks(self.before[a].text, self.after[b].text)
        if stretch is None or anchor is None or (NOTE in self.after[b].text and changes):
            self._tell(
                "merge-moved", self._place_of(a), text=self.before[a].text[:120],
                behind=self._words_before(at),
            )  # fmt: skip
            for hunk in changes:
                self._place(a, b, hunk)
            return
        source, start, end = stretch
        kept = len(self.found.edits)
        for hunk in changes:
            self._place(a, b, hunk)
        inner = sorted(self.found.edits[kept:], key=lambda one: (one.start, one.end))
        del self.found.edits[kept:]
        target, offset, behind = anchor
        if any(one.start < start or one.end > end for one in inner) or (
            target is source and start < offset < end
        ):
            self.found.edits += inner
            self._tell(
                "merge-moved", self._place_of(a), text=self.before[a].text[:120],
                behind=self._words_before(at),
            )  # fmt: skip
            return
        words, place = "", start
        for one in inner:
            words += source.text[place : one.start] + one.text
            place = one.end
        words = (words + source.text[place:end]).strip("\r\n")
        newline = "\r\n" if "\r\n" in target.text[:2000] else "\n"
        item = _ITEM.match(words)
        if behind is None:
            text = words + newline * 2
        else:
            begin = target.lines[target.line_of(behind)[0] - 1]
            beside = item and _ITEM.match(target.text, begin)
            text = newline * (1 if beside else 2) + words
        shown = self.after[b].text
        name = self.edited.name
        who = _authors(self.after[b], Hunk(0, 0, 0, len(shown)))
        self.found.edits.append(Edit(source.path, start, end, "", shown, "", name, who))
        self.found.edits.append(Edit(target.path, offset, offset, text, "", shown, name, who))

    # -- looks that mean something ---------------------------------------------------------------

    def _restyled(self, a: int, b: int) -> None:
        """A heading of another level, or no heading any more."""
        was, now = kind_of(self.before[a].style), kind_of(self.after[b].style)
        if was == now or "heading" not in (was[0], now[0]):
            return
        stretch = self._whole(a)
        if stretch is None or (
            1 in (was[1], now[1])
            and "heading" in (was[0], now[0])
            and (was == ("heading", 1) or now == ("heading", 1))
        ):
            self._tell("merge-restyled", self._place_of(a), text=self.before[a].text[:80])
            return
        source, start, _ = stretch
        found = re.compile(r"(#{1,6}[ \t]+)?").match(source.text, start)
        assert found is not None
        sign = "#" * now[1] + " " if now[0] == "heading" else ""
        words = self.before[a].text[:60]
        hunk = Hunk(0, len(words), 0, len(words))
        self._add(source, start, found.end(), sign, words, words, a, b, hunk)

    def _emphasised(self, a: int, b: int, changes: list[Hunk]) -> None:
        """Bold, italic and links put on or taken off words that stayed."""
        before, after = self.before[a], self.after[b]
        for start, end, shift in _kept(len(before.text), changes):
            at = start
            while at < end:
                was, now = before.marks[at], after.marks[at + shift]
                was, now = _meant(was), _meant(now)
                if was == now or before.fields[at]:
                    at += 1
                    continue
                stop = at
                while (
                    stop < end
                    and _meant(before.marks[stop]) == was
                    and _meant(after.marks[stop + shift]) == now
                ):
                    stop += 1
                if before.text[at:stop].strip():
                    self._remark(a, b, at, stop, shift, was, now)
                at = stop

    def _remark(
        self, a: int, b: int, at: int, stop: int, shift: int, was: Marks, now: Marks
    ) -> None:
        before = self.before[a]
        text = before.text[at:stop]
        lead, trail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
        at, stop, words = at + lead, stop - trail, text.strip()
        first, last = self.typed.letters[a][at], self.typed.letters[a][stop - 1]
        place = self._place_of(a, at)
        if first is None or last is None or first.file != last.file:
            self._tell("merge-format-lost", place, text=words[:60])
            return
        source = self.typed.sources[first.file]
        origin = self._origin(a, at)
        rich = source.form(first.start) == "markdown" or (
            origin is not None and not origin.plain and source.form(first.start) == "yaml"
        )
        if not rich or not self._one_stretch(source, a, at, stop - 1):
            self._tell("merge-format-lost", place, text=words[:60])
            return
        raw = source.text
        start, end = first.start, last.end
        opening, closing = "", ""
        for mark in sorted(was - now):
            sign = {"b": "**", "i": "*", "strike": "~~", "sup": "^", "sub": "~"}.get(mark)
            if sign is not None:
                taken = _unwrapped(raw, start, end, sign)
                if taken is None:
                    self._tell("merge-format-lost", place, text=words[:60])
                    return
                start, end = taken
            else:
                found = re.compile(r"\]\([^)\s]*\)").match(raw, end)
                if raw[start - 1 : start] != "[" or found is None:
                    self._tell("merge-format-lost", place, text=words[:60])
                    return
                start, end = start - 1, found.end()
        middle = raw[first.start : last.end]
        for mark in sorted(now - was):
            sign = {"b": "**", "i": "*", "strike": "~~", "sup": "^", "sub": "~"}.get(mark)
            if sign is not None:
                opening, closing = sign + opening, closing + sign
            else:
                opening = "[" + opening
                closing += f"]({mark.removeprefix('link:')})"
        hunk = Hunk(at, stop, at + shift, stop + shift)
        if (start, end) == (first.start, last.end):
            # Two marks and not one letter between them: others may change the words.
            self._add(source, start, start, opening, "", "", a, b, hunk)
            self._add(source, end, end, closing, words, words, a, b, hunk)
            return
        self._add(source, start, first.start, opening, "", "", a, b, hunk)
        self._add(source, last.end, end, closing, words, words, a, b, hunk)
        del middle

    # -- telling ---------------------------------------------------------------------------------

    def _is_computed(self, a: int, b: int, hunk: Hunk) -> bool:
        """Words that are the result of a field: they follow from something else."""
        before, after = self.before[a], self.after[b]
        fields = [code for code in before.fields[hunk.start : hunk.end] if code]
        if hunk.start == hunk.end:
            inner = after.fields[hunk.new_start : hunk.new_end]
            fields = [code for code in inner if code] if all(inner) else []
        if not fields:
            return False
        old = before.text[hunk.start : hunk.end]
        new = after.text[hunk.new_start : hunk.new_end]
        if fields[0] in ("PAGE", "NUMPAGES", "PAGEREF", "STYLEREF") and not re.search(
            r"[^\W\d]", old + new
        ):
            return True  # a page number that another program counted anew
        if before.story == "running" and fields[0] == "STYLEREF":
            return True  # what LibreOffice or Word found on their own pages
        if before.cell:
            old, new = before.text, after.text
        self._tell(
            "merge-computed", self._place_of(a, hunk.start), old=old.strip() or "—",
            new=new.strip() or "—", origin=self._origin_words(a, fields[0]),
        )  # fmt: skip
        return True

    def _tell_words(self, a: int, old: str, new: str, *, computed: bool) -> None:
        old, new = old.strip(), new.strip()
        if not old and not new:
            return
        if computed:
            self._tell(
                "merge-computed", self._place_of(a), old=old or "—", new=new or "—",
                origin=self._origin_words(a, None),
            )  # fmt: skip
        elif new:
            self._tell("merge-unplaced", self._place_of(a), old=old or "—", new=new)
        else:
            self._tell("merge-unplaced-gone", self._place_of(a), text=old)

    def _cell(self, a: int, b: int | None) -> bool:
        """A cell of a workbook: it is named, with what stood and what shall stand there."""
        for number in dict.fromkeys(self.typed.origins[a]):
            if number is None:
                continue
            trace = self.typed.record.traces[number]
            if trace.place.cell and (trace.place.file or "").endswith((".xlsx", ".ods")):
                new = self.after[b].text.strip() if b is not None else "—"
                self._tell(
                    "merge-cell", trace.place, cell=trace.place.cell,
                    old=self.before[a].text.strip(), new=new or "—",
                )  # fmt: skip
                return True
        return False

    def _tell(self, code: str, place: Place | None, **values: object) -> None:
        self.found.listed += 1
        self.report.warning(code, place, file=self.edited.name, **values)

    def _tell_reviews(self) -> None:
        """Comments and tracked changes, each with who and when."""
        homes = {
            pair.after: self._place_of(pair.before)
            for pair in self.pairs
            if pair.after is not None and pair.before is not None
        }

        def home(block: int) -> Place | None:
            for step in range(min(block + 1, 40)):
                if (place := homes.get(block - step)) is not None:
                    return place
            return None

        for remark in self.edited.remarks:
            self.report.note(
                "merge-comment", home(remark.block), file=self.edited.name,
                author=remark.author or "?", date=remark.date[:10] or "?", text=remark.text,
                about=remark.about[:120] or "—",
            )  # fmt: skip
        for change in self.edited.revisions:
            if change.text.strip("¶ "):
                self.report.note(
                    _CHANGES[change.kind], home(change.block), file=self.edited.name,
                    author=change.author or "?", date=change.date[:10] or "?",
                    text=change.text,
                )  # fmt: skip

    # -- places ----------------------------------------------------------------------------------

    def _add(
        self,
        source: SourceText,
        start: int,
        end: int,
        text: str,
        old: str,
        new: str,
        a: int,
        b: int,
        hunk: Hunk,
    ) -> None:
        del a
        block = self.after[b]
        if source.text[start:end] != text:
            self.found.edits.append(
                Edit(
                    source.path, start, end, text, old, new, self.edited.name,
                    _authors(block, hunk),
                )
            )  # fmt: skip

    def _origin(self, a: int, at: int) -> Trace | None:
        """The text a letter belongs to, or its neighbour's."""
        origins = self.typed.origins[a]
        near = [origins[place] for place in (at, at - 1, at + 1) if 0 <= place < len(origins)]
        number = next((n for n in (*near, *origins) if n is not None), None)
        return None if number is None else self.typed.record.traces[number]

    def _place_of(self, a: int, at: int = 0) -> Place | None:
        """Where a paragraph was typed, or the nearest before it."""
        for block in range(a, max(a - 60, -1), -1):
            spots = self.typed.letters[block]
            ordered = [*spots[at:], *spots[:at]] if block == a else spots
            for spot in ordered:
                if spot is not None:
                    return self._spot_place(self.typed.sources[spot.file], spot.start)
            for number in self.typed.origins[block]:
                if number is not None:
                    return self.typed.record.traces[number].place
            at = 0
        return None

    def _spot_place(self, source: SourceText, offset: int) -> Place:
        line, column = source.line_of(offset)
        return Place(source.path, line, column)

    def _near(self, at: int) -> Place | None:
        for place in range(at, -1, -1):
            before = self.pairs[place].before
            if before is not None:
                return self._place_of(before)
        return None

    def _words_before(self, at: int) -> str:
        for place in range(at - 1, -1, -1):
            after = self.pairs[place].after
            if after is not None and self.after[after].text.strip():
                return self.after[after].text.strip()[:60]
        return "—"

    def _origin_words(self, a: int | None, field: str | None) -> str:
        if field:
            return field
        if a is not None and (place := self._place_of(a)):
            return str(place)
        return "templates/"


def _authors(block: Block, hunk: Hunk) -> tuple[str, ...]:
    names = {name for name in block.authors[hunk.new_start : hunk.new_end] if name}
    if hunk.new_start == hunk.new_end:
        names |= {name for name in block.erased if name}
    return tuple(sorted(names))


def _plainly(block: Block) -> bool:
    return kind_of(block.style)[0] == "text"


def _linked(marks: Marks) -> bool:
    return any(mark.startswith("link:") for mark in marks)


def _meant(marks: Marks) -> Marks:
    return frozenset(mark for mark in marks if mark in _SHOWN or mark.startswith("link:"))


def _kept(length: int, changes: list[Hunk]) -> Iterator[tuple[int, int, int]]:
    """Stretches that stayed: start, end, and how far they moved."""
    at = shift = 0
    for hunk in changes:
        if hunk.start > at:
            yield at, hunk.start, shift
        at, shift = hunk.end, hunk.new_end - hunk.end
    if length > at:
        yield at, length, shift


def _note_after(raw: str, at: int) -> tuple[int, int] | None:
    """The call of a note right behind a letter, past marks that close."""
    closed = _CLOSERS.match(raw, at)
    for start in dict.fromkeys((at, closed.end() if closed else at)):
        if found := _CALL.match(raw, start):
            return found.span()
        if raw.startswith("^[", start):
            depth, end = 0, start + 1
            while end < len(raw):
                depth += {"[": 1, "]": -1}.get(raw[end], 0)
                end += 1
                if not depth:
                    return start, end
    return None


def _unwrapped(raw: str, start: int, end: int, sign: str) -> tuple[int, int] | None:
    """The stretch with the signs round it; `__` and `_` are signs, too."""
    for one in (sign, sign.replace("*", "_")):
        size = len(one)
        if raw[start - size : start] == one and raw.startswith(one, end):
            return start - size, end + size
    return None


def _with_markup(source: SourceText, start: int, end: int, *, kept: bool) -> tuple[int, int]:
    """Words that go take the signs round them along: nothing is left to emphasise."""
    if kept or source.form(start) != "markdown":
        return start, end
    raw = source.text
    for sign in ("***", "**", "*", "__", "_", "~~", "~", "^", "`"):
        size = len(sign)
        if raw[start - size : start] == sign and raw.startswith(sign, end):
            return start - size, end + size
    found = re.compile(r"\](?:\([^)\s]*\)|\{[^}\n]*\})").match(raw, end)
    if raw[start - 1 : start] == "[" and found:
        return start - 1, found.end()
    return start, end

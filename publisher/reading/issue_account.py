"""Every word the editor gave to be printed stands in the HTML, in the part it was given for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from publisher import typography
from publisher.diagnostics import Report
from publisher.model.issue import Issue, Part
from publisher.model.text import ALTERNATIVE, PRINTED
from publisher.reading.account import (
    Account,
    Loss,
    attributed,
    neighbours_of,
    report_account,
)
from publisher.reading.expected import Block, HtmlReading
from publisher.reading.fields import Words, given
from publisher.reading.html import read_html
from publisher.reading.matching import Bit, match
from publisher.reading.seen import Joint
from publisher.reading.words import form, typed_words, words


def account_issue(
    issue: Issue,
    book_markup: str,
    report: Report,
    choices: typography.Choices = typography.Choices(),  # noqa: B008 - frozen
) -> Account:
    """Count what was given against what the templates printed.

    Words of a part must stand in the element of its id; those of the issue itself (titles,
    cover, imprint) anywhere, in one piece. Alternative words must stand in an `alt`.
    """
    expected = read_html(book_markup)
    count = _Count(expected, choices)
    for section in issue.sections:
        for part in section.parts:
            count.take_part(part)
    outside = replace(issue, sections=())
    count.take_lines(given(outside), issue.slug)
    for section in issue.sections:
        count.take_lines(given(replace(section, parts=()), PRINTED), section.id)
    account = Account(
        output="html",
        words=count.words,
        lost=tuple(count.lost),
        sections=tuple(count.sections),
    )
    report_account(account, expected, report)
    for words_ in count.unspoken:
        report.error("alternative-unused", words_.place, text=words_.text)
    return account


@dataclass(slots=True)
class _Count:
    """The count as it goes from part to part."""

    expected: HtmlReading
    choices: typography.Choices
    words: int = 0
    lost: list[Loss] = field(default_factory=list)
    unspoken: list[Words] = field(default_factory=list)
    sections: list[tuple[str, int]] = field(default_factory=list)
    _book: str = ""

    def take_part(self, part: Part) -> None:
        """Every printed word of a part stands in its element."""
        every = list(given(part))
        self._check_alternatives(words for words in every if words.use == ALTERNATIVE)
        printed = [words for words in every if words.use == PRINTED]
        bits = list(_bits(self.expected.within(part.id)))
        blocks = [_block(part.id, words.text) for words in printed]
        total = sum(len(block.forms) for block in blocks)
        self.words += total
        self.sections.append((part.id, total))
        if not match(_count(blocks), bits).lost:
            return
        # The typographer may part or rewrite words: `N 5` is printed as `№ 5`.
        blocks = [_block(part.id, self._set(words)) for words in printed]
        lost = match(_count(blocks), bits).lost
        near = neighbours_of([form for bit in bits for form in words(bit.text)], lost)
        where = {id(block): words.place for block, words in zip(blocks, printed, strict=True)}
        self.lost.extend(
            Loss(word, part.id, (part.id,), place=where[id(block)])
            for word, block in attributed(lost, blocks, near)
        )

    def take_lines(self, lines: Iterable[Words], section: str) -> None:
        """Every printed line stands somewhere in the book, in one piece."""
        self._book = self._book or f" {' '.join(self.expected.words)} "
        total = 0
        for line in lines:
            if line.use == ALTERNATIVE:
                self._check_alternatives((line,))
            if line.use != PRINTED:
                continue
            total += len(words(line.text))
            if not any(
                f" {' '.join(words(t))} " in self._book for t in (line.text, self._set(line))
            ):
                self.lost.extend(
                    Loss(word, section, place=line.place) for word in typed_words(line.text)
                )
        self.words += total
        self.sections.append((section, total))

    def _check_alternatives(self, lines: Iterable[Words]) -> None:
        spoken = {" ".join(words(picture.alternative)) for picture in self.expected.pictures}
        for line in lines:
            if not {" ".join(words(line.text)), " ".join(words(self._set(line)))} & spoken:
                self.unspoken.append(line)

    def _set(self, line: Words) -> str:
        """A text as the typographer leaves it."""
        if not line.language:
            return line.text
        return typography.set_line(line.text, line.language, self.choices)


def _block(part: str, text: str) -> Block:
    typed = tuple(typed_words(text))
    return Block(part, (part,), "", typed, tuple(form(word) for word in typed))


def _count(blocks: Sequence[Block]) -> Counter[str]:
    return Counter(form for block in blocks for form in block.forms)


def _bits(blocks: Iterable[Block]) -> Iterator[Bit]:
    for block in blocks:
        joint = Joint.BREAK
        for word in block.typed:
            yield Bit(word, joint)
            joint = Joint.SPACE

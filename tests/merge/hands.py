"""What people do to a Word file, as XML and as python-docx write it, and what must come of it.

Each case says what was done and exactly which letters of which source change; every other byte
of every source stays. `told` are codes of what can only be told.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from dataclasses import dataclass

import docx
from lxml import etree

from tests.merge.conftest import Hand, Paper, W, edit, seen

RADA, VODA = "articles/01-rada.md", "articles/02-voda.md"
SELA, ISSUE = "data/sela.csv", "issue.yaml"
XML = "{http://www.w3.org/XML/1998/namespace}space"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Case:
    name: str
    edited: Callable[[bytes], bytes]
    changes: tuple[tuple[str, str, str], ...] = ()
    told: tuple[str, ...] = ()
    words: str = ""
    """Words that must be told, where they have no place."""


def by_xml(*hands: Hand) -> Callable[[bytes], bytes]:
    return lambda content: edit(content, *hands)


def by_docx(hand: Callable[[docx.document.Document], None]) -> Callable[[bytes], bytes]:
    def edited(content: bytes) -> bytes:
        document = docx.Document(io.BytesIO(content))
        hand(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return edited


def w(tag: str, *children: etree._Element, text: str = "", **values: str) -> etree._Element:
    made = etree.Element(f"{W}{tag}")
    for name, value in values.items():
        made.set(f"{W}{name}", value)
    made.extend(children)
    if text:
        made.text = text
        made.set(XML, "preserve")
    return made


def run(text: str, *looks: str) -> etree._Element:
    return w("r", *([w("rPr", *(w(look) for look in looks))] if looks else []), w("t", text=text))


def typed(old: str, new: str, style: str = "") -> Hand:
    return lambda paper: paper.replace(old, new, style)


def paragraph(text: str, style: str = "BodyText") -> etree._Element:
    return w("p", w("pPr", w("pStyle", val=style)), run(text))


def added(behind: str, text: str, style: str = "BodyText") -> Hand:
    return lambda paper: paper.find(behind).addnext(paragraph(text, style))


def removed(words: str) -> Hand:
    def hand(paper: Paper) -> None:
        gone = paper.find(words)
        gone.getparent().remove(gone)

    return hand


def moved(words: str, behind: str) -> Hand:
    return lambda paper: paper.find(behind).addnext(paper.find(words))


def parted(words: str) -> Hand:
    """Enter, pressed before these words."""

    def hand(paper: Paper) -> None:
        first = paper.find(words)
        second = w("p", copy.deepcopy(first.find(f"{W}pPr")))
        split = paper.text(words)
        at = seen(split.text).index(words)
        rest = (split.text or "")[at:]
        split.text = (split.text or "")[:at]
        owner = split.getparent()
        behind = list(owner.itersiblings())
        second.append(run(rest))
        second.extend(node for node in behind if node.tag != f"{W}bookmarkEnd")
        first.addnext(second)

    return hand


def joined(first: str, second: str) -> Hand:
    """Delete, pressed at the end of a paragraph, and a space typed."""

    def hand(paper: Paper) -> None:
        one, other = paper.find(first), paper.find(second)
        one.append(run(" "))
        one.extend(node for node in list(other) if node.tag == f"{W}r")
        other.getparent().remove(other)

    return hand


def looked(words: str, *looks: str) -> Hand:
    """Ctrl+B on some words: Word parts their run in three."""

    def hand(paper: Paper) -> None:
        text = paper.text(words)
        owner = text.getparent()
        before, after = seen(text.text).split(words, 1)
        properties = owner.find(f"{W}rPr")
        for piece, more in ((after, ()), (words, looks), (before, ())):
            if piece:
                made = run(piece)
                kept = copy.deepcopy(properties) if properties is not None else w("rPr")
                kept.extend(w(look) for look in more)
                made.insert(0, kept)
                owner.addnext(made)
        owner.getparent().remove(owner)

    return hand


def unlooked(words: str) -> Hand:
    def hand(paper: Paper) -> None:
        for node in paper.document.iter(f"{W}r"):
            if "".join(t.text or "" for t in node.iter(f"{W}t")) == words:
                node.remove(node.find(f"{W}rPr"))
                return
        raise AssertionError(words)

    return hand


def linked(words: str, address: str) -> Hand:
    def hand(paper: Paper) -> None:
        rels = paper.parts["word/_rels/document.xml.rels"].decode()
        link = (
            f'<Relationship Id="rIdNew" Type="{R}/hyperlink" Target="{address}"'
            ' TargetMode="External"/>'
        )
        paper.parts["word/_rels/document.xml.rels"] = rels.replace(
            "</Relationships>", link + "</Relationships>"
        ).encode()
        looked(words)(paper)
        node = next(
            r for r in paper.document.iter(f"{W}r")
            if "".join(t.text or "" for t in r.iter(f"{W}t")) == words
        )  # fmt: skip
        holder = w("hyperlink")
        holder.set(f"{{{R}}}id", "rIdNew")
        node.addprevious(holder)
        holder.append(node)

    return hand


def tracked(old: str, new: str, author: str = "Ганна Юрченко") -> Hand:
    """The same as typing, with changes tracked: Word keeps both."""

    def hand(paper: Paper) -> None:
        text = paper.text(old)
        owner = text.getparent()
        before, after = seen(text.text).split(old, 1)
        who = {"id": "9000", "author": author, "date": "2026-05-02T10:00:00Z"}
        pieces = [run(before)] if before else []
        pieces.append(w("del", w("r", w("delText", text=old)), **who))
        if new:
            pieces.append(w("ins", run(new), **{**who, "id": "9001"}))
        pieces += [run(after)] if after else []
        for piece in reversed(pieces):
            owner.addnext(piece)
        owner.getparent().remove(owner)

    return hand


def struck_paragraph(words: str) -> Hand:
    def hand(paper: Paper) -> None:
        gone = paper.find(words)
        who = {"id": "9100", "author": "Ганна Юрченко", "date": "2026-05-02T10:00:00Z"}
        gone.find(f"{W}pPr").append(w("rPr", w("del", **who)))
        for node in gone.findall(f"{W}r"):
            for text in node.findall(f"{W}t"):
                text.tag = f"{W}delText"
            wrapper = w("del", **who)
            node.addprevious(wrapper)
            wrapper.append(node)

    return hand


def tracked_move(words: str, behind: str) -> Hand:
    def hand(paper: Paper) -> None:
        here = paper.find(words)
        there = copy.deepcopy(here)
        who = {"author": "Ганна Юрченко", "date": "2026-05-02T10:00:00Z"}
        for mark in there.findall(f"{W}bookmarkStart") + there.findall(f"{W}bookmarkEnd"):
            there.remove(mark)
        for place, tag, id in ((here, "moveFrom", "9200"), (there, "moveTo", "9201")):
            place.find(f"{W}pPr").append(w("rPr", w(tag, id=id + "9", **who)))
            for node in place.findall(f"{W}r"):
                wrapper = w(tag, id=id, **who)
                node.addprevious(wrapper)
                wrapper.append(node)
        paper.find(behind).addnext(there)

    return hand


def remarked(words: str, remark: str) -> Callable[[bytes], bytes]:
    def hand(document: docx.document.Document) -> None:
        place = next(p for p in document.paragraphs if words in p.text)
        document.add_comment(place.runs[:1], text=remark, author="Ірина Лісова", initials="ІЛ")

    return by_docx(hand)


def noted(old: str, new: str) -> Hand:
    def hand(paper: Paper) -> None:
        body = seen(paper.parts["word/footnotes.xml"].decode())
        assert old in body
        paper.parts["word/footnotes.xml"] = body.replace(old, new).encode()

    return hand


def new_note(behind: str, words: str) -> Hand:
    def hand(paper: Paper) -> None:
        text = paper.text(behind)
        owner = text.getparent()
        before, after = seen(text.text).split(behind, 1)
        text.text = before + behind
        text.set(XML, "preserve")
        owner.addnext(run(after))
        owner.addnext(w("r", w("footnoteReference", id="77")))
        note = w("footnote", w("p", w("r", w("footnoteRef")), run(" " + words)), id="77")
        root = etree.fromstring(paper.parts["word/footnotes.xml"])
        root.append(note)
        paper.parts["word/footnotes.xml"] = etree.tostring(root)

    return hand


def lost_note(paper: Paper) -> None:
    node = next(paper.document.iter(f"{W}footnoteReference")).getparent()
    node.getparent().remove(node)
    root = etree.fromstring(paper.parts["word/footnotes.xml"])
    for note in root.findall(f"{W}footnote"):
        if note.get(f"{W}type") is None:
            root.remove(note)
    paper.parts["word/footnotes.xml"] = etree.tostring(root)


def styled(words: str, style: str) -> Hand:
    return lambda paper: paper.find(words).find(f"{W}pPr/{W}pStyle").set(f"{W}val", style)


def new_row(words: str, *cells: str) -> Hand:
    def hand(paper: Paper) -> None:
        row = next(paper.find(words).iterancestors(f"{W}tr"))
        made = copy.deepcopy(row)
        for mark in list(made.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)
        for cell, text in zip(made.iter(f"{W}tc"), cells, strict=True):
            for spare in list(cell.iter(f"{W}r")):
                spare.getparent().remove(spare)
            next(cell.iter(f"{W}p")).append(run(text))
        row.addnext(made)

    return hand


def docx_typed(old: str, new: str) -> Callable[[bytes], bytes]:
    def hand(document: docx.document.Document) -> None:
        for one in document.element.body.iter(f"{W}r"):
            for text in one.iter(f"{W}t"):
                if old in (text.text or ""):
                    text.text = text.text.replace(old, new, 1)
                    return
        raise AssertionError(old)

    return by_docx(hand)


def docx_paragraph(before: str, text: str, style: str) -> Callable[[bytes], bytes]:
    def hand(document: docx.document.Document) -> None:
        place = next(p for p in document.paragraphs if before in p.text)
        place.insert_paragraph_before(text, style=document.styles[style])

    return by_docx(hand)


CASES = (
    Case("a word", by_xml(typed("щовесни вона", "щоліта вона")),
         ((RADA, "і щовесни вона", "і щоліта вона"),)),
    Case("a word before a typed line end", by_xml(typed("говорили про", "сперечалися про")),
         ((RADA, "говорили про", "сперечалися про"),)),
    Case("a number", by_xml(typed("двадцять питань", "21 питання")),
         ((RADA, "двадцять питань", "21 питання"),)),
    Case("a word put in beside a typed dash", by_xml(typed("до школи", "до старої школи")),
         ((RADA, "до школи", "до старої школи"),)),
    Case("words struck out", by_xml(typed(" ранку", "")), ((RADA, " ранку", ""),)),
    Case("the end of a paragraph",
         by_xml(typed("вона знову в ямах.", "вона знову в ямах. Досить!")),
         ((RADA, "знову в ямах.", "знову в ямах. Досить!"),)),
    Case("a bold word", by_xml(typed("підрядника", "виконавця")),
         ((RADA, "**підрядника**", "**виконавця**"),)),
    Case("a linked word", by_xml(typed("приймальні", "канцелярії")),
         ((RADA, "[приймальні]", "[канцелярії]"),)),
    Case("a heading", by_xml(typed("Що вирішили", "Що ухвалили")),
         ((RADA, "## Що вирішили", "## Що ухвалили"),)),
    Case("a list item", by_xml(typed("Купити насос", "Придбати насос")),
         ((RADA, "- Купити насос", "- Придбати насос"),)),
    Case("a numbered item", by_xml(typed("Підписати договір", "Укласти договір")),
         ((RADA, "Підписати договір", "Укласти договір"),)),
    Case("a cell of a typed table", by_xml(typed("Лугова", "Степова")),
         ((RADA, "Лугова", "Степова"),)),
    Case("a number in a typed table", by_xml(typed("420", "430")), ((RADA, "420", "430"),)),
    Case("a cell of a CSV file", by_xml(typed("Ясне", "Ясногірка")),
         ((SELA, "Ясне", "Ясногірка"),)),
    Case("a quoted cell of a CSV file", by_xml(typed("крамниця", "«Сільпо»")),
         ((SELA, "крамниця", "«Сільпо»"),)),
    Case("a separator typed into a cell", by_xml(typed("Дорога", "Дорога, міст", "Table")),
         ((SELA, "Ясне,678,Дорога", 'Ясне,678,"Дорога, міст"'),)),
    Case("a number of a CSV file", by_xml(typed("345", "355")), ((SELA, "12345", "12355"),)),
    Case("a note", by_xml(noted("1987 року", "1986 року")), ((RADA, "1987", "1986"),)),
    Case("a new note", by_xml(new_note("сорок лип", "Липи дасть лісництво.")),
         ((RADA, "сорок лип", "сорок лип^[Липи дасть лісництво.]"),)),
    Case("a note taken out", by_xml(lost_note),
         ((RADA, "окремо[^nasos]", "окремо"),
          (RADA, "\n[^nasos]: Насос старий, 1987 року, і запчастин до нього вже не роблять.\n",
           "\n"))),
    Case("a title", by_xml(typed("Рада затвердила бюджет", "Рада ухвалила бюджет", "Heading1")),
         ((RADA, "Рада затвердила", "Рада ухвалила"),)),
    Case("a lead in quotes", by_xml(typed("не відклали", "не перенесли")),
         ((RADA, "не відклали", "не перенесли"),)),
    Case("a title that needs its quotes",
         by_xml(typed("хто платить", "хто не платить", "Heading1")),
         ((VODA, "хто платить", "хто не платить"),)),
    Case("a colon in a plain YAML value", by_xml(typed("Слобідська громада", "Слобода: громада")),
         ((ISSUE, "Слобідська громада", "'Слобода: громада'"),)),
    Case("a word of a folded YAML text", by_xml(typed("світло на", "світло чи газ на")),
         ((ISSUE, "світло на", "світло чи газ на"),)),
    Case("a caption with emphasis", by_xml(typed("на весну", "на осінь")),
         ((ISSUE, "*на весну*", "*на осінь*"),)),
    Case("a quotation", by_xml(typed("дощову", "колодязну")), ((VODA, "дощову", "колодязну"),)),
    Case("a pull quote", by_xml(typed("довше за обіцянку", "довше за слово")),
         ((RADA, "за обіцянку", "за слово"),)),
    Case("words of another language", by_xml(typed("less is more", "less is enough")),
         ((VODA, "less is more", "less is enough"),)),
    Case("letters that Markdown would read", by_xml(typed("десять відсотків", "*10* [прибл.]")),
         ((VODA, "десять відсотків", "\\*10\\* \\[прибл.\\]"),)),
    Case("a new paragraph", by_xml(added("Вода подорожчала", "Так вирішила рада 2 квітня.")),
         ((VODA, "відсотків.\n", "відсотків.\n\nТак вирішила рада 2 квітня.\n"),)),
    Case("a new heading", by_xml(added("Вода подорожчала", "Лічильники", "Heading2")),
         ((VODA, "відсотків.\n", "відсотків.\n\n## Лічильники\n"),)),
    Case("a new list item",
         by_xml(added("Посадити сорок лип", "Пофарбувати огорожу", "ListBullet")),
         ((RADA, "сорок лип\n", "сорок лип\n- Пофарбувати огорожу\n"),)),
    Case("a paragraph taken out", by_xml(removed("Наступна сесія")),
         ((RADA, "Наступна сесія відбудеться в червні.\n\n", ""),)),
    Case("a list item taken out", by_xml(removed("Купити насос")),
         ((RADA, "- Купити насос для водогону\n", ""),)),
    Case("a paragraph moved", by_xml(moved("Запитання надсилайте", "Вода подорожчала")),
         ((VODA, "\nЗапитання надсилайте до 15 травня.\n", ""),
          (VODA, "відсотків.\n", "відсотків.\n\nЗапитання надсилайте до 15 травня.\n"))),
    Case("a paragraph parted", by_xml(parted("Роботи почнуться")),
         ((RADA, "[^nasos]. Роботи", "[^nasos].\n\nРоботи"),)),
    Case("two paragraphs joined", by_xml(joined("Вода подорожчала", "Лічильники перевірять")),
         ((VODA, "відсотків.\n\nЛічильники", "відсотків. Лічильники"),)),
    Case("words made bold", by_xml(looked("безоплатно", "b")),
         ((VODA, "безоплатно", "**безоплатно**"),)),
    Case("words made italic", by_xml(looked("Заявки приймає", "i")),
         ((VODA, "Заявки приймає", "*Заявки приймає*"),)),
    Case("bold taken off", by_xml(unlooked("підрядника")),
         ((RADA, "**підрядника**", "підрядника"),)),
    Case("words made a link", by_xml(linked("Запитання", "https://example.org/pytannia")),
         ((VODA, "Запитання", "[Запитання](https://example.org/pytannia)"),)),
    Case("a heading made lower", by_xml(styled("Що вирішили", "Heading3")),
         ((RADA, "## Що вирішили", "### Що вирішили"),)),
    Case("a tracked change", by_xml(tracked("15 травня", "20 травня")),
         ((VODA, "15 травня", "20 травня"),), ("merge-inserted", "merge-deleted")),
    Case("a paragraph struck out with tracking", by_xml(struck_paragraph("Наступна сесія")),
         ((RADA, "Наступна сесія відбудеться в червні.\n\n", ""),), ("merge-deleted",)),
    Case("a tracked move", by_xml(tracked_move("Запитання надсилайте", "Вода подорожчала")),
         ((VODA, "\nЗапитання надсилайте до 15 травня.\n", ""),
          (VODA, "відсотків.\n", "відсотків.\n\nЗапитання надсилайте до 15 травня.\n")),
         ("merge-moved-here", "merge-moved-away")),
    Case("a comment", remarked("Вода подорожчала", "Звідки число?"), (), ("merge-comment",),
         "Звідки число"),
    Case("a word, by python-docx", docx_typed("найдовше", "найгучніше"),
         ((RADA, "найдовше", "найгучніше"),)),
    Case("a new paragraph, by python-docx",
         docx_paragraph("Запитання надсилайте", "Розгляд триває тиждень.", "Body Text"),
         ((VODA, "Запитання", "Розгляд триває тиждень.\n\nЗапитання"),)),
    Case("a total", by_xml(typed("113", "114")), (), ("merge-computed",), "114"),
    Case("a word of the press's own", by_xml(typed("Разом", "Усього")),
         ((ISSUE, "Разом", "Усього"),)),
    Case("a cell of a workbook", by_xml(typed("Пальне", "Дизель")), (), ("merge-cell",), "Дизель"),
    Case("a new row of data", by_xml(new_row("Ясне", "Нове", "12", "Церква")), (),
         ("merge-unplaced-new",), "Церква"),
    Case("several at once",
         by_xml(typed("Лугова", "Степова"), typed("дощову", "талу"), typed("Ясне", "Хмурне"),
                removed("Наступна сесія"), added("Вода подорожчала", "Ціну назве рада.")),
         ((RADA, "Лугова", "Степова"), (VODA, "дощову", "талу"), (SELA, "Ясне", "Хмурне"),
          (RADA, "Наступна сесія відбудеться в червні.\n\n", ""),
          (VODA, "відсотків.\n", "відсотків.\n\nЦіну назве рада.\n"))),
)  # fmt: skip

assert len({case.name for case in CASES}) == len(CASES)

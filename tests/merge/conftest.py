"""An edition that was given out, and hands that edit it as people and programs do."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from publisher import pipeline
from publisher.diagnostics import Report
from publisher.workspace import Workspace
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLUG = "pravka"

ISSUE = """\
kind: bulletin
language: uk
title: Вісник громади
subtitle: "Лист для «рад» і громад"
organisation: Слобідська громада
number: 4
date: 2026-04-30
sections:
  - rubric: Головне
    parts:
      - articles/01-rada.md
      - articles/02-voda.md
  - rubric: Цифри
    parts:
      - type: table
        source: data/sela.csv
        caption: Села громади *на весну*
        columns:
          - {column: selo, title: Село}
          - {column: liudei, title: Людей, align: number, total: sum}
          - {column: plan, title: План}
        total: Разом
      - type: table
        source: data/koshty.xlsx
        caption: Кошти
        columns:
          - {column: stattia, title: Стаття}
          - {column: suma, title: Сума, align: number}
      - type: notice
        title: Телефон чергового
        text: >-
          Дзвоніть **цілодобово**, коли рветься труба або
          гасне світло на цілій вулиці.
"""
RADA = """\
---
title: Рада затвердила бюджет
lead: 'Сесія тривала п''ять годин, і жодного пункту не відклали.'
author: Олена Криничка
role: кореспондентка
id: art-rada
---

Депутати зібралися о дев'ятій ранку. Порядок денний мав двадцять питань, але найдовше говорили про
дорогу до школи -- її латають щовесни, і щовесни вона знову в ямах.

Голова сказав: "Гроші є, бракує **підрядника**". Список охочих лежить у [приймальні](https://example.org/spysok).

## Що вирішили

- Полагодити дах школи
- Купити насос для водогону
- Посадити сорок лип

Про насос розкажемо окремо[^nasos]. Роботи почнуться *в травні*, якщо не завадять дощі.

1. Оголосити торги.
2. Підписати договір.

| Вулиця | Метрів |
|:---|---:|
| Шкільна | 420 |
| Лугова | 1 310 |

::: pull-quote
Дорога має служити довше за обіцянку.

— Із виступу на сесії
:::

Наступна сесія відбудеться в червні.

[^nasos]: Насос старий, 1987 року, і запчастин до нього вже не роблять.
"""
VODA = """\
---
title: "Вода: хто платить"
id: art-voda
---

Вода подорожчала на десять відсотків.

Лічильники перевірять безоплатно. Заявки приймає [less is more]{lang=en} бюро.

> Хто не платить, той п'є дощову.

Запитання надсилайте до 15 травня.
"""
SELA = 'selo,liudei,plan\r\nВеселе,12345,"Клуб, крамниця"\r\nЯсне,678,Дорога\r\nТихе,90,\r\n'


@dataclass
class Sent:
    """A file that was given out, with the workspace it came from."""

    workspace: Path
    docx: bytes
    sources: dict[str, bytes] = field(default_factory=dict)

    def merge(
        self, *edited: bytes, apply: bool = False, now: dict[str, bytes] | None = None
    ) -> tuple[dict[str, bytes], pipeline.Merged, Report]:
        """Merge files that came back; the sources afterwards, the answer, what was told."""
        root = self.workspace
        for path, content in (self.sources | (now or {})).items():
            (root / path).write_bytes(content)
        report = Report()
        returned = [(f"reader{n}.docx", content) for n, content in enumerate(edited, 1)]
        merged = pipeline.merge_back(
            Workspace(root, environment={}), SLUG, returned, report, apply=apply
        )
        after = {path: (root / path).read_bytes() for path in self.sources}
        for path, content in self.sources.items():
            (root / path).write_bytes(content)
        return after, merged, report


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    root = tmp_path_factory.mktemp("merge")
    for folder in ("templates", "fonts", "printers", "icc"):
        shutil.copytree(ROOT / folder, root / folder, copy_function=os.link)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("stattia", "suma"), ("Зерно", 500), ("Пальне", 300)):
        sheet.append(row)
    book = io.BytesIO()
    workbook.save(book)
    texts = {
        "issue.yaml": ISSUE, "articles/01-rada.md": RADA, "articles/02-voda.md": VODA,
        "data/sela.csv": SELA,
    }  # fmt: skip
    sources = {f"issues/{SLUG}/{name}": text.encode() for name, text in texts.items()}
    sources[f"issues/{SLUG}/data/koshty.xlsx"] = book.getvalue()
    for path, content in sources.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    report = Report()
    order = pipeline.Order((SLUG,), ("docx",), use_cache=False, send=True)
    pipeline.build(Workspace(root, environment={}), order, report, _Quiet())
    assert not report.errors, [str(one) for one in report.errors]
    docx = (root / "build" / SLUG / f"{SLUG}.docx").read_bytes()
    return Sent(root, docx, sources)


class _Quiet:
    def step(self, title: str, done: int, total: int) -> None:
        """Nobody watches."""


Hand = Callable[["Paper"], None]


@dataclass
class Paper:
    """The XML of a Word file under somebody's hands."""

    document: etree._Element
    parts: dict[str, bytes]

    def paragraphs(self) -> list[etree._Element]:
        return list(self.document.iter(f"{W}p"))

    def find(self, words: str) -> etree._Element:
        return next(p for p in self.paragraphs() if words in said(p))

    def text(self, words: str, style: str = "") -> etree._Element:
        """The text element that holds some words, in a paragraph whose style begins so."""
        for text in self.document.iter(f"{W}t"):
            block = next(text.iterancestors(f"{W}p"))
            if words in seen(text.text) and style_of(block).startswith(style):
                return text
        raise AssertionError(f"no run says {words!r}")

    def replace(self, old: str, new: str, style: str = "") -> None:
        """Type over words, as a person does: in the run where they stand."""
        text = self.text(old, style)
        at = seen(text.text).index(old)
        text.text = text.text[:at] + new + text.text[at + len(old) :]
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def seen(text: str | None) -> str:
    """Text as it is seen: spaces that don't break are spaces."""
    return (text or "").replace("\u00a0", " ").replace("\u202f", " ")


def said(paragraph: etree._Element) -> str:
    return seen("".join(t.text or "" for t in paragraph.iter(f"{W}t")))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def edit(docx: bytes, *hands: Hand) -> bytes:
    """The file after some hands have worked on it, XML by XML."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    paper = Paper(etree.fromstring(parts["word/document.xml"]), parts)
    for hand in hands:
        hand(paper)
    parts["word/document.xml"] = etree.tostring(paper.document)
    return packed(parts.items())


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()

"""Editions that put weight on one thing: many entries, deep nesting."""

from __future__ import annotations

from tests.word.editions import article, made, page

NAMES = ("Ґрунтівська", "Іванівська", "Їжаківська", "Євгенівська", "Петрівська", "Ягідненська")


def directory() -> bytes:
    """Three hundred councils in six groups, with their index."""
    groups, entries = [], []
    for group in range(6):
        rows = []
        for number in range(50):
            id = f"rada-{group}-{number}"
            name = f"{NAMES[number % 6]} {number} сільська рада"
            entries.append((name, f"район {group + 1}", id))
            rows.append(
                f'<div class="entry" id="{id}"><h2 class="entry-name">{name}</h2>'
                '<p class="entry-text"><span class="field"><span class="label">КОАТУУ</span>'
                f' <span class="value">63202{group}{number:04}</span></span></p></div>'
            )
        groups.append(
            f'<div class="group" id="g-{group}"><h1 class="group-title">Район {group + 1}</h1>'
            f'<p class="thumb">{group + 1}</p><p class="group-totals">усього 50</p>'
            f'<div class="entries">{"".join(rows)}</div></div>'
        )
    lines = "".join(
        f'<p class="index-entry">{name} <span class="qualifier">({where})</span>'
        f' <a class="page-number" href="#{id}"></a></p>'
        for name, where, id in sorted(entries)
    )
    return made(
        page(
            f'<section class="directory" id="rady">{"".join(groups)}</section>'
            '<section class="index" id="index"><h1 class="index-title">Покажчик</h1>'
            f'<div class="index-list"><h2 class="index-letter">А–Я</h2>{lines}</div></section>'
            '<section class="imprint" id="imprint"><div class="imprint-block">'
            '<p class="imprint-line">Наклад 500 прим.</p></div></section>'
        )
    )


def nested() -> bytes:
    """Lists of every sort in one another, in a box, beside tables with notes in their heads."""
    note = '<span class="footnote" id="n{}" role="doc-footnote">Виноска <em>{}</em>.</span>'
    lists = "<p>Слово</p>"
    for depth in range(12):
        tag = ("ul", "ol", 'ol class="decision"', 'ol start="4"')[depth % 4]
        lists = f"<{tag}><li><p>рівень {depth}</p>{lists}</li></{tag.split()[0]}>"
    table = "".join(
        f'<div class="table-block width-{width}" id="t-{number}"><p class="table-caption">'
        f'<span class="label">Таблиця {number}.</span> Назва</p><table class="table"><thead><tr>'
        f'<th>Стовпець{note.format(number, number)}</th><th class="number">Число</th></tr></thead>'
        f'<tbody><tr><td rowspan="2">а</td><td class="number">1</td></tr><tr>'
        f'<td class="number">2</td></tr></tbody></table></div>'
        for number, width in ((1, "column"), (2, "page"), (3, "page"), (4, "column"))
    )
    box = f'<aside class="notice"><p class="notice-title">Увага</p>{lists}{table}</aside>'
    speech = (
        '<div class="answer"><blockquote><p>Раз</p><ul><li><blockquote><p>Два</p></blockquote>'
        "</li></ul></blockquote></div>"
    )
    flow = f"{lists}{table}{box}{speech}{table.replace('t-', 'u-').replace('id=', 'data-id=')}"
    return made(article(flow).replace("columns-1", "columns-2"))


def boxes() -> bytes:
    """Boxes, quotes and headings at every height of two columns, with notes below them."""
    flows = []
    for number in range(40):
        text = f"<p>{'Слово за словом тече текст у дві колонки. ' * (5 + number)}</p>"
        note = '<span class="footnote" role="doc-footnote">Виноска.</span>'
        box = (
            f'<aside class="notice"><p class="notice-title">Вставка {number}</p>'
            f"<p>{'Текст вставки. ' * (6 + number % 9)}{note}</p><p>Другий абзац.</p></aside>"
        )
        quote = (
            '<aside class="pull-quote"><p class="pull-quote-text">Слова, що варті місця</p>'
            '<p class="attribution">джерело</p></aside>'
        )
        flows.append(
            f'<article class="article"><h1 class="article-title">Стаття {number}</h1>'
            f'<div class="flow columns-2">{text}{box}<h2>Далі</h2>{text}{quote}{text}{box}</div>'
            "</article>"
        )
    return made(page("".join(flows)))

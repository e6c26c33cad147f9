"""A small edition of every sort of thing that pages hold, in three languages."""

from __future__ import annotations

import random

UKRAINIAN = (
    "Асоціація органів місцевого самоврядування об’єднує сільські, селищні та міські ради області"
    " і діє за законом № 1275-VI від 23 січня 2020 року",
    "Протягом 2020–2021 років проведено 12 семінарів-практикумів, п’ять круглих столів"
    " і науково-практичну конференцію в Івано-Франківську",
    "Загальна площа земель історико-культурного призначення становить 1 234,5 км², це 3,9 %"
    " території; вода H₂O, ½ ставки",
    "Голова пояснив: «Хто-небудь мусить взяти на себе відповідальність — і ми її взяли»",
    "Одно- і двоповерхові будинки, соціально-економічний розвиток, 5-й та 10-й класи, м’ята,"
    " під’їзд, з’їзд, ґанок",
    "Телефон +38 057 700-12-34, адреса info@asso-kharkiv.org.ua, код 04051234",
)
RUSSIAN = (
    "Ассоциация органов местного самоуправления объединяет сельские, посёлковые и городские"
    " советы, действует на основании закона № 1275-VI от 23.01.2020 года",
    "В 2020–2021 годах проведено 12 семинаров-практикумов, пять круглых столов и"
    " научно-практическая конференция в Ростове-на-Дону",
    "Что-нибудь и кое-кто: всё-таки, по-русски, из-за, 5-й и 10-й классы, съёмка, подъезд",
)
ENGLISH = (
    "The association unites village, settlement and city councils and acts under law 1275-VI"
    " of 23 January 2020",
    "During 2020–2021 there were twelve state-of-the-art workshops, five round-table discussions"
    " and an efficient office of first-class staff",
    "It’s the council’s own well-being that self-government is responsible for; don’t re-elect",
)
LANGUAGES = {"uk": UKRAINIAN, "ru": RUSSIAN, "en": ENGLISH}

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" font-family="Source Sans 3">'
    '<title>Карта</title><rect width="50" height="50" fill="#c00"/>'
    '<text x="10" y="70" font-size="10">Ізюмський район</text>'
    '<text x="10" y="90" font-size="10">56 громад</text></svg>'
)

LOOKS = """
p.rubric { text-transform: uppercase; letter-spacing: .12em; font: 600 8pt "Source Sans 3" }
span.initial { float: left; font-size: 30pt; line-height: 26pt }
.small-caps { font-variant-caps: small-caps }
figure { margin: 6pt 0; break-inside: avoid }
.end-mark::after { content: "■" }
p.index-entry { text-align: left; margin: 0 }
.index-list { columns: 3 }
li { margin: 0 }
.notice { border: 1pt solid; padding: 6pt; break-inside: avoid }
section, article { break-before: page }
p.thumb { position: running(thumb) }
@page { @right-middle { content: element(thumb) } }
"""


def paragraph(dice: random.Random, language: str, sentences: int) -> str:
    """Some sentences with emphasis, links and raised figures among the words."""
    out = []
    for sentence in dice.choices(LANGUAGES[language], k=sentences):
        words = sentence.split()
        at = dice.randrange(len(words))
        dressed = {
            0: f"<em>{words[at]}</em>",
            1: f"<strong>{words[at][:2]}</strong>{words[at][2:]}",
            2: f'<a href="https://example.org/{at}">{words[at]}</a>',
            3: f'<span class="small-caps">{words[at]}</span>',
            4: f"{words[at]} м<sup>2</sup>",
            5: f'<span lang="en">Smart region</span> {words[at]}',
        }[dice.randrange(6)]
        out.append(" ".join([*words[:at], dressed, *words[at + 1 :]]))
    return ". ".join(out) + "."


def article(
    dice: random.Random, language: str, id: str, paragraphs: int = 9, rows: int = 25
) -> str:
    """An article with notes, lists, a table over pages, a figure, a boxed notice."""
    body = [f'<p><span class="initial">А</span>соціація. {paragraph(dice, language, 4)}</p>']
    for number in range(paragraphs):
        note = (
            f'<span class="footnote" id="{id}-n{number}" role="doc-footnote">'
            f"{paragraph(dice, language, dice.randrange(1, 4))}</span>"
        )
        body.append(
            f'<p id="{id}-{number}">{paragraph(dice, language, 2)}{note}'
            f" {paragraph(dice, language, 3)}</p>"
        )
    lines = "".join(
        f"<tr><td>{paragraph(dice, language, 1)}</td><td>{number}</td><td>{number + 7}</td></tr>"
        for number in range(1, rows + 1)
    )
    return (
        f'<article class="article" id="{id}"><p class="rubric">Офіційно про раду</p>'
        f'<h1 id="{id}-title">Назва статті {id}</h1><div class="flow columns-2">'
        + "".join(body)
        + f'<ol start="3"><li>{paragraph(dice, language, 1)}</li><li>друге 4</li></ol>'
        f'<figure class="figure drawing" id="{id}-fig"><img src="asset:map.svg" alt="Карта {id}">'
        '<figcaption><span class="label">Рис. 1.</span> Громади</figcaption></figure>'
        f'<aside class="notice"><p>{paragraph(dice, language, 1)}</p></aside></div>'
        '<table class="table"><thead><tr><th>Район</th><th>Кількість громад</th><th>Усього</th>'
        f"</tr></thead><tbody>{lines}</tbody></table>"
        f'<p>Див. с. <a class="page-number" href="#{id}-3"></a>.<span class="end-mark"></span></p>'
        "</article>"
    )


def edition(seed: int, language: str, articles: int = 2) -> str:
    """A body with contents, articles and an index."""
    dice = random.Random(seed)
    ids = [f"a{number}" for number in range(articles)]
    contents = "".join(
        f'<p class="contents-entry"><a class="contents-link" href="#{id}">Назва статті {id}</a>'
        f' <a class="page-number" href="#{id}"></a></p>'
        for id in ids
    )
    index = "".join(
        f'<p class="index-entry">Петрівська рада {number}'
        ' <span class="qualifier">(район)</span>'
        f' <a class="page-number" href="#{id}-{number}"></a>,'
        f' <a class="page-number" href="#{id}-8"></a></p>'
        for number in range(8)
        for id in ids
    )
    return (
        f'<section class="contents" id="contents"><h1>Зміст</h1>{contents}</section>'
        + "".join(article(dice, language, id) for id in ids)
        + f'<section class="index" id="index"><p class="thumb">П</p><h1>Покажчик</h1>'
        f'<div class="index-list">{index}</div></section>'
    )

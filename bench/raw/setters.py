"""The rivals' side, frozen: the same matter as a competent user of each would write it.

Run as `python setters.py weasyprint|typst KIND SOURCE OUT`, SOURCE being the folder that
`bench/run.py` has written: `matter.json` and pictures.
"""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path

CSS = """
@page { size: 210mm 297mm; margin: 22mm 17mm 24mm;
  @top-left { content: string(title, first-except); font: 8pt 'Source Sans 3' }
  @bottom-center { content: counter(page); font: 9pt 'Source Sans 3' }
  @footnote { border-top: .5pt solid #888; padding-top: 4pt } }
body { font: 9.6pt/13pt 'Source Serif 4'; hyphens: auto; text-align: justify; margin: 0;
  orphans: 2; widows: 2; hyphenate-limit-chars: 6 3 3 }
h1 { font: 600 20pt/23pt 'Source Serif 4 Display'; text-align: left; hyphens: none;
  string-set: title content(); margin: 0 0 9pt }
.lead { font: 12pt/16pt 'Source Serif 4'; text-align: left; margin: 0 0 12pt }
article { break-before: page; counter-reset: footnote }
.flow { columns: 2; column-gap: 6mm; column-fill: balance }
.flow p { margin: 0; text-indent: 13pt }
figure { margin: 13pt 0; break-inside: avoid } img { width: 100%; display: block }
figcaption { font: 8pt/10pt 'Source Sans 3'; text-align: left }
.note { float: footnote; font: 7.6pt/10pt 'Source Sans 3'; text-align: left; text-indent: 0 }
nav a { display: flex; justify-content: space-between; color: inherit; text-decoration: none;
  margin: 0 0 6pt; text-align: left }
nav a::after { content: target-counter(attr(href), page) }
"""
DIRECTORY_CSS = """
@page { size: 148mm 210mm; margin: 18mm 14mm 20mm;
  @top-left { content: string(first, first) ' — ' string(last, last); font: 7.6pt 'Source Sans 3' }
  @bottom-center { content: counter(page); font: 8.6pt 'Source Sans 3' } }
body { font: 8pt/10.4pt 'Source Sans 3'; margin: 0 }
h1 { font: 600 14pt/17pt 'Source Serif 4 Display'; margin: 0 0 6pt }
.entries { columns: 2; column-gap: 5mm; column-fill: balance; margin-bottom: 14pt }
.entry { break-inside: avoid; margin-bottom: 6pt }
h2 { font: 600 8.4pt/10.4pt 'Source Sans 3'; margin: 0;
  string-set: first content(), last content() }
p { margin: 0 } nav, .index { break-before: page }
nav a, .index a { display: flex; justify-content: space-between; color: inherit;
  text-decoration: none }
.index div { columns: 3; column-gap: 4mm }
nav a::after, .index a::after { content: target-counter(attr(href), page) }
"""
TYPST = """
#set page(width: 210mm, height: 297mm, margin: (x: 17mm, top: 22mm, bottom: 24mm),
  numbering: "1")
#set text(font: "Source Serif 4", size: 9.6pt, lang: "uk", hyphenate: true)
#set par(justify: true, leading: 3.6pt, first-line-indent: 13pt, spacing: 3.6pt)
#set footnote.entry(gap: 3pt)
#show heading.where(level: 1): it => { set par(justify: false)
  text(font: "Source Serif 4 Display", size: 20pt, weight: 600, hyphenate: false, it.body) }
#outline(title: [Зміст])
#let m = json("matter.json")
#for a in m.pieces {
  pagebreak(); counter(footnote).update(0)
  heading(level: 1, a.title)
  par(justify: false, first-line-indent: 0pt, text(size: 12pt, a.lead))
  columns(2, gutter: 6mm)[
    #for (i, p) in a.paragraphs.enumerate() [
      #p#if str(i) in a.notes { footnote(a.notes.at(str(i))) }
      #if i == 0 and a.picture != none { figure(image(a.picture), caption: a.title) }

    ]
  ]
}
"""
TYPST_DIRECTORY = """
#set page(width: 148mm, height: 210mm, margin: (x: 14mm, top: 18mm, bottom: 20mm),
  numbering: "1")
#set text(font: "Source Sans 3", size: 8pt, lang: "uk")
#set par(leading: 3pt, spacing: 3pt)
#show heading.where(level: 2): it => text(size: 8.4pt, weight: 600, it.body)
#let m = json("matter.json")
#outline(title: [Зміст], depth: 1)
#pagebreak()
#let groups = m.map(e => e.group).dedup()
#for g in groups {
  heading(level: 1, g)
  columns(2, gutter: 5mm)[
    #for e in m.filter(e => e.group == g) {
      block(breakable: false)[
        #heading(level: 2, e.name)#label("e" + e.code)
        Код: #e.code \\
        Адреса: #e.address \\
        Телефон: #e.phone
      ]
    }
  ]
}
#pagebreak()
= Покажчик
#columns(3, gutter: 4mm)[
  #for e in m.sorted(key: e => e.name) [
    #e.name #h(1fr) #context counter(page).at(label("e" + e.code)).first() \\
  ]
]
"""


def page_of_articles(matter: dict) -> str:
    """HTML of a bulletin or an almanac."""
    pieces = []
    for number, piece in enumerate(matter["pieces"]):
        paragraphs = []
        for index, text in enumerate(piece["paragraphs"]):
            note = piece["notes"].get(str(index))
            noted = f'<span class="note">{escape(note)}</span>' if note else ""
            paragraphs.append(f"<p>{escape(text)}{noted}</p>")
            if index == 0 and piece["picture"]:
                paragraphs.append(
                    f'<figure><img src="{piece["picture"]}" alt="Світлина"/>'
                    f"<figcaption>{escape(piece['title'])}</figcaption></figure>"
                )
        pieces.append(
            f'<article id="a{number}"><h1>{escape(piece["title"])}</h1>'
            f'<p class="lead">{escape(piece["lead"])}</p>'
            f'<div class="flow">{"".join(paragraphs)}</div></article>'
        )
    entries = "".join(
        f'<a href="#a{number}"><span>{escape(piece["title"])}</span></a>'
        for number, piece in enumerate(matter["pieces"])
    )
    return _document(matter["title"], CSS, f"<nav>{entries}</nav>{''.join(pieces)}")


def page_of_entries(rows: list[dict]) -> str:
    """HTML of a directory."""
    groups: dict[str, list[dict]] = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row)
    body = []
    for number, (name, entries) in enumerate(groups.items()):
        blocks = "".join(
            f'<div class="entry" id="e{row["code"]}"><h2>{escape(row["name"])}</h2>'
            f"<p>Код: {row['code']}</p><p>Адреса: {escape(row['address'])}</p>"
            f"<p>Телефон: {row['phone']}</p></div>"
            for row in entries
        )
        body.append(f'<h1 id="g{number}">{escape(name)}</h1><div class="entries">{blocks}</div>')
    contents = "".join(
        f'<a href="#g{number}"><span>{escape(name)}</span></a>'
        for number, name in enumerate(groups)
    )
    index = "".join(
        f'<a href="#e{row["code"]}"><span>{escape(row["name"])}</span></a>'
        for row in sorted(rows, key=lambda row: row["name"])
    )
    whole = f'{"".join(body)}<div class="index"><h1>Покажчик</h1><div>{index}</div></div>'
    return _document("Довідник", DIRECTORY_CSS, f"<nav>{contents}</nav>{whole}")


def _document(title: str, css: str, body: str) -> str:
    return (
        f'<html lang="uk"><head><title>{escape(title)}</title><style>{css}</style></head>'
        f"<body>{body}</body></html>"
    )


def main() -> None:
    """Set one edition with one rival."""
    rival, kind, source, out = sys.argv[1:5]
    folder = Path(source)
    matter = json.loads((folder / "matter.json").read_text("utf-8"))
    if rival == "weasyprint":
        import weasyprint

        text = page_of_entries(matter) if kind == "directory" else page_of_articles(matter)
        html = weasyprint.HTML(string=text, base_url=str(folder))
        html.write_pdf(out, pdf_variant="pdf/ua-1")
    else:
        import typst

        main_file = folder / "main.typ"
        main_file.write_text(TYPST_DIRECTORY if kind == "directory" else TYPST, "utf-8")
        typst.compile(str(main_file), output=out, font_paths=sys.argv[5:6])


if __name__ == "__main__":
    main()

"""The verdict as one page for a browser: findings, boxed on the pages; plates; ink.

Self-contained: no script, nothing fetched, every word of a file escaped.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape

from publisher.diagnostics import Severity
from publisher.diagnostics.messages import explain, hint, message
from publisher.diagnostics.speech import Speech
from publisher.press.inks import Fate
from publisher.press.proofs import PLATES, PagePictures
from publisher.press.verdict import Finding, PreflightReport
from publisher.units import Box, Length

_WORDS: dict[Speech, dict[str, str]] = {
    "en": {
        "title": "Preflight", "passes": "May go to press", "stops": "May not go to press",
        "error": "errors", "warning": "warnings", "note": "notes", "waived": "waived",
        "waiver": "waived", "findings": "Findings", "none": "Nothing to complain of.",
        "page": "page",
        "facts": "The file", "colours": "Colours", "pages": "Pages", "plates": "Plates",
        "heat": "Ink", "times": "places", "until": "until", "screen": "screen",
        "press": "on press", "how": "by", "difference": "ΔE", "proof": "proof",
        "cyan": "cyan", "magenta": "magenta", "yellow": "yellow", "black": "black",
        "token": "colour table", "neutral": "black alone", "converted": "profile", "why": "why",
    },
    "uk": {
        "title": "Перевірка перед друком", "passes": "Можна друкувати",
        "stops": "Друкувати не можна", "error": "помилки", "warning": "застереження",
        "note": "зауваги", "waived": "винятки", "waiver": "виняток", "findings": "Зауваження",
        "none": "Зауважень немає.", "page": "с.", "facts": "Файл", "colours": "Кольори",
        "pages": "Сторінки", "plates": "Форми", "heat": "Фарба", "times": "місць",
        "until": "до", "screen": "екран", "press": "друк", "how": "чим", "difference": "ΔE",
        "proof": "проба", "cyan": "блакитна", "magenta": "пурпурна", "yellow": "жовта",
        "black": "чорна", "token": "таблиця кольорів", "neutral": "сама чорна",
        "converted": "профіль", "why": "чому",
    },
}  # fmt: skip

_STYLE = """
:root { color-scheme: light; --ink: #1d1d1b; --quiet: #6a6660; --rule: #d9d4cd;
  --error: #b3001b; --warning: #a35a00; --note: #1f5f8b; --waived: #6a6660 }
* { box-sizing: border-box }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: #faf8f5;
  margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 4rem }
h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem }
.verdict { display: inline-block; margin: .75rem 0; padding: .4rem .9rem; border-radius: .3rem;
  color: #fff; font-weight: 600; background: #1b6b3a } .verdict.stops { background: var(--error) }
ol.findings { list-style: none; margin: 0; padding: 0 }
ol.findings > li { border-left: 4px solid var(--note); background: #fff; margin: 0 0 .5rem;
  padding: .6rem .9rem } li.error { border-color: var(--error) !important }
li.warning { border-color: var(--warning) !important } li.waived { opacity: .7 }
.rule, .where { color: var(--quiet); font-size: .85em }
.rule { font-family: ui-monospace, monospace }
.hint { margin: .15rem 0 0 } details > summary { cursor: pointer; color: var(--quiet) }
table { border-collapse: collapse; background: #fff } td, th { text-align: left;
  padding: .3rem .8rem; border-bottom: 1px solid var(--rule); vertical-align: top }
.swatch { display: inline-block; width: 1.1em; height: 1.1em; border: 1px solid var(--rule);
  vertical-align: -.2em; margin-right: .5em }
.sheet { background: #fff; padding: 1rem; margin: 0 0 1.5rem }
.views { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
.views figure { margin: 0 } .views figcaption { color: var(--quiet); font-size: .85em }
.large { width: min(30rem, 100%) } .small { width: min(11rem, 45%) }
.shown { position: relative; line-height: 0; border: 1px solid var(--rule) }
.shown img { width: 100%; height: auto }
.box { position: absolute; border: 2px solid var(--note); min-width: 6px; min-height: 6px }
.box.error { border-color: var(--error); background: #b3001b22 }
.box.warning { border-color: var(--warning); background: #a35a0022 }
.box b { position: absolute; top: -1.1rem; left: -2px; font: 600 .7rem/1rem system-ui;
  background: inherit; color: var(--ink); padding: 0 .25rem; white-space: nowrap }
.trim { position: absolute; border: 1px dashed #00a0e0; pointer-events: none }
"""


def as_html(
    report: PreflightReport,
    pictures: Mapping[int, PagePictures],
    *,
    title: str = "",
    colours: tuple[Fate, ...] = (),
    speech: Speech = "uk",
) -> str:
    """The whole report as HTML. `pictures` are those of `picture_pages`, by page."""
    words = _WORDS[speech]
    numbered = list(enumerate(report.findings, 1))
    parts = [
        f'<!doctype html><html lang="{speech}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src data:; style-src 'unsafe-inline'\">"
        f"<title>{escape(words['title'])} {escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><header><h1>{escape(words['title'])}"
        + (f" · {escape(title)}" if title else "")
        + "</h1>",
        _verdict(report, words),
        f"</header><main><h2>{escape(words['findings'])}</h2>",
        _findings(numbered, words, speech),
        _sheets(report, pictures, numbered, words, speech),
        _colours(colours, words),
        _facts(report, words),
        "</main></body></html>",
    ]
    return "\n".join(parts)


def pages_to_show(report: PreflightReport, most: int = 12) -> tuple[int, ...]:
    """The pages worth a picture: those with findings, and the one with the most ink.

    None of a file whose plates would have cost too much, or that can't be read.
    """
    if {finding.rule for finding in report.findings} & {"print-too-heavy", "print-unreadable"}:
        return ()
    pages = [finding.page for finding in report.findings if finding.page]
    worst = report.facts.get("worst_ink_page")
    wanted = dict.fromkeys([*pages, *([worst] if isinstance(worst, int) else [])])
    return tuple(sorted(list(wanted)[:most]))


def _verdict(report: PreflightReport, words: Mapping[str, str]) -> str:
    printer = report.printer
    state = "passes" if report.passes else "stops"
    counts = " · ".join(
        f"{words[severity.value]}: "
        f"{sum(f.severity is severity and f.waiver is None for f in report.findings)}"
        for severity in Severity
    )
    waived = sum(finding.waiver is not None for finding in report.findings)
    return (
        f'<p class="verdict {state}">{escape(words[state])}</p>'
        f"<p>{escape(printer.title)} · {escape(printer.flavour.value)} · "
        f"{escape(printer.condition)}<br>{escape(counts)} · {escape(words['waived'])}: {waived}</p>"
    )


def _findings(numbered: list[tuple[int, Finding]], words: Mapping[str, str], speech: Speech) -> str:
    if not numbered:
        return f"<p>{escape(words['none'])}</p>"
    return (
        '<ol class="findings">'
        + "".join(_finding(number, finding, words, speech) for number, finding in numbered)
        + "</ol>"
    )


def _finding(number: int, finding: Finding, words: Mapping[str, str], speech: Speech) -> str:
    diagnostic = finding.diagnostic
    where = [f"{words['page']} {finding.page}"] if finding.page else []
    if finding.boxes:
        box = finding.boxes[0]
        x, y = Length(box.left).millimetres, Length(box.bottom).millimetres
        where.append(f"{x:.1f}, {y:.1f} mm")
    if finding.times > 1:
        where.append(f"{finding.times} {words['times']}")
    if finding.place:
        where.append(str(finding.place))
    way_out, reason = hint(diagnostic, speech), explain(finding.rule, speech)
    waiver = finding.waiver
    waived = ""
    if waiver:
        said = [waiver.reason, waiver.by]
        said += [f"{words['until']} {waiver.until.isoformat()}"] if waiver.until else []
        said += [str(waiver.place)] if waiver.place else []
        told = " · ".join(part for part in said if part)
        waived = f"<p class='hint'><b>{escape(words['waiver'])}</b>: {escape(told)}</p>"
    kind = f"{finding.severity.value}{' waived' if waiver else ''}"
    return (
        f'<li class="{kind}" id="f{number}"><strong>{number}. '
        f"{escape(message(diagnostic, speech))}</strong>"
        f'<div class="where">{escape(" · ".join(where))}</div>'
        + (f'<p class="hint">{escape(way_out)}</p>' if way_out else "")
        + waived
        + f'<details><summary class="rule">{escape(finding.rule)} · {escape(finding.source)}'
        f"</summary><p>{escape(reason or '')}</p></details></li>"
    )


def _sheets(
    report: PreflightReport,
    pictures: Mapping[int, PagePictures],
    numbered: list[tuple[int, Finding]],
    words: Mapping[str, str],
    speech: Speech,
) -> str:
    if not pictures:
        return ""
    drawn = [f"<h2>{escape(words['pages'])}</h2>"]
    for number in sorted(pictures):
        shown = pictures[number]
        trim = report.pages[number - 1] if number <= len(report.pages) else shown.box
        boxes = [_box_at(trim, shown.box, "trim", "")]
        for index, finding in numbered:
            if finding.page != number:
                continue
            for box in finding.boxes:
                placed = box.shifted(trim.left, trim.bottom)
                words_of = escape(message(finding.diagnostic, speech))
                boxes.append(
                    _box_at(placed, shown.box, f"box {finding.severity.value}", words_of, index)
                )
        plates = "".join(
            f'<figure class="small"><div class="shown">{_image(picture, "png", words[name])}</div>'
            f"<figcaption>{escape(words[name])}</figcaption></figure>"
            for name, picture in zip(PLATES, shown.plates, strict=True)
        )
        drawn.append(
            f'<section class="sheet" id="p{number}"><h3>{escape(words["page"])} {number}</h3>'
            f'<div class="views"><figure class="large"><div class="shown">'
            f"{_image(shown.proof, 'jpeg', words['proof'])}{''.join(boxes)}</div></figure>"
            f'<figure class="small"><div class="shown">{_image(shown.heat, "png", words["heat"])}'
            f"</div><figcaption>{escape(words['heat'])}</figcaption></figure></div>"
            f'<details><summary>{escape(words["plates"])}</summary><div class="views">{plates}'
            "</div></details></section>"
        )
    return "".join(drawn)


def _box_at(box: Box, shown: Box, kind: str, title: str, number: int | None = None) -> str:
    """A rectangle over a picture, in shares of the part of the page it shows."""
    left = (box.left - shown.left) / shown.width * 100
    top = (shown.top - box.top) / shown.height * 100
    width, height = box.width / shown.width * 100, box.height / shown.height * 100
    label = f"<b>{number}</b>" if number is not None else ""
    return (
        f'<div class="{kind}" title="{title}" style="left:{left:.2f}%;top:{top:.2f}%;'
        f'width:{width:.2f}%;height:{height:.2f}%">{label}</div>'
    )


def _image(content: bytes, kind: str, words: str) -> str:
    data = base64.b64encode(content).decode()
    return f'<img alt="{escape(words)}" src="data:image/{kind};base64,{data}">'


def _colours(colours: tuple[Fate, ...], words: Mapping[str, str]) -> str:
    if not colours:
        return ""
    rows = []
    for fate in colours:
        ink = fate.press
        inks = f"C{ink.c:g} M{ink.m:g} Y{ink.y:g} K{ink.k:g}"
        inks = f"{ink.spot} ({inks})" if ink.spot else inks
        rows.append(
            f'<tr><td><span class="swatch" style="background:{escape(fate.screen)}"></span>'
            f"{escape(fate.screen)} {escape(fate.name)}</td><td>{escape(inks)}</td>"
            f"<td>{escape(words[fate.how])}</td><td>{fate.difference:.1f}</td></tr>"
        )
    head = "".join(f"<th>{escape(words[w])}</th>" for w in ("screen", "press", "how", "difference"))
    return (
        f"<h2>{escape(words['colours'])}</h2><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _facts(report: PreflightReport, words: Mapping[str, str]) -> str:
    rows = "".join(
        f"<tr><th>{escape(key.replace('_', ' '))}</th><td>{escape(_plain(value))}</td></tr>"
        for key, value in report.facts.items()
    )
    return f"<h2>{escape(words['facts'])}</h2><table>{rows}</table>"


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_plain(inner) for inner in value)
    return str(value)

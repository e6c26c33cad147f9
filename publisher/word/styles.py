"""Word styles made from the tokens: each says only what its base does not, so that a change to
Heading 1 reaches every title, and a change to Body Text every answer and first paragraph.

No paragraph and no run is formatted by hand. Where marks meet on one run (a strong word in a link)
a style for just this meeting is made, under the names of both.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from publisher.model.language import WORD_TAGS, Language
from publisher.model.output import TextStyle, Tokens
from publisher.units import Length
from publisher.word.looks import (
    MARKS,
    PARAGRAPHS,
    TOKENS_BORROWED,
    Borders,
    Look,
    Mark,
    Names,
    Rule,
)
from publisher.word.ooxml import Element, twips, w
from publisher.word.theme import Theme, family_name

TABLE_STYLE = "EditionTable"
PANEL_STYLE = "FiguresPanel"

_TABLE_NAMES = Names("Таблиця видання", "Таблица издания", "Edition Table")
_PANEL_NAMES = Names("Панель цифр", "Панель цифр", "Figures Panel")

# Height of one line set solid, in ems, as Word takes it from the face (ascent + descent).
_NATURAL = (("Source Serif", 1.371), ("Source Sans", 1.326))
_NATURAL_OTHERS = 1.25

_ALIGN = {"justify": "both", "left": "left", "right": "right", "center": "center"}

Numberer = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _RunLook:
    """The look of the letters, resolved."""

    font: tuple[tuple[str, str], ...]
    bold: bool
    italic: bool
    capitals: bool
    colour: str
    tracking: int
    size: int
    shade: str | None = None


@dataclass(frozen=True, slots=True)
class _ParagraphLook:
    """The look of the paragraph, resolved; lengths in twips."""

    keep_next: bool
    keep_lines: bool
    numbering: tuple[int, int] | None
    borders: Borders
    fill: str | None
    leader: str | None
    hyphenate: bool
    spacing: tuple[int, int, int]
    indents: tuple[int, int, int, int]
    """Left, right, first line, hanging."""
    together: bool
    align: str
    outline: int | None


@dataclass(slots=True)
class StyleSheet:
    """Every style of the file, by the key the walker knows it under."""

    tokens: Tokens
    language: Language
    theme: Theme
    lists: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """List kind and level → the numbering its style carries."""
    missing: list[str] = field(default_factory=list)
    _meetings: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def text_width(self) -> Length:
        """The width of the text area."""
        page = self.tokens.page
        return page.width - page.inner - page.outer

    @property
    def line(self) -> float:
        """The line of the grid, in points."""
        return self.points("grid.line") or self._token("text").leading

    def points(self, value: str) -> float:
        """A length among the token values, in points; 0 where there is none."""
        try:
            return Length.parse(self.tokens.values[value]).points
        except (KeyError, ValueError):
            return 0.0

    def column_width(self, columns: int) -> Length:
        """The width of one of so many columns."""
        gaps = Length.pt(self.gap(columns) * (columns - 1))
        return (self.text_width - gaps) * (1 / columns)

    def gap(self, columns: int) -> float:
        """The space between columns, in points; narrow columns stand closer."""
        gap = self.tokens.page.gap.points or self.line
        return gap if columns < 3 else min(gap, self.line)

    # -- what the walker asks ----------------------------------------------------------------

    def paragraph(self, key: str) -> str:
        """The id of a paragraph style."""
        return PARAGRAPHS[key].id

    def is_bold(self, key: str) -> bool:
        """Whether a paragraph style is bold all through."""
        return self._run_look(PARAGRAPHS[key]).bold

    def size(self, key: str) -> float:
        """The size of a paragraph style's letters, in points."""
        return self._token(PARAGRAPHS[key].token).size

    def name(self, key: str) -> str:
        """A paragraph style's name, as fields (STYLEREF) call it."""
        return self._named(PARAGRAPHS[key].name)

    def mark(self, keys: Iterable[str]) -> str | None:
        """The character style for marks that meet on one run; None for plain letters."""
        wanted = set(keys)
        met = tuple(key for key in MARKS if key in wanted)
        if not met:
            return None
        if len(met) == 1:
            return MARKS[met[0]].id
        return self._meetings.setdefault(met, "".join(MARKS[key].id for key in met))

    # -- the part ------------------------------------------------------------------------------

    def element(self) -> Element:
        """The root of `word/styles.xml`, without the styles of meetings."""
        return w(
            "styles",
            self._defaults(),
            self._latent(),
            self._normal(),
            w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1),
              w("semiHidden"), w("unhideWhenUsed"),
              type="character", default=1, styleId="DefaultParagraphFont"),
            self._plain_table(),
            w("style", w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"),
              w("unhideWhenUsed"), type="numbering", default=1, styleId="NoList"),
            *(self._paragraph_style(look, order) for order, look in enumerate(_in_order())),
            *(self._mark_style((mark.key,), mark.id) for mark in MARKS.values()),
            self._followed_link(),
            self._table_style(),
            self._panel_style(),
        )  # fmt: skip

    def meetings(self) -> list[Element]:
        """The character styles the text turned out to need, where marks met."""
        return [self._mark_style(keys, id) for keys, id in sorted(self._meetings.items())]

    @property
    def families(self) -> dict[str, set[str]]:
        """Families the styles name → the cuts they need: regular, bold, italic, boldItalic."""
        needed: dict[str, set[str]] = {}
        whole = {"regular", "bold", "italic", "boldItalic"}
        for family in (self.theme.minor, self.theme.major):
            needed[family] = set(whole)
        for look in PARAGRAPHS.values():
            token = self._token(look.token)
            font = self.theme.font(token)
            cuts = needed.setdefault(font.family, set())
            cuts.add(
                ("boldItalic" if font.bold else "italic")
                if token.italic
                else ("bold" if font.bold else "regular")
            )
            if look.key == "footnote":
                cuts |= {"regular", "italic", "bold"}
        return needed

    # -- tokens to looks -----------------------------------------------------------------------

    def _token(self, name: str) -> TextStyle:
        styles = self.tokens.styles
        found = styles.get(name) or styles.get(TOKENS_BORROWED.get(name, ""))
        if found:
            return found
        if name not in self.missing:
            self.missing.append(name)
        return styles["text"]

    def _run_look(self, look: Look) -> _RunLook:
        token = self._token(look.token)
        font = self.theme.font(token)
        colour = look.colour or token.colour
        return _RunLook(
            font=tuple(font.attributes.items()),
            bold=font.bold if look.bold is None else look.bold,
            italic=token.italic if look.italic is None else look.italic,
            capitals=token.capitals,
            colour=colour,
            tracking=twips(token.tracking * token.size / 1000),
            size=2 if look.tiny else round(token.size * 2),
            # Letters in the colour of the paper stand on the accent, or nobody would see them.
            shade="accent" if colour == "paper" else None,
        )

    def _paragraph_look(self, look: Look) -> _ParagraphLook:
        token, line = self._token(look.token), self.line
        first = token.indent if look.first is None else look.first * line
        before = token.space_before or (look.before or 0) * line
        after = token.space_after or (look.after or 0) * line
        numbering = None
        if look.list_kind:
            numbering = (self.lists[look.list_kind, look.list_level], look.list_level)
        return _ParagraphLook(
            keep_next=look.keep_next,
            keep_lines=look.keep_lines,
            numbering=numbering,
            borders=look.borders,
            fill=look.fill,
            leader=look.leader,
            hyphenate=look.hyphenate,
            spacing=(twips(before), twips(after), self._leading(look, token)),
            indents=(
                twips(look.left * line),
                twips(look.right * line) + (self._narrowing() if look.narrow else 0),
                0 if look.hanging else twips(first),
                twips(look.hanging * line),
            ),
            together=look.together,
            align=_ALIGN[look.align or token.align],
            outline=look.outline,
        )

    def _leading(self, look: Look, token: TextStyle) -> int:
        """Line spacing in 240ths of the face's own line: editors may enlarge the text, and put a
        picture in it, without anything being cut."""
        if look.loose or look.tiny:
            return 240
        family = family_name(token)
        natural = next((em for name, em in _NATURAL if family.startswith(name)), _NATURAL_OTHERS)
        return round(240 * token.leading / (natural * token.size))

    def _narrowing(self) -> int:
        measure = self.tokens.values.get("measure.title", "100%").strip().rstrip("%")
        try:
            part = float(measure.replace(",", ".")) / 100
        except ValueError:
            return 0
        return twips(self.text_width.points * max(0.0, 1 - part))

    def _base_looks(self, look: Look) -> tuple[_ParagraphLook, _RunLook]:
        """What a style inherits: from its base, else from Normal."""
        if look.based_on:
            base = PARAGRAPHS[look.based_on]
            return self._paragraph_look(base), self._run_look(base)
        text = PARAGRAPHS["text"]
        paragraph = replace(
            self._paragraph_look(text),
            keep_next=False,
            keep_lines=False,
            hyphenate=True,
            spacing=(0, 0, 240),
            indents=(0, 0, 0, 0),
            align="left",
        )
        return paragraph, replace(self._run_look(text), colour="text")

    # -- looks to XML --------------------------------------------------------------------------

    def _paragraph_style(self, look: Look, order: int) -> Element:
        base = PARAGRAPHS[look.based_on].id if look.based_on else "Normal"
        following = None
        if look.next:
            following = PARAGRAPHS[look.next].id
        paragraph_base, run_base = self._base_looks(look)
        properties = self._paragraph_properties(self._paragraph_look(look), paragraph_base)
        letters = self._run_properties(self._run_look(look), run_base)
        return w(
            "style",
            w("name", val=self._named(look.name)),
            w("basedOn", val=base),
            w("next", val=following) if following else None,
            w("uiPriority", val=9 if look.outline is not None else min(10 + order, 99)),
            w("qFormat") if look.quick else None,
            properties if len(properties) else None,
            letters if len(letters) else None,
            type="paragraph",
            customStyle=None if isinstance(look.name, str) else 1,
            styleId=look.id,
        )

    def _paragraph_properties(self, look: _ParagraphLook, base: _ParagraphLook) -> Element:
        properties = w("pPr")

        def say(element: Element | None, now: object, before: object) -> None:
            if now != before and element is not None:
                properties.append(element)

        say(_switch("keepNext", look.keep_next), look.keep_next, base.keep_next)
        say(_switch("keepLines", look.keep_lines), look.keep_lines, base.keep_lines)
        if look.numbering:
            number, level = look.numbering
            properties.append(
                w("numPr", w("ilvl", val=level) if level else None, w("numId", val=number))
            )
        say(self._borders(look.borders), look.borders, base.borders)
        say(self._shading(look.fill), look.fill, base.fill)
        say(self._right_tab(look.leader), look.leader, base.leader)
        say(_switch("suppressAutoHyphens", not look.hyphenate), look.hyphenate, base.hyphenate)
        before, after, line = look.spacing
        say(
            w("spacing", before=before, after=after, line=line, lineRule="auto"),
            look.spacing,
            base.spacing,
        )
        left, right, first, hanging = look.indents
        say(
            w("ind", left=left, right=right, hanging=hanging or None,
              firstLine=None if hanging else first),
            look.indents,
            base.indents,
        )  # fmt: skip
        say(_switch("contextualSpacing", look.together), look.together, base.together)
        say(w("jc", val=look.align), look.align, base.align)
        level = 9 if look.outline is None else look.outline
        say(w("outlineLvl", val=level), look.outline, base.outline)
        return properties

    def _run_properties(self, look: _RunLook, base: _RunLook) -> Element:
        properties = w("rPr")

        def say(element: Element | None, now: object, before: object) -> None:
            if now != before and element is not None:
                properties.append(element)

        say(w("rFonts", **dict(look.font)), look.font, base.font)
        say(_switch("b", look.bold), look.bold, base.bold)
        say(_switch("bCs", look.bold), look.bold, base.bold)
        say(_switch("i", look.italic), look.italic, base.italic)
        say(_switch("iCs", look.italic), look.italic, base.italic)
        say(_switch("caps", look.capitals), look.capitals, base.capitals)
        say(self._colour(look.colour), look.colour, base.colour)
        say(w("spacing", val=look.tracking), look.tracking, base.tracking)
        say(w("sz", val=look.size), look.size, base.size)
        say(w("szCs", val=look.size), look.size, base.size)
        say(self._shading(look.shade), look.shade, base.shade)
        return properties

    def _mark_style(self, keys: tuple[str, ...], id: str) -> Element:
        marks = [MARKS[key] for key in keys]
        on = {switch for mark in marks for switch in mark.properties}
        if self.tokens.values.get("links.underline") == "none":
            on.discard("u")
        properties = w("rPr")
        tokens = [self._token(mark.token) for mark in marks if mark.token]
        if tokens:
            font = self.theme.font(tokens[0])
            properties.append(w("rFonts", **font.attributes))
            on |= {"b"} if font.bold else set()
            on |= {"caps"} if tokens[0].capitals else set()
        for switch in ("b", "i"):
            if switch in on:
                properties.extend([w(switch), w(f"{switch}Cs")])
        properties.extend(
            w(switch) for switch in ("caps", "smallCaps", "strike", "vanish") if switch in on
        )
        colour = next((mark.colour for mark in reversed(marks) if mark.colour), None)
        if tokens and not colour:
            colour = tokens[0].colour if tokens[0].colour != "text" else None
        if colour:
            properties.append(self._colour(colour))
        if tokens and tokens[0].tracking:
            properties.append(w("spacing", val=twips(tokens[0].tracking * tokens[0].size / 1000)))
        if "u" in on:
            properties.append(w("u", val="single"))
        if on & {"sup", "sub"}:
            align = "superscript" if "sup" in on else "subscript"
            properties.append(w("vertAlign", val=align))
        single = len(marks) == 1
        builtin = single and isinstance(marks[0].name, str)
        return w(
            "style",
            w("name", val=" + ".join(self._named(mark.name) for mark in marks)),
            w("basedOn", val="DefaultParagraphFont"),
            w("uiPriority", val=20 if single else 90),
            w("qFormat") if builtin and marks[0].key in ("strong", "em") else None,
            properties if len(properties) else None,
            type="character",
            customStyle=None if builtin else 1,
            styleId=id,
        )

    def _followed_link(self) -> Element:
        return w(
            "style",
            w("name", val="FollowedHyperlink"),
            w("basedOn", val="Hyperlink"),
            w("uiPriority", val=99),
            w("semiHidden"),
            w("unhideWhenUsed"),
            type="character",
            styleId="FollowedHyperlink",
        )

    def _colour(self, name: str) -> Element:
        value, theme = self.theme.colour(name)
        return w("color", val=value, themeColor=theme)

    def _shading(self, name: str | None) -> Element:
        if name is None:
            return w("shd", val="clear", color="auto", fill="auto")
        value, theme = self.theme.colour(name)
        return w("shd", val="clear", color="auto", fill=value, themeFill=theme)

    def border(self, side: str, rule: Rule, space: int = 0) -> Element:
        """A rule on one side: widths come from the tokens, in eighths of a point."""
        width = {
            "hair": self.points("rule.hair") or 0.35,
            "strong": self.points("rule.strong") or 0.75,
            "accent": self.points("rule.accent") or 1.25,
            "bar": 2.25,
            "pad": 0.25,
        }[rule]
        colour = {
            "hair": "hairline", "strong": "text", "accent": "accent", "bar": "accent",
            "pad": "tint",
        }[rule]  # fmt: skip
        value, theme = self.theme.colour(colour)
        # Word draws nothing thinner than a quarter of a point.
        size = max(2, math.floor(width * 8 + 0.5))
        return w(side, val="single", sz=size, space=space, color=value, themeColor=theme)

    def _borders(self, borders: Borders) -> Element:
        return w("pBdr", *(self.border(side, rule, space) for side, rule, space in borders))

    def _right_tab(self, leader: str | None) -> Element | None:
        if leader is None:
            return None
        width = twips(self.text_width.points)
        return w("tabs", w("tab", val="right", leader=leader, pos=width))

    def _named(self, name: str | Names) -> str:
        return name if isinstance(name, str) else name.of(self.language)

    # -- what every file has -------------------------------------------------------------------

    def _defaults(self) -> Element:
        text = self._token("text")
        size = round(text.size * 2)
        language = WORD_TAGS[self.language]
        return w(
            "docDefaults",
            w(
                "rPrDefault",
                w(
                    "rPr",
                    w("rFonts", **self.theme.font(replace(text, weight=400)).attributes),
                    w("sz", val=size),
                    w("szCs", val=size),
                    w("lang", val=language, eastAsia=language, bidi="ar-SA"),
                ),
            ),
            w("pPrDefault"),
        )

    def _latent(self) -> Element:
        # Styles the edition does not use stay out of sight until someone calls them.
        return w(
            "latentStyles",
            defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1,
            defQFormat=0, count=376,
        )  # fmt: skip

    def _normal(self) -> Element:
        return w(
            "style",
            w("name", val="Normal"),
            w("qFormat"),
            w("pPr", w("widowControl")),
            w("rPr", self._colour("text")),
            type="paragraph",
            default=1,
            styleId="Normal",
        )

    def _plain_table(self) -> Element:
        return w(
            "style",
            w("name", val="Normal Table"),
            w("uiPriority", val=99),
            w("semiHidden"),
            w("unhideWhenUsed"),
            w("tblPr", w("tblInd", w=0, type="dxa"), _cell_margins(0, 0, 0, 0)),
            type="table",
            default=1,
            styleId="TableNormal",
        )

    def _table_style(self) -> Element:
        """A strong rule under the head and round the total, hairlines between rows."""
        return w(
            "style",
            w("name", val=_TABLE_NAMES.of(self.language)),
            w("basedOn", val="TableNormal"),
            w("uiPriority", val=40),
            w("qFormat"),
            w(
                "tblPr",
                w("tblStyleRowBandSize", val=1),
                w("tblBorders", self.border("insideH", "hair")),
                _cell_margins(50, 100, 50, 100),
            ),
            # Words stand flush with the text above and below, rules as well.
            _flush("firstCol", "left"),
            _flush("lastCol", "right"),
            self._condition("firstRow", bottom="strong"),
            self._condition("lastRow", top="strong", bottom="strong"),
            type="table",
            customStyle=1,
            styleId=TABLE_STYLE,
        )

    def _panel_style(self) -> Element:
        return w(
            "style",
            w("name", val=_PANEL_NAMES.of(self.language)),
            w("basedOn", val="TableNormal"),
            w("uiPriority", val=41),
            w("tblPr", _cell_margins(0, 0, 120, 120)),
            type="table",
            customStyle=1,
            styleId=PANEL_STYLE,
        )

    def _condition(self, part: str, **rules: Rule) -> Element:
        return w(
            "tblStylePr",
            w("tcPr", w("tcBorders", *(self.border(side, rules[side]) for side in rules))),
            type=part,
        )


def _cell_margins(top: int, left: int, bottom: int, right: int) -> Element:
    return w(
        "tblCellMar",
        w("top", w=top, type="dxa"),
        w("left", w=left, type="dxa"),
        w("bottom", w=bottom, type="dxa"),
        w("right", w=right, type="dxa"),
    )


def _flush(part: str, side: str) -> Element:
    return w("tblStylePr", w("tcPr", w("tcMar", w(side, w=0, type="dxa"))), type=part)


def _switch(tag: str, on: bool) -> Element:
    return w(tag) if on else w(tag, val=0)


def _in_order() -> Iterable[Look]:
    """Bases before those that build on them: Word does not mind, readers of the file do."""
    looks = PARAGRAPHS.values()
    return [
        *(look for look in looks if not look.based_on),
        *(look for look in looks if look.based_on),
    ]


__all__ = ["PANEL_STYLE", "TABLE_STYLE", "Mark", "StyleSheet"]

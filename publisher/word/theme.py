"""The theme: the edition's colours and its two families, so that Design › Colours restyles all.

Styles name a theme colour or a theme font wherever the tokens' colour or family is one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from publisher.model.output import TextStyle, Tokens

# The slots of Word's palette, and the token that belongs there by its meaning.
_SLOTS: tuple[tuple[str, str, str], ...] = (
    ("dk1", "text1", "text"),
    ("lt1", "background1", "paper"),
    ("dk2", "text2", "secondary"),
    ("lt2", "background2", "ground"),
    ("accent1", "accent1", "accent"),
    ("accent2", "accent2", "tint"),
    ("accent3", "accent3", "hairline"),
    ("accent4", "accent4", ""),
    ("accent5", "accent5", ""),
    ("accent6", "accent6", ""),
)
_BLANK = {"dk1": "000000", "lt1": "FFFFFF"}

MAJOR, MINOR = "major", "minor"


@dataclass(frozen=True, slots=True)
class Font:
    """A family as Word knows it: four styles to a name, light cuts under names of their own."""

    family: str
    theme: str | None
    bold: bool

    @property
    def attributes(self) -> dict[str, str]:
        """Attributes of `w:rFonts`."""
        if self.theme:
            return {
                "asciiTheme": f"{self.theme}HAnsi",
                "eastAsiaTheme": f"{self.theme}EastAsia",
                "hAnsiTheme": f"{self.theme}HAnsi",
                "cstheme": f"{self.theme}Bidi",
            }
        return dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), self.family)


@dataclass(frozen=True, slots=True)
class Theme:
    """The palette and the two families, and the way to them from tokens."""

    tokens: Tokens
    slots: Mapping[str, str] = field(init=False)
    """Slot of the palette → token colour."""

    def __post_init__(self) -> None:
        known = {colour.name for colour in self.tokens.colours}
        named = {token for _, _, token in _SLOTS}
        spare = iter(colour.name for colour in self.tokens.colours if colour.name not in named)
        slots = {}
        for slot, _, token in _SLOTS:
            found = token if token in known else (next(spare, "") if not token else "")
            if found:
                slots[slot] = found
        object.__setattr__(self, "slots", slots)

    @property
    def major(self) -> str:
        """The family of headings and of all that is looked up."""
        return self._family("heading-2")

    @property
    def minor(self) -> str:
        """The family of running text."""
        return self._family("text")

    def font(self, style: TextStyle) -> Font:
        """What Word calls the face of a token style.

        Weights from 600 are the bold of their family: Word knows no others, and a family name of
        its own for each weight would take the text out of the theme.
        """
        family, bold = family_name(style), style.weight >= 600
        if style.weight <= 300:
            return Font(f"{family} Light", None, False)
        theme = {self.minor: MINOR, self.major: MAJOR}.get(family)
        if family == self.minor:
            theme = MINOR
        return Font(family, theme, bold)

    def colour(self, name: str) -> tuple[str, str | None]:
        """A token colour as `RRGGBB`, and its place in the palette if it has one."""
        value = self.tokens.colour(name).screen.lstrip("#").upper()
        for slot, reference, _ in _SLOTS:
            if self.slots.get(slot) == name:
                return value, reference
        return value, None

    def xml(self) -> bytes:
        """The part `word/theme/theme1.xml`."""
        colours = "".join(
            f'<a:{slot}><a:srgbClr val="{self._slot_value(slot)}"/></a:{slot}>'
            for slot, _, _ in _SLOTS
        )
        link = self._slot_value("accent1")
        fonts = "".join(
            f"<a:{kind}Font><a:latin typeface={quoteattr(family)}/>"
            f'<a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
            for kind, family in ((MAJOR, self.major), (MINOR, self.minor))
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
            ' name="Publisher"><a:themeElements>'
            f'<a:clrScheme name="Publisher">{colours}'
            f'<a:hlink><a:srgbClr val="{link}"/></a:hlink>'
            f'<a:folHlink><a:srgbClr val="{self._slot_value("dk2")}"/></a:folHlink>'
            f'</a:clrScheme><a:fontScheme name="Publisher">{fonts}</a:fontScheme>'
            f"{_FORMATS}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
        ).encode()

    def _slot_value(self, slot: str) -> str:
        token = self.slots.get(slot)
        if token:
            return self.colour(token)[0]
        # A slot no token fills repeats the accent, never a colour from outside the edition.
        return _BLANK.get(slot) or self.colour(self.slots.get("accent1", self.slots["dk1"]))[0]

    def _family(self, style: str) -> str:
        return family_name(self.tokens.styles.get(style) or self.tokens.styles["text"])


def family_name(style: TextStyle) -> str:
    """The first family of a token style, without quotes."""
    return style.family.split(",")[0].strip().strip("\"'")


# Word wants three fills, lines, effects and backgrounds; ours are plain.
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FORMATS = (
    '<a:fmtScheme name="Publisher">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>"
    + "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)

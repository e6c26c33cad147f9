"""Settings of the document: today's Word, mirrored pages, hyphenation, no questions on opening."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.model.language import WORD_TAGS, Language
from publisher.word.ooxml import Element, w

_COMPATIBILITY = {
    # 15 is Word 2013 and later: anything less opens in "Compatibility Mode".
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "useWord2013TrackBottomHyphenation": 0,
}

_COLOURS = {
    "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
    "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
}  # fmt: skip


def settings(language: Language, values: Mapping[str, str], *, fonts: bool) -> Element:
    """The root of `word/settings.xml`; `fonts` says whether the file carries its faces."""
    tag = WORD_TAGS[language]
    return w(
        "settings",
        w("zoom", percent=100),
        w("embedTrueTypeFonts") if fonts else None,
        w("mirrorMargins"),
        w("defaultTabStop", val=567),
        w("autoHyphenation"),
        w("consecutiveHyphenLimit", val=_limit(values)),
        w("doNotHyphenateCaps"),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("endnotePr", w("endnote", id=-1), w("endnote", id=0)),
        w(
            "compat",
            *(
                w(
                    "compatSetting",
                    name=name,
                    uri="http://schemas.microsoft.com/office/word",
                    val=value,
                )
                for name, value in _COMPATIBILITY.items()
            ),
        ),
        w("themeFontLang", val=tag),
        w("clrSchemeMapping", **_COLOURS),
        w("decimalSymbol", val="." if language == "en" else ","),
        w("listSeparator", val="," if language == "en" else ";"),
    )


def _limit(values: Mapping[str, str]) -> int:
    try:
        return int(values.get("hyphen.last", "3"))
    except ValueError:
        return 3

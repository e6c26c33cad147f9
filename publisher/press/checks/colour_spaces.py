"""Only the inks of the press: no RGB, no Lab, nothing that is still to be converted."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, ISO, PDF, Examined, Found, Rule, found

RULES = (
    Rule("print-rgb", f"{GWG} R0027; {ISO}"),
    Rule("print-lab", f"{GWG} R0027"),
    Rule("print-icc-based", f"{GWG} R0027"),
    Rule("print-space-unknown", PDF),
)
_CODES = {
    "/DeviceRGB": "print-rgb",
    "/CalRGB": "print-rgb",
    "/RGB": "print-rgb",
    "/Lab": "print-lab",
    "/ICCBased": "print-icc-based",
    "/CalGray": "print-icc-based",
    "/JPXDecode": "print-icc-based",
    "/Unknown": "print-space-unknown",
}


def look(examined: Examined) -> Iterator[Found]:
    """Spaces that were used, once a page and kind of thing."""
    for sheet in examined.sheets:
        for (kind, user), box in sheet.spaces.items():
            if kind in _CODES:
                yield found(_CODES[kind], sheet, box, space=kind[1:], user=user)

"""Transparency is mixed in inks: groups are DeviceCMYK, masks DeviceGray."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, Examined, Found, Rule, found

RULES = (Rule("print-group-space", f"{GWG} R0030"),)


def look(examined: Examined) -> Iterator[Found]:
    """The blending space of every group that is drawn."""
    for sheet in examined.sheets:
        for (kind, light), box in sheet.groups.items():
            wanted = "/DeviceGray" if light else "/DeviceCMYK"
            if kind != wanted:
                yield found("print-group-space", sheet, box, space=kind[1:], wanted=wanted[1:])

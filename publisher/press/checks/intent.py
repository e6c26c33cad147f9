"""The printing condition the file was made for: one, CMYK, and the one the house prints."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.foreign.streams import Damaged, TooLarge, read_stream
from publisher.press.checks.check import GWG, HOUSE, ISO, WARNING, Examined, Found, Rule, found
from publisher.press.conditions import fault_of
from publisher.press.printers import Flavour

RULES = (
    Rule("print-intent-missing", f"{ISO}: one output intent"),
    Rule("print-intent-twice", f"{ISO}: one output intent"),
    Rule("print-intent-unnamed", f"{ISO}: OutputConditionIdentifier"),
    Rule("print-intent-profile", f"{ISO}; {GWG} R0035"),
    Rule("print-intent-other", HOUSE, WARNING),
)


def look(examined: Examined) -> Iterator[Found]:
    """The GTS_PDFX intent and its profile."""
    intents = examined.pdf.Root.get("/OutputIntents")
    listed = list(intents) if isinstance(intents, pikepdf.Array) else []
    ours = [
        intent
        for intent in listed
        if isinstance(intent, pikepdf.Dictionary) and str(intent.get("/S")) == "/GTS_PDFX"
    ]
    if not ours:
        yield found("print-intent-missing")
        return
    if len(ours) > 1:
        yield found("print-intent-twice", count=len(ours))
    intent = ours[0]
    identifier = str(intent.get("/OutputConditionIdentifier", ""))
    if not identifier.strip():
        yield found("print-intent-unnamed")
    elif identifier != examined.printer.condition:
        yield found("print-intent-other", found=identifier, wanted=examined.printer.condition)
    profile = intent.get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        if examined.flavour is Flavour.X4 or "/RegistryName" not in intent:
            yield found("print-intent-profile", reason="no profile embedded")
        return
    try:
        fault = fault_of(read_stream(profile))
    except (TooLarge, Damaged) as error:
        fault = str(error)
    if not fault and profile.get("/N") != 4:
        fault = f"N is {profile.get('/N')}"
    if fault:
        yield found("print-intent-profile", reason=fault)

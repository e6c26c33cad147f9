"""Structure tags that PDF/UA-1 asks for and WeasyPrint 70 leaves out.

A list item may hold a label and a body, nothing else (ISO 32000-1, 14.8.4.3.3). WeasyPrint
writes the paragraphs of an item straight under it: here they get the body they lack.
"""

from __future__ import annotations

from typing import Any


def complete_list_items(pdf: Any, pydyf: Any) -> None:
    """Put what stands in a list item beside its label into a body, in place."""
    for item in [one for one in pdf.objects if _sort(one) == "/LI"]:
        kids = item["K"]
        loose = [kid for kid in kids if _sort(_object(pdf, kid)) not in ("/Lbl", "/LBody", None)]
        if not loose:
            continue
        body = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/LBody",
                "K": pydyf.Array(loose),
                "P": item.reference,
            }
        )
        if "Pg" in item:
            body["Pg"] = item["Pg"]
        pdf.add_object(body)
        for kid in loose:
            _object(pdf, kid)["P"] = body.reference
        kept = [kid for kid in kids if kid not in loose]
        item["K"] = pydyf.Array([*kept, body.reference])


def _object(pdf: Any, reference: Any) -> Any:
    """The object a reference such as `b'12 0 R'` means; None for a marked content id."""
    if not isinstance(reference, bytes):
        return None
    return pdf.objects[int(reference.split()[0])]


def _sort(element: Any) -> str | None:
    sort = element.get("S") if isinstance(element, dict) else None
    return sort if isinstance(sort, str) else None

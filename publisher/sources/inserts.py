"""Pages of other people's PDFs: read whole, checked, cut loose from their file."""

from __future__ import annotations

from publisher.diagnostics import Place, Report
from publisher.model.issue import ForeignPage
from publisher.workspace import Workspace


def load_insert(
    workspace: Workspace,
    reference: str,
    number: int,
    beside: str,
    place: Place | None,
    report: Report,
) -> ForeignPage | None:
    """Read a page (from 1) of a PDF an editor points at; None when it was reported."""
    if not reference.lower().endswith(".pdf"):
        report.error("insert-format", place, path=reference)
        return None
    source = workspace.take(reference, beside, place, report)
    if source is None:
        return None
    # The libraries for PDF are brought in only where there is one to read.
    from publisher.foreign import Unfit, cut_page

    try:
        cut = cut_page(source.content, number)
    except Unfit as unfit:
        report.error(unfit.code, place, path=source.path, **unfit.values)
        return None
    for code, values in cut.told:
        report.warning(code, place, path=source.path, page=number, **dict(values))
    name = f"{source.path.removeprefix(f'{beside}/')}/{number}"
    return ForeignPage(name, cut.content, cut.width, cut.height, source.path, number, place)

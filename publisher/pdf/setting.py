"""One section → one galley: WeasyPrint lays it out, and what it drew is taken over with open ends.

Runs in the caller's process or in a worker. WeasyPrint's own writer is not used: it numbers
pages and objects and embeds fonts, and all that is make-up's. Heads and folios are not drawn
here either (`set_heads` draws them, for pages whose number is known).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

from publisher.model.galley import Galley, HeadCopy, PageSort, SectionCopy, Setting, Side
from publisher.model.output import Asset
from publisher.pdf import drawing, engine
from publisher.units import PIXELS_PER_POINT

PROVEN_ON = ("70.0",)
"""Versions of WeasyPrint whose inside this module knows."""

_NEGLIGIBLE = 1e-6  # of a pixel
_OTHER: Mapping[Side, Side] = {"left": "right", "right": "left"}


def set_galley(copy: SectionCopy, fontconfig: Path) -> Setting:
    """Lay out a section; whatever WeasyPrint complained of comes back beside the galley."""
    weasyprint = engine.load(fontconfig)
    shelf = _shelf(copy.assets)
    with engine.complaints() as complaints:
        try:
            layout = _Layout(weasyprint, copy.markup, copy.stylesheets, shelf, fontconfig)
            galley = layout.galley(copy)
        except (Exception, weasyprint.urls.FatalURLFetchingError) as error:
            failure = f"{type(error).__name__}: {error}"[:400]
            return Setting(None, tuple(complaints), tuple(shelf.refused), failure)
    return Setting(galley, tuple(complaints), tuple(shelf.refused))


def set_heads(
    groups: Sequence[Sequence[HeadCopy]],
    stylesheets: tuple[str, ...],
    assets: tuple[tuple[str, str, bytes], ...],
    language: str,
    kind: str,
    fontconfig: Path,
) -> list[Setting]:
    """Lay out heads, feet and folios: for each group a galley with one page for each copy and
    nothing else on it."""
    weasyprint = engine.load(fontconfig)
    shelf = _shelf(assets)
    markup = f'<html lang="{language}"><body class="{kind}"></body></html>'
    settings = []
    layout: _Layout | None = None
    for group in groups:
        with engine.complaints() as complaints:
            try:
                layout = layout or _Layout(weasyprint, markup, stylesheets, shelf, fontconfig)
                galley = layout.heads(group)
            except (Exception, weasyprint.urls.FatalURLFetchingError) as error:
                failure = f"{type(error).__name__}: {error}"[:400]
                settings.append(Setting(None, tuple(complaints), tuple(shelf.refused), failure))
                continue
        settings.append(Setting(galley, tuple(complaints), tuple(shelf.refused)))
    return settings


def _shelf(assets: Sequence[tuple[str, str, bytes]]) -> engine.Shelf:
    return engine.Shelf({name: Asset(name, kind, content) for name, kind, content in assets})


class _Layout:
    """One document of WeasyPrint's, from its copy to its galley."""

    def __init__(
        self,
        weasyprint: ModuleType,
        markup: str,
        stylesheets: tuple[str, ...],
        shelf: engine.Shelf,
        fontconfig: Path,
    ) -> None:
        self.weasyprint = weasyprint
        fetcher = shelf.fetcher(weasyprint)
        self.html = _html(weasyprint, markup, fetcher)
        sheets = [_sheet(text, str(fontconfig)) for text in stylesheets]
        options = {**weasyprint.DEFAULT_OPTIONS, "stylesheets": sheets}
        # Fonts live as long as this: Pango forgets those of a configuration that is gone.
        self.font_config = _font_configuration(str(fontconfig))
        self.kinds: dict[tuple[Any, ...], Any] = {}
        self.counter_style = weasyprint.css.counters.CounterStyle()
        self.context = weasyprint.document.Document._build_layout_context(
            self.html, self.font_config, self.counter_style, {}, options
        )

    def galley(self, copy: SectionCopy) -> Galley:
        """Lay out the whole copy."""
        from weasyprint.formatting_structure.build import build_formatting_structure
        from weasyprint.layout import layout_document

        root = build_formatting_structure(
            self.html.etree_element,
            self.context.style_for,
            self.context.get_image_from_uri,
            self.html.base_url,
            self.context.target_collector,
            self.counter_style,
            self.context.footnotes,
        )
        with _galley_pages(copy.side, copy.first):
            boxes = list(layout_document(self.html, root, self.context))
        pages = [self.weasyprint.document.Page(box) for box in boxes]
        drawn = drawing.draw(pages, {}, tagged=True)
        shifts = [self._shift(box) for box in boxes]
        if drawn.fixed_to_the_page or any(box.page_type.blank for box in boxes):
            shifts = [None if shift else shift for shift in shifts]
        known = [
            self._known(number, box, shift, copy.first)
            for number, (box, shift) in enumerate(zip(boxes, shifts, strict=True))
        ]
        return drawing.take(drawn, known)

    def heads(self, copies: Sequence[HeadCopy]) -> Galley:
        """Lay out the margin boxes of pages that have no other content."""
        from weasyprint.layout.background import layout_box_backgrounds
        from weasyprint.layout.page import make_margin_boxes

        pages = []
        for copy in copies:
            page = self._empty_page(copy.sort)
            self.context.get_string_set_for = functools.partial(_running_string, copy)
            state: tuple[Any, ...] = (
                [0],
                {"page": [copy.folio], "pages": [copy.total]},
                [{"page", "pages"}],
                [],
            )
            page.children = tuple(make_margin_boxes(self.context, page, state))
            for box in page.children:
                layout_box_backgrounds(page, box, self.context.get_image_from_uri)
            pages.append(self.weasyprint.document.Page(page))
        drawn = drawing.draw(pages, {}, tagged=False)
        return drawing.take(drawn, [drawing.Known(copy.sort) for copy in copies])

    def _empty_page(self, sort: PageSort) -> Any:
        """A page box of a sort, as large as its margins leave it."""
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.page import page_height, page_width
        from weasyprint.layout.percent import resolve_percentages

        kind = self._page_type(sort.side, sort.name, sort.blank, index=0 if sort.first else 1)
        page = boxes.PageBox(kind, self.context.style_for(kind))
        width, height = page.style["size"]
        resolve_percentages(page, (width, height))
        page.position_x = page.position_y = 0
        page_width(page, self.context, width)
        page_height(page, self.context, height)
        self.context.page_bottom = page.content_box_y() + page.height
        return page

    def _page_type(
        self, side: Side, name: str, blank: bool, index: int, groups: tuple[Any, ...] = ()
    ) -> Any:
        from weasyprint.layout.page import PageType, set_page_type_computed_styles

        asked = (side, name, blank, index, groups)
        if asked not in self.kinds:
            kind = self.kinds[asked] = PageType(side, blank, name or None, index, groups)
            set_page_type_computed_styles(kind, self.html, self.context.style_for)
        return self.kinds[asked]

    def _shift(self, page: Any) -> float | None:
        """How far a page moves when it is printed on the other side, in points.

        None when the other side differs in more than the margins left and right: then the
        page must be laid out there.
        """
        kind = page.page_type
        other_kind = self._page_type(
            _OTHER[kind.side], kind.name or "", kind.blank, kind.index, kind.groups
        )
        style_for, margins = self.context.style_for, ("margin_left", "margin_right")
        # The page counter's step is written into the style of a page when it is made.
        allowed = (*margins, "counter_increment")
        if self._differ(page.style, style_for(other_kind), allowed) or any(
            self._differ(style_for(kind, area), style_for(other_kind, area), ())
            for area in ("@footnote", "@note-area")
        ):
            return None
        there = [style_for(other_kind)[name] for name in margins]
        if any(margin == "auto" or margin.unit != "px" for margin in there):
            return None
        left, right = (float(margin.value) for margin in there)
        if abs(left + right - page.margin_left - page.margin_right) > _NEGLIGIBLE:
            return None
        return round((left - float(page.margin_left)) / PIXELS_PER_POINT, 6)

    def _differ(self, here: Any, there: Any, leaving_out: tuple[str, ...]) -> bool:
        if here is None or there is None:
            return here is not there
        names = self.weasyprint.css.properties.INITIAL_VALUES
        return any(here[name] != there[name] for name in names if name not in leaving_out)

    def _known(self, number: int, box: Any, shift: float | None, first: bool) -> drawing.Known:
        """What only the layout knows of a page: its sort, its running strings."""
        kind = box.page_type
        strings = {
            name: tuple(pages[number + 1])
            for name, pages in self.context.string_set.items()
            if number + 1 in pages
        }
        return drawing.Known(
            PageSort(kind.side, kind.name or "", bool(kind.blank), first and number == 0),
            shift,
            strings,
            frozenset(_opened(box)) & frozenset(strings),
        )


def _html(weasyprint: ModuleType, markup: str, fetcher: Any) -> Any:
    """WeasyPrint's document, from markup that is well-formed: no HTML parser need guess."""
    import cssselect2

    root = ElementTree.fromstring(markup)
    for element in root.iter("pre"):
        if element.text and element.text.startswith("\n"):
            element.text = element.text[1:]  # as HTML reads it
    html = weasyprint.HTML.__new__(weasyprint.HTML)
    html.base_url = engine.BASE_URL
    html.url_fetcher = fetcher
    html.media_type = "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


@functools.lru_cache(maxsize=1)
def _font_configuration(fontconfig: str) -> Any:
    """Pango's font map, made once in a process: the faces are those of the project alone."""
    del fontconfig  # it is in force already; another one needs another map
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@functools.lru_cache(maxsize=32)
def _sheet(text: str, fontconfig: str) -> Any:
    """A style sheet, parsed once in a process."""
    del fontconfig  # faces are looked up by name, but another set of them is another sheet
    import weasyprint

    fetcher = engine.Shelf({}).fetcher(weasyprint)
    return weasyprint.CSS(string=text, url_fetcher=fetcher, base_url=engine.BASE_URL)


@contextmanager
def _galley_pages(side: Side, first: bool) -> Iterator[None]:
    """WeasyPrint's pages as a galley wants them: from this side on, without heads and feet."""
    from weasyprint import layout
    from weasyprint.layout import page as page_layout

    begin, heads, sort = (
        layout.initialize_page_maker,
        layout.make_margin_boxes,
        page_layout.PageType,
    )

    def initialize_page_maker(context: Any, root_box: Any) -> None:
        begin(context, root_box)
        resume_at, next_page, _, page_state, remake_state = context.page_maker[0]
        if not first:
            # What stands first keeps its margin, as after any forced break.
            next_page = {**next_page, "break": "page"}
        context.page_maker[0] = (resume_at, next_page, side == "right", page_state, remake_state)

    def page_type(side: str, blank: bool, name: Any, index: int, groups: Any) -> Any:
        return sort(side, blank, name, index if first else index + 1, groups)

    layout.initialize_page_maker = initialize_page_maker
    layout.make_margin_boxes = _no_margin_boxes
    page_layout.PageType = page_type
    try:
        yield
    finally:
        layout.initialize_page_maker = begin
        layout.make_margin_boxes = heads
        page_layout.PageType = sort


def _no_margin_boxes(_context: Any, _page: Any, _state: Any) -> tuple[()]:
    return ()


def _opened(page: Any) -> Iterator[str]:
    """Names of the running strings set by the first line of a page."""
    box = page
    while box is not None:
        strings: Any = box.style["string_set"]
        if strings != "none":
            yield from (str(name) for name, _ in strings)
        children = getattr(box, "children", None)
        box = children[0] if children else None


def _running_string(
    copy: HeadCopy, page: Any, name: str, keyword: str = "first"
) -> tuple[str, ...]:
    """What `string()` means on a page (css-gcpm-3, 1.1.2), as WeasyPrint asks for it."""
    del page
    here = copy.strings.get(name, ())
    before = (copy.inherited[name],) if name in copy.inherited else ()
    match keyword:
        case "last":
            return here[-1:] or before
        case "first-except":
            return () if here else before
        case "all-once":
            return here
        case "start":
            return here[:1] if here and name in copy.opened else before
        case _:
            return here[:1] or before

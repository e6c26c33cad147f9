"""Issue and templates → HtmlBook. The only home of Jinja2."""

from __future__ import annotations

from publisher.html.kinds import Kind, kind_names, load_kind
from publisher.html.render import render
from publisher.html.typecheck import check_templates

__all__ = ["Kind", "check_templates", "kind_names", "load_kind", "render"]

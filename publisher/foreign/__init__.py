"""PDF files that somebody else made: read with limits, cut loose page by page.

Nobody vouches for an advertiser's file. It is read here by `sources` before anything is laid
out, and by `press` when it judges; what leaves this room is one clean page, ready to be placed.
"""

from __future__ import annotations

from publisher.foreign.cutting import CutPage, Unfit, cut_page
from publisher.foreign.frames import bleed_of, framed, sized

MARK = "/PublisherInsert"
"""The key of a form that holds an insert in a proof; its value is the digest of the page."""

__all__ = ["MARK", "CutPage", "Unfit", "bleed_of", "cut_page", "framed", "sized"]

"""Looks at finished PDF and Word files with other eyes: words, places, lines, links.

It compares what came out with what went in, and never writes. The parsers here are not those
of the printers (PDFium, zipfile and lxml), so that a fault of theirs is not read back as right.
"""

from __future__ import annotations

from publisher.reading.account import Account, Gain, Loss
from publisher.reading.craft import Craft, judge_craft, tell_craft
from publisher.reading.docx import read_docx
from publisher.reading.docx_account import account_docx
from publisher.reading.expected import HtmlReading
from publisher.reading.fields import undeclared
from publisher.reading.html import read_html
from publisher.reading.inserts import without_inserts
from publisher.reading.issue_account import account_issue
from publisher.reading.links import LinkAccount, account_links
from publisher.reading.overflow import Overflow, judge_overflow, overflowing
from publisher.reading.parts import NoDocx
from publisher.reading.pdf import read_pdf
from publisher.reading.pdf_account import account_pdf
from publisher.reading.pictures import PictureAccount, account_pictures
from publisher.reading.records import RecordAccount, account_records
from publisher.reading.seen import PdfReading
from publisher.reading.words import words
from publisher.reading.written import DocxReading

__all__ = [
    "Account",
    "Craft",
    "DocxReading",
    "Gain",
    "HtmlReading",
    "LinkAccount",
    "Loss",
    "NoDocx",
    "Overflow",
    "PdfReading",
    "PictureAccount",
    "RecordAccount",
    "account_docx",
    "account_issue",
    "account_links",
    "account_pdf",
    "account_pictures",
    "account_records",
    "judge_craft",
    "judge_overflow",
    "overflowing",
    "read_docx",
    "read_html",
    "read_pdf",
    "tell_craft",
    "undeclared",
    "without_inserts",
    "words",
]

"""HtmlBook → DocxFile: the Word edition, as if a careful person had made it in Word.

One walk over the same HTML the pages are printed from. Every paragraph and run wears a named style
made from the tokens; lists, notes, captions, references, contents and index are Word's own, their
fields filled in from the PDF edition, so that the file opens complete and without a question. What
has no Word form stops the build by name. The way back from Word is not here.
"""

from __future__ import annotations

from publisher.word.edition import write

__all__ = ["write"]

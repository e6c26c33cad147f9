"""A press in a box: plain sources in, print-ready bulletins and reference books out.

Read `publisher/pipeline.py` first: it is the whole press on one page.
"""

__version__ = "0.1.0"

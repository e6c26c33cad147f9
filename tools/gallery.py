"""Contact sheets: all pages of every PDF in `build/`, small, to look over at a glance.

Sheets are made with pypdfium2, which did not make the pages. They are not a colour proof.
"""

import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

COLUMNS, ROWS = 4, 2
PAGE_HEIGHT = 720  # pixels: text of 9 points can just be read
GAP = 24
TABLE_TOP = "#8c8c8c"


def thumbnails(pdf: Path) -> Iterator[Image.Image]:
    """Draw the pages of a PDF, first to last, all equally high."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=PAGE_HEIGHT / page.get_height()).to_pil()
        yield picture.convert("RGB")
    document.close()


def lay_out(pages: list[Image.Image], first: int) -> Image.Image:
    """Put pages on one sheet, in rows, each with its number under it."""
    width = max(page.width for page in pages)
    rows = -(-len(pages) // COLUMNS)
    sheet = Image.new(
        "RGB",
        (COLUMNS * (width + GAP) + GAP, rows * (PAGE_HEIGHT + 2 * GAP) + GAP),
        TABLE_TOP,
    )
    pen = ImageDraw.Draw(sheet)
    for place, page in enumerate(pages):
        row, column = divmod(place, COLUMNS)
        left = GAP + column * (width + GAP)
        top = GAP + row * (PAGE_HEIGHT + 2 * GAP)
        sheet.paste(page, (left, top))
        pen.text((left, top + page.height + 4), str(first + place), fill="white")
    return sheet


def main(build: Path) -> int:
    """Write `build/gallery/<name>-<sheet>.png` and print the paths."""
    gallery = build / "gallery"
    pdfs = sorted(pdf for pdf in build.glob("*/*.pdf") if pdf.parent != gallery)
    if not pdfs:
        print(f"no PDF in {build}/: `make demo` builds the shipped editions", file=sys.stderr)
        return 1
    gallery.mkdir(exist_ok=True)
    for old in gallery.glob("*.png"):
        old.unlink()
    for pdf in pdfs:
        pages = thumbnails(pdf)
        for number in count():
            # Only one sheet of pages is held in memory: a directory may have hundreds.
            shown = list(islice(pages, COLUMNS * ROWS))
            if not shown:
                break
            path = gallery / f"{pdf.stem}-{number + 1}.png"
            lay_out(shown, number * COLUMNS * ROWS + 1).save(path)
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path("build")))

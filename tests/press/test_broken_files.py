"""Whatever is fed to preflight, the answer is a report, soon and in little memory."""

from __future__ import annotations

import io
import random
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from publisher import press
from tests.press import samples
from tests.press.test_faults import printed, printer

SOON = 20.0
"""Seconds, on a busy machine."""
LITTLE = 900 * 2**20
"""Bytes that a file may add to what the press has in memory."""
STATUS = Path("/proc/self/status")


def memory(key: str) -> int:
    """Bytes of memory this process has (`VmRSS`), or had at most (`VmHWM`)."""
    if not STATUS.exists():
        pytest.skip("not measured: memory is told by Linux")
    (line,) = [line for line in STATUS.read_text().splitlines() if line.startswith(f"{key}:")]
    return int(line.split()[1]) * 1024


def forget_the_peak() -> None:
    """Let `VmHWM` begin again at what is in memory now."""
    Path("/proc/self/clear_refs").write_text("5")


def page(content: bytes = b"", **resources: object) -> tuple[pikepdf.Pdf, Dictionary]:
    pdf = pikepdf.new()
    target = pdf.add_blank_page(page_size=(300, 300)).obj
    target.Contents = pdf.make_stream(content)
    target.Resources = Dictionary(**resources)
    return pdf, target


def written(pdf: pikepdf.Pdf, **settings: object) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, **settings)
    return stream.getvalue()


def truncated() -> bytes:
    content = printed("x4").content
    return content[: len(content) // 2]


def garbage() -> bytes:
    return random.Random(4).randbytes(100_000)


def empty() -> bytes:
    return b""


def no_pages() -> bytes:
    return written(pikepdf.new())


def cyclic_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def cyclic_forms() -> bytes:
    pdf, target = page(b"/F Do")
    one = pdf.make_stream(b"/F Do /F Do", Type=Name.XObject, Subtype=Name.Form)
    one.BBox = Array([0, 0, 9, 9])
    one.Resources = Dictionary(XObject=Dictionary(F=one))
    target.Resources = Dictionary(XObject=Dictionary(F=one))
    return written(pdf)


def deep_forms() -> bytes:
    """Each form draws the next ten times: 10 to the 30th operators."""
    pdf, target = page(b"/F Do")
    inner = pdf.make_stream(b"0 0 9 9 re f")
    for _ in range(30):
        inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        outer = pdf.make_stream(b"/F Do " * 10)
        outer.Resources = Dictionary(XObject=Dictionary(F=inner))
        inner = outer
    inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    target.Resources = Dictionary(XObject=Dictionary(F=inner))
    return written(pdf)


def grown_stream() -> bytes:
    pdf, target = page()
    bomb = pdf.make_stream(b"")
    bomb.write(zlib.compress(b"0 0 9 9 re f\n" * (100 * 2**20 // 13), 9), filter=Name.FlateDecode)
    target.Contents = bomb
    return written(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def grown_twice() -> bytes:
    pdf, target = page()
    bomb = pdf.make_stream(b"")
    packed = zlib.compress(zlib.compress(bytes(300 * 2**20), 9), 9)
    bomb.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    target.Contents = bomb
    return written(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def nested_arrays() -> bytes:
    return written(page(b"[" * 500_000 + b"]" * 500_000 + b" TJ")[0])


def many_states() -> bytes:
    return written(page(b"q " * 2_000_000)[0])


def open_string() -> bytes:
    return written(page(b"(" * 3_000_000)[0])


def huge_picture() -> bytes:
    pdf, target = page(b"300 0 0 300 0 0 cm /P Do")
    picture = pdf.make_stream(zlib.compress(bytes(1000)), Type=Name.XObject, Subtype=Name.Image)
    picture.Filter = Name.FlateDecode
    picture.Width = picture.Height = 60_000
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceCMYK, 8
    target.Resources = Dictionary(XObject=Dictionary(P=picture))
    return written(pdf)


def lying_picture() -> bytes:
    pdf, target = page(b"300 0 0 300 0 0 cm /P Do")
    picture = pdf.make_stream(b"short", Type=Name.XObject, Subtype=Name.Image)
    picture.Width, picture.Height = 2000, 2000
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceCMYK, 8
    target.Resources = Dictionary(XObject=Dictionary(P=picture))
    return written(pdf)


def endless_page() -> bytes:
    pdf, target = page(b"0 0 9 9 re f")
    target.MediaBox = Array([0, 0, 10_000_000, 10_000_000])
    return written(pdf)


def odd_types() -> bytes:
    pdf, target = page(b"/F 12 Tf /X Do /S sh /G gs /C cs")
    target.Resources = Array([1, 2])
    target.MediaBox = Name.Nonsense
    target.TrimBox = Array([Name.A, Name.B])
    return written(pdf)


def odd_resources() -> bytes:
    pdf, target = page(b"BT /F 12 Tf <00> Tj ET /X Do /S sh /G gs /C cs 1 scn 0 0 9 9 re f")
    target.Resources = Dictionary(
        Font=Dictionary(F=Dictionary()), XObject=Dictionary(X=Dictionary()),
        Shading=Dictionary(S=Dictionary()), ExtGState=Dictionary(G=Array([])),
        ColorSpace=Dictionary(C=Array([Name.Separation])),
    )  # fmt: skip
    return written(pdf)


def lying_photograph() -> bytes:
    """The page says 10 × 10 pixels; the JPEG says 40,000 × 40,000."""
    small = io.BytesIO()
    Image.new("RGB", (16, 16)).save(small, "JPEG")
    frame = small.getvalue().index(b"\xff\xc0")
    content = bytearray(small.getvalue())
    content[frame + 5 : frame + 9] = (40_000).to_bytes(2, "big") * 2
    pdf, target = page(b"300 0 0 300 0 0 cm /P Do")
    picture = pdf.make_stream(bytes(content), Type=Name.XObject, Subtype=Name.Image)
    picture.Filter, picture.Width, picture.Height = Name.DCTDecode, 10, 10
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    target.Resources = Dictionary(XObject=Dictionary(P=picture))
    return written(pdf)


def endless_palette() -> bytes:
    pdf, target = page(b"300 0 0 300 0 0 cm /P Do")
    picture = pdf.make_stream(bytes(100), Type=Name.XObject, Subtype=Name.Image)
    picture.Width, picture.Height, picture.BitsPerComponent = 10, 10, 8
    table = pikepdf.String(b"abc")
    picture.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 2_000_000_000, table])
    target.Resources = Dictionary(XObject=Dictionary(P=picture))
    return written(pdf)


def ink_that_looks_like_itself() -> bytes:
    pdf, target = page(b"/C cs 1 scn 0 0 99 99 re f 100 0 0 100 0 0 cm /P Do")
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    space = pdf.make_indirect(Array([Name.Separation, Name.Loop, Name.DeviceGray, function]))
    space[2] = space
    picture = pdf.make_stream(bytes(100), Type=Name.XObject, Subtype=Name.Image)
    picture.Width, picture.Height, picture.BitsPerComponent = 10, 10, 8
    picture.ColorSpace = space
    target.Resources = Dictionary(ColorSpace=Dictionary(C=space), XObject=Dictionary(P=picture))
    return written(pdf)


def numberless_tiles() -> bytes:
    """A tile of a thousandth of a point over the whole page."""
    pdf, target = page(b"/Pattern cs /T scn 0 0 300 300 re f")
    tile = pdf.make_stream(b"1 0 0 rg 0 0 1 1 re f", PatternType=1, PaintType=1, TilingType=1)
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 0.001, 0.001]), 0.001, 0.001
    tile.Resources = Dictionary()
    target.Resources = Dictionary(Pattern=Dictionary(T=tile))
    return written(pdf)


def calculation_without_end() -> bytes:
    """Each half of the program holds it once more."""
    program = b"{ dup }"
    for _ in range(14):
        program = b"{ dup 0 gt " + program + b" " + program + b" ifelse }"
    pdf, target = page(b"/C cs 1 scn 0 0 99 99 re f")
    function = pdf.make_stream(program, FunctionType=4)
    function.Domain, function.Range = Array([0, 1]), Array([0, 1] * 4)
    space = Array([Name.Separation, Name.Sum, Name.DeviceCMYK, function])
    target.Resources = Dictionary(ColorSpace=Dictionary(C=space))
    return written(pdf)


def locked() -> bytes:
    return written(page()[0], encryption=pikepdf.Encryption(owner="o", user="u", R=6))


BROKEN = (
    truncated, garbage, empty, no_pages, cyclic_pages, cyclic_forms, deep_forms, grown_stream,
    grown_twice, nested_arrays, many_states, open_string, huge_picture, lying_picture,
    endless_page, odd_types, odd_resources, lying_photograph, endless_palette,
    ink_that_looks_like_itself, numberless_tiles, calculation_without_end, locked,
)  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_a_broken_file_gets_a_report_soon_and_in_little_memory(broken):
    content = broken()
    before = memory("VmRSS")
    forget_the_peak()
    begin = time.process_time()
    report = press.preflight(content, printer("offset-coated"), samples.workspace())
    assert not report.passes
    assert time.process_time() - begin < SOON
    assert memory("VmHWM") - before < LITTLE


def test_flipped_bytes_never_break_the_judge():
    chance = random.Random(2026)
    good = printed("x1a").content
    for _ in range(25):
        content = bytearray(good)
        for _ in range(40):
            content[chance.randrange(len(content))] = chance.randrange(256)
        report = press.preflight(
            bytes(content), printer("offset-x1a"), samples.workspace(), plates=False
        )
        assert isinstance(report.passes, bool)

"""Make the press profiles that nobody gives away: uncoated paper and newsprint.

Measured data of both printing conditions are free (zlib licence, Debian package
`icc-profiles-free`); this script makes ICC profiles of them with `colprof` (Debian package
`argyll`). Where `colprof` is not installed, both packages are fetched and unpacked into a
temporary folder. The same data give the same bytes: date and identifier are fixed afterwards.

    python tools/make_profile.py [uncoated] [newsprint]
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ICC = Path(__file__).resolve().parents[1] / "icc"
DATA = "usr/share/color/icc"
COPYRIGHT = (
    "Made with Argyll CMS from the characterisation data {source} as the Debian package "
    "icc-profiles-free has them. May be used, embedded, changed and passed on freely."
)


@dataclass(frozen=True)
class Recipe:
    """How one profile is made: its data, its ink limits in percent, how it is called."""

    data: str
    source: str
    total: int
    black: int
    title: str
    file: str


RECIPES = {
    "uncoated": Recipe(
        "FOGRA29L", "FOGRA29L", 300, 98, "Uncoated paper, FOGRA29L, 300 %", "uncoated-fogra29"
    ),
    "newsprint": Recipe(
        "TR002",
        "ANSI CGATS/SNAP TR 002-2007",
        240,
        95,
        "Newsprint, CGATS TR 002, 240 %",
        "newsprint-tr002",
    ),
}


def main(names: list[str]) -> None:
    """Make the profiles named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        root = _tools(Path(folder))
        for name in names or RECIPES:
            recipe = RECIPES[name]
            content = make(recipe, root, Path(folder))
            target = ICC / f"{recipe.file}.icc"
            target.write_bytes(content)
            print(f"{target.relative_to(ICC.parent)}: {len(content)} bytes")


def make(recipe: Recipe, root: Path, folder: Path) -> bytes:
    """One profile as bytes."""
    shutil.copy(root / DATA / f"{recipe.data}.ti3", folder / f"{recipe.data}.ti3")
    colprof = shutil.which("colprof") or str(root / "usr/bin/colprof")
    made = folder / f"{recipe.data}.icc"
    command = [
        colprof, "-qm", "-b", f"-l{recipe.total}", f"-L{recipe.black}", "-kr",
        "-S", str(root / DATA / "sRGB.icc"), "-cmt", "-dpp",
        "-D", recipe.title, "-C", COPYRIGHT.format(source=recipe.source), "-O", str(made),
        str(folder / recipe.data),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return timeless(made.read_bytes())


def timeless(profile: bytes) -> bytes:
    """The profile with a fixed date (ICC.1:2010, 7.2.8) and no identifier."""
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    return profile[:24] + date + profile[36:84] + bytes(16) + profile[100:]


def _tools(folder: Path) -> Path:
    """Where `colprof` and the data lie."""
    installed = Path("/")
    if shutil.which("colprof") and (installed / DATA / "FOGRA29L.ti3").exists():
        return installed
    fetch = ["apt-get", "download", "argyll", "icc-profiles-free"]
    subprocess.run(fetch, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg", "-x", str(package), str(folder / "root")], check=True)
    return folder / "root"


if __name__ == "__main__":
    main(sys.argv[1:])

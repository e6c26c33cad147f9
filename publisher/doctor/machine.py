"""The machine the press stands on: its system, its packages, its way to install something."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import Self

_INSTALLERS = {
    "brew": "brew install",
    "apt-get": "apt-get install",
    "dnf": "dnf install",
    "pacman": "pacman -S",
    "zypper": "zypper install",
    "apk": "apk add",
}
# Like `library_packages` of tools/setup.sh, which installs what this only names.
_LIBRARY_PACKAGES = {
    "brew": "pango",
    "apt-get": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "apk": "pango harfbuzz-subset",
    "zypper": "libpango-1_0-0 libharfbuzz-subset0",
}
_WINDOWS = "C:\\msys64\\usr\\bin\\pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"


@dataclass(frozen=True, slots=True)
class Machine:
    """What decides which command helps."""

    platform: str
    """As `sys.platform` says it."""
    installer: str | None
    """The package system's command, None where none is known."""
    is_root: bool

    @classmethod
    def this(cls) -> Self:
        """The machine we run on."""
        installer = next((name for name in _INSTALLERS if shutil.which(name)), None)
        return cls(sys.platform, installer, getattr(os, "geteuid", lambda: 1)() == 0)

    @property
    def libraries_command(self) -> str:
        """The command that installs the libraries which lay out text."""
        if self.platform == "win32":
            return _WINDOWS
        if self.installer is None:
            return "make setup"
        packages = _LIBRARY_PACKAGES.get(self.installer, "pango harfbuzz")
        # Homebrew refuses to run as root; the others need it.
        leave = "" if self.is_root or self.installer == "brew" else "sudo "
        return f"{leave}{_INSTALLERS[self.installer]} {packages}"

    def library_file(self, name: str, version: str) -> str:
        """The file a library is loaded from: `libpango-1.0.so.0`, `libpango-1.0.0.dylib`, …"""
        if self.platform == "win32":
            return f"lib{name}-{version}.dll"
        if self.platform == "darwin":
            return f"lib{name}.{version}.dylib"
        return f"lib{name}.so.{version}"

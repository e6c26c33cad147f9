"""`fonts/fonts.yaml` → the faces of this press, each the very file that was vouched for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publisher.diagnostics import Place, Report
from publisher.faces.face import Face
from publisher.workspace import Refused, SourceFile, Workspace

FONTS_FOLDER = "fonts"
FONTS_FILE = "fonts/fonts.yaml"
SUMS_FILE = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Faces:
    """Families by name, each with its faces in order of weight, upright before italic."""

    families: Mapping[str, tuple[Face, ...]]

    def face(self, family: str, weight: int, italic: bool) -> Face | None:
        """The face of exactly this family, weight and slope; never a near one."""
        for face in self.families.get(family, ()):
            if face.weight == weight and face.italic == italic:
                return face
        return None

    @property
    def files(self) -> tuple[Face, ...]:
        """One face for each file, in order of their paths."""
        return tuple({face.path: face for face in self._all()}[path] for path in self.paths)

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the font files from the workspace root, in order."""
        return tuple(sorted({face.path for face in self._all()}))

    def _all(self) -> Iterator[Face]:
        for faces in self.families.values():
            yield from faces


def load_faces(workspace: Workspace, report: Report) -> Faces:
    """Read the list of families and every file in it; what is wrong goes to the report."""
    listed = _read_list(workspace, report)
    shelf = _Shelf(workspace, report)
    families = {
        family: tuple(
            sorted(
                (face for entry in entries if (face := shelf.face(family, entry))),
                key=lambda face: (face.weight, face.italic),
            )
        )
        for family, entries in listed.items()
    }
    return Faces(families)


def _read_list(workspace: Workspace, report: Report) -> dict[str, list[dict[str, Any]]]:
    import yaml

    place = Place(file=FONTS_FILE)
    try:
        tree = yaml.safe_load(workspace.read(FONTS_FILE).content)
        families = tree["families"]
        if not all(
            isinstance(entry, dict) and {"file", "weight", "style"} <= entry.keys()
            for entries in families.values()
            for entry in entries
        ):
            raise TypeError("an entry needs `file`, `weight` and `style`")
    except Refused as refused:
        report.error(refused.code, place, **refused.values)
        return {}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as fault:
        line = getattr(getattr(fault, "problem_mark", None), "line", None)
        place = Place(file=FONTS_FILE, line=None if line is None else line + 1)
        report.error("fonts-list-unreadable", place, reason=str(fault).splitlines()[0])
        return {}
    return {str(family): list(entries) for family, entries in families.items()}


@dataclass(slots=True)
class _Shelf:
    """Takes font files out of their folders and compares them with what was vouched for."""

    workspace: Workspace
    report: Report

    def face(self, family: str, entry: Mapping[str, Any]) -> Face | None:
        path = f"{FONTS_FOLDER}/{entry['file']}"
        file = self._read(path)
        if file is None or not self._vouched(file):
            return None
        face = Face(
            path=path,
            family=family,
            weight=int(entry["weight"]),
            italic=entry["style"] == "italic",
            digest=file.digest,
            content=file.content,
        )
        if not face.readable:
            self.report.error("font-unreadable", Place(file=FONTS_FILE), file=path)
            return None
        return face

    def _vouched(self, file: SourceFile) -> bool:
        folder, _, name = file.path.rpartition("/")
        sums = self._read(f"{folder}/{SUMS_FILE}")
        if sums is None:
            return False
        expected = {
            listed.strip().lstrip("*"): digest
            for line in sums.content.decode(errors="replace").splitlines()
            for digest, _, listed in [line.partition(" ")]
        }
        if name not in expected:
            self.report.error("font-not-vouched", Place(file=sums.path), file=name)
        elif expected[name] != file.digest:
            self.report.error("font-altered", Place(file=file.path), file=name)
        return expected.get(name) == file.digest

    def _read(self, path: str) -> SourceFile | None:
        try:
            return self.workspace.read(path)
        except Refused as refused:
            self.report.error(refused.code, Place(file=FONTS_FILE), **refused.values)
            return None

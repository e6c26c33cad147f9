"""A fontconfig file that knows the project's folders and nothing of the machine's."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from publisher.faces.family import Faces
from publisher.workspace import Workspace

_FORM = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def fontconfig_file(faces: Faces, workspace_root: Path, folder: Path) -> Path:
    """Write `fonts.conf` into a folder and return its path, for FONTCONFIG_FILE.

    It lists the folders of these faces and keeps fontconfig's cache beside itself. The same
    faces in the same place give the same bytes; a file that is right already is left alone.
    """
    folders = sorted({(workspace_root / path).parent for path in faces.paths})
    content = _FORM.format(
        folders="\n".join(f"  <dir>{escape(str(place))}</dir>" for place in folders),
        cache=escape(str(folder / "fontconfig")),
    ).encode()
    path = folder / "fonts.conf"
    if not path.is_file() or path.read_bytes() != content:
        Workspace(workspace_root).publish(path, content)
    return path

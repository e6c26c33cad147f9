"""Font files: what each can print, and proof that it is the file we mean.

The press prints only with faces that `fonts/fonts.yaml` lists and `SHA256SUMS` vouches for.
A glyph or a face that is missing is an error with its place: the libraries below us would
take a glyph from the machine, and print upright where an italic is missing, without a word.
Nothing here lays out text; nothing here changes a font file.
"""

from __future__ import annotations

from publisher.faces.coverage import Run, check_coverage
from publisher.faces.face import Face, Metrics
from publisher.faces.family import Faces, load_faces
from publisher.faces.fontconfig import fontconfig_file

__all__ = ["Face", "Faces", "Metrics", "Run", "check_coverage", "fontconfig_file", "load_faces"]

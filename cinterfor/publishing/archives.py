"""ZIP archives (APPNOTE), told apart by their members: EPUB (OCF 3), Office files (ECMA-376), others."""

import struct
import zipfile

#: A list of contents of more bytes is that of no work: it would be read whole.
MOST_OF_CONTENTS = 4 * 1024 * 1024
#: The end of an archive, after which only a comment may stand; before it the sign of archives beyond 4 GB.
END, LONGEST_COMMENT = b"PK\x05\x06", 65_535
END_SIZE, BEYOND, BEYOND_SIZE = 22, b"PK\x06\x07", 20
#: The member without which a file is not of the family.
MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OFFICE = "[Content_Types].xml"
EPUB, CONTAINER = b"application/epub+zip", "META-INF/container.xml"
#: What holds programs: an Office file with it has another format, which is not taken.
PROGRAMS = "vbaproject.bin"


def archive_family(file) -> str:
    """`epub`, `docx`, `xlsx`, `pptx`, `zip`, or nothing where it is no archive that can be read."""
    try:
        return _family(file) if _has_few_members(file) else ""
    except Exception:  # headers that lie fail in many ways, an unknown packing or a password among them
        return ""
    finally:
        file.seek(0)


def _has_few_members(file) -> bool:
    """By the bytes at its end: before its contents are read."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - LONGEST_COMMENT - END_SIZE - BEYOND_SIZE))
    tail = file.read()
    place = tail.rfind(END)
    if place < 0 or BEYOND in tail[max(0, place - BEYOND_SIZE) : place]:
        return False
    (length,) = struct.unpack_from("<L", tail, place + 12)
    return length <= MOST_OF_CONTENTS


def _family(file) -> str:
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        if _is_epub(archive, names):
            return "epub"
        if OFFICE not in names:
            return "zip"
    if any(name.lower().endswith(PROGRAMS) for name in names):
        return ""
    return next((family for family, main in MAIN.items() if main in names), "")


def _is_epub(archive, names: set[str]) -> bool:
    if not {"mimetype", CONTAINER} <= names:
        return False
    with archive.open("mimetype") as member:
        return member.read(64).strip() == EPUB

"""Uploads: checked by their content, stored under names that never change meaning."""

import io
import re
import secrets
from pathlib import PurePosixPath

import puremagic
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from .archives import archive_family

MEGABYTE = 1024 * 1024
IMAGE_TYPES = {"avif", "jpeg", "jpg", "png", "webp"}
DOCUMENT_TYPES = {"pdf", "epub", "docx", "xlsx", "pptx", "zip"}
#: The largest files that are taken, in bytes. A camera's photograph has 5 to 15 MB.
LARGEST_IMAGE, LARGEST_DOCUMENT = 20 * MEGABYTE, 100 * MEGABYTE
#: What Pillow may read a picture as: no format that runs programs, none of vectors.
FORMATS = ("AVIF", "JPEG", "PNG", "WEBP")
#: The longer side of a stored picture in pixels, and its quality as WebP.
WIDEST, QUALITY = 2400, 90
#: Larger pictures need more memory to be read than a server should give.
MOST_PIXELS = 40_000_000
#: Beside `works/…/obra.pdf` lies the picture of its first page, `works/…/obra-first-page-640.webp`.
FIRST_PAGE = re.compile(r"(?P<document>.+)-first-page-\d+\.webp")


@deconstructible
class UploadPath:
    """Where a new upload goes: folder/random/name.ext. The random part makes names immutable."""

    def __init__(self, folder: str):
        self.folder = folder

    def __call__(self, instance, filename: str) -> str:
        path = PurePosixPath(filename)
        name = slugify(path.stem)[:60] or "file"
        return f"{self.folder}/{secrets.token_urlsafe(9)}/{name}{path.suffix.lower()}"


def first_page_path(document: str, width: int) -> str:
    """Where the picture of a PDF's first page lies: who may fetch the one may fetch the other."""
    return f"{PurePosixPath(document).with_suffix('')}-first-page-{width}.webp"


def document_of(path: str) -> str:
    """The PDF of whose first page this is a picture; any other path as it is."""
    found = FIRST_PAGE.fullmatch(path)
    return f"{found['document']}.pdf" if found else path


def validate_size(file, most: int) -> None:
    """Refuse a new file of more bytes; what is stored already was weighed when it came."""
    if not getattr(file, "_committed", False) and file.size > most:
        raise ValidationError(
            _("The file is too large: at most %(most)d MB."), code="size", params={"most": most // MEGABYTE}
        )


def validate_image(file) -> None:
    """PNG, JPEG, WebP or AVIF of at most 20 MB and 40 million pixels; Pillow has opened it before."""
    validate_size(file, LARGEST_IMAGE)
    validate_content(file, IMAGE_TYPES)
    if not getattr(file, "_committed", False) and (file.width or 0) * (file.height or 0) > MOST_PIXELS:
        raise ValidationError(
            _("The picture is too large: at most %(most)d million pixels."),
            code="size",
            params={"most": MOST_PIXELS // 1_000_000},
        )
    if not getattr(file, "_committed", False) and not _is_whole(file):
        raise ValidationError(
            _("The picture cannot be read to its end: the file is damaged. Save it anew and try again."),
            code="damaged",
        )


def _is_whole(file) -> bool:
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as opened:
            opened.draft("RGB", (WIDEST, WIDEST))
            opened.load()
    except Exception:  # readers of pictures fail in many ways; Django catches all of them too
        return False
    finally:
        file.seek(0)
    return True


def validate_document(file) -> None:
    """PDF, EPUB, Office or ZIP of at most 100 MB whose content is what its name says."""
    validate_size(file, LARGEST_DOCUMENT)
    validate_content(file, DOCUMENT_TYPES)


def validate_content(file, allowed: set[str]) -> None:
    """Refuse a file whose first bytes are not of the type that its name claims."""
    if getattr(file, "_committed", False):
        return  # checked when it came; it may lie on a disk that is away
    claimed = PurePosixPath(file.name).suffix.lower().lstrip(".")
    file.seek(0)
    found = _formats_of(file)
    if claimed not in allowed or claimed not in found:
        raise ValidationError(
            _("The content of “%(name)s” is not that of a file of this type. Allowed are: %(types)s."),
            code="content",
            params={"name": file.name, "types": ", ".join(sorted(allowed))},
        )


def _formats_of(file) -> set[str]:
    """By the first bytes, archives by their members: the ends that the name of such a file may have."""
    head = file.read(8192)
    file.seek(0)
    if head.startswith(b"PK"):
        return {family} if (family := archive_family(file)) else set()
    try:
        found = {match.extension.lstrip(".").lower() for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return set()
    return found | {"jpg", "jpeg"} if found & {"jpg", "jpeg", "jfif"} else found


def as_webp(content) -> ContentFile:
    """The picture as WebP: no wider or higher than a page needs, upright, without what a camera notes."""
    content.seek(0)
    with Image.open(content, formats=FORMATS) as opened:
        opened.draft("RGB", (WIDEST, WIDEST))
        picture = _in_srgb(ImageOps.exif_transpose(opened))
        picture.thumbnail((WIDEST, WIDEST))
        if picture.mode not in ("RGB", "RGBA"):
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        picture.info = {}  # where the camera stood, and who held it
        written = io.BytesIO()
        picture.save(written, "WEBP", quality=QUALITY, method=4)
    return ContentFile(written.getvalue())


def _in_srgb(picture):
    """The same colours without the profile of a telephone or a printing press."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile says nothing
        return picture


class UploadFormField(forms.FileField):
    """Tells the browser which files are taken and how large, so that the editor learns of it at once.

    However long a file's name is: what is stored has a short one (`UploadPath`).
    """

    types, most = DOCUMENT_TYPES, LARGEST_DOCUMENT

    def widget_attrs(self, widget):
        accepted = ",".join(f".{name}" for name in sorted(self.types))
        return super().widget_attrs(widget) | {"accept": accepted, "data-most": self.most}


class ImageFormField(UploadFormField, forms.ImageField):
    """A picture, weighed and known by its first bytes before Pillow opens it."""

    types, most = IMAGE_TYPES, LARGEST_IMAGE

    def to_python(self, data):
        if forms.FileField.to_python(self, data) is not None:
            validate_size(data, self.most)
            validate_content(data, self.types)
        return super().to_python(data)


class ImageFile(models.fields.files.ImageFieldFile):
    """A picture as it is stored: in one format, of a size fit for pages."""

    def save(self, name, content, save=True):
        super().save(str(PurePosixPath(name).with_suffix(".webp")), as_webp(content), save)


class ImageField(models.ImageField):
    """A picture whose content was checked; it is stored as WebP."""

    attr_class = ImageFile
    default_validators = [FileExtensionValidator(sorted(IMAGE_TYPES)), validate_image]

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": ImageFormField, "max_length": None} | kwargs)


class DocumentField(models.FileField):
    """A document whose content was checked."""

    default_validators = [FileExtensionValidator(sorted(DOCUMENT_TYPES)), validate_document]

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": UploadFormField, "max_length": None} | kwargs)

"""Logos. Each is decoded and encoded again, so that only the image itself is saved."""

from __future__ import annotations

import io
import warnings

from practices_catalog.faults import Fault, InputError, Place

MEGABYTE = 1024 * 1024
MOST_BYTES = 2 * MEGABYTE
MOST_PIXELS = 4000
SAVED_PIXELS = 1200
TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


def read_logo(content: bytes) -> tuple[bytes, str]:
    """Return the image to save and its media type, which is determined by the content, not by the file name.

    Raises:
        InputError: the file isn't a PNG or JPEG image, is damaged, or is too large.
    """
    from PIL import Image, ImageFile  # noqa: PLC0415 - only needed for an upload

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets this for the whole process
    if not content:
        raise _refuse("no file was chosen", "choose a PNG or JPEG file")
    if len(content) > MOST_BYTES:
        raise _refuse(
            f"the file is {len(content) / MEGABYTE:.1f} MB", f"use a file of at most {MOST_BYTES // MEGABYTE} MB"
        )
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=list(TYPES)) as picture:
            # Opening reads only the header: a small file can decode to gigabytes.
            if max(picture.size) > MOST_PIXELS:
                wide, high = picture.size
                raise _refuse(
                    f"the image is {wide} by {high} pixels",
                    f"use an image of at most {MOST_PIXELS} by {MOST_PIXELS} pixels",
                )
            return _written(picture, picture.format or "")
    except Image.DecompressionBombError as error:
        raise _refuse(
            "the image has far too many pixels", f"use an image of at most {MOST_PIXELS} by {MOST_PIXELS} pixels"
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _refuse(
            "the file isn't a PNG or JPEG image, or is damaged", "save the logo as PNG and choose that file"
        ) from error


def _written(picture: object, form: str) -> tuple[bytes, str]:
    from PIL import Image, ImageOps  # noqa: PLC0415

    assert isinstance(picture, Image.Image)  # noqa: S101 - the caller opened it
    # Copying the pixels drops metadata, such as the place where a photo was taken.
    upright = ImageOps.exif_transpose(picture)
    plain = upright.convert("RGB" if form == "JPEG" else "RGBA")
    plain.thumbnail((SAVED_PIXELS, SAVED_PIXELS))
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    clean.save(out, form, **({"quality": 90} if form == "JPEG" else {"optimize": True}))
    return out.getvalue(), TYPES[form]


def _refuse(wrong: str, mend: str) -> InputError:
    return InputError([Fault(Place(key="logo"), wrong, mend)])

"""Opens the house template after every check."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from practices_catalog.faults import refuse
from reports.formats.house_templates import PLACE, TemplateKind, check_template

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KIND = TemplateKind(
    noun="a Word document",
    ending=".docx",
    main=f"{WORD_TYPE}.document.main+xml",
    design=f"{WORD_TYPE}.template.main+xml",
    program="Word",
    pages="long texts",
)


def open_template(content: bytes) -> Document:
    """Open a house template.

    Raises:
        InputError: it isn't a Word document that we can open; the fault says what it probably is.
    """
    check_template(content, KIND)
    try:
        document = docx.Document(BytesIO(content))
        document.styles, document.sections, document.core_properties  # noqa: B018 - a damaged part fails when it is read
    except (OpcError, LxmlError, LookupError, ValueError, AttributeError, TypeError, OSError):
        raise refuse("is damaged or incomplete", KIND.save_again, PLACE) from None
    return document

"""The document while it is being written: its styles, pictures and dimensions, and the headings so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document

from reports.formats.word.nodes import paragraph
from reports.formats.word.numbering import Numbering
from reports.formats.word.page import Frame


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading for the contents; its entry links to the bookmark."""

    level: int
    text: str
    bookmark: str


@dataclass
class Manuscript:
    """What all parts of a document share while it is being written.

    Attributes:
        styles: the ids of the styles by their names.
        pictures: the pictures' files, by the URL that the page uses.
        frame: the area of a page that text and pictures may fill.
        number: the highest id of a bookmark or picture so far.
        headings: the headings written so far, which the contents list.
    """

    document: Document
    styles: Mapping[str, str]
    pictures: Mapping[str, bytes]
    frame: Frame
    numbering: Numbering
    number: int
    headings: list[Heading] = field(default_factory=list)
    figures: int = 0

    def paragraph(self, style: str, content: Any, **properties: Any) -> Any:
        """Return a paragraph in a style, given by its name."""
        return paragraph(self.styles[style], content, **properties)

    def next_number(self) -> int:
        """Return an id that no bookmark and no picture has yet."""
        self.number += 1
        return self.number

    @property
    def chapter(self) -> str:
        """The text of the latest heading."""
        return self.headings[-1].text if self.headings else ""

"""Words for headings: each means one existing column and appears only once."""

from __future__ import annotations

from practices_catalog.faults import Fault, InputError
from practices_catalog.yaml_source import YamlSource, read_text
from questionnaires.answers.heading_words import FILE, columns_of


def heading_faults() -> tuple[Fault, ...]:
    """Return the faults in `headings.yaml`, including the fault that it can't be read."""
    try:
        columns_of(YamlSource(FILE.name, read_text(FILE, FILE.name)))
    except InputError as error:
        return tuple(error.faults)
    return ()

"""The forms of a page as a browser would send them: every field with its value and the text beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement, document_fromstring, fragment_fromstring

NEVER_SENT = {"reset", "image"}
ACTIVE = {"checkbox", "radio"}


@dataclass
class Control:
    """A control. `is_on` says whether a browser sends it by default; `offered` lists a select's options."""

    name: str
    kind: str
    value: str
    attributes: dict[str, str]
    is_on: bool = True
    offered: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form with its controls; `action` is empty if it posts to the page's own URL."""

    action: str
    method: str
    is_multipart: bool
    is_fragment: bool
    controls: list[Control] = field(default_factory=list)

    @property
    def actions(self) -> set[str]:
        """The URLs that its buttons send it to."""
        buttons = (each.attributes.get("formaction") for each in self.controls)
        return {self.action, *(each for each in buttons if each is not None)}

    def sent(self) -> list[tuple[str, str]]:
        """Return what a browser sends by default, without a named button."""
        return [(each.name, each.value) for each in self.controls if each.name and each.is_on]


class FormFinder:
    """All forms on a page or fragment, and the texts of elements that have an id or the role `alert`."""

    def __init__(self, html: str) -> None:
        root = document_fromstring(html) if "<html" in html else fragment_fromstring(html, create_parent=True)
        self.texts = {each.attrib["id"]: each.text_content() for each in root.xpath("//*[@id]")}
        self.alerts = [each.text_content() for each in root.xpath("//*[@role='alert']")]
        elements = list(root.iter("form"))
        by_element = {element: _form(dict(element.attrib)) for element in elements}
        self.forms = list(by_element.values())
        by_id = {element.get("id", ""): by_element[element] for element in elements}
        inside, elsewhere = [], []
        for element in root.iter("input", "select", "textarea", "button"):
            control = _control(element)
            if control.kind in NEVER_SENT or "disabled" in element.attrib:
                continue
            around = next(element.iterancestors("form"), None)
            if "form" in element.attrib:
                elsewhere.append((by_id[element.attrib["form"]], control))
            elif around is not None:
                inside.append((by_element[around], control))
        for form, control in (*inside, *elsewhere):
            form.controls.append(control)

    def beside(self, control: Control) -> str:
        """Return the text that describes a control."""
        described = control.attributes.get("aria-describedby", "").split()
        return " ".join(self.texts.get(each, "").strip() for each in described)


def _form(attributes: dict[str, str]) -> Form:
    return Form(
        action=attributes.get("action", ""),
        method=attributes.get("method", "get").lower(),
        is_multipart=attributes.get("enctype") == "multipart/form-data",
        is_fragment="hx-post" in attributes,
    )


def _control(element: HtmlElement) -> Control:
    attributes = dict(element.attrib)
    kind = attributes.get("type", "text") if element.tag == "input" else str(element.tag)
    groups = reversed(list(element.iterancestors("fieldset")))
    described = (attributes, *(group.attrib for group in groups))
    attributes["aria-describedby"] = " ".join(filter(None, (each.get("aria-describedby") for each in described)))
    is_on = kind not in {"button", "file", "submit"} and (kind not in ACTIVE or "checked" in attributes)
    control = Control(attributes.get("name", ""), kind, attributes.get("value", ""), attributes, is_on)
    if kind in ACTIVE:
        control.value = attributes.get("value", "on")
    elif kind == "textarea":
        control.value = element.text_content().removeprefix("\n")
    elif kind == "select":
        options = list(element.iter("option"))
        control.offered = [each.get("value", "") for each in options]
        chosen = [each for each in options if "selected" in each.attrib] or options[:1]
        control.value = chosen[-1].get("value", "") if chosen else ""
    return control

"""The forms of a page as a browser would send them: every field with its value, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "br", "img", "meta", "link", "hr", "col", "use", "path", "rect", "circle", "line"}
CONTROLS = {"input", "select", "textarea", "button"}
NEVER_SENT = {"reset", "image"}
ACTIVE = {"checkbox", "radio"}


@dataclass
class Control:
    """One control; `is_on` says whether a browser sends it as it stands, `offered` what a select offers."""

    name: str
    kind: str
    value: str
    attributes: dict[str, str]
    is_on: bool = True
    offered: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form with its controls; `action` is empty where it goes to the page's own address."""

    action: str
    method: str
    is_multipart: bool
    is_fragment: bool
    controls: list[Control] = field(default_factory=list)

    @property
    def actions(self) -> set[str]:
        """Where its buttons send it."""
        buttons = (each.attributes.get("formaction") for each in self.controls)
        return {self.action, *(each for each in buttons if each is not None)}

    def sent(self) -> list[tuple[str, str]]:
        """Return what a browser sends without a button of a name, as it stands."""
        return [(each.name, each.value) for each in self.controls if each.name and each.is_on]


class FormFinder(HTMLParser):
    """All forms of a page, and the texts of the elements that have an id or are alerts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.texts: dict[str, str] = {}
        self.alerts: list[str] = []
        self._open: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._elsewhere: list[tuple[str, Control]] = []
        self._control: Control | None = None
        self._stack: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()
        for id_, control in self._elsewhere:
            self._by_id[id_].controls.append(control)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a control."""
        attributes = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._stack.append((tag, attributes))
        if attributes.get("role") == "alert":
            self.alerts.append("")
        if tag == "form":
            self._open = _form(attributes)
            self.forms.append(self._open)
            self._by_id[attributes.get("id", "")] = self._open
        elif tag in CONTROLS:
            self._note(_control(tag, attributes, self._describing()), attributes)
        elif tag == "option" and self._control:
            value = attributes.get("value", "")
            self._control.offered.append(value)
            if "selected" in attributes or len(self._control.offered) == 1:
                self._control.value = value

    def handle_endtag(self, tag: str) -> None:
        """Leave what ends here."""
        if tag in {name for name, _ in self._stack}:
            while self._stack.pop()[0] != tag:
                pass
        if tag == "form":
            self._open = None
        elif tag in {"select", "textarea"}:
            if self._control and tag == "textarea":
                self._control.value = self._control.value.removeprefix("\n")
            self._control = None

    def handle_data(self, data: str) -> None:
        """Note a text, for all elements that it stands in."""
        if self._control and self._control.kind == "textarea":
            self._control.value += data
        for _, attributes in self._stack:
            if "id" in attributes:
                self.texts[attributes["id"]] = self.texts.get(attributes["id"], "") + data
            if attributes.get("role") == "alert":
                self.alerts[-1] += data

    def beside(self, control: Control) -> str:
        """Return the text that describes a control."""
        described = control.attributes.get("aria-describedby", "").split()
        return " ".join(self.texts.get(each, "").strip() for each in described)

    def _note(self, control: Control, attributes: dict[str, str]) -> None:
        if control.kind in {"select", "textarea"}:
            self._control = control
        if control.kind in NEVER_SENT or "disabled" in attributes:
            return
        if "form" in attributes:
            self._elsewhere.append((attributes["form"], control))
        elif self._open:
            self._open.controls.append(control)

    def _describing(self) -> str:
        """Return what describes the groups that are open."""
        return " ".join(each.get("aria-describedby", "") for tag, each in self._stack if tag == "fieldset")


def _form(attributes: dict[str, str]) -> Form:
    return Form(
        action=attributes.get("action", ""),
        method=attributes.get("method", "get").lower(),
        is_multipart=attributes.get("enctype") == "multipart/form-data",
        is_fragment="hx-post" in attributes,
    )


def _control(tag: str, attributes: dict[str, str], around: str) -> Control:
    kind = attributes.get("type", "text") if tag == "input" else tag
    described = f"{attributes.get('aria-describedby', '')} {around}".strip()
    is_on = kind not in {"button", "file", "submit"} and (kind not in ACTIVE or "checked" in attributes)
    value = attributes.get("value", "on" if kind in ACTIVE else "")
    return Control(attributes.get("name", ""), kind, value, {**attributes, "aria-describedby": described}, is_on)

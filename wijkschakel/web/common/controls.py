"""How a form field becomes a control of the NL Design System."""

from typing import Any

from django.forms import BoundField, CheckboxInput, FileInput, Select, Textarea
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wijkschakel.web.common import icons

NOTICES = {
    "info": ("info", "info"),
    "debug": ("info", "info"),
    "ok": ("ok", "check"),
    "success": ("ok", "check"),
    "sun": ("warning", "bell"),
    "warning": ("warning", "bell"),
    "error": ("error", "alert"),
}


def kind(field: BoundField) -> str:
    """Say how a field looks: a line, one check mark, or a group of choices."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    return "choices" if widget.use_fieldset else "line"


def control(field: BoundField) -> SafeString:
    """Draw the input; Django itself ties it to its hint and its error."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput | FileInput):
        css = ""
    elif isinstance(widget, Textarea):
        # not the variant for plain HTML: that one is red as long as it is empty
        css = "utrecht-textarea utrecht-textarea--invalid" if field.errors else "utrecht-textarea"
    elif isinstance(widget, Select):
        css = "utrecht-select utrecht-select--html-select"
    else:
        css = "utrecht-textbox utrecht-textbox--html-input"
    own = str(widget.attrs.get("class", ""))
    attrs: dict[str, Any] = {"class": f"{css} {own}".strip()}
    if isinstance(widget, Textarea) and str(widget.attrs.get("rows")) == "10":
        attrs["rows"] = 4  # Django's own number is too high for a phone
    return field.as_widget(attrs=attrs)


def described_by(field: BoundField) -> SafeString:
    """Tie a group of choices to its hint and its error."""
    if not field.aria_describedby:
        return SafeString("")
    return format_html(' aria-describedby="{}"', field.aria_describedby)


def notice(content: str, name: str, css: str = "") -> SafeString:
    """Wrap a block in a notice with a sign; an error is read aloud at once."""
    style, sign = NOTICES.get(name, NOTICES["info"])
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{} {}"{}>{}'
        '<div class="utrecht-alert__content">{}</div></div>',
        style,
        css,
        SafeString(' role="alert"' if style == "error" else ""),
        icons.LINE[sign],
        SafeString(content),
    )

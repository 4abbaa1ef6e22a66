"""Reading an admin form and filling it in as a browser would."""

from html.parser import HTMLParser

from django.urls import reverse


class FormReader(HTMLParser):
    """The fields that a browser would send, empty rows for adding left aside."""

    def __init__(self):
        super().__init__()
        self.fields = {}
        self.inside = False
        self.select = self.area = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id", "").endswith("_form")
        if not self.inside or "disabled" in attrs:
            return
        name = attrs.get("name") or ""
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.fields[self.select] = attrs["value"]
        elif tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "input" and name:
            self.read_input(name, attrs)

    def read_input(self, name, attrs):
        if attrs.get("type") == "checkbox":
            if "checked" in attrs:
                self.fields.setdefault(name, []).append(attrs.get("value", "on"))
        elif attrs.get("type") != "submit":
            self.fields[name] = attrs.get("value") or ""

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # A browser drops the line end that the template puts first.
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def address(model, page, *args):
    """Where the ``page`` of a model is: changelist, add, change, delete, history."""
    return reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args
    )


def fields(response):
    reader = FormReader()
    reader.feed(response.content.decode())
    return {
        name: value for name, value in reader.fields.items() if "__prefix__" not in name
    }


def submit(client, url, **changes):
    """Open the form at ``url``, change some fields and save it."""
    return client.post(url, fields(client.get(url)) | changes, follow=True)


def new_row(prefix, number=0, **values):
    """The fields of a row added in a form; other rows are ``number``."""
    row = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return row | {f"{prefix}-TOTAL_FORMS": str(number + 1)}


def errors(response):
    """Every complaint on the page."""
    found = response.context.get("errors") or []
    return [str(message) for complaint in found for message in complaint]


def said(response):
    """The messages above the page."""
    return [str(message) for message in response.context["messages"]]

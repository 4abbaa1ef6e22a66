"""Files to take away: a dataset in a format, narrowed like the lists of the API."""

import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    JsonResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from consortium import history
from consortium.exports import datapackage, writers
from consortium.exports.datasets import DATASETS, Dataset
from consortium.exports.extracts import Extract, one_state
from consortium.exports.files import FORMATS, File
from consortium.exports.workbooks import xlsx
from consortium.filters import Fault, Refused
from consortium.filters.moments import MomentParameters
from consortium.filters.parameters import WordParameter
from consortium.models import Initiative
from consortium.pages.answers import explained, let_keep, problem


class LanguageParameter(WordParameter):
    """A language that labels are in."""

    words = {code: code for code, _name in settings.LANGUAGES}


class MarkParameter(WordParameter):
    """Whether the file begins with a byte order mark."""

    words = {"1": True, "0": False}


class FileParameters(MomentParameters):
    """What every file is asked for beside its filters."""

    lang = LanguageParameter(help_text="The language of labels.")


class CsvParameters(FileParameters):
    """What CSV is asked for: Excel takes it for UTF-8 by its byte order mark."""

    bom = MarkParameter(help_text="1 for Excel.")


@explained
def download(request: HttpRequest, dataset: str, extension: str) -> HttpResponseBase:
    """A dataset as a file, as far as the reader may see it."""
    if dataset not in DATASETS:
        return no_such_file(request)
    if extension not in FORMATS:
        detail = _("There is no “%(name)s” of it; there are %(valid)s.")
        words = {"name": extension, "valid": ", ".join(FORMATS)}
        return problem(request, 406, detail % words)
    if extension == "parquet" and not writers.has_parquet():
        raise writers.NoParquet
    with ExitStack() as held:
        file = _asked_for(request, DATASETS[dataset], extension, held)
        return _answer(request, file, held)


@explained
def data_package(request: HttpRequest) -> HttpResponseBase:
    """What the public files hold, with their sizes and hashes."""
    detail = _("There are no parameters here.")
    if faults := [Fault(name, "unknown_parameter", detail) for name in request.GET]:
        raise Refused(faults)
    with one_state() as version:
        response = JsonResponse(
            datapackage.data_package(version),
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
    let_keep(response)
    return response


@explained
def no_such_file(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """The answer where there is no file."""
    detail = _(
        "There is no such file. The datasets are %(datasets)s, each as %(formats)s."
    )
    words = {"datasets": ", ".join(DATASETS), "formats": ", ".join(FORMATS)}
    return problem(request, 404, detail % words)


def _asked_for(
    request: HttpRequest, dataset: Dataset, extension: str, held: ExitStack
) -> File:
    """What the query asks for; ``held`` keeps the state of the data it is read in."""
    query, user = request.GET, request.user
    parameters = CsvParameters if extension == "csv" else FileParameters
    beside = parameters(query, Initiative.objects.none(), user=user, beside=query)
    said = {} if beside.faults else beside.read
    language = said.get("lang") or settings.LANGUAGE_CODE
    version = held.enter_context(one_state())
    held.enter_context(history.as_of(said.get("as_of")))
    with translation.override(language):
        rows = dataset.filters(
            query, dataset.rows(user), user=user, beside=beside.filters
        )
        if faults := [*rows.faults, *beside.misread()]:
            raise Refused(faults)
        extract = Extract.of(dataset, rows.qs, user)
    asked = {name: query[name] for name in query if name not in ("lang", "bom")}
    return File(
        extract,
        extension,
        language,
        version,
        said["as_of"],
        asked,
        bool(said.get("bom")),
    )


def _answer(request: HttpRequest, file: File, held: ExitStack) -> HttpResponseBase:
    is_public = not request.user.is_authenticated
    response: HttpResponseBase | None = None
    if is_public:  # somebody may have the file already
        response = get_conditional_response(request, etag=file.etag)
    if response is None and request.method == "HEAD":
        response = StreamingHttpResponse([])  # nobody knows the length yet
    if response is None:
        with translation.override(file.language):
            response = _whole(file, held)
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    if response.status_code == 200:
        response["Content-Type"] = FORMATS[file.extension].media_type
        response["Content-Disposition"] = str(disposition)
    response["Content-Language"] = file.language
    if is_public:
        response["ETag"] = file.etag
        let_keep(response)
    else:
        patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def _whole(file: File, held: ExitStack) -> HttpResponseBase:
    """The file, or its beginning; then ``held`` goes on until its end."""
    if file.extension == "csv":
        return _streaming(writers.csv(file.extract, bom=file.bom), held)
    if file.extension == "jsonl":
        return _streaming(writers.jsonl(file.extract), held)
    with ExitStack() as unless_done:
        written = unless_done.enter_context(tempfile.TemporaryFile())
        if file.extension == "xlsx":
            xlsx(file.extract, file.about, written)
        else:
            writers.parquet(file.extract, written)
        written.seek(0)
        unless_done.pop_all()  # the response closes it
    return FileResponse(written)


def _streaming(chunks: Generator[bytes], held: ExitStack) -> HttpResponseBase:
    """The file as it is written; what is wrong with its rows shows before it begins."""
    stream = _begun(chunks, held.pop_all())
    next(stream)
    return StreamingHttpResponse(stream)


def _begun(chunks: Generator[bytes], held: ExitStack) -> Iterator[bytes]:
    with held, closing(chunks):  # the connection is busy until these are closed
        first = next(chunks, b"")
        yield b""
        yield first
        yield from chunks

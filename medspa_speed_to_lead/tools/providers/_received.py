"""What a provider takes out of a request, to be kept."""

from dataclasses import dataclass

from ..reader.wire.files import Upload


@dataclass(frozen=True)
class Received:
    """What is kept of a request.

    ``body`` as text, and what it is; the fields of the address without question mark;
    the files that came with it.
    """

    body: str
    content_type: str
    query: str = ""
    files: tuple[Upload, ...] = ()

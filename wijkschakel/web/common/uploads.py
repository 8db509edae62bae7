"""Files that people send: what is too large is passed over while it comes in, never kept."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST_BYTES = 10 * 1024 * 1024
TOO_LARGE = "wijkschakel.too_large"


class Bounded(FileUploadHandler):
    """Passes over a file once it is larger than any page takes. The rest of the form is kept."""

    seen = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  # name given by Django
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Keep where to say that a file was too large."""
        self.meta = META

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count each file anew."""
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on, unless it is too much.

        :raises SkipFile: too large.
        """
        self.seen += len(raw_data)
        if self.seen > MOST_BYTES:
            self.meta[TOO_LARGE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave keeping to the next handler."""

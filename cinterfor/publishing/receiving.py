"""Receiving uploads: of staff alone, and no more than is taken, whatever is sent."""

import io

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from .files import LARGEST_DOCUMENT

#: Of all files in one form together, in bytes.
LARGEST_FORM = 3 * LARGEST_DOCUMENT


class TooLargeFile(UploadedFile):
    """A file of which nothing was kept but its name and size: the form's field refuses it by its size."""

    def __init__(self, name, content_type, size):
        super().__init__(io.BytesIO(), name, content_type, size)


class LimitedUpload(FileUploadHandler):
    """Comes before Django's own handlers and hands no more on to them than the largest file that is taken.

    The rest of the request is read and dropped, so that the browser gets an answer and not a cut connection.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        # A form that is too large as a whole is not written to the disk at all.
        self.room = 0 if content_length > LARGEST_FORM else LARGEST_FORM

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if not self._is_of_staff():
            raise SkipFile
        self.received = 0
        self.most = min(LARGEST_DOCUMENT, self.room)

    def _is_of_staff(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_active and user.is_staff)

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received <= self.most:
            return raw_data
        if self.received - len(raw_data) <= self.most:
            self._forget_the_beginning()
        return None

    def _forget_the_beginning(self):
        """What came before the limit was passed lies on the disk for nothing."""
        for handler in self.request.upload_handlers:
            if handler is not self:
                handler.upload_interrupted()

    def file_complete(self, file_size):
        if self.received <= self.most:
            self.room -= self.received
            return None
        # A form without room left says so at the field, whatever the file itself weighs.
        size = max(self.received, LARGEST_DOCUMENT + 1)
        return TooLargeFile(self.file_name, self.content_type, size)

"""Keep a file that was sent until it is read, perhaps by a process on another machine: in compressed pieces, in the database."""

import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import ImportPart, ImportRun
from .fetching import Policy, fetch
from .refusal import UnreadableFile
from .sniffing import LARGEST, refuse_what_is_no_text, too_large


def keep(run: ImportRun, blocks: Iterable[bytes]) -> None:
    """Keep what was sent, block by block; raises UnreadableFile as soon as it is seen to be too large, or no text."""
    size = 0
    with transaction.atomic():
        for number, block in enumerate(blocks):
            size += len(block)
            if size > LARGEST:
                raise UnreadableFile(too_large())
            if number == 0:
                refuse_what_is_no_text(block[:4096])
            ImportPart.objects.create(run=run, number=number, data=zlib.compress(block, 3))
        if size == 0:
            raise UnreadableFile(_("The file is empty."))


@contextmanager
def file_of(run: ImportRun, policy: Policy | None = None) -> Iterator[Path]:
    """Give the path of a run's file while it is read: fetched from its address, or put together again. It is erased after."""
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / "file"
        with path.open("wb") as target:
            if run.url:
                fetch(run.url, target, policy)
            else:
                for data in run.parts.order_by("number").values_list("data", flat=True).iterator(chunk_size=1):
                    target.write(zlib.decompress(bytes(data)))
        yield path

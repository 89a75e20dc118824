"""A bounded store of page pictures in memory."""

from collections import OrderedDict
from pathlib import Path

from practika_desktop.score.area import PageArea, PagePicture


class PictureCache:
    """Page pictures by document and area; the one not used for longest goes first.

    They take at most `most_bytes`, which may be changed and holds from the next picture on.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._pictures: OrderedDict[tuple[Path, PageArea], PagePicture] = OrderedDict()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """How many bytes of pixels are held."""
        return self._bytes

    def get(self, document: Path, area: PageArea) -> PagePicture | None:
        """Return the picture, now the most recently used one, or None."""
        picture = self._pictures.get((document, area))
        if picture is not None:
            self._pictures.move_to_end((document, area))
        return picture

    def put(self, document: Path, picture: PagePicture) -> None:
        """Keep the picture, and let others go to make room; one larger than the whole cache is kept alone."""
        key = (document, picture.area)
        replaced = self._pictures.pop(key, None)
        if replaced is not None:
            self._bytes -= len(replaced.pixels)
        self._pictures[key] = picture
        self._bytes += len(picture.pixels)
        while self._bytes > self.most_bytes and len(self._pictures) > 1:
            _, oldest = self._pictures.popitem(last=False)
            self._bytes -= len(oldest.pixels)

    def clear(self) -> None:
        """Let all pictures go."""
        self._pictures.clear()
        self._bytes = 0

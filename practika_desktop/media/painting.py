"""Makes upright pictures of a wanted size, ready for the screen, from decoded frames."""

from fractions import Fraction

from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from practika_desktop.media.fitting import Box
from practika_desktop.media.index import FrameIndex

Frame = VideoFrame

_TURNS: dict[int, list[str]] = {0: [], 90: ["transpose=clock"], 180: ["hflip", "vflip"], 270: ["transpose=cclock"]}
_MATRICES = {1: Colorspace.ITU709, 5: Colorspace.ITU601, 6: Colorspace.ITU601, 9: Colorspace.BT2020}
_HD_LINES = 720  # from here on, pictures that do not say how their colours are coded mean BT.709
_FULL_RANGE = 2

# libswscale's quick way from 4:2:0 to RGB leaves the columns behind the last multiple of 16 unwritten where there are
# one to four of them; asked for exact rounding it takes another way, which writes all and is four times slower.
_UNWRITTEN = range(1, 5)
_POINT, _ACCURATE_RND, _BITEXACT = 0x10, 0x40000, 0x80000  # libswscale/swscale.h


class Painter:
    """Turns frames of one video into RGB32 pictures (bytes blue, green, red, unused) of one size; `fit` gives it.

    In two steps, since scaling brightness and colour before mixing them is twice as fast: `shape` makes a small
    upright frame that is worth keeping, `paint` the picture from it.
    """

    def __init__(self, index: FrameIndex, size: Box) -> None:
        self.size = size
        self._turns = [*(["hflip"] if index.mirrored else []), *_TURNS[index.rotation]]
        shaped = self.size if self.size[0] <= index.width else (index.width, index.height)
        self._scaled = shaped if index.rotation % 180 == 0 else (shaped[1], shaped[0])
        self._lines = min(index.width, index.height)
        self._chain: tuple[tuple[int, int, str], Graph, FilterContext] | None = None
        self._grow = VideoReformatter()
        self._mix = VideoReformatter()

    def shape(self, frame: VideoFrame) -> VideoFrame:
        """Return the frame upright, at most as large as the picture, as 8-bit 4:2:0."""
        kind = (frame.width, frame.height, frame.format.name)
        if not self._turns and kind == (*self._scaled, "yuv420p"):
            return frame
        if self._chain is None or self._chain[0] != kind:
            self._chain = (kind, *self._graph(frame))
        _, graph, _ = self._chain
        graph.vpush(frame)
        return graph.vpull()

    def paint(self, shaped: VideoFrame) -> VideoFrame:
        """Return the picture, in format bgra and of `size`, of a frame that `shape` made."""
        if (shaped.width, shaped.height) != self.size:
            shaped = self._grow.reformat(shaped, self.size[0], self.size[1], threads=1)
        careful = shaped.width % 16 in _UNWRITTEN
        return self._mix.reformat(
            shaped,
            format="bgra",
            interpolation=_POINT | _ACCURATE_RND | _BITEXACT if careful else None,
            src_colorspace=self._matrix(shaped.colorspace),
            src_color_range=ColorRange.JPEG if shaped.color_range == _FULL_RANGE else ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
            threads=1,
        )

    def _matrix(self, stated: int) -> Colorspace:
        unstated = Colorspace.ITU709 if self._lines >= _HD_LINES else Colorspace.ITU601
        return _MATRICES.get(stated, unstated)

    def _graph(self, frame: VideoFrame) -> tuple[Graph, FilterContext]:
        graph = Graph()
        graph.threads = 1
        last = source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 1000)
        )
        steps = [f"scale={self._scaled[0]}:{self._scaled[1]}:flags=bilinear", "format=yuv420p", *self._turns]
        for step in steps:
            name, _, arguments = step.partition("=")
            node = graph.add(name, arguments or None)
            last.link_to(node)
            last = node
        last.link_to(graph.add("buffersink"))
        graph.configure()
        return graph, source


def copy_rows(picture: VideoFrame, target: memoryview) -> None:
    """Copy a bgra picture into target, row behind row without gaps."""
    plane = picture.planes[0]
    source = memoryview(plane).cast("B")
    row = picture.width * 4
    if plane.line_size == row:
        target[: row * picture.height] = source[: row * picture.height]
        return
    for y in range(picture.height):
        target[y * row : (y + 1) * row] = source[y * plane.line_size : y * plane.line_size + row]


def black(size: tuple[int, int]) -> VideoFrame:
    """Return a black frame, as `shape` would."""
    frame = VideoFrame(*size, "yuv420p")
    for plane, value in zip(frame.planes, (16, 128, 128), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame

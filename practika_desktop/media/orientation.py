"""How a picture must be turned to stand upright, by the matrix that its file or its stream carries."""

import math
import struct
from typing import NamedTuple, cast

from av.sidedata.sidedata import SideDataContainer, Type
from av.video.frame import VideoFrame

_MATRIX = struct.Struct("=9i")


class Orientation(NamedTuple):
    """What makes a picture upright: exchange left and right where it is mirrored, then turn clockwise by `rotation`.

    `rotation` is 0, 90, 180 or 270 degrees.
    """

    rotation: int
    mirrored: bool


def orientation_of(frame: VideoFrame) -> Orientation:
    """Return how a decoded frame must be turned; a matrix that turns by anything else counts as the nearest."""
    found = [bytes(data) for data in cast(SideDataContainer, frame.side_data) if data.type is Type.DISPLAYMATRIX]
    if not found:
        return Orientation(0, mirrored=False)
    right_x, right_y, _, down_x, down_y, *_ = _MATRIX.unpack(found[0])  # where the picture's own axes point to
    mirrored = right_x * down_y < right_y * down_x
    return Orientation(round(math.degrees(math.atan2(-down_x, down_y)) / 90) * 90 % 360, mirrored)

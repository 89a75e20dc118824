"""Which videos have pictures that nobody needs to decode others, and say truly which ones."""

from collections.abc import Iterator

from av.video.codeccontext import VideoCodecContext

_HVCC_HEAD = 22  # bytes before the arrays of parameter sets
_SEQUENCE = 33
_LAYERS_BYTE = 2  # of a sequence's parameters: 4 bits, then the number of temporal layers less one in 3 bits


def can_skip(codec: VideoCodecContext) -> bool:
    """Tell whether a picture that is marked as needed by no other may be left out, and the others still be right.

    H.264's mark means that. HEVC's means no other picture of the same temporal layer, which is as good where there is
    but one. Elsewhere FFmpeg knows of no such mark, or it cannot be trusted.
    """
    if codec.name == "hevc":
        layers = list(_layers(codec.extradata or b""))
        return bool(layers) and max(layers) == 1
    return codec.name == "h264"


def _layers(hvcc: bytes) -> Iterator[int]:
    """Yield the number of temporal layers that each of the sequences described in a file's head may have."""
    if hvcc[:1] != b"\x01" or len(hvcc) <= _HVCC_HEAD:
        return
    at = _HVCC_HEAD + 1
    for _ in range(hvcc[_HVCC_HEAD]):
        kind, units, at = hvcc[at : at + 1], int.from_bytes(hvcc[at + 1 : at + 3]), at + 3
        for _ in range(units):
            length = int.from_bytes(hvcc[at : at + 2])
            unit, at = hvcc[at + 2 : at + 2 + length], at + 2 + length
            if not kind or len(unit) <= _LAYERS_BYTE:
                return
            if kind[0] & 0x3F == _SEQUENCE:
                yield (unit[_LAYERS_BYTE] >> 1 & 7) + 1

"""Takes from an H.264 stream what it says about itself beyond need, as some cameras' encoders do."""

from pathlib import Path

import av


def forget(path: Path) -> None:
    """Rewrite a file without what its sequence header says about use: how far pictures are reordered, among it."""
    whole = path.with_name("whole-" + path.name)
    path.rename(whole)
    with av.open(str(whole)) as source, av.open(str(path), "w") as target:
        pictures = source.streams.video[0]
        copy = target.add_stream_from_template(pictures)
        copy.codec_context.extradata = _without_hints(pictures.codec_context.extradata or b"")
        for packet in source.demux(pictures):
            if packet.size:
                packet.stream = copy
                target.mux(packet)
    whole.unlink()


def _without_hints(configuration: bytes) -> bytes:
    """Return an AVC configuration whose one sequence header has no usability information."""
    size = int.from_bytes(configuration[6:8], "big")
    header = _Header(configuration[8 : 8 + size]).without_hints()
    return configuration[:6] + len(header).to_bytes(2, "big") + header + configuration[8 + size :]


class _Header:
    """A sequence header of x264's: pictures of 4:2:0 in profile High, no scaling matrices, no fields."""

    def __init__(self, unit: bytes) -> None:
        self._bits = "".join(f"{byte:08b}" for byte in unit.replace(b"\0\0\3", b"\0\0"))
        self._at = 32  # behind the unit's kind, profile, constraints and level

    def without_hints(self) -> bytes:
        self._skip_numbers(4)  # id, chroma format, two bit depths
        self._at += 2  # no transform bypass, no scaling matrices
        self._skip_numbers(1)
        if self._number() == 0:  # how pictures are counted
            self._skip_numbers(1)
        self._skip_numbers(1)
        self._at += 1  # no gaps
        self._skip_numbers(2)
        self._at += 2  # frames only, direct inference
        self._at += 1
        if self._bits[self._at - 1] == "1":
            self._skip_numbers(4)  # cropping
        bits = self._bits[: self._at] + "01"  # no usability information, and the end
        bits += "0" * (-len(bits) % 8)
        return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))

    def _number(self) -> int:
        zeros = self._bits.index("1", self._at) - self._at
        end = self._at + 2 * zeros + 1
        value = int(self._bits[self._at + zeros : end], 2) - 1
        self._at = end
        return value

    def _skip_numbers(self, count: int) -> None:
        for _ in range(count):
            self._number()

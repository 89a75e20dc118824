"""Copies packets of a file into another one without encoding them again."""

from pathlib import Path

import av


def drop_first_group(path: Path) -> None:
    """Rewrite the file so that its picture starts at its second key frame in decoding order, and drop its sound.

    With an open group of pictures the file then begins with pictures that cannot be decoded any more.
    """
    whole = path.with_name("whole-" + path.name)
    path.rename(whole)
    with av.open(str(whole)) as source, av.open(str(path), "w") as target:
        pictures = source.streams.video[0]
        copy = target.add_stream_from_template(pictures)
        keys = 0
        for packet in source.demux(pictures):
            keys += packet.is_keyframe
            if keys >= 2 and packet.size:
                packet.stream = copy
                target.mux(packet)
    whole.unlink()

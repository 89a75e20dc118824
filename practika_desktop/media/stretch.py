"""Slower and faster sound with its pitch kept, counted in the samples that come out."""

from collections.abc import Iterator

import av
import numpy as np
from av.error import BlockingIOError as NothingYet
from av.filter import Graph

from practika_desktop.media.loops import SAMPLE_RATE
from practika_desktop.media.soundtrack import Sound, interleaved

WINDOW_US = 2048 * 1_000_000 // SAMPLE_RATE
EARLY = 0.45


def stretched(chunks: Iterator[Sound], rate: float) -> Iterator[Sound]:
    """Yield endless `chunks` played at `rate` (0.25 to 2) with the pitch kept; the first sample stays the first."""
    if rate == 1:
        yield from chunks
        return
    graph = _graph(rate)
    for chunk in chunks:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(chunk).reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate = SAMPLE_RATE
        graph.push(frame)
        yield from _pulled(graph)


def lead_us(rate: float) -> int:
    """Return how much earlier in the take the sound must begin, for what is stretched to be heard on time.

    The filter lays overlapping windows side by side by their beginnings; slowed down, a beat that falls into the
    middle of one is heard early by a share of the window's length. Measured with beeps: within 15 ms after this.
    """
    stream_us = 0.0
    for part in _parts(rate):
        stream_us = stream_us / part + EARLY * WINDOW_US * (1 / part - 1)
    return round(max(stream_us, 0) * rate)


def _graph(rate: float) -> Graph:
    graph = Graph()
    nodes = [graph.add_abuffer(format="s16", sample_rate=SAMPLE_RATE, layout="stereo")]
    nodes += [graph.add("atempo", f"{part:.6f}") for part in _parts(rate)]
    graph.link_nodes(*nodes, graph.add("abuffersink")).configure()
    return graph


def _parts(rate: float) -> list[float]:
    """Split a rate into those that one filter takes, 0.5 and more."""
    return [rate] if rate >= 0.5 else [0.5, rate / 0.5]


def _pulled(graph: Graph) -> Iterator[Sound]:
    while True:
        try:
            frame = graph.pull()
        except NothingYet:
            return
        if isinstance(frame, av.AudioFrame):
            yield interleaved(frame)

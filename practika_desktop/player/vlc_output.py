"""libVLC as the maker of sound: the only file that knows it. It plays streams of ours from a pipe, at rate 1, always.

Its callbacks come on its own threads, from which libVLC must not be called: they only post. This runs in the sound
process, where no other Python code can keep those threads waiting. A stream is ended by taking the medium away, never
by `stop`: after that VLC begins the next one at full volume on the default device, whatever it was told before.
"""

import contextlib
import os
import time
from types import ModuleType
from typing import Protocol

from practika_desktop.model.errors import SoundError

CACHING_MS = 200
# Left to itself VLC reads 16 MiB ahead: at each start 88 s of sound would be decoded and stretched. With both of these
# it is 2 s; the buffer alone is raised to the size of one read.
AHEAD_KIB, READ_BYTES = 256, 16_384
# VLC reports the time of what it has read, one block (50 ms) ahead, of a sound that is due 10 ms after it starts;
# measured against a recording the difference is 36 to 40 ms, whatever the caching and the load.
REPORT_AHEAD_US = 38_000
START_LATE_NS = 2_000_000
OPTIONS = ("--no-video", "--quiet", "--no-lua", "--no-xlib", f"--file-caching={CACHING_MS}",
           f"--prefetch-buffer-size={AHEAD_KIB}", f"--prefetch-read-size={READ_BYTES}")  # fmt: skip


class Posts(Protocol):
    """Who is told, on VLC's threads, what happens to the stream that plays."""

    def point(self, stream_us: int, at_ns: int) -> None:
        """Take note that `stream_us` of the stream was heard at the moment `at_ns`."""

    def ended(self) -> None:
        """Take note that VLC has stopped playing the stream by itself."""


class _Detail(Protocol):
    new_cache: float
    new_time: int


class _Event(Protocol):
    u: _Detail


class VlcOutput:
    """One VLC with one player, whose media are read ends of pipes; raises SoundError without a usable libVLC."""

    def __init__(self) -> None:
        self._vlc = _library()
        self._instance = self._vlc.Instance(list(OPTIONS))
        if self._instance is None:
            raise SoundError("VLC cannot be started.", "Reinstall VLC to hear sound; pictures play without it.")
        self._instance.set_user_agent("Practika", "Practika")  # the name in the system's mixer
        self._player = self._instance.media_player_new()
        self._fd: int | None = None
        self._attached: list[object] = []
        self._volume, self._muted, self._device = 100, False, ""

    def play(self, fd: int, posts: Posts) -> None:
        """Play the endless WAV stream from the read end `fd`, which becomes this object's, in place of any other."""
        self.stop()
        self._fd = fd
        media = self._instance.media_new_fd(fd)
        media.add_option(":demux=wav")
        self._player.set_media(media)
        media.release()
        self._attach(posts)
        self._apply()
        self._player.play()

    def _attach(self, posts: Posts) -> None:
        """Listen for this stream only: what VLC still says about the one before never gets here."""
        events, types = self._player.event_manager(), self._vlc.EventType
        has_begun = False

        def buffering(event: _Event) -> None:
            nonlocal has_begun
            now = time.monotonic_ns()
            if event.u.new_cache >= 100 and not has_begun:  # later ones tell of a stream that had run dry
                has_begun = True
                posts.point(0, now + START_LATE_NS)

        def time_changed(event: _Event) -> None:
            now = time.monotonic_ns()
            if event.u.new_time * 1000 > REPORT_AHEAD_US:
                posts.point(event.u.new_time * 1000 - REPORT_AHEAD_US, now)

        def over(_event: _Event) -> None:
            posts.ended()

        for kind, callback in (
            (types.MediaPlayerBuffering, buffering),
            (types.MediaPlayerTimeChanged, time_changed),
            (types.MediaPlayerEndReached, over),
            (types.MediaPlayerEncounteredError, over),
        ):
            events.event_attach(kind, callback)
            self._attached.append(kind)

    def stop(self) -> None:
        """Be silent at once and give the pipe back, so that who writes to it finds it closed."""
        events = self._player.event_manager()
        while self._attached:
            events.event_detach(self._attached.pop())
        self._player.set_media(None)
        if self._fd is not None:
            with contextlib.suppress(OSError):
                os.close(self._fd)
            self._fd = None

    def set_volume(self, percent: int, muted: bool) -> None:
        """Set the loudness, 0 to 100, and whether it is muted."""
        self._volume, self._muted = percent, muted
        self._apply()

    def devices(self) -> list[tuple[str, str]]:
        """Return (id, name) of each output device; the empty id is the system's choice."""
        found, head = [], self._player.audio_output_device_enum()
        item = head
        while item:
            found.append((_text(item.contents.device), _text(item.contents.description)))
            item = item.contents.next
        if head:
            self._vlc.libvlc_audio_output_device_list_release(head)
        return found

    def is_heard(self) -> bool:
        """Tell whether a device has taken any of the stream that plays; VLC's time goes on without one too."""
        media = self._player.get_media()
        if media is None:
            return False
        stats = self._vlc.MediaStats()
        try:
            return bool(media.get_stats(stats)) and stats.played_abuffers > 0
        finally:
            media.release()

    def set_device(self, device: str) -> None:
        """Play on the device with this id from now on; the empty id is the system's choice."""
        self._device = device
        self._apply()

    def _apply(self) -> None:
        """Tell VLC again: each stream has an output of its own, and what is said before `play` holds from the start."""
        self._player.audio_output_device_set(None, self._device or None)
        self._player.audio_set_volume(self._volume)
        self._player.audio_set_mute(self._muted)

    def close(self) -> None:
        """Stop and let go of VLC."""
        self.stop()
        self._player.release()
        self._instance.release()


def _library() -> ModuleType:
    try:
        import vlc
    except (ImportError, OSError, NameError, AttributeError, NotImplementedError, SystemExit) as error:
        raise SoundError("VLC is not installed.", "Install VLC to hear sound; pictures play without it.") from error
    module: ModuleType = vlc
    return module


def _text(raw: bytes | None) -> str:
    return raw.decode("utf-8", "replace") if raw else ""

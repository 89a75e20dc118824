"""libVLC as the maker of sound: the only file that knows it. It plays streams of ours from a pipe, at rate 1, always.

Its callbacks come on its own threads, from which libVLC must not be called: they only post. This runs in the sound
process, where no other Python code can keep those threads waiting. A stream is ended by taking the medium away, never
by `stop`: after that VLC begins the next one at full volume on the default device, whatever it was told before.
"""

import contextlib
import os
import time
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

from practika_desktop.model.errors import SoundError

if TYPE_CHECKING:
    import vlc

CACHING_MS = 200
# Left to itself VLC reads 16 MiB ahead: at each start 88 s of sound would be decoded and stretched. With both of these
# it is 2 s; the buffer alone is raised to the size of one read.
AHEAD_KIB, READ_BYTES = 256, 16_384
# VLC tells the time of what it hands to its output, which it does 40 ms (AOUT_MIN_PREPARE_TIME) before it is due;
# 40.0 (38.6 to 40.7) ms against a recording, whatever the caching and the load.
REPORT_AHEAD_US = 40_000
START_LATE_NS = 2_000_000
# Two streams overlap, since on a busy machine the new one is heard so much later than it is said to be. The earlier one
# is at half its loudness meanwhile (VLC cubes the volume): equally loud, two that hold one note can cancel each other.
OVERLAP_NS = 30_000_000
RECEDING = 0.8
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


class _Voice:
    """One of VLC's players, with the stream that it plays; two of them can be heard over each other.

    `begun_ns` is the moment from which the stream is heard, None before that; it is set on VLC's threads.
    """

    def __init__(self, vlc: ModuleType, instance: "vlc.Instance") -> None:
        self._vlc = vlc
        self._instance = instance
        self._player = instance.media_player_new()
        self._fd: int | None = None
        self._attached: list[object] = []
        self._volume = 100
        self._is_receding = False
        self.begun_ns: int | None = None

    @property
    def is_playing(self) -> bool:
        """Tell whether a stream was given to it and not ended."""
        return self._fd is not None

    def load(self, fd: int, posts: Posts) -> None:
        """Take the stream, without playing it yet."""
        self._fd, self.begun_ns, self._is_receding = fd, None, False
        media = self._instance.media_new_fd(fd)
        media.add_option(":demux=wav")
        self._player.set_media(media)
        media.release()
        self._attach(posts)

    def play(self) -> None:
        """Let the stream be heard."""
        self._player.play()

    def _attach(self, posts: Posts) -> None:
        """Listen for this stream only: what VLC still says about the one before never gets here."""
        events, types = self._player.event_manager(), self._vlc.EventType

        def buffering(event: _Event) -> None:
            now = time.monotonic_ns()
            if event.u.new_cache >= 100 and self.begun_ns is None:  # later ones tell of a stream that had run dry
                self.begun_ns = now
                posts.point(0, now + START_LATE_NS)

        def time_changed(event: _Event) -> None:
            now = time.monotonic_ns()
            if event.u.new_time * 1000 > REPORT_AHEAD_US:
                posts.point(event.u.new_time * 1000 - REPORT_AHEAD_US, now)

        def over(_event: _Event) -> None:
            self.begun_ns = self.begun_ns or time.monotonic_ns()
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

    def apply(self, device: str, volume: int, *, muted: bool) -> None:
        """Tell VLC again: each stream has an output of its own, and what is said before `play` holds from the start."""
        self._volume = volume
        self._player.audio_output_device_set(None, device or None)
        self._player.audio_set_volume(volume)
        self._player.audio_set_mute(muted)

    def recede(self) -> None:
        """Let the voice that follows be the louder one."""
        if not self._is_receding:
            self._is_receding = True
            self._player.audio_set_volume(round(self._volume * RECEDING))

    def devices(self) -> list[tuple[str, str]]:
        """Return (id, name) of each output device."""
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

    def close(self) -> None:
        """Stop and let go of the player."""
        self.stop()
        self._player.release()


class VlcOutput:
    """One VLC whose media are read ends of pipes; raises SoundError without a usable libVLC.

    It has two voices: a stream that follows another is begun by the one that is free, and the other goes on until
    `hand_over` finds that it has, so that a seek or a new rate leaves no silence.
    """

    def __init__(self) -> None:
        vlc = _library()
        self._instance = vlc.Instance(list(OPTIONS))
        if self._instance is None:
            raise SoundError("VLC cannot be started.", "Reinstall VLC to hear sound; pictures play without it.")
        self._instance.set_user_agent("Practika", "Practika")  # the name in the system's mixer
        self._voice, self._other = (_Voice(vlc, self._instance) for _ in range(2))
        self._volume, self._muted, self._device = 100, False, ""

    def play(self, fd: int, posts: Posts) -> None:
        """Play the endless WAV stream from the read end `fd`, which becomes this object's, in place of any other."""
        if self.is_handing_over and self._voice.begun_ns is None:
            self._voice.stop()
        else:
            self._other.stop()
            self._voice, self._other = self._other, self._voice
        self._voice.load(fd, posts)
        self._apply()
        self._voice.play()

    @property
    def is_handing_over(self) -> bool:
        """Tell whether an earlier stream is still heard because the last one has not begun yet."""
        return self._other.is_playing

    def hand_over(self) -> None:
        """Let the earlier stream be silent once the last one has begun."""
        begun_ns = self._voice.begun_ns
        if begun_ns is None:
            return
        if time.monotonic_ns() - begun_ns > OVERLAP_NS:
            self._other.stop()
        else:
            self._other.recede()

    def stop(self) -> None:
        """Be silent at once and give the pipes back, so that who writes to them finds them closed."""
        self._voice.stop()
        self._other.stop()

    def set_volume(self, percent: int, muted: bool) -> None:
        """Set the loudness, 0 to 100, and whether it is muted."""
        self._volume, self._muted = percent, muted
        self._apply()

    def devices(self) -> list[tuple[str, str]]:
        """Return (id, name) of each output device; the empty id is the system's choice."""
        return self._voice.devices()

    def is_heard(self) -> bool:
        """Tell whether a device has taken any of the stream that plays."""
        return self._voice.is_heard()

    def set_device(self, device: str) -> None:
        """Play on the device with this id from now on; the empty id is the system's choice."""
        self._device = device
        self._apply()

    def _apply(self) -> None:
        self._voice.apply(self._device, self._volume, muted=self._muted)

    def close(self) -> None:
        """Stop and let go of VLC."""
        for voice in (self._voice, self._other):
            voice.close()
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

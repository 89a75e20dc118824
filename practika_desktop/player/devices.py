"""Which of the outputs that VLC names are devices for a person. Pure."""

from collections.abc import Iterable

_ALSA_PLUGINS = frozenset(
    (
        *("null", "lavrate", "lavcrate", "samplerate", "samplerate_best", "samplerate_medium", "samplerate_order"),
        *("samplerate_linear", "speex", "speexrate", "speexrate_best", "speexrate_medium", "a52", "arcam_av", "jack"),
        *("oss", "upmix", "vdownmix", "pcm_oss", "plug", "dmix", "dsnoop", "dshare", "modem", "phoneline", "usbstream"),
    )
)
"""Parts that ALSA offers to build an output from, by the beginnings of their ids: not a thing that makes a sound."""


def for_people(devices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (id, name) of those through which something can be heard: the default, sound cards, sound servers."""
    return [(device, name) for device, name in devices if device.partition(":")[0] not in _ALSA_PLUGINS]

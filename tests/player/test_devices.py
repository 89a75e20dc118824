"""Of what VLC lists as outputs, only devices for a person are offered."""

import pytest

from practika_desktop.player.devices import for_people


@pytest.mark.parametrize(
    "device",
    [
        "",
        "default",
        "pulse",
        "pipewire",
        "sysdefault:CARD=PCH",
        "front:CARD=PCH,DEV=0",
        "hdmi:CARD=HDMI,DEV=1",
        "iec958:CARD=PCH,DEV=0",
        "hw:CARD=USB,DEV=0",
        "plughw:CARD=USB,DEV=0",
        "alsa_output.pci-0000_00_1f.3.analog-stereo",
        "bluez_output.00_11_22_33_44_55.1",
        "{0.0.0.00000000}.{f5f9d1f9-7a0c-4f0e-9a6a-1c1d2e3f4a5b}",
        "73",
    ],
)
def test_a_device_is_offered(device: str) -> None:
    assert for_people([(device, "A name")]) == [(device, "A name")]


@pytest.mark.parametrize(
    "device",
    [
        "null",
        "lavrate",
        "samplerate",
        "speexrate",
        "speex",
        "jack",
        "oss",
        "upmix",
        "vdownmix",
        "dmix:CARD=PCH,DEV=0",
        "dsnoop:CARD=PCH,DEV=0",
        "usbstream:CARD=PCH",
    ],
)
def test_a_part_of_alsa_is_not(device: str) -> None:
    assert for_people([(device, "A name"), ("default", "Default")]) == [("default", "Default")]

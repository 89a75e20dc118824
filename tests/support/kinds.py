"""The kinds of files that an exact player must show, each with its recipe."""

from dataclasses import replace
from fractions import Fraction

from tests.support import boxes, h264_hints, remuxing
from tests.support.recipes import (
    BFRAMES,
    FRAGMENTED,
    H264,
    HEVC,
    HEVC_OPEN,
    LIVE,
    LONG,
    NEGATIVE,
    OPEN,
    OPEN_CUT,
    OPEN_GOP,
    PLAIN,
    PYRAMID,
    VP8,
    VP9,
    VPX,
    Recipe,
    edit,
    edit_both,
    steady,
    uneven,
    x264,
    x265,
)  # fmt: skip

_LATE_B = "keyint=300:min-keyint=300:scenecut=0:bframes=3:b-pyramid=normal:b-adapt=0:ref=4"
_DEEP = "keyint=60:min-keyint=60:scenecut=0:bframes=16:b-pyramid=normal:b-adapt=0:ref=8"
_EACH_FRAME = {"movflags": "frag_every_frame+empty_moov"}
_DASH = {"movflags": "dash+global_sidx+frag_keyframe+negative_cts_offsets"}
_IN_TWO_EDITS = tuple(round((n + (n >= 30)) * 1_000_000 / 30) for n in range(60))  # FFmpeg leaves a gap between edits

_IN_A_ROW = tuple(round(n * 1_000_000 / 30) for n in range(60))

_CODECS: dict[str, Recipe] = {
    "h264": Recipe(H264),
    "h264-mov": Recipe(H264, ".mov"),
    "h264-mkv": Recipe(BFRAMES, ".mkv"),
    "h264-silent": Recipe(replace(H264, sound=None)),
    "h264-pyramid": Recipe(BFRAMES),
    "h264-open-gop": Recipe(OPEN_GOP),
    "h264-open-gop-mkv": Recipe(OPEN_GOP, ".mkv"),
    "h264-open-gop-cut": Recipe(OPEN_CUT, ".mkv", remuxing.drop_first_group, range(30, 150), 1_000_000),
    "h264-long-gop": Recipe(replace(H264, options=x264(LONG), ticks=steady(330))),
    "h264-refresh": Recipe(replace(H264, options=x264("keyint=40:intra-refresh=1:bframes=0"))),
    "h264-fragmented": Recipe(replace(BFRAMES, muxing=FRAGMENTED)),
    "h264-live": Recipe(replace(H264, options=x264(PLAIN), muxing=LIVE, sound=None)),
    "hevc": Recipe(HEVC),
    "hevc-open-gop": Recipe(HEVC_OPEN),
    "hevc-open-gop-mkv": Recipe(HEVC_OPEN, ".mkv"),
    "hevc-open-gop-cut": Recipe(
        replace(HEVC_OPEN, sound=None), ".mkv", remuxing.drop_first_group, range(30, 120), 1_000_000
    ),
    "hevc-ten-bit": Recipe(replace(HEVC, pix_fmt="yuv420p10le")),
    "vp8": Recipe(VP8, ".webm"),
    "vp8-hidden": Recipe(
        replace(VP8, sound=None), ".webm", remuxing.hide_pictures, [n for n in range(150) if n % 10 != 5]
    ),
    "vp9": Recipe(VP9, ".webm"),
    "vp9-mp4": Recipe(replace(VP9, sound="aac"), ".mp4"),
    "vp9-live": Recipe(replace(VP9, muxing={"live": "1"}), ".webm"),
    "h264-slices": Recipe(replace(H264, options=x264(f"{OPEN}:slices=4:aud=1"))),
    "h264-deep": Recipe(replace(H264, options=x264(_DEEP))),
    "h264-interlaced": Recipe(replace(H264, options=x264(f"{PYRAMID}:tff=1"))),
    "h264-baseline": Recipe(replace(H264, options={**x264(LONG), "profile": "baseline"})),
    "h264-intra": Recipe(replace(H264, options=x264("keyint=1"))),
    "h264-refresh-mkv": Recipe(replace(H264, options=x264("keyint=40:intra-refresh=1:bframes=3")), ".mkv"),
    "h264-refresh-ts": Recipe(replace(H264, options=x264("keyint=40:intra-refresh=1"), sound=None), ".ts"),
    "h264-no-hints": Recipe(
        replace(H264, options=x264(_LATE_B), ticks=steady(150), plain_until=100, sound=None), ".mkv", h264_hints.forget
    ),
    "h264-cut-anywhere": Recipe(
        replace(BFRAMES, sound=None), ".mkv", remuxing.drop_packets(37), range(60, 150), 2_000_000
    ),
    "h264-all-flagged": Recipe(BFRAMES, finish=boxes.flag_all),
    "h264-one-flagged": Recipe(BFRAMES, finish=boxes.flag_first),
    "h264-ts": Recipe(replace(BFRAMES, sound=None), ".ts"),
    "h264-open-gop-ts": Recipe(replace(OPEN_GOP, sound=None), ".ts"),
    "h264-flv": Recipe(replace(BFRAMES, sound=None), ".flv"),
    "h264-avi": Recipe(replace(BFRAMES, ticks=tuple(range(150)), time_base=Fraction(1, 30), sound=None), ".avi"),
    "h264-frame-fragments": Recipe(replace(H264, options=x264(PLAIN), muxing=_EACH_FRAME, sound=None)),
    "h264-dash": Recipe(replace(BFRAMES, muxing=_DASH, sound=None)),
    "hevc-mkv": Recipe(HEVC, ".mkv"),
    "hevc-long-gop": Recipe(replace(HEVC, options=x265("keyint=300:bframes=4"), ticks=steady(330)), ".mov"),
    "hevc-open-gop-ts": Recipe(replace(HEVC_OPEN, sound=None), ".ts"),
    "hevc-refresh": Recipe(replace(HEVC, options=x265("keyint=60:intra-refresh=1"))),
    "hevc-deep": Recipe(replace(HEVC, options=x265("keyint=60:bframes=8:b-adapt=0:ref=4:rc-lookahead=12"))),
    "hevc-layers": Recipe(replace(HEVC, options=x265("keyint=40:bframes=3:temporal-layers=1"))),
    "hevc-radl": Recipe(replace(HEVC, options=x265("keyint=40:bframes=3:radl=2:no-open-gop=1"))),
    "vp8-mkv": Recipe(replace(VP8, options={**VPX, "g": "30"}), ".mkv"),
    "vp8-resized": Recipe(replace(VP8, sound=None), ".webm", remuxing.shrink_behind),
    "vp9-long-gop": Recipe(replace(VP9, options={**VPX, "g": "300"}, ticks=steady(330)), ".mkv"),
    "vp9-resilient": Recipe(replace(VP9, options={**VPX, "error-resilient": "1", "row-mt": "1"}), ".webm"),
    "vp9-resized": Recipe(replace(VP9, sound=None), ".webm", remuxing.shrink_behind),
}
"""Codecs, containers, and how pictures depend on each other."""

_TIMES: dict[str, Recipe] = {
    "h264-23.976": Recipe(
        replace(BFRAMES, ticks=steady(120, Fraction(24_000, 1001), Fraction(1, 24_000)), time_base=Fraction(1, 24_000))
    ),
    "h264-29.97": Recipe(replace(BFRAMES, ticks=steady(120, Fraction(30_000, 1001)))),
    "h264-120fps": Recipe(replace(BFRAMES, ticks=steady(360, 120))),
    "h264-uneven": Recipe(replace(BFRAMES, ticks=uneven(150))),
    "h264-uneven-mkv": Recipe(replace(BFRAMES, ticks=uneven(150)), ".mkv"),
    "h264-late": Recipe(replace(BFRAMES, late_us=5_000_000), ".mkv"),
    "h264-late-silent": Recipe(replace(BFRAMES, late_us=3_000_000, sound=None), ".mkv"),
    "h264-late-sound": Recipe(replace(BFRAMES, sound_start_us=700_000)),
    "h264-late-picture": Recipe(replace(H264, ticks=tuple(21_000 + tick for tick in steady(90)))),
    "h264-negative": Recipe(replace(BFRAMES, muxing=NEGATIVE, sound=None)),
    "h264-twins": Recipe(
        replace(BFRAMES, sound=None),
        ".mkv",
        remuxing.share_times,
        times_us=tuple(round((n + (n % 10 == 5)) * 1_000_000 / 30) for n in range(150)),
    ),
    "vp8-uneven": Recipe(replace(VP8, ticks=uneven(150)), ".webm"),
    "h264-25": Recipe(replace(BFRAMES, ticks=steady(120, 25))),
    "h264-59.94-mov": Recipe(replace(OPEN_GOP, ticks=steady(180, Fraction(60_000, 1001))), ".mov"),
    "h264-119.88": Recipe(replace(BFRAMES, ticks=steady(360, Fraction(120_000, 1001)))),
    "h264-119.88-mkv": Recipe(replace(OPEN_GOP, ticks=steady(360, Fraction(120_000, 1001))), ".mkv"),
    "h264-1000fps": Recipe(replace(BFRAMES, ticks=steady(360, 1000))),
    "h264-uneven-ts": Recipe(replace(OPEN_GOP, ticks=uneven(150), sound=None), ".ts"),
    "h264-one-frame": Recipe(replace(H264, ticks=(0,), sound=None)),
    "h264-two-frames": Recipe(replace(H264, ticks=steady(2), sound=None)),
    "h264-early": Recipe(
        replace(BFRAMES, late_us=-700_000, muxing={"avoid_negative_ts": "disabled"}, sound=None),
        shown=range(21, 150),
        ground_us=700_000,
    ),
    "h264-wrapped-ts": Recipe(replace(BFRAMES, late_us=95_441_000_000, sound=None), ".ts"),
    "hevc-23.976-mkv": Recipe(replace(HEVC_OPEN, ticks=steady(120, Fraction(24_000, 1001))), ".mkv"),
    "hevc-119.88": Recipe(replace(HEVC, ticks=steady(240, Fraction(120_000, 1001)))),
    "hevc-uneven": Recipe(replace(HEVC_OPEN, ticks=uneven(120))),
    "vp9-120fps": Recipe(replace(VP9, ticks=steady(360, 120)), ".webm"),
    "vp9-uneven": Recipe(replace(VP9, ticks=uneven(150)), ".webm"),
}
"""Frame rates, gaps, and files that begin elsewhere than at zero."""

_EDITS: dict[str, Recipe] = {
    "h264-edit": Recipe(BFRAMES, ".mp4", edit_both((3_000, 700)), range(21, 111), 700_000),
    "h264-edit-odd": Recipe(replace(BFRAMES, sound=None), ".mov", edit((2_000, 1_210)), range(37, 97), 1_233_333),
    "h264-empty-edit": Recipe(H264, ".mp4", edit_both((500, -1), (4_000, 0))),
    "h264-two-edits": Recipe(
        replace(BFRAMES, sound=None),
        finish=edit((1_000, 3_000), (1_000, 500)),
        shown=(*range(90, 120), *range(15, 45)),
        times_us=_IN_TWO_EDITS,
    ),
    "h264-late-edit": Recipe(H264, ".mov", edit_both((500, -1), (3_000, 700)), range(21, 111), 700_000),
    "h264-repeated-edit": Recipe(
        replace(BFRAMES, sound=None),
        finish=edit((1_000, 500), (1_000, 500)),
        shown=(*range(15, 45), *range(15, 45)),
        times_us=_IN_A_ROW,
    ),
    "h264-edits-open-gop": Recipe(
        replace(OPEN_GOP, sound=None),
        finish=edit((1_000, 3_000), (1_000, 500)),
        shown=(*range(90, 120), *range(15, 45)),
        times_us=_IN_TWO_EDITS,
    ),
    "hevc-edit": Recipe(replace(HEVC_OPEN, sound=None), ".mov", edit((2_000, 1_210)), range(37, 97), 1_233_333),
    "hevc-edits-open-gop": Recipe(
        replace(HEVC_OPEN, sound=None),
        finish=edit((1_000, 2_500), (1_000, 500)),
        shown=(*range(75, 105), *range(15, 45)),
        times_us=_IN_A_ROW,
    ),
    "vp9-edit": Recipe(replace(VP9, sound=None), ".mp4", edit((2_000, 1_210)), range(37, 97), 1_233_333),
}
"""Edit lists."""

_SHAPES: dict[str, Recipe] = {
    "h264-90": Recipe(replace(H264, rotation=90)),
    "h264-180": Recipe(replace(BFRAMES, rotation=180)),
    "h264-270": Recipe(replace(BFRAMES, rotation=270), ".mov"),
    "h264-4k-tall": Recipe(replace(H264, ticks=steady(12), size=(2160, 3840), rotation=90)),
    "hevc-mov": Recipe(replace(HEVC, rotation=90), ".mov"),
    "h264-mirrored": Recipe(replace(H264, mirrored=True)),
    "h264-mirrored-90": Recipe(replace(BFRAMES, rotation=90, mirrored=True), ".mov"),
    "h264-mirrored-180": Recipe(replace(H264, rotation=180, mirrored=True)),
    "h264-mirrored-270": Recipe(replace(H264, rotation=270, mirrored=True)),
    "h264-90-mkv": Recipe(replace(BFRAMES, rotation=90), ".mkv"),
    "h264-odd-444": Recipe(replace(H264, size=(321, 181), pix_fmt="yuv444p")),
    "hevc-odd-size": Recipe(replace(HEVC, size=(322, 182))),
    "hevc-270": Recipe(replace(HEVC_OPEN, rotation=270)),
    "vp8-odd-size": Recipe(replace(VP8, size=(321, 181)), ".webm"),
    "vp9-odd-size": Recipe(replace(VP9, size=(321, 181)), ".webm"),
    "vp9-180-mp4": Recipe(replace(VP9, rotation=180, sound=None), ".mp4"),
}
"""Pictures that lie on their side, and sizes."""

KINDS: dict[str, Recipe] = {**_CODECS, **_TIMES, **_EDITS, **_SHAPES}

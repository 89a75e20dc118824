"""Files that are named like a take and are something else."""

from random import Random

from tests.support.hostile.flips import Damage
from tests.support.hostile.mp4 import CANARY

_SCRIPTS = {
    "m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://{CANARY}\n#EXTINF:4,\nhttp://127.0.0.1:9/a.ts\n",
    "ffconcat": f"ffconcat version 1.0\nfile '{CANARY}'\nfile 'http://127.0.0.1:9/a.mp4'\n",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nt=0 0\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    "asx": f'<asx version="3.0"><entry><ref href="file://{CANARY}"/></entry></asx>',
    "xspf": f'<?xml version="1.0"?><playlist><trackList><track><location>file://{CANARY}</location></track></trackList>',
    "dash": f'<?xml version="1.0"?><MPD><Period><BaseURL>http://127.0.0.1:9{CANARY}</BaseURL></Period></MPD>',
    "imf": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><AssetMap>&b;</AssetMap>',
    "avs": f'FFmpegSource2("{CANARY}")\n',
    "vobsub": f"# VobSub index file, v7\nid: en, index: 0\nlangidx: 0\nfile: {CANARY}\n",
}


def script(_data: bytes, chance: Random) -> bytes:
    """Be a playlist or script that names other files and places in the network."""
    return chance.choice(list(_SCRIPTS.values())).encode()


def other_file(_data: bytes, chance: Random) -> bytes:
    """Be a letter, an archive, a picture, a program, noise or nothing."""
    fronts = (
        b"Dear teacher, here is my video.\n" * 90,
        b"PK\x03\x04",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\x7fELF\2\1\1",
        b"",
    )
    front = chance.choice(fronts)
    return front + chance.randbytes(chance.choice((0, 100, 50_000)))


FOREIGN: tuple[Damage, ...] = (script, other_file)

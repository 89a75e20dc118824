"""A sealed file is believed whole or not at all."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as some

from practika_desktop.media.sealed import read_sealed, write_sealed


@given(data=some.binary(max_size=300), place=some.integers(min_value=0), bit=some.integers(0, 7))
def test_what_was_kept_comes_back_and_damage_is_noticed(data: bytes, place: int, bit: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new" / "entry"
        assert read_sealed(path) is None
        assert write_sealed(path, data)
        assert read_sealed(path) == data
        whole = path.read_bytes()
        at = place % len(whole)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        assert read_sealed(path) is None
        path.write_bytes(whole[:at])
        assert read_sealed(path) is None


def test_where_nothing_can_be_kept_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not write_sealed(tmp_path / "file" / "entry", b"data")
    (tmp_path / "taken").mkdir()
    assert not write_sealed(tmp_path / "taken", b"data")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "taken"]

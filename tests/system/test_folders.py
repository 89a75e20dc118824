"""Where things lie."""

from practika_desktop import system


def test_folders_are_named_after_the_program() -> None:
    for folder in (system.library_folder(), system.cache_folder(), system.config_folder()):
        assert folder.is_absolute()
        assert "practika" in folder.parts
    assert system.library_folder() != system.cache_folder()

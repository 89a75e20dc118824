"""Where this person's things lie on this machine, and the program's own."""

from pathlib import Path


def library_folder() -> Path:
    """Return where the library lies unless the person chose another place; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("practika", appauthor=False) / "library"


def sample_folder() -> Path:
    """Return where the sample studio's library lies once it is made."""
    return library_folder().with_name("sample")


def resources_folder() -> Path:
    """Return where icons and the sample studio lie: inside the installed package, beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def cache_folder() -> Path:
    """Return where things lie that can be made again (thumbnails, frame indexes); it need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("practika", appauthor=False)


def config_folder() -> Path:
    """Return where this person's settings on this machine lie; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("practika", appauthor=False)

"""Videos that take long to make, kept from one bench to the next."""

import hashlib
import inspect
import shutil
from pathlib import Path

from tests.support import barcode, encoding
from tests.support.videos import Recipe, custom

_FOLDER = Path(__file__).parents[2] / "build" / "benchmarks"


def kept(name: str, recipe: Recipe) -> Path:
    """Return where the video lies, made by this bench if no other has made the same one."""
    path = _FOLDER / f"{name}-{_mark(recipe)}{recipe.suffix}"
    if not path.exists():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"part-{path.name}")
        shutil.copyfile(custom(name, recipe), part)
        part.replace(path)
    return path


def _mark(recipe: Recipe) -> str:
    """Return what is another one for another recipe, or when what makes videos has changed."""
    makers = inspect.getsource(barcode) + inspect.getsource(encoding)
    return hashlib.sha256((makers + repr(recipe)).encode()).hexdigest()[:16]

"""Where `practika` and `python -m practika_desktop` begin."""

import sys

from practika_desktop.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())

"""Where `practika` and `python -m practika_desktop` begin.

Each process that the desk starts imports this anew: it loads nothing by itself.
"""

import sys


def main() -> int:
    """Do what the words on the command line ask for and return the exit code."""
    from practika_desktop.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())

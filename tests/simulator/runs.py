"""Runs seeds one after another, and says of each whether all was well."""

from tests.simulator.world import Templates, world


def violation(seed: int, steps: int, templates: Templates) -> str | None:
    """Run a seed; return what was wrong, with the log's end, or None. An error of the product is wrong, too."""
    with world(seed, templates) as run:
        try:
            run.run(steps)
        except Exception as error:  # noqa: BLE001 - whatever the product raises is what we look for
            return "\n".join([f"seed {seed}: {type(error).__name__}: {error}", *run.log[-20:]])
    return None


def log_of(seed: int, steps: int, templates: Templates) -> list[str]:
    """Return what happens in a run."""
    with world(seed, templates) as run:
        run.run(steps)
        return list(run.log)


def first_found(seeds: range, steps: int, templates: Templates) -> int | None:
    """Return the first seed at which something is wrong, None if all is well."""
    return next((seed for seed in seeds if violation(seed, steps, templates) is not None), None)

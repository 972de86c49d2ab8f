"""Parts of a long measurement, kept as they are found, so that it can be stopped and go on.

They lie in training/runs/measured/<name>.json, outside git. A key says everything that decides the
part, the sums of the networks included: with other weights or settings it is another key.
"""

from training import checkpoint, shipped


class Kept:
    """found("key", compute) is what compute() gave, now or in an earlier run; plain JSON."""

    def __init__(self, name):
        self.path = checkpoint.RUNS / "measured" / f"{name}.json"
        self.parts = shipped.read_json(self.path) or {}

    def found(self, key, compute):
        if key not in self.parts:
            part = compute()
            # Another process may have added to the file meanwhile.
            self.parts = {**(shipped.read_json(self.path) or {}), **self.parts, key: part}
            shipped.write_json(self.path, self.parts)
        return self.parts[key]


def key_of(*networks, **settings):
    """A key: the networks by id and sum, and the settings by name."""
    sums = [f"{name}@{shipped.sha256_of(name)[:12]}" for name in networks]
    return " ".join([*sums, *(f"{name}={value}" for name, value in settings.items())])

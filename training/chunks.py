"""The data in parts that pass through a narrow door, and whole again on the other side.

    python -m training.chunks split data/ parts/ --megabytes 14
    python -m training.chunks join parts/ data/

A manifest beside the parts has each file's sha256. Parts may come in any order and in several
goes: what is complete is put together, what is missing is named.
"""

import argparse
import hashlib
from pathlib import Path

from training import shipped

MANIFEST = "manifest.json"


def split(source, target, size):
    """Cuts every .npz in `source` into parts of at most `size` bytes. Returns how many."""
    target.mkdir(parents=True, exist_ok=True)
    files = {}
    for path in sorted(source.glob("*.npz")):
        content = path.read_bytes()
        names = []
        for i, begin in enumerate(range(0, len(content), size)):
            names.append(f"{path.name}.{i:03d}")
            (target / names[-1]).write_bytes(content[begin : begin + size])
        files[path.name] = {"parts": names, "sha256": hashlib.sha256(content).hexdigest()}
    if not files:
        raise SystemExit(f"No .npz in {source}.")
    shipped.write_json(target / MANIFEST, files)
    return sum(len(file["parts"]) for file in files.values())


def join(source, target):
    """Puts together what is complete. Returns ([files that are there], [parts that lack])."""
    files = shipped.read_json(source / MANIFEST)
    if files is None:
        raise SystemExit(f"No {MANIFEST} in {source}: it goes with the first parts.")
    target.mkdir(parents=True, exist_ok=True)
    done, missing = [], []
    for name, file in files.items():
        if not (target / name).exists():
            absent = [part for part in file["parts"] if not (source / part).exists()]
            if absent:
                missing += absent
                continue
            content = b"".join((source / part).read_bytes() for part in file["parts"])
            if hashlib.sha256(content).hexdigest() != file["sha256"]:
                raise SystemExit(f"{name} came damaged: bring its parts again.")
            half = target / f"{name}.half"
            half.write_bytes(content)
            half.replace(target / name)
        done.append(name)
    return done, missing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["split", "join"])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--megabytes", type=float, default=14, help="of a part, at most")
    arguments = parser.parse_args()
    if arguments.what == "split":
        count = split(arguments.source, arguments.target, int(arguments.megabytes * 1e6))
        print(f"{count} parts and {MANIFEST}")
        return
    done, missing = join(arguments.source, arguments.target)
    print(f"there: {', '.join(done) or 'nothing'}")
    if missing:
        print(f"missing: {', '.join(missing)}")


if __name__ == "__main__":
    main()

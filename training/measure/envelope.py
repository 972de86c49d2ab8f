"""What every file of content/measured says of itself, and the one way in which they are written.

A number without its origin cannot be checked: so each file names the command that wrote it, the
commit of the code, the protocol that all its numbers share, and the sha256 of every network that
took part, judges included. The page's tests compare these with the cards of the networks that ship.
"""

from training import shipped


def seal(by, protocol, networks):
    """{by, commit, protocol, weights}: the envelope.

    by: the command, all arguments that matter included; protocol: what the numbers have in common,
    as a dictionary; networks: the ids of those that took part.
    """
    return {
        "by": by,
        "commit": shipped.commit(),
        "protocol": protocol,
        "weights": {name: shipped.sha256_of(name) for name in sorted(set(networks))},
    }


def write(path, numbers, *, by, protocol, networks):
    """Writes a file of content/measured: the envelope first, then the numbers."""
    sealed = seal(by, protocol, networks)
    twice = sealed.keys() & numbers.keys()
    if twice:
        raise ValueError(f"Expected numbers beside the envelope, got its own {sorted(twice)}")
    shipped.write_json(path, sealed | numbers)

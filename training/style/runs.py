"""Style transfer of all pairs by all variants: `python -m training.style.runs [variant ...]`.

Results are kept as PNG in training/runs/style/, under names that tell weights, pictures and
protocol apart: it can be stopped at any moment and goes on where it was, and what the page shows
already is not computed again. `training.measure.style` scores what is there,
`training.style.posters` brings it to the page; in that order, since the judge reads the PNG.
"""

import argparse
import hashlib
import json
import time

from PIL import Image

from training import checkpoint, sheets, shipped
from training.style import published, variants
from training.style.transfer import transfer
from training.style.variants import VARIANTS, Variant

FOLDER = checkpoint.RUNS / "style"


def kept(variant: Variant, content, painting):
    """Where the result of a pair is kept, without its suffix: .png the picture, .json the facts."""
    settings = {**variant.settings(), "size": variant.size}
    inputs = [shipped.sha256_of(model_id) for model_id in variant.models]
    for part, name in (("contents", content), ("styles", painting)):
        inputs.append(hashlib.sha256(variants.path_of(part, name).read_bytes()).hexdigest())
    text = json.dumps([inputs, settings], sort_keys=True)
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return FOLDER / f"{content}-{painting}-{key}"


def result(variant, content, painting):
    """(picture [1, 3, size, size], facts) of a pair, or None if it is not computed yet."""
    base = kept(variant, content, painting)
    if not base.with_suffix(".json").exists():
        return None
    return variants.read(base.with_suffix(".png")), shipped.read_json(base.with_suffix(".json"))


def there(name, variant, content, painting):
    """Whether a result is kept here, or published and still true."""
    return (
        result(variant, content, painting) is not None
        or published.losses(name, variant, content, painting) is not None
    )


def compute(variant, content, painting, nets):
    """Computes one result and keeps it. nets: {id: network}. Returns its facts."""
    began = time.time()
    found = transfer(
        nets[variant.model],
        variants.picture("contents", content, variant.size),
        variants.picture("styles", painting, variant.size),
        content_net=nets[variant.content_model] if variant.content_model else None,
        **variant.settings(),
    )
    final = found.final
    facts = {
        "loss": round(final.total, 5),
        "content": round(final.content, 5),
        "style": round(sum(final.style.values()), 5),
        "evaluations": len(found.losses),
        "seconds": round(time.time() - began, 1),
        "course": [round(loss.total, 4) for loss in found.losses[::10]],
    }
    base = kept(variant, content, painting)
    base.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(sheets.bytes_of(found.image[0])).save(base.with_suffix(".png"))
    shipped.write_json(base.with_suffix(".json"), facts)
    return facts


def ready(variant):
    """Whether the networks that a variant asks were exported."""
    return all((shipped.WEIGHTS / name / "card.json").exists() for name in variant.models)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("variants", nargs="*", default=list(VARIANTS), metavar="variant")
    parser.add_argument("--first", type=int, help="only the first pairs")
    arguments = parser.parse_args()
    chosen = {name: VARIANTS[name] for name in arguments.variants}
    for name in [name for name in chosen if not ready(chosen[name])]:
        print(f"{name}: its networks are not exported yet", flush=True)
        del chosen[name]
    nets = {model_id: shipped.load(model_id) for v in chosen.values() for model_id in v.models}
    for content, painting in variants.pairs()[: arguments.first]:
        for name, variant in chosen.items():
            if not there(name, variant, content, painting):
                facts = compute(variant, content, painting, nets)
                print(name, content, painting, facts, flush=True)


if __name__ == "__main__":
    main()

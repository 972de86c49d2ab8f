"""TF.js's own weight format: `model.json` with a weightsManifest, and binary shards.

Kernels are stored as bytes, one scale an output channel, K[..., c] = scale[c] * (code / 127 - 1),
with codes 0 to 254, so that 127 is exactly zero. The manifest's own quantisation field holds the
part common to all channels (min -1, scale 1/127): any TF.js loader gives K / scale in [-1, 1], and
`<layer>/kernel_scale` beside it holds the scales. Or they are stored in half precision, without
scales, at twice the size.
"""

import hashlib
import json
import math

import numpy as np

SHARD_BYTES = 4 * 1024 * 1024
QUANTISATION = {"dtype": "uint8", "min": -1, "scale": 1 / 127, "original_dtype": "float32"}
HALF = {"dtype": "float16", "original_dtype": "float32"}
STORED = {"uint8": np.dtype(np.uint8), "float16": np.dtype("<f2"), "float32": np.dtype("<f4")}


def quantise(kernel):
    """A float kernel [..., out] as (codes uint8 of the same shape, scale float32 [out])."""
    largest = np.abs(kernel).reshape(-1, kernel.shape[-1]).max(axis=0)
    scale = np.where(largest > 0, largest, 1).astype(np.float32)
    codes = np.rint(kernel.astype(np.float64) / scale * 127).astype(int) + 127
    return codes.clip(0, 254).astype(np.uint8), scale


def dequantise(codes, scale):
    """Exactly what TF.js computes: double arithmetic rounded to float32, then float32 times scale.

    https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/io_utils.ts (decodeWeight)
    """
    unit = codes.astype(np.float64) * QUANTISATION["scale"] + QUANTISATION["min"]
    return unit.astype(np.float32) * scale.astype(np.float32)


def halved(kernel):
    """A float kernel in half precision. Raises OverflowError if it has no room for a number."""
    largest = np.abs(kernel).max()
    if largest > np.finfo(np.float16).max:
        raise OverflowError(
            f"Expected weights up to 65504 for float16, got {largest:g}: export them as uint8."
        )
    return kernel.astype(STORED["float16"])


def write(folder, layers, metadata, by, precision="uint8"):
    """Write model.json and its shards. Returns [{path, bytes, sha256}], model.json first.

    layers: {layer name: (kernel float [..., out], bias float32 [out])}, in the order to store.
    precision: of the kernels, "uint8" or "float16".
    """
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("group1-shard*.bin"):
        stale.unlink()
    specs, chunks = [], []

    def add(name, array, **extra):
        specs.append({"name": name, "shape": list(array.shape), "dtype": "float32", **extra})
        chunks.append(array.tobytes())

    for layer, (kernel, bias) in layers.items():
        if precision == "float16":
            add(f"{layer}/kernel", halved(kernel), quantization=HALF)
        else:
            codes, scale = quantise(kernel)
            add(f"{layer}/kernel", codes, quantization=QUANTISATION)
            add(f"{layer}/kernel_scale", scale)
        add(f"{layer}/bias", bias.astype(np.float32))

    content = b"".join(chunks)
    count = math.ceil(len(content) / SHARD_BYTES)
    paths = [f"group1-shard{i + 1}of{count}.bin" for i in range(count)]
    for i, path in enumerate(paths):
        (folder / path).write_bytes(content[i * SHARD_BYTES : (i + 1) * SHARD_BYTES])
    model = {
        "format": "weights-manifest",
        "generatedBy": by,
        "convertedBy": None,
        "userDefinedMetadata": metadata,
        "weightsManifest": [{"paths": paths, "weights": specs}],
    }
    (folder / "model.json").write_text(json.dumps(model, indent=1) + "\n")
    return [describe(folder / name) for name in ("model.json", *paths)]


def read(folder):
    """{layer name: (dequantised kernel float32, bias float32)} and the metadata, as TF.js would."""
    model = json.loads((folder / "model.json").read_text())
    tensors = {}
    for group in model["weightsManifest"]:
        content = b"".join((folder / path).read_bytes() for path in group["paths"])
        offset = 0
        for spec in group["weights"]:
            dtype = STORED[spec.get("quantization", spec)["dtype"]]
            size = math.prod(spec["shape"])
            flat = np.frombuffer(content, dtype, size, offset)
            tensors[spec["name"]] = flat.reshape(spec["shape"])
            offset += size * dtype.itemsize
    layers = {}
    for name in tensors:
        layer, part = name.rsplit("/", 1)
        if part == "kernel":
            kernel = tensors[name].astype(np.float32)
            if f"{layer}/kernel_scale" in tensors:
                kernel = dequantise(tensors[name], tensors[f"{layer}/kernel_scale"])
            layers[layer] = (kernel, tensors[f"{layer}/bias"])
    return layers, model["userDefinedMetadata"]


def describe(path):
    """{path, bytes, sha256} of a file, for the card."""
    content = path.read_bytes()
    return {
        "path": path.name,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }

"""One file for the page's "Bring your own network": safetensors with a description in its metadata.

The tensors are in the page's own layout (`training/layout.py`), `<layer>/kernel` and
`<layer>/bias`, batch norm folded, not quantised. The metadata are texts: `net`, the family;
`config` and `card`, in JSON. https://github.com/huggingface/safetensors
"""

import json

import numpy as np

from training import tfjs


def write(path, layers, net, config, card, precision="float32"):
    """Writes `path`. layers: {layer: (kernel float [..., out], bias float32 [out])}.

    precision: of the kernels, "float32" or "float16". Raises OverflowError where half precision has
    no room for a number.
    """
    metadata = {"net": net, "config": json.dumps(config), "card": json.dumps(card)}
    header, chunks, end = {"__metadata__": metadata}, [], 0
    for layer, (kernel, bias) in layers.items():
        small = tfjs.halved(kernel) if precision == "float16" else kernel.astype("<f4")
        for name, array in ((f"{layer}/kernel", small), (f"{layer}/bias", bias.astype("<f4"))):
            content = np.ascontiguousarray(array).tobytes()
            header[name] = {
                "dtype": {2: "F16", 4: "F32"}[array.itemsize],
                "shape": list(array.shape),
                "data_offsets": [end, end := end + len(content)],
            }
            chunks.append(content)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join((len(text).to_bytes(8, "little"), text, *chunks)))

"""Contact sheets, for one's own eyes: pictures in rows, as images for notebooks and as files.

The files are in training/runs/sheets/, outside git.
"""

import numpy as np
from PIL import Image

from training import checkpoint

GAP = 4


def bytes_of(picture):
    """[3, height, width], or [1, height, width], in [0, 1] as bytes [height, width, 3]."""
    pixels = picture.detach().cpu().expand(3, -1, -1).permute(1, 2, 0).numpy()
    return (pixels.clip(0, 1) * 255).round().astype(np.uint8)


def sheet(rows, zoom=1):
    """rows: lists of pictures [3 or 1, height, width] in [0, 1], all of one size. An Image."""
    height, width = (zoom * side for side in rows[0][0].shape[1:])
    longest = max(len(row) for row in rows)
    whole = Image.new(
        "RGB", (longest * (width + GAP) - GAP, len(rows) * (height + GAP) - GAP), "white"
    )
    for i, row in enumerate(rows):
        for j, picture in enumerate(row):
            tile = Image.fromarray(bytes_of(picture)).resize((width, height), Image.NEAREST)
            whole.paste(tile, (j * (width + GAP), i * (height + GAP)))
    return whole


def save(name, rows, zoom=1):
    """The sheet as a file in training/runs/sheets/. Returns its path."""
    path = checkpoint.RUNS / "sheets" / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet(rows, zoom).save(path)
    return path

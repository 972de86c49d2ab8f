"""Contact sheets, for one's own eyes: pictures in rows, in training/runs/sheets/, outside git."""

import numpy as np
from PIL import Image

from training import checkpoint

GAP = 4


def bytes_of(picture):
    """[3, height, width] in [0, 1] as bytes [height, width, 3]."""
    pixels = picture.detach().cpu().permute(1, 2, 0).numpy()
    return (pixels.clip(0, 1) * 255).round().astype(np.uint8)


def save(name, rows, zoom=1):
    """rows: lists of pictures [3, height, width] in [0, 1], all of one size. Returns the file."""
    height, width = (zoom * side for side in rows[0][0].shape[1:])
    longest = max(len(row) for row in rows)
    sheet = Image.new(
        "RGB", (longest * (width + GAP) - GAP, len(rows) * (height + GAP) - GAP), "white"
    )
    for i, row in enumerate(rows):
        for j, picture in enumerate(row):
            tile = Image.fromarray(bytes_of(picture)).resize((width, height), Image.NEAREST)
            sheet.paste(tile, (j * (width + GAP), i * (height + GAP)))
    path = checkpoint.RUNS / "sheets" / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path)
    return path

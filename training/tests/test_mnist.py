import gzip
import struct

import numpy as np
import pytest
import torch

from training.data import mnist


def idx(array):
    header = struct.pack(">BBBB", 0, 0, 8, array.ndim)
    return header + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


IMAGES = np.arange(3 * 28 * 28, dtype=np.uint64).astype(np.uint8).reshape(3, 28, 28)
LABELS = np.array([5, 0, 9], np.uint8)


def test_digits_of_the_npm_package_are_left_out_of_training(tmp_path):
    np.savez(
        tmp_path / "mnist-train.npz",
        images=IMAGES,
        labels=LABELS,
        in_npm_mnist=np.array([False, True, False]),
    )
    assert mnist.train(tmp_path).labels.tolist() == [5, 9]
    assert mnist.held_out(tmp_path)


def test_the_usual_idx_files_give_the_same_digits_as_npz(tmp_path):
    np.savez(tmp_path / "mnist-test.npz", images=IMAGES, labels=LABELS)
    npz = mnist.test(tmp_path)
    (tmp_path / "mnist-test.npz").unlink()
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(IMAGES)))
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx(LABELS))
    plain = mnist.test(tmp_path)
    assert torch.equal(npz.images, plain.images) and torch.equal(npz.labels, plain.labels)
    assert 0 <= plain.images.min() <= plain.images.max() <= 1


def test_a_folder_without_mnist_says_what_to_put_there(tmp_path):
    with pytest.raises(FileNotFoundError, match="--data"):
        mnist.test(tmp_path)

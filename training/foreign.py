"""State dicts from files that others wrote: PyTorch checkpoints of any age, and safetensors.

Nothing in a file is run. What is no tensor (an optimiser's or a logger's objects, whose classes may
not be installed, as with the robustness library's dill pickles) becomes an Absent.
"""

import json
import pickle
from types import SimpleNamespace
from unittest.mock import patch

import torch
import torch.serialization

# Of safetensors' type names, those that weights come in.
TYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
}


class Unreadable(Exception):
    """A file that is no checkpoint, or not a whole one."""


class _Absence(type):
    """What is done to an Absent, which is a class, is done to nothing."""

    def __call__(cls, *args, **kwargs):
        return cls

    def __setitem__(cls, key, value):
        pass


class Absent(metaclass=_Absence):
    """Stands for what is not let in, and takes all that is done to it.

    It stands for objects, for functions and for classes alike: a pickle that brings a class along
    by value (dill does, for those of a script) calls something to make the class, and then makes
    instances of what comes out, for which nothing but a class will do.
    """

    def __new__(cls, *args, **kwargs):
        return cls

    @classmethod
    def __setstate__(cls, state):
        pass

    @classmethod
    def append(cls, item):
        pass

    @classmethod
    def extend(cls, items):
        pass

    @classmethod
    def update(cls, items):
        pass

    @classmethod
    def add(cls, item):
        pass


class _Unpickler(pickle.Unpickler):
    """Lets in tensors and their containers only."""

    def find_class(self, module, name):
        tensors = module == "torch._utils" and name.startswith("_rebuild_")
        storage = module == "torch" and (name.endswith("Storage") or name == "Size")
        plain = (module, name) == ("collections", "OrderedDict")
        if tensors or storage or plain:
            return super().find_class(module, name)
        return Absent


def _load(file, **arguments):
    return _Unpickler(file, **arguments).load()


_PICKLE = SimpleNamespace(
    Unpickler=_Unpickler, load=_load, __name__="training.foreign", UnpicklingError=Unreadable
)


def read(path):
    """The content of a checkpoint: a state dict, or a dictionary that holds one somewhere."""
    if path.suffix == ".safetensors":
        return _safetensors(path)
    try:
        # PyTorch 1.13.0 overlooks the argument pickle_module, and takes its own module's `pickle`.
        with patch.object(torch.serialization, "pickle", _PICKLE):
            content = torch.load(path, "cpu", pickle_module=_PICKLE, weights_only=False)
    except Exception as error:  # a damaged pickle can raise anything
        raise Unreadable(
            f"{path.name} is no PyTorch checkpoint, or was cut short: {error}"
        ) from error
    if not isinstance(content, dict):
        raise Unreadable(f"{path.name} holds no dictionary of tensors.")
    return content


def _safetensors(path):
    """https://github.com/huggingface/safetensors: header length (8 bytes), JSON header, tensors."""
    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    try:
        header = json.loads(content[8 : 8 + length])
    except ValueError as error:
        raise Unreadable(f"{path.name} is no safetensors file, or was cut short.") from error
    body = content[8 + length :]
    tensors = {}
    for key, entry in header.items():
        if key == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        if end > len(body):
            raise Unreadable(f"{path.name} was cut short: {key} is not whole.")
        if entry["dtype"] not in TYPES:
            raise Unreadable(f"{path.name}: {key} is {entry['dtype']}, not {', '.join(TYPES)}.")
        flat = torch.frombuffer(bytearray(body[begin:end]), dtype=TYPES[entry["dtype"]])
        tensors[key] = flat.reshape(entry["shape"])
    return tensors

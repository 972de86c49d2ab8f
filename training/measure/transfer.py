"""Whether architectures that share weaknesses learn from them: content/measured/transfer.json.

Ilyas et al. 2019, section 3.2 and figure 3, at the size of CIFAR-10: six architectures learn from
pictures that were altered until a ResNet took them for another class, and are asked about ordinary
test pictures; the same six, taught on ordinary pictures, are shown attacks on that ResNet.

`python -m training.measure.transfer`, some hours. It can be stopped at any moment; the altered
pictures and the trainings are kept in training/runs/.
"""

import torch
from torch.nn import functional as F

from training import attacks, bfloat16, memory, shipped
from training.data import cifar10
from training.data.where import unit
from training.measure import envelope, kept
from training.measure.correlations import pearson, spearman
from training.measure.style_numbers import wilson
from training.transfer import altered, students

OUT = shipped.MEASURED / "transfer.json"
ATTACKED, RADII, STEPS = 1000, (0.5, 1.0), 20
# What the plain ResNet learned from, in the order of the table.
LESSONS = ("ordinary", "unaltered", "random", "still", "next")
# Who reads the altered pictures themselves: the source, another architecture, and a network that
# has learned to disregard such changes. And how many of them.
READERS, READ = (altered.SOURCE, "cifar-vgg-standard", "cifar-resnet-robust"), 2000


def share(hits):
    """{share, interval95, of}: a share of a bool [n], with Wilson's interval."""
    won, of = int(hits.sum()), len(hits)
    return {"share": round(won / of, 4), "interval95": wilson(won, of), "of": of}


def adversarial(net, x, y, eps):
    """Untargeted PGD against the source, in the L2 ball of eps around x."""
    asked = bfloat16.Directions(net)
    step = attacks.pgd_step("l2", eps, 2.5 * eps / STEPS)
    parts = [
        attacks.ascend(
            lambda p, classes=classes: F.cross_entropy(asked(p), classes, reduction="none"),
            images,
            step,
            STEPS,
        )
        for images, classes in zip(x.split(125), y.split(125), strict=True)
    ]
    return torch.cat(parts)


def attacked(source, test):
    """[(eps, pictures)] and the labels: attacks on the source, of test pictures it knows."""
    x, y = unit(test.images[:ATTACKED]), test.labels[:ATTACKED]
    known = source(x).argmax(1) == y
    x, y = x[known], y[known]
    return [(eps, adversarial(source, x, y, eps)) for eps in RADII], x, y


def fooled(net, found, x, y):
    """Of the pictures that the network reads right, how many attacks on the source it misreads."""
    right = net(x).argmax(1) == y
    return [
        {"eps": eps, **share(net(images)[right].argmax(1) != y[right])} for eps, images in found
    ]


def read(kind):
    """{network: {label, own}}: as what READERS read the first altered pictures of that rule, as
    their new label or as what they show."""
    pictures, own = students.lesson(kind), altered.ordinary().labels[:READ]
    x, label = unit(pictures.images[:READ]), pictures.labels[:READ]
    found = {}
    for name in READERS:
        net = shipped.load(name)
        said = torch.cat([net(part).argmax(1) for part in x.split(250)])
        found[name] = {"label": share(said == label), "own": share(said == own)}
    return found


def main():
    memory.keep_freed()
    test = cifar10.test()
    source = shipped.load(altered.SOURCE)
    parts = kept.Kept("transfer")
    shared = []

    def accuracy(student, kind):
        """Of a trained student, on the ordinary test pictures."""

        def compute():
            net = students.taught(student, kind, report=lambda line: print(line, flush=True))
            return share(shipped.right(net, test))

        return parts.found(key(student, kind), compute)

    def transfer(student):
        def compute():
            if not shared:
                shared.append(attacked(source, test))
            return fooled(students.taught(student, "ordinary"), *shared[0])

        return parts.found(key(student, "attacked"), compute)

    found = {}
    for student in students.STUDENTS:
        found[student] = {
            "learned": accuracy(student, "random"),
            "ordinary": accuracy(student, "ordinary"),
            "fooled": transfer(student),
        }
        print(student, found[student], flush=True)
    readers = parts.found(key("none", "read"), lambda: read("random"))
    write(found, readers, [{"from": kind, **accuracy("resnet", kind)} for kind in LESSONS])


def key(student, what):
    return kept.key_of(
        altered.SOURCE,
        student=student,
        what=what,
        pictures=altered.PICTURES,
        eps=altered.EPS,
        steps=altered.STEPS,
        move=altered.MOVE,
        epochs=students.EPOCHS,
        batch=students.BATCH,
    )


def write(found, readers, table):
    learned = [each["learned"]["share"] for each in found.values()]
    fooled_half = [each["fooled"][0]["share"] for each in found.values()]
    envelope.write(
        OUT,
        {
            "students": found,
            "correlation": round(pearson(learned, fooled_half), 3),
            "rankCorrelation": round(spearman(learned, fooled_half), 3),
            "table": table,
            "readers": readers,
        },
        by="python -m training.measure.transfer",
        protocol={
            "data": "CIFAR-10",
            "source": altered.SOURCE,
            "pictures": altered.PICTURES,
            "alteredEps": altered.EPS,
            "alteredSteps": altered.STEPS,
            "alteredMove": altered.MOVE,
            "epochs": students.EPOCHS,
            "batch": students.BATCH,
            "width": 0.5,
            "test": 10_000,
            "attackedPictures": ATTACKED,
            "attackSteps": STEPS,
            "seed": altered.SEED,
        },
        networks=READERS,
    )


if __name__ == "__main__":
    main()

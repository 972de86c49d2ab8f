"""The models in a table: `python -m training.measure.models`.

Writes content/measured/models.json from the cards in public/weights, so that prose and appendix
quote what was measured and nothing else.
"""

from training import shipped
from training.measure import envelope

RESULT = shipped.MEASURED / "models.json"


def row(card):
    """One model: {id, title, parameters, bytes, epochs, clean, adversarial}, accuracies as shares.

    adversarial: null for a model that was never attacked.
    """
    recipe, accuracy = card["hyperparameters"], card["accuracy"]
    share = card.get("share", 1)
    return {
        "id": card["id"],
        "title": card["title"],
        "data": recipe["data"],
        "architecture": card["architecture"],
        "parameters": card["parameters"],
        "bytes": card["bytes"],
        "epochs": share * recipe["epochs"],
        "robust": recipe["examples"] == "adversarial",
        "clean": accuracy["clean"],
        "adversarial": (accuracy["adversarial"] or [None])[0],
    }


def main():
    cards = [shipped.read_json(shipped.WEIGHTS / name / "card.json") for name in shipped.ids()]
    models = [row(card) for card in cards]
    for each in models:
        attacked = each["adversarial"] and each["adversarial"]["accuracy"]
        print(f"{each['id']}: {each['bytes']:,} bytes, clean {each['clean']}, attacked {attacked}")
    envelope.write(
        RESULT,
        {"models": models},
        by="python -m training.measure.models",
        protocol={"from": "public/weights/<id>/card.json"},
        networks=[each["id"] for each in models],
    )


if __name__ == "__main__":
    main()

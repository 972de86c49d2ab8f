"""The networks of "What Robust Networks See": data, training, attacks, evaluation and export."""

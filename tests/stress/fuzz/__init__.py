"""Mutated pages through the reading of pages (`make fuzz`): no fault, none slow, none that takes much memory."""

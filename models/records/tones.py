"""The tones that a person can give an article."""

TONES: tuple[str, ...] = ("긍정", "중립", "부정")
"""What a tone may be; an empty one is none."""

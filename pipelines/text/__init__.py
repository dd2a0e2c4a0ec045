"""Korean text without markup: dates, bylines, captions, credits, sentences. Imports contracts/ and dom/ at most."""

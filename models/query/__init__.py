"""What a user searches for: parsing, meaning, synonyms, filters, excerpts. Pure; imports records and text."""

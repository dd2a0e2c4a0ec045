"""What PR staff hand in. Reads models."""

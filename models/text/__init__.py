"""How text is folded, cut into tokens and searched. Imports records only; only tokens.py needs NumPy."""

"""The tables of the archive and the migrations that make them."""

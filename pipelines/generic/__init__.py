"""Any Korean news page without a declaration: what it says of itself for programs, weighed with what it shows."""

"""Parts that several families are made of; no families themselves."""

"""The pages of a family as markup, in every skin it has had: a module a family, but for the two of the demo."""

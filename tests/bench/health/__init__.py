"""Whether altered templates are noticed, and quiet nights left in peace."""

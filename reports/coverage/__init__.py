"""What a report says of the nights behind it: which outlets are missing, since when and why."""

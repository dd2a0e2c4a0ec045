"""What every request passes: guard, robots, retries, redirects, pace. Imports outcomes, delays and models."""

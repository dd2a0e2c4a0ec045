"""What is odd about a page, a run or an outlet, and how that is said. Pure; imports records only."""

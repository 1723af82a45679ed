"""From a bad reply to a better one: good sentences stay, flagged ones go, what is missing comes in."""

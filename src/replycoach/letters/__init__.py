"""Official letters: a template's words, the writer's facts, a page in six formats."""

"""Whose words each line of a mail is; ``parting.part`` is the way in."""

"""An HTML mail to text: ``page.to_text`` is the way in."""

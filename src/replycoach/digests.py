"""Names for contents: short, and telling nothing of them."""

from __future__ import annotations

try:
    # What hashlib hands out; importing hashlib loads OpenSSL first, which costs as much as a bare Python.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(*pieces: bytes) -> str:
    """Sixteen letters and digits; pieces are kept apart."""
    content = blake2b(digest_size=8)
    for piece in pieces:
        content.update(len(piece).to_bytes(8, "little"))
        content.update(piece)
    return str(content.hexdigest())

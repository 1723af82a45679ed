"""What people run together: English contractions with and without the apostrophe, chat spellings."""

from __future__ import annotations

_NOT = "do does did is are was were could would should have has had must need might ought ai dare".split()
_TAILS = {b"'re": b"are", b"'ll": b"will", b"'ve": b"have", b"'m": b"am", b"'d": b"would"}
_IS_BEFORE = frozenset(
    b"it that what there he she who here how where when why this everything nothing something everyone one".split()
)
_SPECIAL = {
    b"can't": b"can not",
    b"cant": b"can not",
    b"cannot": b"can not",
    b"won't": b"will not",
    b"wont": b"will not",
    b"shan't": b"shall not",
    b"let's": b"let us",
    b"y'all": b"you all",
    b"im": b"i am",
    b"ive": b"i have",
    b"youre": b"you are",
    b"youve": b"you have",
    b"youll": b"you will",
    b"theyre": b"they are",
    b"thats": b"that is",
    b"whats": b"what is",
    b"heres": b"here is",
    b"theres": b"there is",
    b"gonna": b"going to",
    b"wanna": b"want to",
    b"gotta": b"got to",
    b"dunno": b"do not know",
    b"idk": b"i do not know",
    b"u": b"you",
    b"ur": b"your",
    b"ya": b"you",
    b"pls": b"please",
    b"plz": b"please",
    b"thx": b"thanks",
    b"shouldve": b"should have",
    b"couldve": b"could have",
    b"wouldve": b"would have",
}
_WHOLE = {word: tuple(apart.split()) for word, apart in _SPECIAL.items()}
for _verb in _NOT:
    _stem = _verb.encode()
    _WHOLE[_stem + b"n't"] = _WHOLE[_stem + b"nt"] = (_stem, b"not")


def expand(word: bytes) -> tuple[bytes, ...]:
    """The words a folded word stands for; most stand for themselves."""
    whole = _WHOLE.get(word)
    if whole:
        return whole
    if b"'" not in word:
        return (word,)
    if word.endswith(b"'s") and len(word) > 2:
        stem = word[:-2]
        return (stem, b"is") if stem in _IS_BEFORE else (stem, b"'s")
    for tail, apart in _TAILS.items():
        if word.endswith(tail):
            return (*expand(word[: -len(tail)]), apart)
    return (word,)

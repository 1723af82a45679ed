"""``check`` of a megabyte against ``re.findall`` on the same text, in one process, warm: ratio, seconds, findings."""

from __future__ import annotations

import re
import sys
from statistics import median
from time import process_time

from texts import megabyte

from replycoach import check

ROUNDS = 7


def main(lang: str) -> None:
    text = megabyte(lang)
    findings = len(check(text, lang=lang).findings)
    words = re.compile(r"\w+")
    pairs = []
    for _ in range(ROUNDS):
        start = process_time()
        words.findall(text)
        between = process_time()
        check(text, lang=lang)
        pairs.append((between - start, process_time() - between))
    print(median(own / floor for floor, own in pairs), median(own for _, own in pairs), findings)


if __name__ == "__main__":
    main(sys.argv[1])

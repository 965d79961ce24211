#!/usr/bin/env python3
"""Prints a fictional archive as JSON Lines: make_archive.py ARTICLES [SEED].  The same numbers give the same archive."""

import datetime
import json
import random
import sys

FIRST = "Mara Idris Tomas Agnes Denise Dariush Helena Amara Vikram Anjali Ingrid Bettina".split()
LAST = "Lindqvist Okafor Verey Tolliver Calloway Kamrani Strand Dede Rao Crole Dunmore Banda".split()
OUTLETS = ["Harbour Post", "Evening Tide", "Westhaven Echo", "The Calder Ledger", "Luwezi Standard"]
SECTIONS = ["Politics", "Business", "Local news", "Sport & leisure"]
COMMON = "the of and to in a for that on with by at from".split()
VERBS = "said argued warned promised denied repeated".split()


def words_of(rng, vocabulary, count):
    """Common words between rarer ones, the rarer the further down the list (Zipf)."""
    out = []
    for _ in range(count):
        if rng.random() < 0.4:
            out.append(rng.choice(COMMON))
        else:
            out.append(vocabulary[min(int(rng.paretovariate(0.9)) - 1, len(vocabulary) - 1)])
    return out


def main():
    count = int(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    syllables = "ba co di fa go hu ki la me no pa ri su ta vo wi".split()
    vocabulary = sorted({"".join(rng.choice(syllables) for _ in range(rng.choice((2, 3, 3, 4)))) for _ in range(3000)})
    rng.shuffle(vocabulary)
    for number in range(count):
        person = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        paragraphs = []
        for _ in range(rng.randint(1, 6)):
            sentence = " ".join(words_of(rng, vocabulary, rng.randint(6, 30))).capitalize() + "."
            if rng.random() < 0.4:
                said = " ".join(words_of(rng, vocabulary, rng.randint(5, 15))).capitalize()
                sentence += f" “{said},” {rng.choice(VERBS)} {person}."
            paragraphs.append(sentence)
        article = {
            "id": f"made-{number:06}",
            "title": " ".join(words_of(rng, vocabulary, 6)).capitalize(),
            "outlet": rng.choice(OUTLETS),
            "section": rng.choice(SECTIONS),
            "text": "\n\n".join(paragraphs),
        }
        if rng.random() < 0.95:
            day = datetime.date(2019, 1, 1) + datetime.timedelta(days=rng.randrange(2500))
            article["date"] = day.isoformat()[: rng.choice((10, 10, 10, 7, 4))]
        if rng.random() < 0.2:
            article["speaker"] = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Edits stories the way desks do, and prints pairs that are copies and pairs that are not.

Usage: make_copies.py [ARCHIVE.jsonl[.gz]] [--seed N] [--per-kind N]

Reads "text", "title", "date" and "topics" of each line of ARCHIVE; without one, the invented
stories below.  Each line printed is {"half": "choose"|"report", "kind", "copy": true|false,
"a": {"headline", "text"}, "b": {...}}.  Knows nothing of how copies are recognised.
"""
import argparse
import difflib
import gzip
import json
import random
import re
import sys

STORIES = [
    ("Night ferry keeps its subsidy", "transport", """\
The night ferry between Port Arlen and the outer islands will keep its subsidy for two more years, the harbour ministry said on Tuesday after a week of talks with the pilots.
Under the agreement the ministry pays 3 million crowns a year towards fuel and crew, and the operator promises to sail on at least 340 nights. The pilots had asked for three years and for a second vessel in the winter months.
"Nobody is going to swim home," said Mara Lindqvist, the minister for the harbour, as she left the council chamber. She added that the money had been found in the road budget.
The ferry carried 41,000 people last year, most of them between October and March, when the small airfield on Sennick is closed by fog on one day out of four. Without the subsidy, the operator had said, the last sailing would have been in May.
Islanders welcomed the news with some caution. Oda Brekke, who runs the shop at Sennick pier, said she had seen four such agreements and outlived three of them."""),
    ("Council votes to rebuild the north wall", "harbour", """\
Councillors in Port Arlen voted by eleven to four on Monday night to rebuild the north wall of the old harbour, ending an argument that has lasted longer than some of their careers.
The wall, built of local granite and repaired with whatever was at hand, has leaned by nine centimetres since the storms of last winter. Engineers told the council in a report that a tide of the height seen in January could bring down a third of it.
Work is to begin in June with the removal of the lighthouse steps and should last fourteen months. The fish market moves to the customs yard for that time, and fishermen are to pay half of their usual dues.
Tomas Reyle, who led those against the plan, called the price of 22 million crowns an invitation to every contractor on the coast. He asked for a smaller repair and a new look in five years.
The mayor answered that the sea did not read minutes. She expects the first loan, of 8 million, to be signed before the summer recess."""),
    ("Seed potato growers fear second wet spring", "farming", """\
Growers of seed potatoes in the Velm valley say that a second wet spring in a row would leave them without enough healthy stock to plant, and that some will turn to barley for good.
Blight took a quarter of the valley's crop last season. The inspection service destroyed a further 600 tonnes after ring rot was found on two farms near Osterby, and exports to the mainland stopped for six weeks.
"We are one rainy April away from a museum of potatoes," said Jonas Helm, who farms ninety hectares below the dam. His cold store, which should be full in February, holds less than half of what he needs.
The growers' union has asked for an emergency purchase of certified stock from abroad. The ministry is against it, because imported tubers were the likely source of the rot, and offers cheap credit in its place.
A decision is due after the soil survey at the end of the month. Rain is forecast for each day of it."""),
    ("Museum returns bell to island parish", "culture", """\
A bronze bell that hung for eighty years in the hall of the Maritime Museum went home on Saturday to the parish of Little Sennick, whose grandparents had reported it stolen.
Three fishing boats carried the bell across the sound under a tarpaulin, followed by a good part of the parish. It was cast in the year of the great frost and rang for drowned men until it vanished during repairs to the tower.
The museum had bought it in good faith from a dealer in ship's fittings, its director Ilse Vanterpool said. A student found the parish mark under a layer of green paint while she measured the collection for her thesis.
There was no court case. The parish lent the museum a carved altar rail for ten years in return, and both sides agreed to say that the matter was closed.
The bell is to ring for the first time at Easter, if the carpenters finish the beam. The old one was found to be hollow with worm."""),
    ("Tram drivers end strike after nine days", "labour", """\
Tram drivers in the capital went back to work on Thursday after nine days, having won shorter night shifts and given up, for this year at least, their claim for a sixth week of leave.
The first car left the Linden depot at 4.52 in the morning to the applause of two bakers and a policeman. By noon nine lines out of twelve were running, the company said, and the rest would follow when the points had been cleared of rust.
Union members accepted the offer by 812 votes to 377. The secretary of the drivers' branch, Petra Sandoval, called it a decent peace and no more. She said the company had learnt that a timetable is a promise made by people.
Night shifts may last no longer than seven hours from September and must include a break of forty minutes under a roof. Pay rises by three per cent, as the company had offered before the strike began.
Shopkeepers put their losses at 5 million crowns. The city has refused to pay any of it."""),
    ("Lighthouse keepers' cottages to be sold", "property", """\
The coast service will sell fourteen cottages that belonged to lighthouse keepers, most of them empty since the lamps were made automatic, and expects to earn 6 million crowns.
Buyers must keep the roofs in slate and the whitewash white, and must let the service's engineers cross the garden at any hour. Two of the cottages have no road, and one has no water when the wind is in the east.
"We are selling the view and lending the weather," said Anders Moll, who is in charge of the service's buildings. He has had letters from eleven countries and an offer of marriage.
Former keepers are to have the first choice at a fixed price until the end of July. Of the thirty who are alive, four have said that they would come back, and one of those only for the fishing.
The lamps themselves are not for sale. They will be looked after, as now, from an office above a bank."""),
    ("Court clears captain in pier collision", "courts", """\
The maritime court cleared the captain of the coaster Ragna on Wednesday of all blame for the collision with Velm pier, and found that a mooring light had been dark for three weeks.
Captain Sven Okafor had faced the loss of his licence after the vessel took eleven metres of planking with it in a February fog. Nobody was hurt, though a kiosk and a quantity of smoked eel were lost.
Judges heard that the harbour office had received two notices of the failed light and had filed both of them under lamps, domestic. Its head has since moved to another department.
"I have steered past that pier two thousand times, and it was always where the light said it was," the captain told the court. He thanked his mate, who had thrown a line to the kiosk's owner.
The port must bear the costs of 900,000 crowns. It has until the tenth of next month to appeal and said that it would study the judgment."""),
    ("Schools to teach knots again", "education", """\
Schools on the coast will teach knots again from the autumn, thirty years after the subject was dropped in favour of typing, the education board decided on Friday.
Pupils of nine and ten are to learn twelve knots in a year, from the bowline to the sheet bend, and to explain in writing what each of them is for. There is no examination, but there is a rope.
The board acted on a petition by the rescue service, whose volunteers had found, in a test of two hundred young sailors, that most of them could tie nothing but their shoes. Some could not tie those.
"A knot is the first machine that a child can own," said Runa Castellan, who taught the subject in Osterby until it ended. She is eighty-one and has offered to come back on Tuesdays.
Teachers' representatives asked where the hours would come from. The board's answer was that the typing lessons had been found to be unnecessary."""),
]

OUTLETS = ["Harbour Post", "Arlen Gazette", "Velm Valley Courier", "Sound Radio", "Osterby Mirror",
           "Coast Telegraph"]
OPENINGS = ["It emerged late in the day that", "Officials and others confirmed:",
            "Readers of this newspaper will care that", "After much waiting, we learn that",
            "In a development followed closely here,"]
FILLERS = ["reportedly", "also", "now", "yesterday", "officially", "apparently", "again", "later"]
BOILERPLATE = """\
About this service: market data are supplied by members of the exchange and may be delayed by fifteen minutes or more. Statements about the future rest on present expectations, are subject to risks and uncertainties, and may differ materially from actual results. The company undertakes no obligation to update them."""
NAMES = ["Arlen Tin", "Velm Paper", "Osterby Marine", "Sennick Foods", "Linden Works", "Coast Power",
         "Brekke Lines", "Helm Grain", "Moll Slate", "Reyle Stone", "Castellan Rope", "Okafor Steel"]


def paragraphs(text):
    found = [" ".join(part.split()) for part in re.split(r"\n(?=[ \n])|\n\n+", text)]
    if len(found) < 3 and "\n" in text and not re.search(r"\n[ \n]", text):
        found = [" ".join(part.split()) for part in text.split("\n")]
    return [part for part in found if part]


def sentences(parts):
    return [[s for s in re.split(r"(?<=[.!?\"])\s+(?=[A-Z\"])", part) if s] for part in parts]


def words_in(text):
    return len(text.split())


class Desk:
    """The edits.  Each takes a list of paragraphs and gives one."""

    def __init__(self, rng, others):
        self.rng, self.others = rng, others

    def cut(self, parts):
        keep = self.rng.uniform(0.4, 0.9) * sum(words_in(part) for part in parts)
        kept, had = [], 0
        for row in sentences(parts):
            taken = []
            for sentence in row:
                if had >= keep:
                    break
                taken.append(sentence)
                had += words_in(sentence)
            if taken:
                kept.append(" ".join(taken))
        return kept

    def lead(self, parts):
        """The same news in other words: the halves of the lead change places and some words."""
        words = parts[0].rstrip(".").split()
        half = len(words) // 2
        turned = words[half:] + words[:half]
        turned = [self.rng.choice(FILLERS) if i % 4 == 3 else word for i, word in enumerate(turned)]
        return [self.rng.choice(OPENINGS) + " " + " ".join(turned) + "."] + parts[1:]

    def outlet(self, parts):
        name = self.rng.choice(OUTLETS)
        parts = [re.sub(r"\bReuters?\b", name, part) for part in parts]
        return [f"PORT ARLEN ({name}) - " + parts[0]] + parts[1:] + [f"Reporting by the {name}."]

    def merge(self, parts):
        length = sum(words_in(part) for part in parts)
        fitting = [p for p in self.rng.sample(self.others, min(200, len(self.others)))
                   if p is not parts and p[0] != parts[0]
                   and 0.4 * length <= sum(map(words_in, p)) <= 1.3 * length]
        other = self.rng.choice(fitting or [p for p in self.others if p[0] != parts[0]])
        return parts + other if self.rng.random() < 0.5 else other + parts

    def words(self, parts):
        rate, out = self.rng.uniform(0.02, 0.06), []
        for part in parts:
            row = []
            for word in part.split():
                chance = self.rng.random()
                if chance < rate / 3:
                    continue
                if chance < rate * 2 / 3:
                    row.append(self.rng.choice(FILLERS))
                row.append(self.rng.choice(FILLERS) if rate * 2 / 3 <= chance < rate else word)
            out.append(" ".join(row))
        return out

    def plain(self, parts):
        return list(parts)


def wrapped(parts, rng):
    """The same words set anew: other line ends, other marks."""
    width, lines = rng.randint(40, 90), []
    for part in parts:
        line = ""
        for word in part.replace('"', "''" if rng.random() < 0.3 else '"').split():
            if len(line) + len(word) >= width:
                lines.append(line)
                line = ""
            line += (" " if line else "") + word
        lines += [line, ""]
    return "\n".join(lines)


POSITIVES = {
    "same words, new headline": [],
    "re-wrapped": ["plain"],
    "cut from the end": ["cut"],
    "new lead": ["lead"],
    "another outlet's name": ["outlet"],
    "merged with another story": ["merge"],
    "words changed": ["words"],
    "cut and another outlet": ["cut", "outlet"],
    "new lead, words changed": ["lead", "words"],
    "new lead, cut": ["cut", "lead"],
}


def market_report(rng):
    """One exchange's daily report: the frame stays, names and figures change."""
    figure = lambda low, high: f"{rng.randint(low, high):,}"
    names = rng.sample(NAMES, 4)
    return (f"Shares on the Arlen exchange closed {rng.choice(['higher', 'lower', 'mixed'])} on "
            f"{rng.choice(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])}. The index of "
            f"leading shares {rng.choice(['rose', 'fell'])} by {figure(2, 90)} points to "
            f"{figure(3000, 4000)}. {names[0]} gained {figure(2, 40)} crowns to {figure(100, 900)}, "
            f"while {names[1]} lost {figure(2, 40)} to {figure(100, 900)}. {names[2]} was unchanged "
            f"at {figure(100, 900)}. Turnover was {figure(100, 900)} million crowns against "
            f"{figure(100, 900)} million the day before. Dealers said {names[3]} was in demand "
            f"{rng.choice(['after its results', 'on talk of a bid', 'before its meeting'])}. "
            f"The yield on ten-year bonds {rng.choice(['rose', 'fell'])} to {rng.randint(2, 6)}."
            f"{rng.randint(10, 99)} per cent.")


def earnings_brief(rng):
    figure = lambda: f"{rng.randint(100, 9999):,}"
    name = rng.choice(NAMES)
    return (f"{name} {rng.choice(['Ltd', 'Inc', 'Group'])} reported a net {rng.choice(['profit', 'loss'])} "
            f"of {figure()} thousand crowns for the quarter ended {rng.choice(['March', 'June', 'September'])} "
            f"{rng.choice(['30', '31'])}, against {figure()} thousand a year before. Revenue was "
            f"{figure()} thousand against {figure()} thousand. Earnings a share came to {rng.randint(1, 99)} "
            f"cents against {rng.randint(1, 99)}. The board proposes a dividend of {rng.randint(1, 40)} "
            f"cents, payable to holders of record on {rng.choice(['May', 'August', 'November'])} "
            f"{rng.randint(1, 28)}. It employs {figure()} people at {rng.randint(2, 30)} places.")


def same_words(a, b):
    """The share of the words of the shorter one that stand in long common runs."""
    left, right = a.lower().split(), b.lower().split()
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= 6) / max(1, min(len(left), len(right)))


def read_stories(path):
    if path is None:
        return [{"headline": h, "parts": t.split("\n"), "topics": [topic], "date": "2026-03-05"}
                for h, topic, t in STORIES]
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    stories, seen = [], set()
    with opened:
        for line in opened:
            row = json.loads(line)
            text = row.get("text", "")
            if words_in(text) < 60 or text in seen:
                continue
            seen.add(text)
            stories.append({"headline": row.get("title", ""), "parts": paragraphs(text),
                            "topics": row.get("topics", []), "date": row.get("date", "")})
    return stories


def negatives(rng, stories, count):
    plain = lambda story: "\n".join(story["parts"])
    for _ in range(count):
        a, b = rng.sample(stories, 2)
        yield "unrelated", plain(a), plain(b)
    by_topic = {}
    for story in stories:
        for topic in story["topics"]:
            by_topic.setdefault((topic, story["date"]), []).append(story)
    groups = [group for group in by_topic.values() if len(group) > 1]
    given = 0
    for _ in range(count * 4 if groups else 0):
        a, b = rng.sample(rng.choice(groups), 2)
        if given < count and same_words(plain(a), plain(b)) < 0.3:  # A second sending is no other story.
            given += 1
            yield "same topic, same day", plain(a), plain(b)
    for _ in range(count):
        yield "market reports", market_report(rng), market_report(rng)
        yield "earnings briefs", earnings_brief(rng), earnings_brief(rng)
    for _ in range(count):
        a, b = rng.sample(stories, 2)
        if min(words_in(plain(a)), words_in(plain(b))) >= 2 * words_in(BOILERPLATE):
            yield "shared boilerplate", plain(a) + "\n" + BOILERPLATE, plain(b) + "\n" + BOILERPLATE
    for _ in range(count):
        a, b = rng.sample(stories, 2)
        background = min(a["parts"][1:] or a["parts"], key=words_in)
        if words_in(background) <= 0.3 * min(words_in(plain(a)), words_in(plain(b))):
            yield "next day's story with background", plain(a), plain(b) + "\n" + background


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", nargs="?")
    parser.add_argument("--seed", type=int, default=20260305)
    parser.add_argument("--per-kind", type=int, default=400)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    stories = read_stories(args.archive)
    rng.shuffle(stories)
    half_of = {"choose": stories[::2], "report": stories[1::2]}
    for half, own in half_of.items():
        desk = Desk(rng, [story["parts"] for story in own])
        per_kind = args.per_kind if args.archive else 40

        def show(kind, copy, headline_a, a, headline_b, b):
            print(json.dumps({"half": half, "kind": kind, "copy": copy,
                              "a": {"headline": headline_a, "text": a},
                              "b": {"headline": headline_b, "text": b}}, ensure_ascii=False))

        for kind, edits in POSITIVES.items():
            for _ in range(per_kind):
                story = rng.choice(own)
                parts = story["parts"]
                for edit in edits:
                    parts = getattr(desk, edit)(parts)
                show(kind, True, story["headline"], "\n".join(story["parts"]),
                     " ".join(reversed(story["headline"].split())), wrapped(parts, rng))
        for kind, a, b in negatives(rng, own, per_kind):
            show(kind, False, "", a, "", b)


if __name__ == "__main__":
    sys.exit(main())

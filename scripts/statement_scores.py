"""How extracted statements are compared with gold ones.  Knows offsets and names; reads no file, runs nothing.

The unit is a segment: one contiguous piece of one quotation.  Every piece counts once on both sides, so joining pieces is neither
rewarded nor punished.  Before comparison white space, quotation marks and punctuation are taken off both ends of a segment, and a
leading "that".  Offsets are code points, half open.
"""
import collections
import re
import unicodedata

EDGES = set(" \t\r\n\u00a0\"“”„‟«»‹›‘’'`,.;:!?…-–—()[]")
PRONOUNS = set("he she they it i we you who him her them his their that which one me us my our himself herself themselves "
               "its others some".split())
RELATIVES = {"who", "which", "that"}
HONORIFICS = set("mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov governor president "
                 "vice prime minister secretary judge justice gen general col colonel lt sgt capt captain rev reverend pope "
                 "king queen prince princess mayor chancellor chief the a an of state former then ex and jr sr ii iii".split())
PARTICLES = set("de van von bin al el ben della di da la le den der dos".split())
CLOSE = 0.8    # IoU from which a segment's speaker is looked at
LENIENT = 0.3  # IoU from which a segment counts as seen at all


def fold(text):
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.replace("’", "'").replace("‘", "'").lower()


def words(text):
    text = re.sub(r"'s?(?=\W|$)", "", fold(text))
    text = re.sub(r"(?<=\w)\.(?=\w|\s|$)", "", text)
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", text)


def names(text):
    """The runs of capitalised words that may be names, each a list of folded words; honorifics end a run."""
    runs, run = [], []
    for piece in re.findall(r"[^\s,;()“”\"]+|[,;()“”\"]", text):
        piece = re.sub(r"['’]s?$", "", piece)
        core = fold(piece).strip(".'")
        capital = piece[:1].isupper()
        if capital and core not in HONORIFICS:
            run.append(core)
        elif core in PARTICLES and core not in HONORIFICS and run:
            run.append(core)
        elif run:
            runs.append(run)
            run = []
    return runs + [run] if run else runs


def head(text):
    phrase = re.split(r"\b(?:of|in|at|for|from|with|who|which|that|on|to|by)\b|,", text)[0]
    tokens = words(phrase)
    return tokens[-1] if tokens else None


def same_name(a, b):
    """Two names of the same surname without a conflict of given names."""
    if a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1 or a[0] == b[0] or set(a[:-1]) & set(b[:-1]):
        return True
    return a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))


def compatible(a, b):
    """May the two speakers, as written, be one?"""
    if not a or not b:
        return not a and not b
    words_a, words_b = words(a), words(b)
    if not words_a or not words_b:
        return False
    if words_a == words_b:
        return True
    if " ".join(words_a) in PRONOUNS or " ".join(words_b) in PRONOUNS:
        return False
    if any(same_name(x, y) for x in names(a) for y in names(b)):
        return True
    articles = {"the", "a", "an", "of"}
    set_a, set_b = set(words_a) - articles, set(words_b) - articles
    if not set_a or not set_b:
        return False
    if len(set_a & set_b) / len(set_a | set_b) >= 0.5:
        return True
    return head(a) is not None and head(a) == head(b) and (set_a <= set_b or set_b <= set_a)


def trimmed(text, begin, end):
    begin = max(0, min(begin, len(text)))
    end = max(begin, min(end, len(text)))
    while begin < end and text[begin] in EDGES:
        begin += 1
    while end > begin and text[end - 1] in EDGES:
        end -= 1
    if text[begin:begin + 5].lower() == "that " and end - begin > 5:
        begin += 5
    return begin, end


def segments(quotes, text, kinds):
    """Segments of the given kinds as {(begin, end): quote}, and those of other kinds as a list; both without the empty ones."""
    found, others = {}, []
    for quote in quotes:
        for begin, end in quote.get("spans") or [(quote["start"], quote["end"])]:
            segment = trimmed(text, begin, end)
            if segment[1] <= segment[0]:
                continue
            if quote["kind"] in kinds:
                found.setdefault(segment, quote)
            else:
                others.append(segment)
    return dict(sorted(found.items())), others


def iou(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def pair(gold, predicted):
    """One to one by falling IoU: [(iou, index in gold, index in predicted)]."""
    close = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            if p[0] >= g[1]:
                break
            overlap = iou(g, p)
            if overlap > 0:
                close.append((overlap, i, j))
    close.sort(key=lambda entry: (-entry[0], entry[1], entry[2]))
    used_gold, used_predicted, pairs = set(), set(), []
    for entry in close:
        if entry[1] not in used_gold and entry[2] not in used_predicted:
            used_gold.add(entry[1])
            used_predicted.add(entry[2])
            pairs.append(entry)
    return pairs


def speaker_verdict(gold, predicted):
    """'right', 'wrong', 'none' (none given) or 'unverifiable' (the gold has a pronoun only, the prediction a name)."""
    wanted = gold.get("speaker")
    aliases = [alias for alias in gold.get("speaker_aliases") or [] if alias]
    resolved, written = predicted.get("speaker") or None, predicted.get("speaker_as_written") or None
    if not wanted and not aliases:
        return "right" if not resolved and not written else "wrong"
    pronoun = " ".join(words(wanted)) if wanted else ""
    is_pronoun = pronoun in PRONOUNS
    if is_pronoun and not aliases:
        if pronoun in RELATIVES:
            return "unverifiable"
        if written is None:
            return "unverifiable" if resolved else "none"
        if " ".join(words(written)) in PRONOUNS:
            return "right" if words(written) == words(wanted) else "wrong"
        return "unverifiable"
    if not resolved and not written:
        return "none"
    candidates = aliases if is_pronoun else [wanted] + aliases
    if resolved and any(compatible(resolved, name) for name in candidates):
        return "right"
    if written and not is_pronoun and any(compatible(written, name) for name in candidates):
        return "right"
    return "wrong"


def score_article(gold, predicted, kinds):
    """Counts for one article.  A stray prediction that mostly repeats gold of another kind, or stands where the annotators
    discarded, is neutral: left out."""
    text = gold["text"]
    wanted, others = segments(gold["quotes"], text, kinds)
    given, _ = segments(predicted, text, kinds)
    gold_spans, given_spans = list(wanted), list(given)
    pairs = pair(gold_spans, given_spans)
    matched = {j for overlap, _, j in pairs if overlap >= LENIENT}
    elsewhere = set()
    for begin, end in others + [tuple(region) for region in gold.get("discard", [])]:
        elsewhere.update(range(begin, min(end, len(text))))
    kept = []
    for j, (begin, end) in enumerate(given_spans):
        if j in matched or 2 * sum(k in elsewhere for k in range(begin, end)) < end - begin:
            kept.append(j)
    counts = collections.Counter(gold=len(gold_spans), predicted=len(kept),
                                 named=sum(1 for j in kept if given[given_spans[j]].get("speaker")))
    for overlap, i, j in pairs:
        counts["exact"] += gold_spans[i] == given_spans[j]
        if overlap >= CLOSE:
            counts["close"] += 1
            counts[speaker_verdict(wanted[gold_spans[i]], given[given_spans[j]])] += 1
    return counts


def f1(hits, predicted, gold):
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def summary(counts):
    """exact, close, end_to_end as (precision, recall, F1) and the share of right speakers."""
    checked = counts["right"] + counts["wrong"] + counts["none"]
    unverifiable = counts["unverifiable"]
    return {
        "exact": f1(counts["exact"], counts["predicted"], counts["gold"]),
        "close": f1(counts["close"], counts["predicted"], counts["gold"]),
        "speaker": counts["right"] / checked if checked else 0.0,
        "end_to_end": f1(counts["right"], counts["named"] - unverifiable, counts["gold"] - unverifiable),
    }

"""Answers files of every hand: random YAML, written in many styles, for property tests."""

import random
import re
from dataclasses import dataclass, field

KEYS = ["held", "what", "next-check-in", "'quoted key'", '"a \\"b\\""', "два слова", "名前",
        "due", "x.y", "notes/skills", "owner", "реч", '"1"', "k9"]  # fmt: skip
WORDS = ["one", "two words", "R&D <1%", "it's", "a_b*c", "http://x.org/a#b", "2026-13-01", "1:1",
         "no", "Größe", "значение", "名前", "😀 emoji", "a, b", "c: d", "x #y", "- dash", "{{ y }}",
         'say "hi"', "back\\slash", "[draft]", "*star*", "%"]  # fmt: skip
SAFE_PLAIN = re.compile(r"[^\W_][^:#\[\]{},&*!|>'\"%@`]*")


@dataclass
class Scribe:
    """Writes random maps, lists and texts with one hand."""

    rng: random.Random
    step: int
    offset: int
    gap: int
    odd: float = 0.1
    count: int = field(default=0)
    anchors: list[str] = field(default_factory=list)
    named: float = 0.0

    def chance(self, likely: float) -> bool:
        return self.rng.random() < likely

    def comment(self) -> str:
        self.count += 1
        return f"# c{self.count}c"

    def tail(self) -> str:
        return f"  {self.comment()}" if self.chance(self.odd) else ""

    def between(self, indent: int) -> list[str]:
        lines = []
        if self.chance(self.odd):
            lines.append(" " * (indent + self.rng.choice([0, 0, 2])) + self.comment())
        if self.chance(self.odd):
            lines.append("")
        return lines

    def some_keys(self) -> list[str]:
        return self.rng.sample(KEYS, self.rng.randint(1, 4))

    def entries(self, indent: int, depth: int) -> list[str]:
        lines = []
        for key in self.some_keys():
            lines += self.between(indent)
            lines += self.entry(key, indent, depth)
        return lines

    def entry(self, key: str, indent: int, depth: int) -> list[str]:
        lead = " " * indent + key + ":"
        kind = self.rng.random()
        if depth > 0 and kind < 0.25:
            return [lead + self.tail(), *self.entries(indent + self.step, depth - 1)]
        if depth > 0 and kind < 0.5:
            return [lead + self.tail(), *self.items(indent + self.offset, depth - 1)]
        if kind < 0.55:
            return [f"{lead}{self.tail()}", " " * (indent + self.step) + self.text() + self.tail()]
        return self.behind(lead, indent + self.step, depth)

    def items(self, indent: int, depth: int) -> list[str]:
        lines = []
        for _ in range(self.rng.randint(1, 3)):
            lines += self.between(indent)
            lead = " " * indent + "-"
            inner = indent + 1 + self.gap
            kind = self.rng.random()
            if depth > 0 and kind < 0.4:
                block = self.entries if kind < 0.3 else self.items
                nested = block(inner, depth - 1)
                while not nested[0].strip() or nested[0].lstrip().startswith("#"):
                    nested.pop(0)
                lines += [lead + " " * self.gap + nested[0].lstrip(), *nested[1:]]
            elif depth > 0 and kind < 0.45:
                lines += [lead + self.tail(), *self.entries(indent + 2, depth - 1)]
            else:
                lines += self.behind(lead, inner, depth)
        return lines

    def behind(self, lead: str, inner: int, depth: int) -> list[str]:
        """Return the lines of a value that begins behind its colon or dash."""
        gap = " " * (self.gap if lead.endswith("-") else self.rng.choice([1, 1, 1, 3]))
        pad = " " * inner
        if self.chance(self.named):
            return [lead + gap + self.name_or_alias() + self.tail()]
        kinds = {
            lambda: [lead + self.rng.choice(["", "", " ", gap + "~"]) + self.tail()]: 10,
            lambda: [lead + self.tail(), pad + self.rng.choice(["[a, b]", "{a: b}"])]: 3,
            lambda: [lead + self.tail(), *self.block_text(pad, pad)]: 2,
            lambda: self.block_text(lead + gap, pad): 10,
            lambda: [f"{lead}{gap}first line", f"{pad}second", f"{pad}third{self.tail()}"]: 7,
            lambda: [f'{lead}{gap}"one', "", f"{pad}two \\", f'{pad} end"{self.tail()}']: 4,
            lambda: self.flow_lines(lead + gap, pad, depth): 14,
            lambda: [lead + gap + self.text() + self.tail()]: 50,
        }
        (written,) = self.rng.choices(list(kinds), list(kinds.values()))
        return written()

    def name_or_alias(self) -> str:
        if self.anchors and self.chance(0.5):
            return "*" + self.rng.choice(self.anchors)
        self.anchors.append(f"name{len(self.anchors)}")
        return f"&{self.anchors[-1]} " + self.rng.choice([self.text(), "[a, {b: c}]"])

    def block_text(self, lead: str, pad: str) -> list[str]:
        head = self.rng.choice(["|", "|-", ">", ">-", "|+", ">+"]) + self.tail()
        lines = [pad + "text", pad + "  more # text", "", pad + "end: it"]
        lines = lines[: self.rng.randint(1, 4)]
        return [lead + head, *lines, *[""] * self.rng.choice([0, 0, 0, 1, 2])]

    def text(self) -> str:
        word = self.rng.choice(WORDS)
        kind = self.rng.random()
        if kind < 0.5 and SAFE_PLAIN.fullmatch(word):
            return word
        if kind < 0.75:
            return "'" + word.replace("'", "''") + "'"
        return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def flow(self, depth: int) -> str:
        kind = self.rng.random()
        if depth < 0 or kind < 0.5:
            return self.text()
        parts = [self.flow(depth - 1) for _ in range(self.rng.randint(0, 3))]
        end = "," if parts and self.chance(self.odd) else ""
        if kind < 0.75:
            return "[" + ", ".join(parts) + end + "]"
        pairs = [f"{key}: {part}" for key, part in zip(self.some_keys(), parts, strict=False)]
        pairs += ["blank"] if self.chance(self.odd) else []
        return "{ " + ", ".join(pairs) + " }" if self.chance(0.3) else "{" + ", ".join(pairs) + "}"

    def flow_lines(self, lead: str, pad: str, depth: int) -> list[str]:
        if self.chance(0.6):
            opening, closing = self.rng.choice(["[]", "{}"])
            if opening == "[":
                parts = [self.flow(depth - 1) for _ in range(self.rng.randint(0, 3))]
            else:
                parts = [f"{key}: {self.flow(depth - 1)}" for key in self.some_keys()]
            return [lead + opening + ", ".join(parts) + closing + self.tail()]
        lines = [f"{pad}{self.text()},{self.tail()}" for _ in range(self.rng.randint(1, 3))]
        last = pad + self.text() + self.rng.choice(["", ","]) + self.tail()
        closing = [pad + "]" + self.tail()] if self.chance(0.8) or "#" in last else []
        return [lead + "[" + self.tail(), *lines, *([last] if closing else [last + "]"]), *closing]


def yaml_text(rng: random.Random, *, ordinary: bool = False, named: float = 0.0) -> tuple[str, str]:
    """Return a random answers file and its newline; an ordinary one has no rare style in it.

    `named` is the share of values that carry an anchor or are an alias.
    """
    step = rng.choice([2, 2, 4]) if ordinary else rng.choice([1, 2, 2, 3, 4, 8])
    scribe = Scribe(
        rng, step, rng.choice([0, step]), 1 if ordinary else rng.choice([1, 1, 3]),
        odd=rng.choice([0.0, 0.1, 0.3]), named=named,
    )  # fmt: skip
    lines = scribe.entries(0, 3)
    if rng.random() < 0.1 and not ordinary:
        lines = ["{" + ", ".join(f"{key}: {scribe.flow(2)}" for key in scribe.some_keys()) + "}"]
    if rng.random() < 0.2:
        lines = ["---", *lines]
    lines += rng.choice([[], [], [], [""], ["", ""], ["", "# end"]])
    if rng.random() < 0.1 and not ordinary:
        lines.append("...")
    newline = rng.choice(["\n", "\n", "\r\n"] if ordinary else ["\n", "\r\n", "\r"])
    text = newline.join(lines) + (newline if rng.random() < 0.8 else "")
    return ("\ufeff" if rng.random() < 0.2 else "") + text, newline

// What is painted behind the words of the editor: a ground under each chip, a line under each number
// that has no record. It lies letter by letter under the field, which stays a plain text field.
import { chipsOf } from "./marks.js";
import { signsOf } from "./signs.js";

const LOOKS = { "*": "slant", _: "slant", "**": "bold", __: "bold", "***": "bold slant" };
const GLUE = "\u2060"; // between what is slanted and what touches it: no line breaks there
const WORDS = /[^\s\-–—…\u1361]+[\-–—…\u1361]*/gu;

export class Ink {
  // `isSeen`: the words one sees are those painted here, as bold or slanted as they are.
  constructor(field, isSeen) {
    this.field = field;
    this.sheet = Object.assign(document.createElement("div"), { className: isSeen ? "ink seen" : "ink" });
    this.sheet.setAttribute("aria-hidden", "true");
    this.lines = [];
    const frame = Object.assign(document.createElement("div"), { className: "inked" });
    // Moved, it would lose the keyboard of who already writes: their next letter would be a shortcut.
    const { selectionStart: start, selectionEnd: end } = field;
    const isWrittenIn = document.activeElement === field;
    field.before(frame);
    frame.append(this.sheet, field);
    if (isWrittenIn) {
      field.focus({ preventScroll: true });
      field.setSelectionRange(start, end);
    }
    field.addEventListener("scroll", () => this.follow(), { passive: true });
  }

  // Only the lines that changed are painted again: a text may be long.
  paint(text, loose) {
    this.sheet.lang = this.field.lang;
    this.sheet.dir = this.field.dir;
    const lines = cut(text, [...chipsOf(text), ...loose.map((each) => ({ ...each, isLoose: true }))]);
    const old = this.lines;
    let first = 0;
    while (first < Math.min(lines.length, old.length) && lines[first].key === old[first].key) first++;
    let last = 0;
    const most = Math.min(lines.length, old.length) - first;
    while (last < most && lines.at(-1 - last).key === old.at(-1 - last).key) last++;
    const after = this.sheet.children[old.length - last] ?? null;
    const gone = [...this.sheet.children].slice(first, old.length - last);
    gone.forEach((each) => each.remove());
    for (const line of lines.slice(first, lines.length - last)) this.sheet.insertBefore(drawn(line), after);
    this.lines = lines;
    this.follow();
  }

  follow() {
    this.sheet.scrollTop = this.field.scrollTop;
  }

  // Brings the line in which a letter stands to the middle, of the field and of the window.
  bring(at) {
    const line = this.lines.findIndex((each) => (at -= each.words.length + 1) < 0);
    const drawn = this.sheet.children[line];
    if (!drawn) return;
    const { field } = this;
    field.scrollTop = drawn.offsetTop - (field.clientHeight - drawn.offsetHeight) / 2;
    this.follow();
    const { top, bottom } = drawn.getBoundingClientRect();
    const seen = window.visualViewport?.height ?? window.innerHeight; // a keyboard may cover the rest
    window.scrollBy({ top: (top + bottom - seen) / 2 });
  }

  // The name of what lies under the pointer.
  under(x, y) {
    const isThere = (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    const spans = [...this.sheet.querySelectorAll("span[data-name]")];
    return spans.find((each) => [...each.getClientRects()].some(isThere))?.dataset.name;
  }
}

function cut(text, spans) {
  spans.sort((one, other) => one.start - other.start);
  let at = 0;
  let next = 0;
  return text.split("\n").map((words) => {
    const own = [];
    for (; next < spans.length && spans[next].start <= at + words.length; next++) {
      const { start, end, name = "", isLoose, tone = "" } = spans[next];
      own.push({ start: start - at, end: Math.min(end - at, words.length), name, isLoose, tone });
    }
    at += words.length + 1;
    return { words, own, key: `${words}\n${own.map((each) => `${each.start}-${each.end}-${each.name}${each.tone}`)}` };
  });
}

function drawn({ words, own }) {
  const line = document.createElement("div");
  const signs = signsOf(words);
  for (const each of signs) if (each.role === "line") line.classList.add(lookOf(each.body));
  const looks = signs.filter((each) => each.role === "open").map(lookOfPair);
  const spans = [...own.filter((each, at) => each.start >= (own[at - 1]?.end ?? 0)).map(asSpan), ...looks];
  const places = [...new Set([0, words.length, ...spans.flatMap((each) => [each.start, each.end])])];
  places.sort((one, other) => one - other);
  places.slice(0, -1).forEach((from, at) => {
    const on = spans.filter((each) => each.start <= from && from < each.end);
    line.append(...piece(words, from, places[at + 1], on));
  });
  if (!words) line.append("\u200b");
  return line;
}

function lookOf(body) {
  if (body.startsWith("#")) return body.length > 2 ? "ink-low" : "ink-head";
  return body.startsWith(">") ? "ink-quote" : "ink-item";
}

function lookOfPair({ end, mate, body }) {
  return { start: end, end: mate.start, look: body === "[" ? "ink-link" : `ink-${LOOKS[body].replace(" ", " ink-")}` };
}

function asSpan({ start, end, name, isLoose, tone }) {
  return { start, end, name, look: isLoose ? `ink-loose ${tone}`.trim() : "ink-chip" };
}

function piece(words, from, to, on) {
  const text = words.slice(from, to);
  if (!on.length) return [text];
  const span = document.createElement("span");
  span.className = on.map((each) => each.look).join(" ");
  const name = on.find((each) => each.name)?.name;
  if (name) span.dataset.name = name;
  if (name || !span.className.includes("ink-slant")) span.textContent = text;
  else span.append(...slanted(text, words[from - 1], words[to]));
  return [span];
}

// Slanted letters take the room of upright ones when each word leans by itself.
function slanted(text, before, after) {
  const parts = [];
  let at = 0;
  const touches = (letter) => letter !== undefined && /\S/u.test(letter);
  for (const found of text.matchAll(WORDS)) {
    if (found.index === 0 && touches(before)) parts.push(GLUE);
    parts.push(text.slice(at, found.index), Object.assign(document.createElement("i"), { textContent: found[0] }));
    at = found.index + found[0].length;
  }
  if (at === text.length && touches(after)) parts.push(GLUE);
  return [...parts, text.slice(at)];
}

// What is painted behind the words of the editor: a ground under each chip, a line under each number
// that has no record. It lies letter by letter under the field, which stays a plain text field.
import { chipsOf } from "./marks.js";

const HEAD = /^#{1,6} /;
const QUOTE = /^>/;

export class Ink {
  constructor(field) {
    this.field = field;
    this.sheet = Object.assign(document.createElement("div"), { className: "ink" });
    this.sheet.setAttribute("aria-hidden", "true");
    this.lines = [];
    const frame = Object.assign(document.createElement("div"), { className: "inked" });
    field.before(frame);
    frame.append(this.sheet, field);
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
  if (HEAD.test(words)) line.className = "ink-head";
  if (QUOTE.test(words)) line.className = "ink-quote";
  let at = 0;
  for (const { start, end, name, isLoose, tone } of own) {
    if (start < at) continue;
    const span = document.createElement("span");
    span.className = isLoose ? `ink-loose ${tone}`.trim() : "ink-chip";
    if (name) span.dataset.name = name;
    span.textContent = words.slice(start, end);
    line.append(words.slice(at, start), span);
    at = end;
  }
  line.append(words.slice(at) || (at ? "" : "\u200b"));
  return line;
}

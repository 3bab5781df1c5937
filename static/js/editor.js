// The editor: a plain text field in which what is bound stands as chips. Its Markdown is what is saved,
// sent and shown beside it; nobody needs to see it, and « Source » shows it.
import { Ink } from "./ink.js";
import { broken, edge, leftBehind, lineAt, standing, takenBack, takenOn } from "./caret.js";
import { byReading, chipsOf, longInMarkdown, placeOf, readable, renewed, tidy, toMarkdown, toShown, typedMarks } from "./marks.js";
import { sentenceOf } from "./fields.js";
import { link as setLink } from "./marking.js";
import { hideAll, linkAt, marksAt, mayList, once } from "./signs.js";
import { tell, tellLink } from "./telling.js";

const QUIET = 350; // milliseconds without a key before the bank is asked
const OURS = "text/x-comms"; // what is copied here keeps its bindings when it is pasted here
const ITEM = /^[-*+] $/; // as it was just typed
const editors = new Map();
let last;

export function editInChips() {
  document.querySelectorAll("textarea[data-records]").forEach((field) => {
    editors.set(field, new Editor(field));
  });
  document.addEventListener("selectionchange", () => editors.get(document.activeElement)?.stand());
}

export const editorOf = (field) => editors.get(field);
// Where one wrote last; at first the first text of the page.
export const lastEditor = () => last ?? editors.values().next().value;

// Puts Markdown where one writes, so that Ctrl+Z takes it back.
export function insert(field, markdown) {
  const editor = editors.get(field);
  if (editor) editor.insert(markdown);
  else put(field, markdown);
}

function put(field, text) {
  field.focus();
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

class Editor {
  constructor(field) {
    this.field = field;
    this.known = new Map();
    this.loose = [];
    this.isSource = false;
    this.hides = field.dataset.kind === "release"; // the signs of Markdown: a post has none
    this.steps = 0;
    this.caret = { start: 0, end: 0 };
    this.ink = new Ink(field, this.hides);
    this.said = field.closest(".field").appendChild(document.createElement("p"));
    this.said.className = "told";
    this.said.setAttribute("role", "status");
    this.warned = field.closest(".field").appendChild(document.createElement("p"));
    this.warned.className = "told wrong";
    this.warned.setAttribute("role", "alert");
    this.warned.hidden = true;
    this.show(field.value);
    this.listen();
    this.ask();
  }

  listen() {
    const { field } = this;
    field.form.addEventListener("formdata", (event) => {
      if (event.formData.has(field.name)) event.formData.set(field.name, this.markdown);
    });
    field.addEventListener("input", (event) => this.typed(event));
    field.addEventListener("compositionstart", () => (this.isComposing = true));
    field.addEventListener("compositionend", (event) => {
      this.isComposing = false;
      this.typed({ inputType: event.type });
    });
    field.addEventListener("beforeinput", (event) => this.breakLine(event) || this.takeWhole(event));
    field.addEventListener("keydown", (event) => this.pressed(event.key));
    field.addEventListener("pointerdown", () => (this.steps = 0));
    field.addEventListener("focus", () => (last = this));
    for (const kind of ["copy", "cut"]) field.addEventListener(kind, (event) => this.carry(event));
    field.addEventListener("paste", (event) => {
      const ours = event.clipboardData?.getData(OURS);
      if (!ours) return;
      event.preventDefault();
      this.insert(ours);
    });
    field.addEventListener("mousemove", (event) => {
      const name = this.isSource ? "" : this.ink.under(event.clientX, event.clientY);
      field.title = name ? (this.known.get(name)?.title ?? "") : "";
    });
    field.form.querySelectorAll("select[data-turns]").forEach((each) =>
      each.addEventListener("change", () => this.ask()),
    );
  }

  get markdown() {
    return this.isSource ? this.field.value : toMarkdown(this.field.value);
  }

  // Shows a text; the caret stays by its words.
  show(markdown) {
    const { field } = this;
    const caret = longInMarkdown(field.value.slice(0, field.selectionStart));
    const text = this.isSource ? markdown : toShown(markdown, this.known, this.hides);
    if (text !== field.value) {
      field.value = text;
      const at = this.isSource ? caret : placeOf(text, caret);
      field.setSelectionRange(at, at);
    }
    this.before = text;
    this.paint();
  }

  // Writes in the chips what the bank says now; nothing else moves, and what was typed can be undone.
  renew() {
    const { field } = this;
    const text = renewed(field.value, this.known);
    if (text === field.value) return;
    const caret = longInMarkdown(field.value.slice(0, field.selectionStart));
    this.before = field.value = text;
    const at = placeOf(text, caret);
    field.setSelectionRange(at, at);
  }

  paint() {
    this.ink.sheet.hidden = this.isSource;
    if (!this.isSource) this.ink.paint(this.field.value, this.loose);
  }

  turn() {
    const markdown = this.markdown;
    this.isSource = !this.isSource;
    this.show(markdown);
    if (!this.isSource) this.ask();
    this.field.focus();
    return this.isSource;
  }

  insert(markdown) {
    this.act(() => put(this.field, this.isSource ? markdown : toShown(markdown, this.known)));
  }

  // Does something to the text, then looks at it as at what somebody typed: a browser refuses one
  // command within another.
  act(change) {
    this.isPutting = true;
    change();
    this.isPutting = false;
    this.typed({});
  }

  // A key may come before the caret has settled after the one before.
  pressed(key) {
    if (this.hides && !this.isSource && !this.isComposing) this.settle();
    const arrows = ["ArrowLeft", "ArrowRight"];
    if (this.field.dir === "rtl") arrows.reverse();
    this.steps = { [arrows[0]]: -1, [arrows[1]]: 1 }[key] ?? 0;
  }

  replace(start, end, markdown) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
    this.insert(markdown);
  }

  typed(event) {
    if (this.isSource || this.isPutting) return;
    if (event.isComposing) return this.paint();
    const { field } = this;
    if (tidy(field.value) !== field.value) {
      const caret = tidy(field.value.slice(0, field.selectionEnd)).length;
      field.value = tidy(field.value);
      field.setSelectionRange(caret, caret);
    }
    if (!event.inputType?.startsWith("history")) {
      this.bindTyped(); // or nobody could take it back
      if (this.hides) this.hideTyped();
    }
    this.loose = moved(this.loose, this.before, field.value);
    this.before = field.value;
    this.paint();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), QUIET);
  }

  bindTyped() {
    const { field } = this;
    const found = typedMarks(field.value, this.known);
    if (!found.length) return;
    this.isPutting = true;
    const rest = field.value.length - field.selectionEnd;
    for (const each of found) {
      field.setSelectionRange(each.start, each.end);
      put(field, each.shown);
    }
    const at = Math.max(0, field.value.length - rest);
    field.setSelectionRange(at, at);
    this.isPutting = false;
  }

  // Signs somebody typed or pasted are hidden, those left alone by a deletion go.
  hideTyped() {
    const { field } = this;
    const { from, to } = changed(this.before, field.value);
    this.isPutting = true;
    for (const each of leftBehind(field.value, from, to, field.selectionEnd)) {
      const at = field.selectionEnd;
      this.putOver(each.start, each.end, "", at <= each.start ? at : Math.max(each.start, at - each.end + each.start));
    }
    const start = lineAt(field.value, Math.min(from, field.value.length)).start;
    const { end } = lineAt(field.value, Math.min(to, field.value.length));
    const was = field.value.slice(start, end);
    const before = start ? lineAt(field.value, start - 1).words : "";
    const gap = ITEM.test(was) && !mayList(before) ? "\n" : ""; // a list begins after an empty line
    const is = gap + hideAll(once(was), gap ? "" : before);
    if (is !== was) {
      const caret = longInMarkdown(gap + once(was.slice(0, field.selectionEnd - start)));
      this.putOver(start, end, is, start + placeOf(is, caret));
    }
    this.isPutting = false;
  }

  putOver(start, end, text, caret) {
    this.field.setSelectionRange(start, end);
    if (text) put(this.field, text);
    else document.execCommand("delete");
    this.field.setSelectionRange(caret, caret);
  }

  // Where words stand that were copied from a page, or as they are written; nothing where they do not.
  find(passage) {
    const { value } = this.field;
    const said = this.hides && !this.isSource ? readable(hideAll(passage)) : passage;
    const at = (this.isSource ? value : readable(value)).indexOf(said);
    const found = (from, long, by) => ({ start: placeOf(value, from, by), end: placeOf(value, from + long, by) });
    if (at >= 0) return this.isSource ? { start: at, end: at + said.length } : found(at, said.length, byReading);
    const written = this.markdown.indexOf(passage);
    return written >= 0 && !this.isSource ? found(written, passage.length) : null;
  }

  // Where words of the Markdown stand in what is shown.
  shownAt({ start, end }) {
    const { value } = this.field;
    return this.isSource ? { start, end } : { start: placeOf(value, start), end: placeOf(value, end) };
  }

  // Chooses words and brings them into view: the text may be higher than the window.
  choose({ start, end }) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
    if (this.isSource) this.field.scrollIntoView({ block: "center" });
    else this.ink.bring(start);
  }

  get marks() {
    const { start, words } = lineAt(this.field.value, this.field.selectionEnd);
    return this.isSource || !this.hides ? new Set() : marksAt(words, this.field.selectionEnd - start);
  }

  breakLine(event) {
    const { field } = this;
    const isBreak = event.inputType === "insertLineBreak" || event.inputType === "insertParagraph";
    if (!isBreak || !this.hides || this.isSource || field.selectionStart !== field.selectionEnd) return false;
    const line = broken(field.value, field.selectionEnd);
    if (!line) return false;
    event.preventDefault();
    this.act(() => this.putOver(line.from, line.to, line.text, line.at ?? line.from + line.text.length));
    return true;
  }

  // A chip goes as a whole, on a telephone's keyboard too; keys may come before the caret has settled.
  takeWhole(event) {
    if (this.isSource || event.isComposing) return;
    this.settle();
    let { selectionStart: at, selectionEnd, value } = this.field;
    if (at !== selectionEnd || !event.inputType.startsWith("delete")) return;
    const byWord = /Word|Line/.test(event.inputType);
    const back = event.inputType.endsWith("Backward");
    if (this.hides) {
      if (this.passSigns(event, back)) return;
      at = this.field.selectionEnd;
    }
    const reach = (gap) => (byWord ? gap.trim() === "" : gap === "");
    const chip = chipsOf(value).find((each) =>
      back
        ? each.end <= at && reach(value.slice(each.end, at))
        : each.start >= at && reach(value.slice(at, each.start)),
    );
    if (!chip) return;
    event.preventDefault();
    this.field.setSelectionRange(back ? chip.start : at, back ? at : chip.end);
    this.act(() => document.execCommand("delete"));
  }

  // A deleting key takes the sign of a line as a whole, and passes those of words; true when it is done.
  passSigns(event, back) {
    const { field } = this;
    const { from, to } = (back ? takenBack : takenOn)(field.value, field.selectionEnd);
    field.setSelectionRange(from, to);
    if (from === to) return false;
    event.preventDefault();
    this.act(() => document.execCommand("delete"));
    return true;
  }

  carry(event) {
    const { selectionStart, selectionEnd, value } = this.field;
    if (this.isSource || selectionStart === selectionEnd) return;
    const chosen = value.slice(selectionStart, selectionEnd);
    event.preventDefault();
    event.clipboardData.setData("text/plain", readable(chosen));
    event.clipboardData.setData(OURS, toMarkdown(chosen));
    if (event.type === "cut") this.act(() => document.execCommand("delete"));
  }

  // The caret never stands inside a chip: it steps over it.
  settle() {
    const { selectionStart: start, selectionEnd: end, selectionDirection, value } = this.field;
    const chips = chipsOf(value);
    const out = (at, was) => {
      const inside = chips.find((each) => each.start < at && at < each.end);
      return inside ? (at >= was ? inside.end : inside.start) : at;
    };
    const to = { start: out(start, this.caret.start), end: out(end, this.caret.end) };
    if (start === end) to.start = to.end = this.hides ? out(standing(value, to.end, this.caret.end, this.steps), this.caret.end) : to.end;
    else if (this.hides) Object.assign(to, { start: edge(value, to.start, to.end), end: edge(value, to.end, to.start) });
    this.caret = to;
    if (to.start !== start || to.end !== end) {
      this.field.setSelectionRange(Math.min(to.start, to.end), Math.max(to.start, to.end), selectionDirection);
    }
    return chips;
  }

  // What the caret touches is told below the text.
  stand() {
    if (this.isPutting || this.isComposing) return; // a moved caret would break what is composed
    if (this.isSource) return tell(this.said);
    const chips = this.settle();
    const to = this.caret;
    const touched = chips.find((each) => each.start <= to.end && to.start <= each.end);
    const loose = this.loose.find((each) => each.start <= to.end && to.start <= each.end);
    const link = !touched && !loose && this.linkHere();
    if (link) return tellLink(this.said, link.address, (address) => setLink(this, link.start, link.end, address));
    tell(this.said, touched && this.known.get(touched.name), loose, (markdown) =>
      this.replace(loose.start, loose.end, markdown),
    );
  }

  linkHere() {
    if (!this.hides) return null;
    const { start, words } = lineAt(this.field.value, this.caret.end);
    const link = linkAt(words, this.caret.end - start);
    return link && { address: link.address, start: start + link.start, end: start + link.end };
  }

  // Asks where the chosen words are to lead.
  askLink() {
    const { selectionStart: from, selectionEnd: to } = this.field;
    const here = this.linkHere();
    const [start, end] = here ? [here.start, here.end] : [from, to];
    if (start === end) return this.warn("link", document.querySelector("[data-marks-bar]").dataset.choose);
    this.warn("link", "");
    tellLink(this.said, here?.address ?? "https://", (address) => setLink(this, start, end, address), true);
  }

  // Asks the bank what it writes here, and which numbers have no record.
  async ask() {
    clearTimeout(this.timer);
    const asked = this.markdown;
    if (!asked.trim()) return;
    const body = new FormData();
    body.set("text", asked);
    body.set("lang", this.field.lang);
    body.set("kind", this.field.dataset.kind);
    body.set("csrf_token", document.querySelector("meta[name=csrf-token]").content);
    try {
      const answer = await fetch(this.field.dataset.records, { method: "POST", body });
      if (answer.ok) this.heard(asked, await answer.json());
      if (answer.ok || answer.status === 413) this.warn("asking", answer.ok ? "" : await sentenceOf(answer));
    } catch {
      // The line is down: the chips stay as they are.
    }
  }

  // Says below the text why it was not read as a whole; `of`: who says so, and takes it back.
  warn(of, sentence) {
    const { warned } = this;
    if (!sentence && warned.dataset.of !== of) return;
    warned.dataset.of = of;
    warned.textContent = sentence;
    warned.hidden = !sentence;
  }

  heard(asked, { known, loose }) {
    if (this.markdown !== asked || this.isSource) return;
    this.known = new Map(Object.entries(known));
    this.renew();
    this.loose = loose.map((each) => ({
      ...each,
      start: placeOf(this.field.value, each.start),
      end: placeOf(this.field.value, each.end),
    }));
    this.paint();
  }
}

// What differs between two texts: where, in the new one.
function changed(was, is) {
  let from = 0;
  while (from < Math.min(was.length, is.length) && was[from] === is[from]) from++;
  const most = Math.min(was.length, is.length) - from;
  let tail = 0;
  while (tail < most && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  return { from, to: is.length - tail, tail };
}

// Where numbers stand after some letters came or went.
function moved(spans, was, is) {
  const { from, tail } = changed(was, is);
  const by = is.length - was.length;
  return spans
    .filter((each) => each.end <= from || each.start >= was.length - tail)
    .map((each) => (each.end <= from ? each : { ...each, start: each.start + by, end: each.end + by }));
}

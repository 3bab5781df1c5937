// The editor: a plain text field in which what is bound stands as chips. Its Markdown is what is saved,
// sent and shown beside it; nobody needs to see it, and « Source » shows it.
import { Ink } from "./ink.js";
import { chipsOf, placeOf, readable, tidy, toMarkdown, toShown, typedMarks } from "./marks.js";
import { tell } from "./telling.js";

const QUIET = 350; // milliseconds without a key before the bank is asked
const OURS = "text/x-comms"; // what is copied here keeps its bindings when it is pasted here
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
    this.caret = { start: 0, end: 0 };
    this.ink = new Ink(field);
    this.said = field.closest(".field").appendChild(document.createElement("p"));
    this.said.className = "told";
    this.said.setAttribute("role", "status");
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
    field.addEventListener("compositionend", (event) => this.typed({ inputType: event.type }));
    field.addEventListener("beforeinput", (event) => this.takeWhole(event));
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
    const caret = toMarkdown(field.value.slice(0, field.selectionStart)).length;
    const text = this.isSource ? markdown : toShown(markdown, this.known);
    if (text !== field.value) {
      field.value = text;
      const at = this.isSource ? caret : placeOf(text, caret);
      field.setSelectionRange(at, at);
    }
    this.before = text;
    this.paint();
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
    put(this.field, this.isSource ? markdown : toShown(markdown, this.known));
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
    if (!event.inputType?.startsWith("history")) this.bindTyped(); // or nobody could take it back
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

  // A chip goes as a whole, on a telephone's keyboard too; keys may come before the caret has settled.
  takeWhole(event) {
    if (this.isSource || event.isComposing) return;
    this.settle();
    const { selectionStart: at, selectionEnd, value } = this.field;
    if (at !== selectionEnd || !event.inputType.startsWith("delete")) return;
    const byWord = /Word|Line/.test(event.inputType);
    const back = event.inputType.endsWith("Backward");
    const reach = (gap) => (byWord ? gap.trim() === "" : gap === "");
    const chip = chipsOf(value).find((each) =>
      back
        ? each.end <= at && reach(value.slice(each.end, at))
        : each.start >= at && reach(value.slice(at, each.start)),
    );
    if (!chip) return;
    event.preventDefault();
    this.field.setSelectionRange(back ? chip.start : at, back ? at : chip.end);
    document.execCommand("delete");
  }

  carry(event) {
    const { selectionStart, selectionEnd, value } = this.field;
    if (this.isSource || selectionStart === selectionEnd) return;
    const chosen = value.slice(selectionStart, selectionEnd);
    event.preventDefault();
    event.clipboardData.setData("text/plain", readable(chosen));
    event.clipboardData.setData(OURS, toMarkdown(chosen));
    if (event.type === "cut") document.execCommand("delete");
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
    if (start === end) to.start = to.end;
    this.caret = to;
    if (to.start !== start || to.end !== end) {
      this.field.setSelectionRange(Math.min(to.start, to.end), Math.max(to.start, to.end), selectionDirection);
    }
    return chips;
  }

  // What the caret touches is told below the text.
  stand() {
    if (this.isSource) return tell(this.said);
    const chips = this.settle();
    const to = this.caret;
    const touched = chips.find((each) => each.start <= to.end && to.start <= each.end);
    const loose = this.loose.find((each) => each.start <= to.end && to.start <= each.end);
    tell(this.said, touched && this.known.get(touched.name), loose, (markdown) =>
      this.replace(loose.start, loose.end, markdown),
    );
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
    } catch {
      // The line is down: the chips stay as they are.
    }
  }

  heard(asked, { known, loose }) {
    if (this.markdown !== asked || this.isSource) return;
    this.known = new Map(Object.entries(known));
    this.show(asked);
    this.loose = loose.map((each) => ({
      ...each,
      start: placeOf(this.field.value, each.start),
      end: placeOf(this.field.value, each.end),
    }));
    this.paint();
  }
}

// Where numbers stand after some letters came or went.
function moved(spans, was, is) {
  let same = 0;
  while (same < Math.min(was.length, is.length) && was[same] === is[same]) same++;
  const most = Math.min(was.length, is.length) - same;
  let tail = 0;
  while (tail < most && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  const by = is.length - was.length;
  return spans
    .filter((each) => each.end <= same || each.start >= was.length - tail)
    .map((each) => (each.end <= same ? each : { ...each, start: each.start + by, end: each.end + by }));
}

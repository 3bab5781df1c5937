// The buttons above a text: a heading, a quotation, a list, bold, a link; nobody types their signs.
import { around, lineAt } from "./caret.js";
import { editorOf, insert, lastEditor } from "./editor.js";
import { mark as markWords } from "./marking.js";
import { HEAD, LIST, QUOTE, lineSign, mayList, signsOf } from "./signs.js";

const SHOWN = { head: HEAD, quote: QUOTE, list: LIST };
const LINES = { head: "## ", quote: "> ", list: "- " };
const AROUND = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"] };
const KEYS = { b: "bold", i: "italic" };

export function setMarks() {
  const bar = document.querySelector("[data-marks-bar]");
  if (!bar) return;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.mark) mark(lastEditor().field, button.dataset.mark);
    if ("source" in button.dataset) button.setAttribute("aria-pressed", lastEditor().turn());
  });
  document.addEventListener("keydown", (event) => {
    const kind = (event.ctrlKey || event.metaKey) && !event.shiftKey && KEYS[event.key];
    const isOurs = kind && document.activeElement.matches("textarea[data-records]");
    if (!isOurs || !bar.querySelector(`[data-mark=${kind}]`)) return;
    event.preventDefault();
    mark(document.activeElement, kind);
  });
  document.addEventListener("selectionchange", () => {
    const editor = editorOf(document.activeElement);
    if (editor) press(bar, editor.marks);
  });
}

// The buttons say what stands at the caret.
function press(bar, marks) {
  bar.querySelectorAll("button[data-mark]").forEach((each) => {
    const is = String(marks.has(each.dataset.mark));
    if (each.getAttribute("aria-pressed") !== is) each.setAttribute("aria-pressed", is);
  });
}

function mark(field, kind) {
  field.focus();
  const editor = editorOf(field);
  if (editor?.hides && !editor.isSource) return markShown(editor, kind);
  if (LINES[kind]) return markLines(field, LINES[kind]);
  const [before, after] = AROUND[kind];
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  put(field, before + chosen + after);
  const back = kind === "link" ? 1 : chosen ? 0 : after.length;
  const end = field.selectionEnd - back;
  field.setSelectionRange(kind === "link" ? end - "https://".length : end, end);
}

function markShown(editor, kind) {
  if (kind === "link") return editor.askLink();
  if (!SHOWN[kind]) return markWords(editor, kind);
  const { field } = editor;
  const { start } = around(field.value, field.selectionStart);
  const { end } = around(field.value, field.selectionEnd);
  const back = field.value.length - field.selectionEnd;
  const lines = field.value.slice(start, end).split("\n");
  const own = lines.map((line) => signsOf(line).filter((each) => each.role === "line"));
  const isMarked = own.every((signs) => signs.some((each) => each.body[0] === SHOWN[kind][0]));
  const bare = (line, at) => line.slice(own[at].at(-1)?.end ?? 0);
  const sign = isMarked ? "" : lineSign(SHOWN[kind]);
  const before = start ? lineAt(field.value, start - 1).words : "";
  const gap = sign && kind === "list" && !mayList(before) ? "\n" : "";
  const text = gap + lines.map((line, at) => sign + bare(line, at)).join("\n");
  editor.act(() => editor.putOver(start, end, text, start));
  const at = Math.max(start, field.value.length - back);
  field.setSelectionRange(at, at);
}

// The lines one stands in get the sign, or lose it.
function markLines(field, sign) {
  const { value } = field;
  const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const found = value.indexOf("\n", field.selectionEnd);
  const end = found < 0 ? value.length : found;
  const lines = value.slice(start, end).split("\n");
  const isMarked = lines.every((line) => line.startsWith(sign));
  const bare = (line) => line.replace(/^(?:#{1,6} |> |- )/, "");
  field.setSelectionRange(start, end);
  put(field, lines.map((line) => (isMarked ? bare(line) : sign + bare(line))).join("\n"));
}

// What is chosen may hold chips: they go through as they stand.
function put(field, text) {
  if (document.execCommand("insertText", false, text)) return;
  insert(field, text);
}

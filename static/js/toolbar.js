// The buttons above a text: a heading, a quotation, a list, bold, a link; nobody types their signs.
import { insert, lastEditor } from "./editor.js";

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
}

function mark(field, kind) {
  field.focus();
  if (LINES[kind]) return markLines(field, LINES[kind]);
  const [before, after] = AROUND[kind];
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  put(field, before + chosen + after);
  const back = kind === "link" ? 1 : chosen ? 0 : after.length;
  const end = field.selectionEnd - back;
  field.setSelectionRange(kind === "link" ? end - "https://".length : end, end);
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

// The list of what may be put into a text (Ctrl+K): figures, mentions, words of testimonies. Arrows
// choose, Enter puts it where one was writing.
import { lineAt } from "./caret.js";
import { lastEditor } from "./editor.js";
import { longInMarkdown, placeOf } from "./marks.js";

let asked = 0;
let timer;
let stood = { start: 0, end: 0, value: "" };

export function chooseMarks() {
  const dialog = document.getElementById("picker");
  if (!dialog) return;
  document.body.append(dialog); // what is looked for is no word of the text: nothing to save
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const open = () => {
    if (dialog.open || !lastEditor()) return;
    const { field } = lastEditor();
    stood = { start: field.selectionStart, end: field.selectionEnd, value: field.value };
    dialog.showModal();
    input.value = "";
    look(dialog, input, list);
  };
  document.querySelectorAll("[data-opens=picker]").forEach((each) => each.addEventListener("click", open));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k" || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look(dialog, input, list), 90);
  });
  input.addEventListener("keydown", (event) => move(event, dialog, input, list));
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(dialog, option);
  });
}

async function look(dialog, input, list) {
  const turn = ++asked;
  const { field } = lastEditor();
  const address = new URL(dialog.dataset.marks, window.location.href);
  address.searchParams.set("q", input.value);
  address.searchParams.set("lang", field.lang);
  address.searchParams.set("kind", field.dataset.kind);
  try {
    const answer = await fetch(address);
    if (turn !== asked || !answer.ok) return;
    const { marks } = await answer.json();
    list.replaceChildren(...marks.map((each, number) => option(each, number, field.lang)));
    dialog.querySelector(".empty").hidden = marks.length > 0;
    choose(input, list, list.firstElementChild);
  } catch {
    // The line is down: what stands there stays.
  }
}

function option({ mark, words, detail, kind }, number, lang) {
  const made = document.createElement("li");
  made.setAttribute("role", "option");
  made.id = `picked-${number}`;
  made.dataset.mark = mark;
  const [strong, span, small] = ["b", "span", "small"].map((each) => document.createElement(each));
  strong.textContent = words;
  strong.lang = lang;
  span.textContent = detail;
  span.dir = "auto";
  small.textContent = kind;
  made.append(strong, span, small);
  return made;
}

function choose(input, list, option) {
  list.querySelector("[aria-selected]")?.removeAttribute("aria-selected");
  input.removeAttribute("aria-activedescendant");
  if (!option) return;
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function move(event, dialog, input, list) {
  const chosen = list.querySelector("[aria-selected]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && list.children.length) {
    event.preventDefault();
    const all = [...list.children];
    choose(input, list, all[(all.indexOf(chosen) + step + all.length) % all.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (chosen) take(dialog, chosen);
  }
}

// The bank may have written its numbers meanwhile: then the place has moved with its words.
function whereStood(value, at) {
  return value === stood.value ? at : placeOf(value, longInMarkdown(stood.value.slice(0, at)));
}

// Behind the last cell of a row, or right under a table, nothing would be shown: a paragraph begins.
function gapAfterTable(text, at) {
  const { start, words } = lineAt(text, at);
  const before = words.slice(0, at - start);
  if (/^\s*\|.*\|\s*$/u.test(before)) return "\n\n";
  return start && !before.trim() && /^\s*\|/u.test(lineAt(text, start - 1).words) ? "\n" : "";
}

function take(dialog, option) {
  const editor = lastEditor();
  dialog.close();
  editor.field.focus();
  const [start, end] = [stood.start, stood.end].map((at) => whereStood(editor.field.value, at));
  editor.field.setSelectionRange(start, end); // a dialog that closes may leave the caret at the start
  editor.insert(gapAfterTable(editor.field.value, start) + option.dataset.mark);
  editor.ask();
}

// Bold, italic and links in a text whose signs nobody sees: what the buttons and keys of the bar do.
import { lineAt } from "./caret.js";
import { hidden, linked, placeAmongWords, placeInLine, signsOf, toggled } from "./signs.js";

// Makes the chosen words bold or italic, or no longer so.
export function mark(editor, kind) {
  const { field } = editor;
  let { selectionStart: from, selectionEnd: to } = field;
  if (from === to) return turnMark(editor, kind);
  while (from < to && /\s/u.test(field.value[from])) from++;
  while (from < to && /\s/u.test(field.value[to - 1])) to--;
  const start = lineAt(field.value, from).start;
  const { end } = lineAt(field.value, to);
  const chosen = [];
  let at = start;
  const lines = field.value.slice(start, end).split("\n").map((line) => {
    const [low, high] = [from, to].map((each) => placeAmongWords(line, Math.min(Math.max(each - at, 0), line.length)));
    const is = low < high ? toggled(line, low, high, kind) : line;
    chosen.push({ is, low, high });
    at += line.length + 1;
    return is;
  });
  const [first, last] = [chosen[0], chosen.at(-1)];
  editor.act(() => editor.putOver(start, end, lines.join("\n"), start));
  const before = lines.slice(0, -1).reduce((sum, each) => sum + each.length + 1, start);
  field.setSelectionRange(start + placeInLine(first.is, first.low, true), before + placeInLine(last.is, last.high, false));
}

// Where nothing is chosen: what is typed next is bold, or no longer so.
function turnMark(editor, kind) {
  const { field } = editor;
  const sign = hidden(kind === "bold" ? "**" : "*");
  const { start, words } = lineAt(field.value, field.selectionEnd);
  const close = signsOf(words).find((each) => each.role === "close" && start + each.start === field.selectionEnd);
  if (close && hidden(close.body) === sign) return field.setSelectionRange(start + close.end, start + close.end);
  const at = field.selectionEnd + sign.length;
  editor.isPutting = true; // an empty pair waits for its words
  editor.putOver(field.selectionEnd, field.selectionEnd, sign + sign, at);
  editor.isPutting = false;
  editor.before = field.value;
  editor.caret = { start: at, end: at };
}

// Lets words lead to an address; without any, nowhere.
export function link(editor, from, to, address) {
  const { field } = editor;
  const { start, end, words } = lineAt(field.value, from);
  const [low, high] = [from, Math.min(to, end)].map((each) => placeAmongWords(words, each - start));
  const is = low < high ? linked(words, low, high, address) : words;
  field.focus();
  editor.act(() => editor.putOver(start, end, is, start + placeInLine(is, high, false)));
  editor.stand();
}

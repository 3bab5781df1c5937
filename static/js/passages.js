// What stands in the way leads to the very words it speaks of, chosen in the source of the text.
import { editorOf } from "./editor.js";
import { enter } from "./fields.js";

const PLACE = /^#(f-[^:]+):(\d+)-(\d+)$/;

export function leadToPassages() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-from]");
    if (!link) return;
    const [name] = link.hash.slice(1).split(":");
    const field = link.pathname === window.location.pathname && document.getElementById(name);
    if (!field) return void (link.hash = `${name}:${link.dataset.from}-${link.dataset.to}`); // read there
    event.preventDefault();
    show(field, link.dataset);
  });
  const [, name, from, to] = PLACE.exec(window.location.hash) ?? [];
  const field = document.getElementById(name);
  if (field) show(field, { from, to });
}

function show(field, { from, to, words }) {
  enter(field);
  const editor = editorOf(field);
  const place = where(editor?.markdown ?? field.value, Number(from), Number(to), words);
  if (!place) return;
  if (editor) return editor.choose(editor.shownAt(place));
  field.setSelectionRange(place.start, place.end);
  field.scrollIntoView({ block: "center" });
}

// Letters may have come and gone since: the same words nearest to where they stood.
function where(text, start, end, words = text.slice(start, end)) {
  let found = -1;
  for (let at = text.indexOf(words); at >= 0 && words; at = text.indexOf(words, at + 1)) {
    if (found < 0 || Math.abs(at - start) < Math.abs(found - start)) found = at;
  }
  return found < 0 ? null : { start: found, end: found + words.length };
}

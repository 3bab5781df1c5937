// Remarks stand by their passage: what one selects in the page goes into the form, and « Montrer »
// shows a passage where it stands.
import { editorOf } from "./editor.js";

export function remarkOnPassages() {
  const field = document.getElementById("f-passage");
  const sheet = document.querySelector(".sheet, #previews");
  if (field && sheet) {
    document.addEventListener("selectionchange", () => take(field, sheet));
  }
  document.querySelectorAll("button[data-passage]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => show(button.dataset, sheet));
  });
}

function take(field, sheet) {
  const chosen = document.getSelection();
  const words = chosen.toString().trim();
  if (!words || !sheet.contains(chosen.anchorNode)) return;
  field.value = words;
  field.closest("details").open = true;
}

function show({ passage, field }, sheet) {
  const input = document.getElementById(`f-${field}`);
  const place = input && (editorOf(input)?.find(passage) ?? plainPlace(input.value, passage));
  if (place) {
    input.focus();
    input.setSelectionRange(place.start, place.end);
    input.scrollIntoView({ block: "center" });
  } else if (sheet) {
    mark(passage, sheet);
  }
}

function plainPlace(text, passage) {
  const start = text.indexOf(passage);
  return start < 0 ? null : { start, end: start + passage.length };
}

// The words on the page may be parted by tags; the browser looks through them.
function mark(passage, sheet) {
  document.getSelection().removeAllRanges();
  sheet.scrollIntoView({ block: "nearest" });
  document.getSelection().collapse(sheet, 0);
  window.find?.(passage.split("\n")[0], true, false, false);
}

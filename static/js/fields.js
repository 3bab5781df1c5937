// What a script may send of a form as one types: its words. Files leave when a person says so.
export function wordsOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) {
    if (value instanceof File) data.delete(name);
  }
  return data;
}

// A file that was chosen is sent at once, by the button that would send it without script.
export function sendOnChoice() {
  document.querySelectorAll("input[data-submits]").forEach((input) => {
    input.addEventListener("change", () => {
      if (input.files.length) document.getElementById(input.dataset.submits).click();
    });
  });
}

// A title is one line, however long: Enter breaks nothing, what is pasted is put on one line.
export function keepToOneLine() {
  for (const field of document.querySelectorAll("textarea[data-one-line]")) {
    field.addEventListener("beforeinput", (event) => {
      if (["insertLineBreak", "insertParagraph"].includes(event.inputType)) event.preventDefault();
    });
    field.addEventListener("input", () => {
      if (!field.value.includes("\n")) return;
      const at = field.selectionEnd;
      field.value = field.value.replaceAll("\n", " ");
      field.setSelectionRange(at, at);
    });
  }
}

// What stands in the way leads to its field: it may lie in a part that is folded.
export function openTarget() {
  const open = () => {
    const [name] = window.location.hash.slice(1).split(":");
    if (name.startsWith("f-")) enter(document.getElementById(name));
  };
  window.addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a")?.hash === window.location.hash) setTimeout(open); // asked a second time
  });
  open();
}

export function enter(target) {
  for (let each = target; each; each = each.parentElement) if (each.matches("details")) each.open = true;
  target?.focus();
}

// What a refusal says, whichever way it says it: a line of our own, or the page of an error.
export async function sentenceOf(answer) {
  const kind = answer.headers.get("content-type") ?? "";
  if (kind.includes("json")) return (await answer.json()).refused;
  const text = await answer.text();
  if (kind.startsWith("text/plain")) return text;
  const page = document.createElement("template");
  page.innerHTML = text; // our own page, escaped by the server
  return page.content.querySelector("[data-sentence]")?.textContent.trim() ?? "";
}

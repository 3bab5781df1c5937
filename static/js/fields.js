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

// The page in another language is another page: what was typed goes there with the reader, once.
// Never a pass-phrase; and it stays in this tab.
const TYPED = "typed";

export function takeAlongToOtherLanguage() {
  const kept = JSON.parse(sessionStorage.getItem(TYPED) ?? "null");
  sessionStorage.removeItem(TYPED);
  if (kept?.page === window.location.pathname) fillIn(kept.fields);
  for (const link of document.querySelectorAll("a[href*='/language/']")) {
    link.addEventListener("click", () => {
      const fields = typedFields().map(([at, field]) => [at, field.value, field.checked]);
      if (!fields.length) return;
      sessionStorage.setItem(TYPED, JSON.stringify({ page: window.location.pathname, fields }));
    });
  }
}

function placed() {
  const fields = new Map();
  const seen = {};
  for (const field of document.querySelectorAll("form[method=post] :is(input, textarea, select)")) {
    seen[field.name] = (seen[field.name] ?? 0) + 1;
    fields.set(`${field.name} ${seen[field.name]}`, field);
  }
  return fields;
}

// Fields by their name, and which of that name they are: the same in every language.
function typedFields() {
  return [...placed()].filter(([, field]) => {
    if (["password", "hidden", "file"].includes(field.type)) return false;
    if ("unsaved" in document.documentElement.dataset) return true; // it came back to be said again
    if (field.options) return ![...field.options].every((each) => each.selected === each.defaultSelected);
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  });
}

function fillIn(fields) {
  const all = placed();
  for (const [at, value, checked] of fields) {
    const field = all.get(at);
    if (!field) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const SITE = /^[^\s/:@]+\.[^\s/:@.]{2,}([/?#].*)?$/;
const ON_MASTODON = /^@([^\s/:@]+)@([^\s/:@]+\.[^\s/:@.]{2,})$/;

// « ouest-info.fr » is an address for who types it: a browser would ask for its https://. So is
// « @collectif@mastodon.example », as people tell an account of Mastodon.
export function completeAddresses() {
  document.addEventListener("change", ({ target }) => {
    const typed = target.value?.trim();
    if (target.type !== "url") return;
    const [, who, where] = ON_MASTODON.exec(typed) ?? [];
    if (who) target.value = `https://${where}/@${who}`;
    else if (SITE.test(typed)) target.value = `https://${typed}`;
    else return;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

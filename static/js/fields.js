// What a script may send of a form as one types: its words. Files leave when a person says so.
export function wordsOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data.entries()]) {
    if (value instanceof File) data.delete(name);
  }
  return data;
}

// What is chosen in a list goes into the text where one writes; without script, at its end.
export function insertOnClick() {
  document.querySelectorAll("button[data-inserts]").forEach((button) => {
    button.addEventListener("click", (event) => {
      const text = document.getElementById(button.dataset.into);
      const chosen = document.getElementById(button.dataset.inserts).value;
      event.preventDefault();
      const before = text.value[text.selectionStart - 1];
      text.setRangeText(before && /\S/.test(before) ? ` ${chosen}` : chosen, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

// A file that was chosen is sent at once, by the button that would send it without script.
export function sendOnChoice() {
  document.querySelectorAll("input[data-submits]").forEach((input) => {
    input.addEventListener("change", () => {
      if (input.files.length) document.getElementById(input.dataset.submits).click();
    });
  });
}

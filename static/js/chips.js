// A chip goes where one was writing; without script its button puts it at the end of the text.
export function insertChips() {
  let last;
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[spellcheck=true]")) last = event.target;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-chip]");
    if (!button) return;
    const field = last ?? button.form.querySelector("textarea[spellcheck=true]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.setRangeText(button.dataset.chip, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.querySelectorAll("input[data-filters]").forEach((input) => {
    const lines = document.getElementById(input.dataset.filters).querySelectorAll("[data-words]");
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // it is no word of the text: nothing to save
      const words = bare(input.value).split(/\s+/);
      for (const line of lines) {
        line.hidden = !words.every((word) => line.dataset.words.includes(word));
      }
    });
  });
}

function bare(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

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

// The fields of a text follow its language: its spelling, and which way it runs.
export function turnWithLanguage() {
  document.querySelectorAll("select[data-turns]").forEach((select) => {
    const turning = select.dataset.turns.split(" ");
    select.addEventListener("change", () => {
      for (const field of select.form.querySelectorAll("[spellcheck=true]")) {
        field.lang = select.value;
        field.dir = turning.includes(select.value) ? "rtl" : "ltr";
      }
    });
  });
}

// « copier »: puts a text on the clipboard and says so for a moment.
export function copyOnClick() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const text = source.value ?? source.innerText;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.said;
      setTimeout(() => (button.textContent = label), 1600);
    } catch {
      window.getSelection().selectAllChildren(source); // then Ctrl+C
    }
  });
}

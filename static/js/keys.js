// The keyboard: one letter goes somewhere, never while someone types.
const PLACES = { t: "/", c: "/calendar", p: "/pieces", r: "/mentions", o: "/contacts" };
let waitsForPlace = false;

const isTyping = (target) =>
  target.closest("input, textarea, select, [contenteditable]") !== null;

export function listenToKeys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const key = event.key;
    if (waitsForPlace) {
      waitsForPlace = false;
      if (PLACES[key]) go(event, PLACES[key]);
      return;
    }
    const own = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (own) {
      event.preventDefault();
      own.click();
    } else if (actions[key]) {
      event.preventDefault();
      actions[key]();
    } else if (key === "g") {
      waitsForPlace = true;
    } else if (key === "c") {
      go(event, "/posts/new");
    } else if (key === "?") {
      event.preventDefault();
      document.getElementById("keys")?.showModal();
    }
  });
}

function go(event, place) {
  event.preventDefault();
  window.location.assign(place);
}

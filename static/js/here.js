// Says that this page stands open before somebody, and shows who else is at the piece.
const EVERY = 25_000; // milliseconds
const AWAY = 10 * 60_000; // without a key, a move or a touch, nobody is before the page

export function sayWhoIsHere() {
  const line = document.querySelector("[data-here]");
  if (!line) return;
  let acted = Date.now();
  for (const kind of ["keydown", "pointermove", "pointerdown", "scroll"]) {
    document.addEventListener(kind, () => (acted = Date.now()), { passive: true });
  }
  const signed = () => {
    const body = new FormData();
    body.set("csrf_token", document.querySelector("meta[name=csrf-token]").content);
    return body;
  };
  const say = async () => {
    if (document.hidden || Date.now() - acted > AWAY) return;
    const body = signed();
    try {
      const answer = await fetch(line.dataset.here, { method: "POST", body });
      if (answer.status === 401) clearInterval(clock); // the session is over
      if (!answer.ok) return;
      const page = document.createElement("template");
      page.innerHTML = await answer.text(); // our own words, escaped by the server
      const words = page.content.textContent.trim();
      if (words !== line.textContent.trim()) line.textContent = words; // or it would be read again
    } catch {
      // The line is down: others see that too.
    }
  };
  const clock = setInterval(say, EVERY);
  say();
  document.addEventListener("visibilitychange", say);
  window.addEventListener("pagehide", () => {
    const body = signed();
    body.set("gone", "1");
    navigator.sendBeacon(line.dataset.here, body);
  });
}

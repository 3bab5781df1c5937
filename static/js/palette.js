// The search everywhere: hits as one types, arrows to choose, Enter to go.
let asked = 0;
let timer;

export function openPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input").select();
}

export function searchAsTyped() {
  document.querySelectorAll("[data-opens=palette]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      openPalette();
    }),
  );
  document.querySelectorAll("[data-searches]").forEach((input) => {
    const hits = input.closest("form").parentElement.querySelector(".hits");
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => look(input, hits), 90);
    });
    input.addEventListener("keydown", (event) => choose(event, hits));
  });
}

async function look(input, hits) {
  const turn = ++asked;
  const words = input.value.trim();
  if (words.length < 2) {
    hits.replaceChildren();
    return;
  }
  const address = new URL(input.dataset.searches, window.location.href);
  address.searchParams.set("q", words);
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (turn !== asked || !answer.ok) return;
    hits.innerHTML = await answer.text(); // our own page, escaped by the server
  } catch {
    // The line is down: what stands there stays.
  }
}

function choose(event, hits) {
  const links = [...hits.querySelectorAll("a")];
  if (links.length === 0) return;
  const at = links.findIndex((link) => link.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    links[at]?.removeAttribute("aria-selected");
    const next = links[(at + step + links.length) % links.length];
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter") {
    event.preventDefault();
    (links[at] ?? links[0]).click();
  }
}

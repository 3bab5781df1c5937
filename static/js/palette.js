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
    const hits = input.closest("form, [role=search]").parentElement.querySelector(".hits");
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => look(input, hits), 90);
    });
    input.addEventListener("keydown", (event) => choose(event, input, hits));
  });
}

async function look(input, hits) {
  const turn = ++asked;
  const words = input.value.trim();
  if (words.length < 2) {
    hits.replaceChildren();
    hits.dataset.of = words;
    return;
  }
  const address = new URL(input.dataset.searches, window.location.href);
  address.searchParams.set("q", words);
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
    if (turn !== asked || !answer.ok) return;
    hits.innerHTML = await answer.text(); // our own page, escaped by the server
    hits.dataset.of = words;
  } catch {
    // The line is down: what stands there stays.
  }
}

function choose(event, input, hits) {
  if (event.key === "Enter" && (hits.dataset.of ?? "") !== input.value.trim()) {
    // What stands there is of other words: nobody is opened by a name typed before.
    event.preventDefault();
    clearTimeout(timer);
    return look(input, hits).then(() => follow(input, hits));
  }
  const links = [...hits.querySelectorAll("a, button")];
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
    follow(input, hits);
  }
}

// Opens what is chosen, or the first; where nothing was found, the page of the search says so.
function follow(input, hits) {
  if ((hits.dataset.of ?? "") !== input.value.trim()) return;
  const links = [...hits.querySelectorAll("a, button")];
  const chosen = links.find((link) => link.getAttribute("aria-selected") === "true") ?? links[0];
  if (chosen) chosen.click();
  else input.form.requestSubmit();
}

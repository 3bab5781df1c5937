// The keyboard: one letter goes somewhere, never while someone types.
const PLACES = { t: "/", c: "/calendar", p: "/pieces", r: "/mentions", o: "/contacts" };
const PATIENCE = 400; // milliseconds in which a letter may still follow « g »
const ANSWER = 4000; // milliseconds after which a form that sent its file is no longer on its way
let waitsForPlace = null;
let isSent = false;

const isTyping = (target) =>
  target.closest("input, textarea, select, [contenteditable]") !== null;

export function listenToKeys(actions) {
  waitForAnswers();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || isSent) return;
    if (document.querySelector("dialog[open]")) return;
    const key = event.key;
    if (waitsForPlace) {
      const waited = waitsForPlace;
      waitsForPlace = null;
      clearTimeout(waited.clock);
      if (PLACES[key]) go(event, PLACES[key]);
      else waited.own?.click();
      return;
    }
    const own = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (key === "g") {
      waitsForPlace = waitFor(own);
    } else if (own) {
      event.preventDefault();
      own.click();
    } else if (actions[key]) {
      event.preventDefault();
      actions[key]();
    } else if (key === "c") {
      go(event, "/posts/new");
    } else if (key === "?") {
      event.preventDefault();
      tellKeys();
    }
  });
}

// What was decided is on its way: the next letter is meant for what the answer shows, not for this page.
function waitForAnswers() {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    isSent = true;
    setTimeout(() => (isSent = false), ANSWER);
  });
  window.addEventListener("pageshow", () => (isSent = false));
}

// The keys of this very page are those its buttons and links carry, said with their own words.
function tellKeys() {
  const here = document.getElementById("keys-here");
  const list = here.querySelector("dl") ?? here.appendChild(document.createElement("dl"));
  const told = new Map();
  document.querySelectorAll("[data-key]").forEach((each) => {
    const label = each.dataset.says || each.getAttribute("aria-label") || each.title || wordsWithoutKeys(each);
    if (label && !told.has(each.dataset.key)) told.set(each.dataset.key, label);
  });
  list.replaceChildren(...[...told].flatMap(([key, label]) => row(key, label)));
  here.hidden = told.size === 0;
  document.getElementById("keys").showModal();
}

function wordsWithoutKeys(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd").forEach((each) => each.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
}

function row(key, label) {
  const [name, words] = [document.createElement("dt"), document.createElement("dd")];
  name.append(Object.assign(document.createElement("kbd"), { textContent: key }));
  words.textContent = label;
  return [name, words];
}

// « g » begins « g t »; where a page has its own « g », it acts when no place has followed.
function waitFor(own) {
  if (!own) return { own };
  const clock = setTimeout(() => {
    waitsForPlace = null;
    own.click();
  }, PATIENCE);
  return { own, clock };
}

function go(event, place) {
  event.preventDefault();
  window.location.assign(place);
}

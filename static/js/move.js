// A chip is put on another day: by hand, or with « m » and the arrows, which turn the page at the end
// of the month. The list moves without us.
const PARTS = ["h1", "nav.turn", ".month"]; // what of a page is turned
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
let held = null;

export function moveChips() {
  const form = document.getElementById("mover");
  if (!form) return;
  tellWhoMoved();
  document.addEventListener("dragstart", (event) => take(event.target.closest?.("[data-moves]")));
  document.addEventListener("dragend", () => giveUp());
  document.addEventListener("dragover", (event) => aim(event, dayUnder(event)));
  document.addEventListener("drop", (event) => held && dayUnder(event) && put(event, form));
  document.addEventListener("keydown", (event) => byKey(event, form), true);
}

// What was done is read at once, and « Annuler » is the next Tab.
function tellWhoMoved() {
  const told = document.querySelector(".said > .done");
  if (!told) return;
  told.tabIndex = -1;
  told.focus();
}

function take(chip) {
  const from = chip?.closest("[data-day]").dataset.day;
  if (chip) held = { chip, from, to: from, was: [] };
}

function dayUnder(event) {
  return event.target.closest?.("[data-day]");
}

function aim(event, day) {
  if (!held || !day) return;
  event.preventDefault();
  turnTo(day.dataset.day);
}

function cell(date) {
  return document.querySelector(`[data-day="${date}"]`);
}

// A day beyond the page has no cell until it is turned: it is said in words, and taken all the same.
function turnTo(date) {
  cell(held.to)?.classList.remove("target");
  held.to = date;
  cell(date)?.classList.add("target");
}

function put(event, form) {
  event.preventDefault();
  if (!held || held.to === held.from) return giveUp();
  // What is approved for a day is approved for no other: nobody loses that by a slip of the hand.
  if (held.chip.classList.contains("scheduled") && !window.confirm(form.dataset.asks)) {
    return giveUp();
  }
  form.action = held.chip.dataset.moves;
  form.elements.day.value = held.to;
  form.elements.base.value = held.chip.dataset.base;
  if (!cell(held.to) || held.was.length) form.elements.back.value = monthOf(form.elements.back.value, held.to);
  form.submit();
}

// Beyond the page: one goes along, and sees it there.
function monthOf(back, date) {
  const address = new URL(back, window.location.origin);
  if (!address.searchParams.get("view")) address.searchParams.set("month", date.slice(0, 7));
  return address.pathname + address.search;
}

function giveUp() {
  cell(held?.to)?.classList.remove("target");
  const was = held?.was ?? [];
  const chip = held?.chip;
  held = null;
  was.forEach(([part, shown]) => shown().replaceWith(part));
  if (was.length) chip.focus();
  say("");
}

// Aiming beyond the page turns it, as the arrows above it do; what is held stays in hand.
async function turnPage() {
  const mine = held;
  if (mine.turns) return;
  mine.turns = true;
  while (held === mine && !cell(mine.to)) {
    const first = document.querySelector("[data-day]").dataset.day;
    const link = document.querySelector(`.turn a[rel=${mine.to < first ? "prev" : "next"}]`);
    const page = await pageAt(link.href);
    if (!page) break;
    if (held === mine) lay(page, mine);
  }
  mine.turns = false;
}

async function pageAt(address) {
  try {
    const answer = await fetch(address);
    if (answer.ok) return new DOMParser().parseFromString(await answer.text(), "text/html"); // our own page
  } catch {
    // The line is down: the day is still said, and taken.
  }
  return null;
}

function lay(page, mine) {
  const isFirst = !mine.was.length;
  for (const name of PARTS) {
    const shown = () => document.querySelector(`main ${name}`);
    if (isFirst) mine.was.push([shown(), shown]);
    shown().replaceWith(page.querySelector(`main ${name}`));
  }
  status().focus({ preventScroll: true }); // the chip that had the keyboard is on another page
  aimAt(held.to);
}

function aimAt(date) {
  turnTo(date);
  cell(date)?.scrollIntoView({ block: "nearest" });
}

function byKey(event, form) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chip = event.target.closest?.("[data-moves]");
  if (!held && event.key === "m" && chip) {
    own(event);
    take(chip);
    turnTo(held.to);
    say(status().dataset.begins);
  } else if (held && STEPS[event.key]) {
    own(event);
    step(STEPS[event.key]);
  } else if (held && event.key === "Enter") {
    own(event);
    put(event, form);
  } else if (held && event.key === "Escape") {
    own(event);
    giveUp();
  }
}

function own(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function step(count) {
  const day = new Date(`${held.to}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + count);
  aimAt(day.toISOString().slice(0, 10));
  if (!cell(held.to)) turnPage();
  const words = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  const name = day.toLocaleDateString(document.documentElement.lang, words);
  say(status().dataset.there.replace("{day}", name[0].toUpperCase() + name.slice(1)));
}

function status() {
  return document.getElementById("moving");
}

function say(sentence) {
  status().textContent = sentence;
}

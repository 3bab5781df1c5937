// A chip is put on another day: by hand, or with « m » and the arrows. The list moves without us.
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
let held = null;

export function moveChips() {
  const form = document.getElementById("mover");
  if (!form) return;
  document.addEventListener("dragstart", (event) => take(event.target.closest?.("[data-moves]")));
  document.addEventListener("dragend", () => drop());
  for (const day of document.querySelectorAll("[data-day]")) {
    day.addEventListener("dragover", (event) => aim(event, day));
    day.addEventListener("drop", (event) => put(event, form));
  }
  document.addEventListener("keydown", (event) => byKey(event, form), true);
}

function take(chip) {
  if (chip) held = { chip, from: chip.closest("[data-day]"), to: chip.closest("[data-day]") };
}

function aim(event, day) {
  if (!held) return;
  event.preventDefault();
  turnTo(day);
}

function turnTo(day) {
  held.to?.classList.remove("target");
  held.to = day;
  day.classList.add("target");
}

function put(event, form) {
  event.preventDefault();
  if (!held || held.to === held.from) return drop();
  // What is approved for a day is approved for no other: nobody loses that by a slip of the hand.
  if (held.chip.classList.contains("scheduled") && !window.confirm(form.dataset.asks)) return drop();
  form.action = held.chip.dataset.moves;
  form.elements.day.value = held.to.dataset.day;
  form.elements.base.value = held.chip.dataset.base;
  form.submit();
}

function drop() {
  held?.to?.classList.remove("target");
  held = null;
}

function byKey(event, form) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chip = event.target.closest?.("[data-moves]");
  if (!held && event.key === "m" && chip) {
    own(event);
    take(chip);
    turnTo(held.to);
    say(document.getElementById("moving")?.dataset.begins);
  } else if (held && STEPS[event.key]) {
    own(event);
    step(STEPS[event.key]);
  } else if (held && event.key === "Enter") {
    own(event);
    put(event, form);
  } else if (held && event.key === "Escape") {
    own(event);
    drop();
    say("");
  }
}

function own(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function step(count) {
  const days = [...document.querySelectorAll("[data-day]")];
  const next = days[days.indexOf(held.to) + count];
  if (!next) return;
  turnTo(next);
  next.scrollIntoView({ block: "nearest" });
  say(next.querySelector("time").dateTime);
}

function say(sentence) {
  document.getElementById("moving").textContent = sentence ?? "";
}

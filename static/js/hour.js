// An hour as people say it is read back in full, and stands in the field that is sent.
const QUIET = 250; // milliseconds

export function readHours() {
  document.querySelectorAll("[data-reads]").forEach((field) => {
    const told = field.querySelector("input[name$=_said]");
    const picked = field.querySelector("input[type=datetime-local], input[type=date]");
    const hint = field.querySelector("[id^=h-]");
    // What was read goes by the field beside: tomorrow, « demain » would be another day. What was
    // not yet, when somebody is quick, goes as it was typed; so does what was not understood, or the
    // hour beside would be kept without a word.
    const { name } = told;
    const isRead = () => told.removeAttribute("name");
    if (!told.value) isRead();
    let timer;
    const hear = () => {
      told.name = name;
      clearTimeout(timer);
      timer = setTimeout(() => read(field.dataset.reads, told, picked, hint, isRead), QUIET);
    };
    told.addEventListener("input", (event) => {
      event.stopPropagation();
      hear();
    });
    if (told.value !== told.defaultValue) hear(); // typed before we were here
    told.addEventListener("change", (event) => event.stopPropagation());
    picked.addEventListener("input", () => {
      told.value = "";
      isRead();
      refuse(told, hint, "");
      sayBack(field.dataset.reads, picked, hint);
    });
  });
}

// What is picked is read back too: a browser writes days in an order of its own.
async function sayBack(address, picked, hint) {
  const wall = picked.value;
  const asked = new URL(address, window.location.href);
  asked.searchParams.set("said", wall);
  try {
    const answer = wall && (await fetch(asked, { headers: { "X-Requested-With": "fetch" } }));
    if (answer?.ok && picked.value === wall) hint.textContent = (await answer.json()).told;
  } catch {
    // The line is down: the field itself shows what was picked.
  }
}

async function read(address, told, picked, hint, isRead) {
  const words = told.value;
  refuse(told, hint, "");
  // Changed, not typed: what is saved follows, and what was said stays in sight.
  const follow = () => picked.form.dispatchEvent(new Event("input", { bubbles: true }));
  if (!words.trim()) {
    isRead();
    return follow();
  }
  const asked = new URL(address, window.location.href);
  asked.searchParams.set("said", words);
  asked.searchParams.set("stands", picked.value);
  try {
    const answer = await fetch(asked, { headers: { "X-Requested-With": "fetch" } });
    const found = await answer.json();
    if (told.value !== words) return; // something else is being said meanwhile
    hint.textContent = found.told;
    // The hour beside is another one: nobody sends that for what was said and not understood.
    if (!answer.ok) refuse(told, hint, found.told);
    else isRead();
    picked.value = answer.ok ? found.wall : picked.value;
    follow();
  } catch {
    // The line is down: the field beside takes an hour all the same.
  }
}

// Says that an hour was not understood, as a fault and not as a hint; without a sentence, no longer.
function refuse(told, hint, sentence) {
  told.setCustomValidity(sentence);
  told.setAttribute("aria-invalid", String(Boolean(sentence)));
  told.closest(".field").toggleAttribute("data-wrong", Boolean(sentence));
  hint.className = sentence ? "wrong" : "hint";
}

// An hour as people say it is read back in full, and stands in the field that is sent.
const QUIET = 250; // milliseconds

export function readHours() {
  document.querySelectorAll("[data-reads]").forEach((field) => {
    const told = field.querySelector("input[name$=_said]");
    const picked = field.querySelector("input[type=datetime-local]");
    const hint = field.querySelector(".hint");
    // What was read goes by the field beside: tomorrow, « demain » would be another day. What was
    // not yet, when somebody is quick, goes as it was typed.
    const { name } = told;
    const isRead = () => told.removeAttribute("name");
    if (!told.value) isRead();
    let timer;
    told.addEventListener("input", (event) => {
      event.stopPropagation();
      told.name = name;
      clearTimeout(timer);
      timer = setTimeout(() => read(field.dataset.reads, told, picked, hint, isRead), QUIET);
    });
    told.addEventListener("change", (event) => event.stopPropagation());
    picked.addEventListener("input", () => {
      told.value = "";
      told.setCustomValidity("");
    });
  });
}

async function read(address, told, picked, hint, isRead) {
  const words = told.value;
  told.setCustomValidity("");
  if (!words.trim()) return isRead();
  const asked = new URL(address, window.location.href);
  asked.searchParams.set("said", words);
  try {
    const answer = await fetch(asked, { headers: { "X-Requested-With": "fetch" } });
    const found = await answer.json();
    if (told.value !== words) return; // something else is being said meanwhile
    isRead();
    hint.textContent = found.told;
    // The hour beside is another one: nobody sends that for what was said and not understood.
    if (!answer.ok) told.setCustomValidity(found.told);
    if (!answer.ok || picked.value === found.wall) return;
    picked.value = found.wall;
    // Changed, not typed: what is saved follows, and what was said stays in sight.
    picked.form.dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    // The line is down: the field beside takes an hour all the same.
  }
}

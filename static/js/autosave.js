// Saves a text as it is typed. Until the server has answered, the words lie in this browser too, so
// that a lost line or a closed tab loses nothing.
import { sentenceOf, wordsOf } from "./fields.js";

const QUIET = 800; // milliseconds without a key before a save
const AGAIN = 5000; // milliseconds before trying a lost line again

export function saveAsTyped() {
  document.querySelectorAll("form[data-autosave]").forEach((form) => new Keeper(form));
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector(".saved");
    this.stood = this.line.textContent;
    this.key = `text:${form.dataset.autosave}`;
    this.isNew = "begins" in form.dataset;
    this.saving = false;
    this.dirty = false;
    this.clashed = false;
    this.unheard = false;
    this.approved = "holds" in form.dataset && this.words();
    this.leaves = undefined; // the button pressed while a save was under way
    this.offerKept();
    form.addEventListener("input", () => this.touched());
    form.addEventListener("focusout", () => this.dirty && this.save());
    form.addEventListener("submit", (event) => this.leave(event));
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        if (this.approved && this.dirty) form.requestSubmit();
        else this.save();
      }
      if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
        event.preventDefault();
        document.querySelector("button[name=then][value=ask]")?.click();
      }
      if ((event.ctrlKey || event.metaKey) && event.key === "'") {
        event.preventDefault();
        document.querySelector("button[data-print]")?.click();
      }
    });
  }

  touched() {
    this.dirty = true;
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), QUIET);
  }

  fields() {
    const data = wordsOf(this.form);
    data.delete("csrf_token");
    data.delete("then");
    return data;
  }

  words() {
    return JSON.stringify([...this.fields().entries()].filter(([, value]) => typeof value === "string"));
  }

  keep() {
    try {
      localStorage.setItem(this.key, this.words());
    } catch {
      // Storage is full or forbidden: the server still gets the text.
    }
  }

  // A save under way tells where this one begins: without waiting, the server would see two people.
  leave(event) {
    clearTimeout(this.timer);
    if (!this.saving) return this.unheard || this.forget();
    event.preventDefault();
    this.leaves = [event.submitter];
  }

  forget() {
    localStorage.removeItem(this.key);
  }

  offerKept() {
    const kept = localStorage.getItem(this.key);
    if (!kept) return;
    for (const [name, value] of JSON.parse(kept)) {
      const input = this.form.elements.namedItem(name);
      // The kept base comes back too: the server then merges with what others wrote meanwhile.
      if (input && "value" in input && input.type !== "checkbox") {
        if (input.value !== value) this.dirty = true;
        input.value = value;
      }
    }
    if (this.dirty) this.save();
  }

  // What people approved is not undone by a key pressed by chance: a button saves it. Until then the
  // words lie in this browser, and put back as they were nothing has happened.
  hold() {
    this.dirty = this.words() !== this.approved;
    if (this.dirty) return this.say("held", this.form.dataset.holds);
    this.forget();
    this.say("saved", this.stood);
  }

  // Where somebody else wrote at the same place, both are kept and a person compares them: saving
  // on would put these words over theirs unasked.
  async save() {
    clearTimeout(this.timer);
    if (this.approved) return this.hold();
    if (this.saving || this.clashed) return;
    this.saving = true;
    this.dirty = false;
    const body = this.fields();
    body.set("csrf_token", document.querySelector("meta[name=csrf-token]").content);
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body,
        headers: { "X-Requested-With": "fetch" },
      });
      await this.heard(answer);
    } catch {
      this.dirty = true;
      this.leaves = undefined; // there is no line to leave by: the page and its words stay
      this.say("offline", this.form.dataset.offline);
      this.timer = setTimeout(() => this.save(), AGAIN);
    }
    this.saving = false;
    if (this.leaves) return this.form.requestSubmit(...this.leaves);
    if (this.dirty && navigator.onLine) this.touched();
  }

  async heard(answer) {
    // Signed out, or in again from another tab: nothing was heard, and the words stay here.
    this.unheard = answer.status === 401 || answer.status === 400;
    if (answer.status === 401) return this.say("refused", this.form.dataset.signedOut);
    if (answer.status === 400) return this.say("refused", this.form.dataset.stale);
    if (answer.status === 413) return this.say("refused", await sentenceOf(answer));
    const page = document.createElement("template");
    page.innerHTML = await answer.text(); // our own page, escaped by the server
    const news = page.content.querySelector("[data-number]");
    this.clashed = page.content.querySelector("[data-clash]") !== null;
    if (news) {
      this.form.elements.namedItem("base").value = news.dataset.number;
      if (!this.dirty) this.forget();
      // What kept it from being asked for may be mended now: « Avant diffusion » says what is left.
      document.querySelectorAll(".said > .refusal").forEach((each) => each.remove());
      if (this.isNew) this.moveIn(news.dataset.address);
      const isOver = "struck" in news.dataset && !this.dirty && !this.leaves;
      if (isOver) return this.open(news.dataset.address);
    }
    for (const fresh of page.content.querySelectorAll("template[data-place]")) {
      const place = document.querySelector(`[data-at="${fresh.dataset.place}"]`);
      // Where somebody is at work with a button of it, it stays: the next save brings it.
      if (!place?.contains(document.activeElement)) place?.replaceChildren(fresh.content);
      fresh.remove();
    }
    this.line.replaceChildren(page.content);
    this.line.dataset.state = answer.ok && !this.clashed ? "saved" : "refused";
  }

  // Words of a person who withdrew went from the text: they must not stay on this page either.
  open(address) {
    this.forget();
    window.location.assign(address);
  }

  // The first save made the piece: from now on this page is its page.
  moveIn(address) {
    this.isNew = false;
    this.forget();
    this.form.dataset.autosave = this.form.action = address;
    this.key = `text:${address}`;
    window.history.replaceState(null, "", address);
    if (this.dirty) this.keep();
  }

  say(state, sentence) {
    this.line.dataset.state = state;
    this.line.textContent = sentence;
  }
}

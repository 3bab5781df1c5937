// The live page: shows the text as its reader will, as it is typed.
import { wordsOf } from "./fields.js";

const QUIET = 120; // milliseconds

export function showLive() {
  document.querySelectorAll("form[data-live]").forEach((form) => {
    const pane = document.getElementById(form.dataset.pane);
    let timer;
    let turn = 0;
    const show = async () => {
      const mine = ++turn;
      const body = wordsOf(form);
      body.set("csrf_token", document.querySelector("meta[name=csrf-token]").content);
      try {
        const answer = await fetch(form.dataset.live, {
          method: "POST",
          body,
          headers: { "X-Requested-With": "fetch" },
        });
        if (mine === turn && answer.ok) pane.innerHTML = await answer.text(); // escaped by the server
      } catch {
        // The line is down: the page shows what it last knew.
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, QUIET);
    });
  });
}

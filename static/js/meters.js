// The counters of a post move with each key; what the server says soon after is the last word.
import { count, learnEndings } from "./counting.js";
import { readable } from "./marks.js";

export function countAsTyped() {
  const pane = document.getElementById("previews");
  const text = document.getElementById("f-text");
  if (!pane || !text || !("Segmenter" in Intl)) return;
  learnEndings();
  text.form.addEventListener("input", (event) => {
    if (event.target === text || event.target.name === "link") show(pane, text);
  });
}

function show(pane, text) {
  const words = readable(text.value).trim();
  if (words.includes("<!--")) return; // notes for oneself do not leave: the server knows them
  const link = text.form.elements.namedItem("link")?.value.trim();
  const whole = link ? `${words}\n${link}`.trim() : words;
  const said = new Intl.NumberFormat(document.documentElement.lang);
  pane.querySelectorAll("[data-network]").forEach((net) => {
    const most = Number(net.dataset.most);
    const number = count(net.dataset.network, whole);
    const line = net.querySelector(".count");
    line.textContent = `${said.format(number)} / ${said.format(most)}`;
    line.classList.toggle("over", number > most);
    net.querySelector("progress").value = Math.min(number, most);
  });
}

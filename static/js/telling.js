// The line below a text: what the chip at the caret stands for, or what to do about a loose number.
export function tell(line, record, loose, bind) {
  const key = record ? record.title : loose ? `${loose.start}${loose.said}` : "";
  if (line.dataset.key === key) return;
  line.dataset.key = key;
  line.replaceChildren();
  if (record) {
    line.append(`${record.title} `);
    if (record.url) line.append(link(record.url, record.open));
  } else if (loose) {
    line.append(`${loose.said} `);
    for (const { label, mark, url } of loose.acts) {
      line.append(url ? link(url, label) : button(label, () => bind(mark)), " ");
    }
  }
}

// The address a link of the text leads to; one changes it here, and an empty one leads nowhere.
// The sentences stand in the bar above the text.
export function tellLink(line, address, set, isAsked) {
  const key = `link ${address}`;
  if (line.dataset.key === key && !isAsked) return;
  line.dataset.key = key;
  const { address: label, set: said, open } = document.querySelector("[data-marks-bar]").dataset;
  const input = Object.assign(document.createElement("input"), { type: "url", value: address, dir: "ltr" });
  input.setAttribute("aria-label", label);
  const keep = () => {
    const given = input.value.trim();
    delete line.dataset.key;
    line.replaceChildren();
    set(/^(?:https?:\/\/|mailto:|\/)[!-'*-;=?-~]+$/.test(given) ? given : "");
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    keep();
  });
  input.addEventListener("input", (event) => event.stopPropagation()); // no word of the text
  line.replaceChildren(input, " ", button(said, keep));
  if (!isAsked) line.append(" ", link(address, open));
  if (isAsked) input.focus();
}

function link(url, words) {
  return Object.assign(document.createElement("a"), { href: url, textContent: words, target: "_blank" });
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), {
    type: "button",
    className: "btn quiet",
    textContent: label,
  });
  made.addEventListener("click", act);
  return made;
}

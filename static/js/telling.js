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

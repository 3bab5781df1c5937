// What is pasted from Word or Docs comes in as we write it: headings, lists, links, bold; tracked
// changes accepted, comments dropped. Plain text, and a paste while the line is down, stay as they are.
import { editorOf, insert } from "./editor.js";
import { sentenceOf } from "./fields.js";

export function pasteClean() {
  const form = document.querySelector("form[data-pasted]");
  const body = document.getElementById("f-body");
  if (!form || !body) return;
  body.addEventListener("paste", async (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    const plain = event.clipboardData.getData("text/plain");
    event.preventDefault();
    insert(body, await asWritten(form, body, html, plain));
  });
}

async function asWritten(form, body, html, plain) {
  const said = new FormData();
  said.set("html", html);
  said.set("csrf_token", document.querySelector("meta[name=csrf-token]").content);
  try {
    const answer = await fetch(form.dataset.pasted, { method: "POST", body: said });
    editorOf(body)?.warn("pasting", answer.status === 413 ? await sentenceOf(answer) : "");
    return answer.ok ? await answer.text() : plain;
  } catch {
    return plain;
  }
}

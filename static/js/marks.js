// What is bound in a text, as the editor shows it: « [1 226](figure:evictions-2025) » stands there as
// « 1 226 » alone. The name of the record follows its words in letters nobody sees (Unicode tags),
// between two marks that keep a number whole in a text from right to left. So the field says all
// by itself: undo, copy, drag and a restored page lose no binding.
const OPEN = "\u2068";
const CLOSE = "\u2069";
const LAST = "\u{E007F}";
const TAG = "\\u{E0020}-\\u{E007E}";
const CHIP = new RegExp(`${OPEN}([^${OPEN}${CLOSE}\\n]*?)([${TAG}]+)${LAST}${CLOSE}`, "gu");
// What is left of a chip that was cut in two (a flag of England is written with the same letters).
const REST = `(?:${OPEN}(?<left>[^${OPEN}${CLOSE}\\n]*?))?(?<![\\u{1F3F4}${TAG}])[${TAG}]+${LAST}?${CLOSE}?`;
const BROKEN = new RegExp(REST, "gu");
const WHOLE_OR_BROKEN = new RegExp(
  `(?<whole>${OPEN}[^${OPEN}${CLOSE}\\n]*?[${TAG}]+${LAST}${CLOSE})|${REST}`,
  "gu",
);
const WORDS = `[^\\[\\]\\\\\\n\\u2066-\\u2069${TAG}]`;
const KEY = "[!-'*-;=?-~]+"; // what an address in a text may be made of
const BOUND = new RegExp(`(?<!\\\\)\\[(${WORDS}{0,200})\\]\\(((?:figure|testimony):${KEY})\\)`, "gu");
const MENTION = /@\{(\S(?:[^{}\n]{0,78}\S)?)\}/gu;
const WAITING = "…"; // until the bank has said what it writes here
const MENTIONED = "@";

const shift = (text, by) => [...text].map((c) => String.fromCodePoint(c.codePointAt(0) + by)).join("");
const chip = (words, name) => `${OPEN}${words}${shift(name, 0xe0000)}${LAST}${CLOSE}`;

// `known`: what the bank writes, by name. An empty binding is marked « = »: the bank writes its words.
export function toShown(markdown, known) {
  return markdown
    .replace(BOUND, (_all, words, name) =>
      words.trim() ? chip(words, name) : chip(known.get(name)?.words ?? WAITING, `=${name}`),
    )
    .replace(MENTION, (_all, name) => chip(`@${name}`, MENTIONED));
}

export function toMarkdown(shown) {
  return shown
    .replace(CHIP, (_all, words, tags) => asMarkdown(words, shift(tags, -0xe0000)))
    .replace(BROKEN, "$<left>");
}

function asMarkdown(words, name) {
  if (name === MENTIONED) return `@{${words.slice(1)}}`;
  return name.startsWith("=") ? `[](${name.slice(1)})` : `[${words}](${name})`;
}

// The text as one reads it, without the letters nobody sees.
export const readable = (shown) => shown.replace(CHIP, "$1").replace(BROKEN, "$<left>");

// A chip that was cut in two is plain words again.
export const tidy = (shown) => shown.replace(WHOLE_OR_BROKEN, "$<whole>$<left>");

// Where the chips of a text stand: start, end, words, the name of the record.
export function chipsOf(shown) {
  return [...shown.matchAll(CHIP)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    words: found[1],
    name: shift(found[2], -0xe0000).replace(/^=/, ""),
  }));
}

// What somebody typed or pasted as Markdown: each with what stands for it in the editor.
export function typedMarks(shown, known) {
  return [BOUND, MENTION]
    .flatMap((pattern) => [...shown.matchAll(pattern)])
    .map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      shown: toShown(found[0], known),
    }))
    .sort((one, other) => other.start - one.start);
}

// Where a place of the Markdown stands in what is shown, and back by `readable` for what is searched.
export function placeOf(shown, at, length = (found) => asMarkdown(found.words, found.raw).length) {
  let passed = 0; // in the other text
  let here = 0;
  for (const found of shown.matchAll(CHIP)) {
    const before = found.index - here;
    if (passed + before >= at) break;
    const long = length({ words: found[1], raw: shift(found[2], -0xe0000) });
    if (passed + before + long > at) return found.index;
    passed += before + long;
    here = found.index + found[0].length;
  }
  return here + (at - passed);
}

export const byReading = (found) => found.words.length;

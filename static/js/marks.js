// What is bound in a text, as the editor shows it: « [1 226](figure:evictions-2025) » stands there as
// « 1 226 » alone. The name of the record follows its words in letters nobody sees (Unicode tags),
// between two marks that keep a number whole in a text from right to left. So the field says all
// by itself: undo, copy, drag and a restored page lose no binding. The signs of Markdown are hidden
// alike (signs.js), where a text is a release.
import { hideAll, lengthOf, plain, tokensOf, withoutSigns, written } from "./signs.js";

const OPEN = "\u2068";
const CLOSE = "\u2069";
const LAST = "\u{E007F}";
const TAG = "\\u{E0020}-\\u{E007E}";
const CHIP = new RegExp(`${OPEN}([^${OPEN}${CLOSE}\\n]*?)([${TAG}]+)${LAST}${CLOSE}`, "gu");
// What is left of a chip that was cut in two (a flag of England is written with the same letters).
const REST = `(?:${OPEN}(?<left>[^${OPEN}${CLOSE}\\n]*?))?(?<![\\u{1F3F4}\\u206B${TAG}])[${TAG}]+${LAST}?${CLOSE}?`;
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
// `hides`: the signs of Markdown are hidden too.
export function toShown(markdown, known, hides) {
  const bound = markdown
    .replace(BOUND, (_all, words, name) =>
      words.trim() ? chip(words, name) : chip(known.get(name)?.words ?? WAITING, `=${name}`),
    )
    .replace(MENTION, (_all, name) => chip(`@${name}`, MENTIONED));
  return hides ? hideAll(bound) : bound;
}

// The same text with what the bank writes now.
export function renewed(shown, known) {
  return shown.replace(CHIP, (all, _words, tags) => {
    const name = shift(tags, -0xe0000);
    return name.startsWith("=") ? chip(known.get(name.slice(1))?.words ?? WAITING, name) : all;
  });
}

export const toMarkdown = (shown) => unbound(written(shown));

function unbound(shown) {
  return shown
    .replace(CHIP, (_all, words, tags) => asMarkdown(words, shift(tags, -0xe0000)))
    .replace(BROKEN, "$<left>");
}

// How long the beginning of a text is in Markdown: it may end within a pair of signs.
export const longInMarkdown = (shown) => unbound(plain(shown)).length;

function asMarkdown(words, name) {
  if (name === MENTIONED) return `@{${words.slice(1)}}`;
  return name.startsWith("=") ? `[](${name.slice(1)})` : `[${words}](${name})`;
}

// The text as one reads it, without the letters nobody sees.
export const readable = (shown) => withoutSigns(shown).replace(CHIP, "$1").replace(BROKEN, "$<left>");

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

// Where a place of the Markdown stands in what is shown, and back by `byReading` for what is searched.
export function placeOf(shown, at, length = asMarkdownLong) {
  let passed = 0; // in the other text
  let here = 0;
  const found = [...shown.matchAll(CHIP), ...tokensOf(shown)].sort((one, other) => one.index - other.index);
  for (const each of found) {
    const before = each.index - here;
    if (passed + before >= at) break;
    const long = length(each);
    if (passed + before + long > at) return each.index;
    passed += before + long;
    here = each.index + each[0].length;
  }
  return here + (at - passed);
}

const isChip = (found) => found[0].startsWith(OPEN);

function asMarkdownLong(found) {
  return isChip(found) ? asMarkdown(found[1], shift(found[2], -0xe0000)).length : lengthOf(found[0]);
}

export const byReading = (found) => (isChip(found) ? found[1] : withoutSigns(found[0])).length;

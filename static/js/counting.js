// How long a text is for each network, in the browser: the same answer as the server's
// (comms/channels/rules/counting.py), at once and without a line. A test holds the two together.

// The endings of addresses X takes for a link without https://: one list, of the server and of ours.
const endings = new Set();
const LISTED = new URL("../endings.txt", import.meta.url);

export async function learnEndings() {
  try {
    const answer = await fetch(LISTED);
    if (answer.ok) (await answer.text()).trim().split(/\s+/).forEach((each) => endings.add(each));
  } catch {
    // The line is down: what the server says of a text is the last word.
  }
}

const ACCENTS = "\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0300-\\u036f\\u1e00-\\u1eff\\u0400-\\u04ff";
const SIGN = `[a-z0-9!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&${ACCENTS}]`;
const ROUND = `\\(${SIGN}*(?:\\(${SIGN}+\\)${SIGN}*)?\\)`;
const LAST = `(?:[+\\-a-z0-9=_#/${ACCENTS}]|${ROUND})`;
const PATH = `(?::[0-9]+)?(?:/(?:(?:${SIGN}|${ROUND})*${LAST})?)?`;
const QUERY = "(?:\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]\\-_.,~|]*[a-z0-9\\-_&=#/])?";
const LABEL =
  "[^\\s!-,./:-@\\[-^`{-~\\u2010-\\u205e«»\\u061c\\u200e\\u200f\\ufeff\\uffff]+";
const BEFORE = "(?<![A-Za-z0-9@\\uff20$#\\uff03])";
const AFTER = "(?![A-Za-z0-9@+-])";
const SAID = `https?://(?:${LABEL}\\.)+(?<end>[a-z]+|xn--[-a-z0-9]+)${AFTER}${PATH}${QUERY}`;
const BARE = `(?<![-_./])(?!-)(?:[-a-z0-9${ACCENTS}]+\\.)+(?<ending>[a-z]+|xn--[-a-z0-9]+)${AFTER}${PATH}${QUERY}`;
const LINK = new RegExp(BEFORE + SAID, "gi");
const LINK_OR_DOMAIN = new RegExp(`${BEFORE}(?:${SAID}|${BARE})`, "gi");
const REMOTE =
  /(?<![\p{L}\p{M}\p{N}\p{Pc}/=])@([\p{L}\p{M}\p{N}\p{Pc}.-]+)@[\p{L}\p{M}\p{N}\p{Pc}.-]+[\p{L}\p{M}\p{N}\p{Pc}]/gu;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
const SHORT = "x".repeat(23);
let letters;

function split(text) {
  letters ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return [...letters.segment(text)].map((each) => each.segment);
}

const points = (text) => [...text].length;
const bytes = (text) => new TextEncoder().encode(text).length;

function xWeight(text) {
  const short = text.normalize("NFC").replace(LINK_OR_DOMAIN, (found, ...rest) => {
    const { ending, end } = rest.at(-1);
    const last = (ending ?? end).toLowerCase();
    return endings.has(last) || last.startsWith("xn--") ? SHORT : found;
  });
  return split(short).reduce((sum, each) => sum + weigh(each), 0);
}

function weigh(letter) {
  if (EMOJI.test(letter)) return 2;
  return [...letter].reduce((sum, each) => sum + (isLight(each.codePointAt(0)) ? 1 : 2), 0);
}

const isLight = (code) =>
  code <= 0x10ff ||
  (code >= 0x2000 && code <= 0x200d) ||
  (code >= 0x2010 && code <= 0x201f) ||
  (code >= 0x2032 && code <= 0x2037);

const COUNTERS = {
  mastodon: (text) => split(text.replace(LINK, SHORT).replace(REMOTE, "@$1")).length,
  bluesky: (text) => split(text).length,
  x: xWeight,
  threads: (text) =>
    split(text).reduce((sum, each) => sum + (EMOJI.test(each) ? bytes(each) : points(each)), 0),
  telegram: (text) => text.length,
};

export function count(network, text) {
  return (COUNTERS[network] ?? points)(text);
}

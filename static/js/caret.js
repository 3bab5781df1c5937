// Where the caret may stand among signs nobody sees, and what Enter and the deleting keys do there.
import { hidden, signsOf } from "./signs.js";

const NUMBERED = /^(\s*)(\d+)([.)]) /;
let letters;

export function lineAt(text, at) {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const found = text.indexOf("\n", at);
  const end = found < 0 ? text.length : found;
  return { start, end, words: text.slice(start, end) };
}

// The signs of the line at a place, counted from the start of the text; `first`: where its words begin.
export function around(text, at) {
  const line = lineAt(text, at);
  const by = line.start;
  const signs = signsOf(line.words);
  signs.forEach((each) => ([each.start, each.end] = [each.start + by, each.end + by]));
  const own = signs.filter((each) => each.role === "line");
  let first = own.at(-1)?.end ?? line.start;
  for (const each of signs) if (each.start === first && each.role === "open") first = each.end;
  return { ...line, signs, own, first };
}

// A caret stands before an opening sign and on either side of a closing one; never before the words
// of a heading, a quotation, an item. `steps`: 1 or -1 for an arrow on or back, 0 for anything else.
export function standing(text, at, was, steps) {
  for (let turn = 0; turn < 20; turn++) {
    const to = oneStep(text, at, was, steps);
    if (to === at) return at;
    at = to;
  }
  return at;
}

function oneStep(text, at, was, steps) {
  const { start, signs, first } = around(text, at);
  if (at < first) return steps < 0 && was === first && start > 0 ? start - 1 : first;
  for (const [place, sign] of signs.entries()) {
    if (sign.end <= first || at <= sign.start || at > sign.end) continue;
    const next = signs[place + 1];
    const isChain = next?.start === sign.end && next.role === "close";
    if (sign.role === "open" && !(isChain && at === sign.end)) {
      return steps > 0 ? sign.end + (at < sign.end || isStep(at, was) ? oneLetter(text, sign.end) : 0) : sign.start;
    }
    if (sign.role === "close" && (at < sign.end || isChain)) return steps < 0 || at < was ? sign.start : isChain ? next.end : sign.end;
  }
  return at;
}

const isStep = (at, was) => at > was;

function oneLetter(text, at) {
  letters ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const [one] = letters.segment(text.slice(at, at + 40));
  return one?.segment.length ?? 0;
}

// The ends of what is chosen lie outside of every sign; within one line, behind those it begins with.
export function edge(text, at, other) {
  const { start, end, signs, first } = around(text, at);
  if (at < first && (at > start || (start <= other && other <= end))) return first;
  const inside = signs.find((each) => each.start < at && at < each.end);
  return inside ? inside.end : at;
}

// What Enter does: { from, to, text, at }, or nothing where it only breaks the line. What is bold stays
// bold on both lines; an item is followed by an item, an empty one ends the list.
export function broken(text, at) {
  const { start, end, words, signs, own, first } = around(text, at);
  const numbered = NUMBERED.exec(words);
  const begins = numbered && !own.length ? start + numbered[0].length : first;
  const isHead = own.some((each) => each.body.startsWith("#"));
  if ((numbered || own.length) && !isHead && begins === end) return { from: start, to: end, text: "\n" }; // an item ends where a line is empty
  if (isHead && at === first) return { from: start, to: start, text: "\n", at: at + 1 };
  const prefix = isHead ? "" : numbered && !own.length ? `${numbered[1]}${Number(numbered[2]) + 1}${numbered[3]} ` : text.slice(start, own.at(-1)?.end ?? start);
  const within = signs.filter((each) => each.role === "open" && each.end <= at && at <= each.mate.start);
  const out = within[0]?.mate.end;
  if (out && signs.every((each) => each.end <= at || each.start > out || each.role === "close") && isOnlySigns(signs, at, out)) {
    return { from: out, to: out, text: `\n${prefix}` };
  }
  if (!prefix && !within.length) return null;
  const closing = within.map((each) => hidden(each.mate.body)).reverse().join("");
  const opening = within.map((each) => hidden(each.body)).join("");
  return { from: at, to: at, text: `${closing}\n${prefix}${opening}` };
}

function isOnlySigns(signs, from, to) {
  const long = signs.filter((each) => each.start >= from && each.end <= to);
  return long.reduce((sum, each) => sum + each.end - each.start, 0) === to - from;
}

// What a deleting key takes instead of a letter: { from, to } where it takes a sign of the line or
// stands elsewhere first.
export function takenBack(text, at) {
  const { start, signs, own, first } = around(text, at);
  if (at === first && own.length) return { from: own.at(-1).start, to: own.at(-1).end };
  if (at === first) return { from: start, to: start };
  const chain = signs.findLast((each) => each.end === at);
  return chain ? takenBack(text, chain.start) : { from: at, to: at };
}

export function takenOn(text, at) {
  const next = around(text, at).signs.find((each) => each.start === at);
  return next ? takenOn(text, next.end) : { from: at, to: at };
}

// What a change left behind and nobody sees: signs astray, pairs around nothing but the caret's own.
export function leftBehind(text, from, to, caret) {
  const found = [];
  for (let at = lineAt(text, from).start; at <= to; ) {
    const { end, signs } = around(text, at);
    for (const sign of signs) {
      const isEmpty = sign.role === "open" && sign.end === sign.mate.start && caret !== sign.end;
      if (sign.role === "astray") found.push(sign);
      if (isEmpty) found.push({ start: sign.start, end: sign.mate.end });
    }
    at = end + 1;
  }
  return found.reverse();
}

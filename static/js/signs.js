// The signs of Markdown as the editor holds them: « **gras** » stands there with its stars in letters
// nobody sees (Unicode tags, after a mark that keeps them apart from the letter before). So a heading,
// bold words, a list, a link look as what they are, and each sign goes back to what it was, unchanged.
const MARK = "\u206b";
const TAG = "\\u{E0021}-\\u{E007E}";
const BULLET = "• ";
const TOKEN = new RegExp(`${MARK}([${TAG}]+)(?:(?<=${MARK}\\u{E006C}[${TAG}])${BULLET})?`, "gu");

const shift = (text, by) => [...text].map((c) => String.fromCodePoint(c.codePointAt(0) + by)).join("");
export const hidden = (body) => MARK + shift(body, 0xe0000);

// What stands for a sign of a line: « ## », « > », « - » (a bullet one sees).
export const lineSign = (body) => hidden(body) + (body.startsWith("l") ? BULLET : "");
export const HEAD = "##";
export const QUOTE = ">";
export const LIST = "l-";

// The bodies: « ## » and « > » are followed by a space; « >. » is an empty line of a quotation;
// « l- » an item of a list; all others say what was written.
function asWritten(body) {
  if (body === ">.") return ">";
  if (body.startsWith("l")) return `${body.slice(1)} `;
  return isLine(body) ? `${body} ` : body;
}

const isLine = (body) => /^(?:#{1,6}|>\.?|l[-*+])$/.test(body);
const isEdge = (body) => /^[*_]{1,3}$/.test(body);

// Where the signs of one line stand; each knows what it is: of the line, opening, closing, astray.
export function signsOf(line) {
  const found = [];
  const open = [];
  let prefix = 0;
  for (const match of line.matchAll(TOKEN)) {
    const body = shift(match[1], -0xe0000);
    const sign = { start: match.index, end: match.index + match[0].length, body, role: "astray", mate: null };
    const isFirst = line.slice(prefix, sign.start).trim() === "";
    if (isLine(body)) {
      if (isFirst) [sign.role, prefix] = ["line", sign.end];
    } else {
      const at = open.findLastIndex((each) => isEdge(body) ? each.body === body : each.body === "[" && body !== "[");
      if (at >= 0) {
        sign.mate = open[at];
        open[at].mate = sign;
        [sign.role, open[at].role] = ["close", "open"];
        open.length = at; // what was open inside of it is astray
      } else if (isEdge(body) || body === "[") open.push(sign);
    }
    found.push(sign);
  }
  return found;
}

const KEY = "[!-'*-;=?-~]+"; // what an address in a text may be made of
const LABEL = "[^\\[\\]\\\\\\n]+";
const STARS = "(?<!\\*)(?<star>\\*{1,3})(?![\\s*])(?<starred>[^\\n]+?)(?<![\\s*\\\\])\\k<star>(?!\\*)";
const LOWS = "(?<![\\p{L}\\p{N}_])(?<low>_{1,2})(?![\\s_])(?<lowed>[^\\n]+?)(?<![\\s_\\\\])\\k<low>(?![\\p{L}\\p{N}_])";
const LINK = `(?<!!)\\[(?<label>${LABEL})\\]\\((?<to>(?:https?://|mailto:|/)${KEY})\\)`;
// What is left as it stands: a chip, code, a sign that was escaped, an address.
const KEPT = "(?<kept>\\u2068[^\\u2068\\u2069\\n]*\\u2069|`[^`\\n]*`|\\\\.|https?://[^\\s<>()*]+)";
const INLINE = new RegExp(`${KEPT}|${LINK}|${STARS}|${LOWS}`, "gu");
const FIRST = /^(\s*)(?:(#{1,6}) |(>) |(>)$|([-*+]) )/u;

// A line as it is shown: its signs in letters nobody sees, if all come back as they were.
function hide(line, isListed) {
  const shown = looked(line, isListed);
  return written(shown) === written(line) ? shown : line;
}

// A sign typed where the line has it already (Enter had put it there) says nothing new, and goes.
function oncePerLine(line) {
  const last = signsOf(line).findLast((each) => each.role === "line");
  const typed = last && /^(#{1,6}|>|[-*+]) /.exec(line.slice(last.end));
  if (!typed || last.body.replace(/^l[-*+]$/, "-").replace(">.", ">") !== typed[1].replace(/[*+]/, "-")) return line;
  const kept = last.body === ">." ? ">" : last.body;
  return line.slice(0, last.start) + lineSign(kept) + line.slice(last.end + typed[0].length);
}

export const once = (text) => text.split("\n").map(oncePerLine).join("\n");

function looked(line, isListed) {
  let prefix = "";
  let rest = line;
  for (let found; (found = FIRST.exec(rest)); ) {
    const [all, gap, head, quote, bare, item] = found;
    if (item && (prefix || !isListed)) break;
    prefix += gap + lineSign(head ?? quote ?? (bare ? ">." : `l${item}`));
    rest = rest.slice(all.length);
    if (head) break;
  }
  return prefix + inline(rest);
}

function inline(words) {
  return words.replace(INLINE, (all, ...rest) => {
    const { kept, label, to, star, starred, low, lowed } = rest.at(-1);
    if (kept) return all;
    if (to) return `${hidden("[")}${inline(label)}${hidden(`](${to})`)}`;
    const sign = hidden(star ?? low);
    return sign + inline(starred ?? lowed) + sign;
  });
}

// An item is one after an empty line, a heading or another item only: elsewhere its hyphen is a hyphen.
const BEFORE_ITEMS = new RegExp(`^\\s*(?:$|#{1,6} |\\d+[.)] |${MARK}[\\u{E0023}\\u{E006C}])|^ {2}`, "u");
export const mayList = (before) => BEFORE_ITEMS.test(before);

export function hideAll(text, before = "") {
  return text
    .split("\n")
    .map((line) => (before = hide(line, mayList(before))))
    .join("\n");
}

// Back to Markdown. A line somebody left unsound (a space before its closing stars, a pair around
// nothing) is put right; what came from Markdown goes back letter by letter.
export function written(text) {
  if (!text.includes(MARK)) return text;
  return text.split("\n").map((line) => (line.includes(MARK) ? plain(sound(line)) : line)).join("\n");
}

export const plain = (line) => line.replace(TOKEN, (_all, tags) => asWritten(shift(tags, -0xe0000)));
export const lengthOf = (token) => plain(token).length;
export const withoutSigns = (text) => text.replace(TOKEN, (all) => (all.endsWith(BULLET) ? BULLET : ""));
export const tokensOf = (text) => [...text.matchAll(TOKEN)];

export function sound(line) {
  const signs = signsOf(line);
  return signs.every((each, at) => isSound(each, signs[at + 1], line)) ? line : write(read(line));
}

function isSound(sign, next, line) {
  if (sign.role === "astray") return false;
  if (sign.role === "open") {
    const inside = line.slice(sign.end, sign.mate.start);
    return inside !== "" && inside.trim() === inside;
  }
  return !(sign.role === "close" && isEdge(sign.body) && next?.start === sign.end && next.body === sign.body);
}

// A line as its words and what is said of them: { words, pairs: [{ body, from, to }] }.
export function read(line) {
  const signs = signsOf(line);
  const pairs = [];
  let words = "";
  let at = 0;
  const places = new Map();
  for (const sign of signs) {
    words += line.slice(at, sign.start);
    if (sign.role === "line") words += line.slice(sign.start, sign.end);
    places.set(sign, words.length);
    at = sign.end;
    if (sign.role !== "close") continue;
    for (const body of sign.body === "***" ? ["**", "*"] : [sign.body]) {
      pairs.push({ body, from: places.get(sign.mate), to: words.length });
    }
  }
  return { words: words + line.slice(at), pairs };
}

const kindOf = (body) => (body.startsWith("]") ? "link" : body.length === 2 ? "bold" : "italic");
// A link is never cut; what is open stays open as long as it can.
const rank = (pair, open) =>
  kindOf(pair.body) === "link" ? -1 : open.includes(pair) ? open.indexOf(pair) : open.length;

// Writes a line: pairs lie one within another, none begins or ends with a space or holds nothing.
export function write({ words, pairs }) {
  const whole = joined(pairs.map((each) => trimmed(each, words)).filter((each) => each.from < each.to));
  const places = [...new Set(whole.flatMap((each) => [each.from, each.to]))].sort((a, b) => a - b);
  const open = [];
  let line = "";
  let at = 0;
  for (const place of places) {
    line += words.slice(at, place);
    at = place;
    const on = whole.filter((each) => each.from <= place && place < each.to);
    on.sort((one, other) => rank(one, open) - rank(other, open) || other.to - one.to);
    let same = 0;
    while (same < open.length && open[same] === on[same]) same++;
    while (open.length > same) line += hidden(open.pop().body);
    for (const pair of on.slice(same)) {
      line += hidden(pair.body.startsWith("]") ? "[" : pair.body);
      open.push(pair);
    }
  }
  return sound(line + words.slice(at)); // a pair cut in two may end with a space
}

function trimmed({ body, from, to }, words) {
  const inside = words.slice(from, to);
  return { body, from: from + inside.length - inside.trimStart().length, to: to - inside.length + inside.trimEnd().length };
}

function joined(pairs) {
  const kept = [];
  for (const pair of [...pairs].sort((one, other) => one.from - other.from)) {
    const before = kept.find((each) => kindOf(each.body) === kindOf(pair.body) && each.to >= pair.from);
    if (before && kindOf(pair.body) !== "link") before.to = Math.max(before.to, pair.to);
    else kept.push({ ...pair });
  }
  return kept;
}

const BODY = { bold: "**", italic: "*" };

// Makes words bold or italic, or no longer so; places are those of `read(line).words`.
export function toggled(line, from, to, kind) {
  const { words, pairs } = read(line);
  const around = pairs.find((each) => kindOf(each.body) === kind && each.from <= from && to <= each.to);
  const others = pairs.filter((each) => each !== around);
  const body = around?.body ?? BODY[kind];
  const fresh = around ? [{ body, from: around.from, to: from }, { body, from: to, to: around.to }] : [{ body, from, to }];
  return write({ words, pairs: [...others, ...fresh] });
}

// Makes words lead to an address, or nowhere when there is none.
export function linked(line, from, to, address) {
  const { words, pairs } = read(line);
  const others = pairs.filter((each) => kindOf(each.body) !== "link" || each.to <= from || each.from >= to);
  return write({ words, pairs: address ? [...others, { body: `](${address})`, from, to }] : others });
}

// A place of a line among its words alone, and back: before the signs that stand there, or behind.
export function placeAmongWords(line, at) {
  return read(line.slice(0, at)).words.length;
}

export function placeInLine(line, place, isBehind) {
  let words = 0;
  let at = 0;
  for (const sign of signsOf(line)) {
    const end = sign.role === "line" ? sign.end : sign.start;
    const reach = words + end - at;
    if (isBehind ? reach > place : reach >= place) break;
    words = reach;
    at = sign.end;
  }
  return at + place - words;
}

// What is said of the words at a place of a line.
export function marksAt(line, at) {
  const signs = signsOf(line);
  const on = new Set();
  for (const sign of signs) {
    if (sign.role === "line") on.add(sign.body.startsWith("#") ? "head" : sign.body.startsWith(">") ? "quote" : "list");
    if (sign.role !== "open" || sign.end > at || at > sign.mate.start) continue;
    if (sign.body === "***") on.add("bold").add("italic");
    else on.add(kindOf(sign.mate.body));
  }
  return on;
}

// The link a place of a line lies in: its words, its address.
export function linkAt(line, at) {
  const sign = signsOf(line).find((each) => each.body === "[" && each.mate && each.start <= at && at <= each.mate.end);
  return sign && { start: sign.start, end: sign.mate.end, address: sign.mate.body.slice(2, -1) };
}


import { unwrapped } from './pasted-text.ts';

/** The tokens that a text names as such, each once. */
export interface LabelledTokens {
  readonly refresh: readonly string[];
  /** Called a token, and neither of which kind. */
  readonly plain: readonly string[];
  readonly access: readonly string[];
}

/**
 * The end of a name that ends in “token”, as Python, JSON, `.env`, a URL, a header or the Account page write it, up to
 * its value. A type may stand between (`token: str = `), and on the page only a line's end.
 */
const LABEL =
  /token["'`\])*]{0,3}(?:[ \t]{0,8}:[ \t]{0,8}(?:str|string)[ \t]{0,8}=|[ \t]{0,8}(?::=|=>|[=:>|\t])|[ \t]{0,8}\r?\n)\s{0,200}/giu;
/** Longer than what a name has before its “token”. */
const NAME_LENGTH = 40;

/** Finds what a text names as tokens. A name in prose, with a sentence after it, names none. */
export function labelledTokens(text: string): LabelledTokens {
  const found = { refresh: new Set<string>(), plain: new Set<string>(), access: new Set<string>() };
  for (const match of text.matchAll(LABEL)) {
    const name = text.slice(Math.max(0, match.index - NAME_LENGTH), match.index);
    const value = valueAt(text.slice(match.index + match[0].length), /[?&][\w-]*$/u.test(name));
    // What has the name in it stands for a value: YOUR_REFRESH_TOKEN.
    if (value === undefined || value === '' || /refresh[ _-]?token/iu.test(value)) continue;
    const kind = kindOf(name);
    if (kind !== undefined) found[kind].add(value);
  }
  return { refresh: [...found.refresh], plain: [...found.plain], access: [...found.access] };
}

/** What may stand before a mere “token”: nothing, a keyword, or whose it is. */
const PLAIN = /(?:^|[^\w -]|\b(?:export|set|const|let|var|my|your|the) |[\r\n] *)(?:(?:nerd|kensho)[ _-]?)?$/iu;

/** Undefined for a token of something else, such as `csrf_token`. */
function kindOf(name: string): keyof LabelledTokens | undefined {
  if (/refresh[ _-]?$/iu.test(name)) return 'refresh';
  if (/(?:access|id|bearer)[ _-]?$/iu.test(name)) return 'access';
  return PLAIN.test(name) ? 'plain' : undefined;
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '„': '“',
  '«': '»',
  '<': '>',
};

/** The value at the beginning of a text; undefined if it begins like prose. */
function valueAt(text: string, inUrl: boolean): string | undefined {
  const rest = text
    .replace(/^[([{*\s]+/u, '')
    .replace(/^[bfru](?=["'])/iu, '')
    .replace(/^(?:bearer\s+)/iu, '');
  const close = QUOTES[rest[0] ?? ''];
  if (close !== undefined) {
    const end = rest.indexOf(close, 1);
    return end === -1 ? undefined : fromQuotes(rest.slice(1, end));
  }
  const word = (inUrl ? /^[^\s"'`&#<>]+/u : /^[^\s"'`&,;<>)\]}”’»]+/u).exec(rest)?.[0] ?? '';
  // A name, a variable and a call stand for a value and are none.
  if (/^\$|^os\.|^process\.env|\($/u.test(word) || /token[:=]?$/iu.test(word)) return undefined;
  const after = rest.slice(word.length).replace(/^["'`,;)\]}>”’»]+/u, '');
  if (!/^(?:[&#]|[ \t]*(?:[#|\\]|\/\/|$|[\r\n])|[ \t]+-)/u.test(after) && !isTelling(word)) return undefined;
  return inUrl ? decoded(word) : unwrapped(word + continuation(rest.slice(word.length)));
}

/** The further lines of a value that was wrapped: words of a token's letters, and of no language's. */
function continuation(after: string): string {
  let joined = '';
  for (const line of after.split(/\r?\n/u).slice(after.search(/\S/u) === 0 ? after.length : 1)) {
    const word = line.trim();
    if (!/^[\w.~+/-]+=*$/u.test(word) || !/\d|[a-z][A-Z]|_/u.test(word) || word.startsWith('eyJ')) break;
    joined += word;
  }
  return joined;
}

/** A value in quotes may be wrapped; with other words in it, it is a sentence. */
function fromQuotes(quoted: string): string | undefined {
  const value = unwrapped(quoted);
  if (/^\$|token$/iu.test(value) || /[^\S\r\n]/u.test(value.replaceAll(/[ \t]*[\r\n]\s*/gu, ''))) return undefined;
  return value.replaceAll(/\s/gu, '');
}

/** Whether a word among others is plainly no word of a language. */
export function isTelling(word: string): boolean {
  return word.length >= 16 && /\d/u.test(word) && /[A-Za-z]/u.test(word);
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word; // not percent-encoded, so it is meant as it stands
  }
}

import type { CopyFormat } from '../../preload/contract/copy-format.ts';

/** One call of NERD's API, to find the entities of a text. */
export interface NerdCall {
  /** Scheme, host and port. */
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly knowledgeBases: readonly string[];
  readonly text: string;
}

const EXAMPLE = { knowledgeBases: ['capiq'], text: 'Kensho announced the release of NERD in 2021.' } as const;

/** The text that goes to the clipboard. `accessToken` is printable ASCII with no space (RFC 6750 §2.1). */
export function formatCopy(format: CopyFormat, accessToken: string, baseUrl: string): string {
  switch (format) {
    case 'token':
      return accessToken;
    case 'header':
      return `Authorization: Bearer ${accessToken}`;
    case 'curl':
      return curlCall({ ...EXAMPLE, baseUrl, accessToken });
    case 'python':
      return pythonCall({ ...EXAMPLE, baseUrl, accessToken });
    case 'env':
      return `NERD_ACCESS_TOKEN=${envValue(accessToken)}`;
  }
}

/** For a POSIX shell: starts the search and prints the job that it runs as. */
export function curlCall({ baseUrl, accessToken, knowledgeBases, text }: NerdCall): string {
  const body = asciiJson({ knowledge_bases: knowledgeBases, text });
  return [
    `curl ${shellWord(`${baseUrl}/api/v1/annotations-async`)}`,
    `-H ${shellWord(`Authorization: Bearer ${accessToken}`)}`,
    `-H 'Content-Type: application/json'`,
    `-d ${shellWord(body)}`,
  ].join(' \\\n  ');
}

/** For Python 3 with requests: starts the search, waits for it and prints what was found. */
export function pythonCall({ baseUrl, accessToken, knowledgeBases, text }: NerdCall): string {
  return `import time

import requests

URL = ${pythonString(`${baseUrl}/api/v1/annotations-async`)}
HEADERS = {"Authorization": ${pythonString(`Bearer ${accessToken}`)}}
body = {
    "knowledge_bases": [${knowledgeBases.map(pythonString).join(', ')}],
    "text": ${pythonString(text)},
}

response = requests.post(URL, json=body, headers=HEADERS, timeout=30)
response.raise_for_status()
job = {"job_id": response.json()["job_id"]}

result = {"status": "pending"}
while result["status"] == "pending":
    time.sleep(1)
    response = requests.get(URL, params=job, headers=HEADERS, timeout=30)
    response.raise_for_status()
    result = response.json()

for found in result["results"]:
    for entity in found["annotations"]:
        print(entity["text"], entity["entity_label"], entity["entity_type"], sep="\\t")
`;
}

/** In single quotes a shell takes everything as it is, but for the quote itself. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** JSON's strings are Python's too, once all that is not ASCII is escaped; only \\/ differs, which is never written. */
function pythonString(text: string): string {
  return asciiJson(text).replaceAll(
    /\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})/gu,
    (_pair, high: string, low: string) => pythonEscape(parseInt(high, 16), parseInt(low, 16)),
  );
}

/** Python reads the two halves of a surrogate pair as two characters: it wants the one that they stand for. */
function pythonEscape(high: number, low: number): string {
  const codePoint = 0x1_0000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}

/** Survives every terminal and code page. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\x20-\x7e]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** Quoted only if it has to be: readers of .env files agree on little more than plain words. */
function envValue(text: string): string {
  if (/^[\w.~+/=-]+$/u.test(text)) return text;
  return text.includes("'") ? `"${text.replaceAll(/["\\$`]/gu, (character) => `\\${character}`)}"` : `'${text}'`;
}

import type { CopyFormat } from '../../../preload/contract/settings.ts';

/** A call of NERD's API that annotates a text. */
export interface NerdCall {
  /** The scheme, host and port of NERD. */
  readonly baseUrl: string;
  readonly accessToken: string;
  readonly knowledgeBases: readonly string[];
  readonly text: string;
  readonly tagPeople?: boolean;
  /** The entity that the text comes from; '' for none. */
  readonly originatingEntityId?: string;
}

const EXAMPLE = { knowledgeBases: ['capiq'], text: 'Kensho announced the release of NERD in 2021.' } as const;

/** Formats an access token for the clipboard. The token is printable ASCII with no space (RFC 6750 §2.1). */
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
    case 'powershell':
      return powershellCall({ ...EXAMPLE, baseUrl, accessToken });
    case 'env':
      return `NERD_ACCESS_TOKEN=${envValue(accessToken)}`;
  }
}

/** Code for a POSIX shell that starts an annotation job and prints the job's id. */
export function curlCall(call: NerdCall): string {
  const { baseUrl, accessToken } = call;
  return [
    `curl -sS ${shellWord(`${baseUrl}/api/v1/annotations-async`)}`,
    `-H ${shellWord(`Authorization: Bearer ${accessToken}`)}`,
    `-H 'Content-Type: application/json'`,
    `-d ${shellWord(asciiJson(bodyOf(call)))}`,
  ].join(' \\\n  ');
}

/** Code for Python 3 with requests that annotates a text and prints the mentions. */
export function pythonCall(call: NerdCall): string {
  const { baseUrl, accessToken } = call;
  const fields = Object.entries(bodyOf(call)).map(
    ([name, value]) => `    ${pythonString(name)}: ${pythonValue(value)},\n`,
  );
  return `import time

import requests

URL = ${pythonString(`${baseUrl}/api/v1/annotations-async`)}
HEADERS = {"Authorization": ${pythonString(`Bearer ${accessToken}`)}}
body = {
${fields.join('')}}

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

/** Code for PowerShell, from Windows' own version 5.1 on, that annotates a text and prints the mentions as a table. */
export function powershellCall(call: NerdCall): string {
  const { baseUrl, accessToken } = call;
  return `$url = ${powershellString(`${baseUrl}/api/v1/annotations-async`)}
$headers = @{ Authorization = ${powershellString(`Bearer ${accessToken}`)} }
$body = ${powershellString(asciiJson(bodyOf(call)))}

$job = Invoke-RestMethod -Method Post -Uri $url -Headers $headers -ContentType 'application/json' -Body $body
$jobUrl = $url + '?job_id=' + [uri]::EscapeDataString($job.job_id)
do {
  Start-Sleep -Seconds 1
  $result = Invoke-RestMethod -Uri $jobUrl -Headers $headers
} while ($result.status -eq 'pending')

$result.results.annotations | Format-Table @('text', 'entity_label', 'entity_type')
`;
}

/** Code for a POSIX shell that annotates a text and prints NERD's answer. */
export function curlAnnotate(call: NerdCall): string {
  const { baseUrl, accessToken } = call;
  return `url=${shellWord(`${baseUrl}/api/v1/annotations-async`)}
auth=${shellWord(`Authorization: Bearer ${accessToken}`)}
job=$(curl -sS "$url" -H "$auth" -H 'Content-Type: application/json' \\
  -d ${shellWord(asciiJson(bodyOf(call)))} |
  sed -n 's/.*"job_id": *"\\([^"]*\\)".*/\\1/p')
while found=$(curl -sS "$url?job_id=$job" -H "$auth"); do
  case $found in
    *'"status":"pending"'* | *'"status": "pending"'*) sleep 1 ;;
    *) break ;;
  esac
done
printf '%s\\n' "$found"
`;
}

type Body = Readonly<Record<string, string | boolean | readonly string[]>>;

/** The body of the call, with NERD's field names. */
function bodyOf({ knowledgeBases, text, tagPeople, originatingEntityId = '' }: NerdCall): Body {
  return {
    knowledge_bases: knowledgeBases,
    text,
    ...(tagPeople !== undefined && { tag_people: tagPeople }),
    ...(originatingEntityId !== '' && { originating_entity_id: originatingEntityId }),
  };
}

function pythonValue(value: Body[string]): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? pythonString(value) : `[${value.map(pythonString).join(', ')}]`;
}

/** Quotes a text for a shell, which takes everything in single quotes as it is, but for the quote itself. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Quotes ASCII text for PowerShell, which takes everything in single quotes as it is, but for the quote itself. */
function powershellString(ascii: string): string {
  return `'${ascii.replaceAll("'", "''")}'`;
}

/**
 * A string for Python: JSON's strings are Python's too, once all that is not ASCII is escaped; only \\/ differs, which
 * is never written.
 */
function pythonString(text: string): string {
  return asciiJson(text).replaceAll(
    /\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})/gu,
    (_pair, high: string, low: string) => pythonEscape(parseInt(high, 16), parseInt(low, 16)),
  );
}

/** Escapes the character of a surrogate pair as one, since Python reads the two halves as two characters. */
function pythonEscape(high: number, low: number): string {
  const codePoint = 0x1_0000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}

/** JSON in ASCII alone, which survives every terminal and code page. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\x20-\x7e]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/**
 * A value for an .env file, quoted only if it has to be: parsers of these files agree on little more than plain words.
 */
function envValue(text: string): string {
  if (/^[\w.~+/=-]+$/u.test(text)) return text;
  return text.includes("'") ? `"${text.replaceAll(/["\\$`]/gu, (character) => `\\${character}`)}"` : `'${text}'`;
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isTrouble, SAME_AGAIN } from '../../../../main/core/messages/message.ts';
import { messageParts } from '../../../../main/core/messages/messages.ts';
import { expectPlain } from '../../../support/core/plain-language.ts';
import { CONTEXT } from '../../../support/core/states.ts';
import { ALL_KINDS, messagesOf, samplesOf } from './samples.ts';

const troubles = ALL_KINDS.flatMap((kind) =>
  samplesOf(kind).flatMap((sample) => {
    const words = messageParts(sample, CONTEXT);
    return isTrouble(words) ? [{ kind, words }] : [];
  }),
);

describe.each(ALL_KINDS)('“%s”', (kind) => {
  test('is told in plain words', () => {
    messagesOf(kind).forEach(expectPlain);
  });
});

test('what still works is left out only where nothing that worked is touched', () => {
  const silent = troubles.filter(({ words }) => words.works === undefined).map(({ kind }) => kind);
  expect([...new Set(silent)]).toMatchInlineSnapshot(`
    [
      "keychainClosed",
      "pastedNothing",
      "pastedTooMuch",
      "pastedNoToken",
      "pastedSeveral",
      "pastedNotAscii",
      "pastedPrivateKey",
      "pastedUnusual",
      "pastedStrangeCharacters",
      "notTried",
      "waiting",
      "notStored",
      "candidateRejected",
      "keyNotTaken",
      "keyFileNotRead",
      "keyMissing",
      "clientIdMissing",
      "clientIdStrange",
      "keyIdStrange",
      "proxyAsks",
      "notCopied",
      "nothingToCopy",
      "noTokenYet",
      "copiedHasEnded",
      "notDeleted",
      "keychainFailedAgain",
      "nothingToRead",
      "noKnowledgeBase",
      "noTokenToUse",
      "noAnnotationsYet",
    ]
  `);
});

test('a problem has a button of its own, unless the one that was just used is what helps', () => {
  const again = troubles.filter(({ words }) => words.tone === 'problem' && words.action === SAME_AGAIN);
  expect([...new Set(again.map(({ kind }) => kind))]).toMatchInlineSnapshot(`
    [
      "pairNotMade",
      "pairNotRead",
      "pairNotDeleted",
      "notSwitched",
      "proxyNotDeleted",
      "notCopied",
      "noTokenYet",
      "clipboardFailed",
      "diagnosticsNotCopied",
      "notDeleted",
      "keychainFailedAgain",
      "noTokenToUse",
      "entitiesNotFound",
      "tokenNotTested",
      "annotationsNotCopied",
      "demoNotStarted",
      "unexpected",
      "noAnswer",
      "nowhereToWrite",
      "noSandbox",
      "alreadyStuck",
      "couldNotStart",
    ]
  `);
  const without = ALL_KINDS.filter((kind) =>
    messagesOf(kind).some(({ tone, action }) => tone === 'problem' && action === undefined),
  );
  expect(without.filter((kind) => !again.some((trouble) => trouble.kind === kind))).toEqual([]);
});

test('no entry is dead', async () => {
  const edges = (await shipped()).flatMap((source) =>
    [...source.matchAll(TOLD)].map(([, told, named]) => told ?? named),
  );
  const chosen = [...(await readFile(CHOICE, 'utf8')).matchAll(/kind:[^,}]*/gu)]
    .flatMap(([kind]) => [...kind.matchAll(/'(\w+)'/gu)])
    .map(([, kind]) => kind);
  const used = new Set([...edges, ...chosen]);
  expect(ALL_KINDS.filter((kind) => !used.has(kind))).toEqual([]);
});

/** Where the condition is chosen: each `kind:` in it is one. */
const CHOICE = 'main/core/messages/conditions.ts';
/** Elsewhere, what a message is made of; other things have kinds as well. */
const TOLD =
  /(?:messageOf\(|failed\(|=> \(|\?\? |\? undefined : )\{ kind: '(\w+)'|(?:APP_ERRORS|DEMO_MESSAGES)\.(\w+)/gu;

/** All that ships, but the choice and the words themselves. */
async function shipped(): Promise<string[]> {
  const folders = await Promise.all(
    ['main', 'renderer'].map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  const names = folders
    .flat()
    .filter(
      (entry) => entry.isFile() && /\.(?:ts|svelte)$/u.test(entry.name) && !entry.parentPath.endsWith('core/messages'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => name !== CHOICE);
  return Promise.all(names.map((name) => readFile(name, 'utf8')));
}

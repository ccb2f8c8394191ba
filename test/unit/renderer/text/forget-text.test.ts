import { expect, test } from 'vitest';
import { forgetDialogText } from '../../../../renderer/text/forget-text.ts';
import type { AppSnapshot } from '../../../../preload/contract/snapshot.ts';
import { CONNECTED } from '../../../support/page-harness/snapshots.ts';

const KEY_PAIR = { kind: 'keyPair', enteredAt: 0 } as const;
const BOTH: AppSnapshot = { ...CONNECTED, otherCredentials: [KEY_PAIR] };

test('the dialog says what the app goes on with, where the credential in use is removed and another is stored', () => {
  expect(forgetDialogText(BOTH, 'refreshToken').sentence).toContain('goes on with your key pair');
});

test('it names no other credential where none is stored, or where the one that is removed is not in use', () => {
  expect(forgetDialogText(CONNECTED, 'refreshToken').sentence).not.toContain('goes on with');
  expect(forgetDialogText(BOTH, 'keyPair').sentence).not.toContain('goes on with');
});

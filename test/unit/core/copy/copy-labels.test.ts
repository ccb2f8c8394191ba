import { expect, test } from 'vitest';
import { COPY_LABELS } from '../../../../main/core/copy/copy-labels.ts';

test('the labels of the copy formats', () => {
  expect(COPY_LABELS).toMatchInlineSnapshot(`
    {
      "curl": {
        "command": "Copy curl call",
        "name": "a curl call",
      },
      "env": {
        "command": "Copy .env line",
        "name": "an .env line",
      },
      "header": {
        "command": "Copy HTTP header",
        "name": "an HTTP header",
      },
      "python": {
        "command": "Copy Python code",
        "name": "Python code",
      },
      "token": {
        "command": "Copy access token",
        "name": "the token alone",
      },
    }
  `);
});

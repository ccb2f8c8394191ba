import { expect, test } from 'vitest';
import { COPY_FORMATS, COPY_LABELS, offeredFormats } from '../../../../main/core/copy/copy-labels.ts';

test('the labels of the copy formats', () => {
  expect(COPY_LABELS).toMatchInlineSnapshot(`
    {
      "curl": {
        "command": "Copy curl call",
        "name": "curl call",
      },
      "env": {
        "command": "Copy .env line",
        "name": ".env line",
      },
      "header": {
        "command": "Copy HTTP header",
        "name": "HTTP header",
      },
      "powershell": {
        "command": "Copy PowerShell code",
        "name": "PowerShell code",
      },
      "python": {
        "command": "Copy Python code",
        "name": "Python code",
      },
      "token": {
        "command": "Copy access token",
        "name": "Access token",
      },
    }
  `);
});

test('on Windows PowerShell is offered first, and each format once everywhere', () => {
  expect(offeredFormats('windows')[0]).toBe('powershell');
  expect([...offeredFormats('windows')].sort()).toEqual([...COPY_FORMATS].sort());
  expect(offeredFormats('linux')).toEqual(COPY_FORMATS);
  expect(offeredFormats('macos')[0]).toBe('token');
});

import { expect, test } from 'vitest';
import { COPY_FORMATS } from '../../../../main/core/copy/copy-labels.ts';
import { maskedCopy } from '../../../../renderer/token/masked-copy.ts';

test.each(COPY_FORMATS)('the preview of %s is what would be copied, with the token masked once', (format) => {
  const preview = maskedCopy(format, 'https://nerd.example.com');
  expect(preview.split('••••••••')).toHaveLength(2);
  expect(preview).not.toContain('eyJ');
});

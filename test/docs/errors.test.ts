import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../model/errors.ts';

it('docs/errors.md lists exactly the codes of model/errors.ts, each with its next step', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const listed = Object.fromEntries([...page.matchAll(/^\| `([A-Z_]+)` \| (retry|skip|fatal)/gm)].map((m) => [m[1], m[2]]));
  expect(listed).toEqual(ERROR_CODES);
});

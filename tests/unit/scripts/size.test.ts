import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const bytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/**
 * What a clone downloads beside the code. Each network, picture and fixture has a limit of its own where it is made or
 * tested; this is for all of them together, and high enough for several times what is there.
 */
test('weights, pictures, fixtures and the PDF take at most 150 MB together', () => {
  expect(['public', 'content', 'tests/fixtures'].map(bytes).reduce((sum, one) => sum + one)).toBeLessThan(
    150e6,
  );
});

import { expect, test } from 'vitest';
import { isNewEnough } from '../../../scripts/node-version.mjs';

test('Node 22.12 and newer build the site, and what is older does not', () => {
  expect(['22.12.0', '22.13.1', '24.0.0', '26.10.0'].every(isNewEnough)).toBe(true);
  expect(['20.20.2', '22.11.0', '18.0.0'].some(isNewEnough)).toBe(false);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetBrought, keepBrought, keptFacts, keptWeights } from '../../../src/lib/brought/keep.ts';
import { readNetworks } from '../../../src/lib/brought/read.ts';
import { fakeCaches } from '../offline/fake-caches.ts';
import { givenFile, writtenByPython } from './given-files.ts';

const folder = 'http://site.test/course/';
const network = async () =>
  (await readNetworks([givenFile('it.safetensors', await writtenByPython('tiny-resnet'))]))[0]!;

beforeEach(() => vi.stubGlobal('caches', fakeCaches()));
afterEach(() => vi.unstubAllGlobals());

test('A network is kept with all its numbers until it is forgotten', async () => {
  const brought = await network();
  expect(await keepBrought(brought, folder)).toBe(true);
  expect(await keptFacts(folder)).toEqual([brought.facts]);
  expect(await keptWeights(brought.facts.id, folder)).toEqual(brought.weights);
  await forgetBrought(brought.facts.id, folder);
  expect(await keptFacts(folder)).toEqual([]);
  await expect(keptWeights(brought.facts.id, folder)).rejects.toThrow(
    'Expected the network own-tiny-resnet to be kept in this browser, got none',
  );
});

test('Two sites of one host do not share networks', async () => {
  await keepBrought(await network(), folder);
  expect(await keptFacts('http://site.test/')).toEqual([]);
});

test('Where there is no room, or no cache at all, nothing is kept and nothing fails', async () => {
  vi.stubGlobal('caches', fakeCaches(1000));
  expect(await keepBrought(await network(), folder)).toBe(false);
  expect(await keptFacts(folder)).toEqual([]);
  vi.unstubAllGlobals();
  expect(await keepBrought(await network(), folder)).toBe(false);
  expect(await keptFacts(folder)).toEqual([]);
});

// What the figure shows before it runs: that it is there, that it still holds, and that it opens where its rule says.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { variants } from '../../../scripts/converged/variants.ts';
import type { FigureModel } from '../../../src/components/figures/kit/model.ts';
import { manifestOf } from '../../../src/components/figures/manifests.ts';
import { results } from '../../../src/components/figures/style-transfer/known-results.ts';
import { knownNets } from '../../../src/components/figures/style-transfer/known-nets.ts';
import { computedFor } from '../../../src/components/figures/style-transfer/results.ts';
import { modelOf, type StyleTransferState } from '../../../src/components/figures/style-transfer/state.ts';
import { pictures } from '../../../src/components/figures/shared/site-pictures/catalogue.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const published = read('content/posters/coarse-to-fine.json');
const measured = read('content/measured/style-converged.json');
const { defaults } = manifestOf('style-transfer').model as FigureModel<StyleTransferState>;
const names = (part: keyof typeof pictures) => pictures[part].map(({ name }) => name);
const known = { nets: knownNets(), contents: names('content'), styles: names('style') };

test('it opens on the pair at which the judges find the two networks furthest apart', () => {
  const { content, style, left, right } = measured.opens;
  expect(defaults).toMatchObject({ content, style });
  const models: Record<string, { model: string }> = variants;
  expect([defaults.left.model, defaults.right.model]).toEqual([models[left]!.model, models[right]!.model]);
});

describe('what was computed in advance', () => {
  test('is there for both sides, wherever the figure opens and at full size alone', () => {
    for (const coarseToFine of [true, false])
      for (const side of [defaults.left, defaults.right]) {
        const found = computedFor({ ...defaults, coarseToFine }, side, results, known);
        expect(existsSync(`public/${found?.src}`), found?.src).toBe(true);
      }
  });

  test('was made of the weights and the pictures that ship', () => {
    for (const [model, sum] of Object.entries(published.weights))
      expect(read(`public/weights/${model}/card.json`).shards[0].sha256, model).toBe(sum);
    for (const [file, sum] of Object.entries(published.pictures))
      expect(
        createHash('sha256')
          .update(readFileSync(`content/pictures/${file}`))
          .digest('hex'),
        file,
      ).toBe(sum);
  });

  test('has a picture for every result, and no other', () => {
    const wanted = Object.entries(published.results).flatMap(([pair, of]) =>
      Object.keys(of as object).map((name) => `${pair}-${name}.webp`),
    );
    expect(readdirSync('public/posters/coarse-to-fine').sort()).toEqual(wanted.sort());
  });

  test('is asked for by a link, by either plan', () => {
    const model = modelOf(known);
    const back = model.decode(model.encode({ ...defaults, coarseToFine: false }));
    expect(back.coarseToFine).toBe(false);
    expect(model.decode(model.encode(defaults)).coarseToFine).toBe(true);
  });
});

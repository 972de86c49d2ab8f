import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layersOf, netIds, usualLayer } from '../../../src/components/figures/layer-robustness/nets.ts';
import {
  configOf,
  model,
  radii,
  sideOf,
  steps,
  styleOfLayer,
  withNet,
} from '../../../src/components/figures/layer-robustness/state.ts';
import {
  curvesOf,
  mapOf,
  scaleOf,
  spread,
  theirs,
} from '../../../src/components/figures/layer-robustness/view.ts';
import { checkState } from '../../../src/components/figures/kit/check-state.ts';

const measured = (at: 32 | 84) =>
  JSON.parse(readFileSync(`content/measured/layer-robustness${at === 84 ? '-photos' : ''}.json`, 'utf8'));
const blank = { width: 32, height: 32, pixels: new Float32Array(32 * 32 * 3) };

test('every network has its measured curve, at the radius and with the steps of the run', () => {
  for (const at of [32, 84] as const) {
    const { eps, steps: taken, size } = measured(at).protocol;
    expect([eps, taken, size]).toEqual([radii[at].measured, steps, at]);
    const curves = curvesOf(at, measured(at));
    expect(curves.map(({ id }) => id)).toEqual(netIds.filter((net) => sideOf({ net }) === at));
    for (const { points } of curves) expect([points[0]![0], points.at(-1)![0]]).toEqual([0, 1]);
  }
  expect(theirs.map(({ points }) => points.length)).toEqual([4, 4, 4, 4]);
});

test('a curve whose layer was not measured is refused', () => {
  const { models } = measured(32);
  const short = { ...models, 'cifar-vgg-standard': { layers: ['relu1_1'], R: [0.1] } };
  expect(() => curvesOf(32, { models: short })).toThrow(
    /Expected relu2_1 of cifar-vgg-standard to be measured/,
  );
});

test('a link cannot ask for a layer or a radius of another network, nor for one picture twice', () => {
  const state = (query: string) => model.decode(new URLSearchParams(query));
  expect(state('layer=relu4_x').layer).toBe('relu3_1');
  expect(state('net=photos-resnet-robust-small')).toMatchObject({ layer: 'relu3_x', eps: 1.125 });
  expect(state('net=photos-resnet-robust-small&eps=0.25').eps).toBe(1.125);
  expect(state('picture=allium').other).not.toBe('allium');
});

test('another network is asked as far from its pixels', () => {
  const change = (layer: string, net: string) => withNet({ ...model.defaults, layer }, net);
  expect(change('relu1_1', 'cifar-resnet-robust-antialiased').layer).toBe('stem');
  expect(change('relu5_2', 'cifar-resnet-robust-antialiased').layer).toBe('relu5_x');
  expect(change('relu3_2', 'photos-vgg-robust-small')).toMatchObject({ layer: 'relu3_2', eps: 1.125 });
});

test('the style figure can be asked for each layer alone', () => {
  for (const net of netIds)
    for (const layer of [usualLayer(net), ...layersOf(net)])
      expect(checkState('style-transfer', styleOfLayer({ net, layer }))).toEqual([]);
});

test('the run is that of the measurement', () => {
  expect(configOf(model.defaults, blank, blank)).toMatchObject({
    ...{ model: 'cifar-vgg-standard', layer: 'relu3_1', eps: 0.5, steps: 20, seed: 0 },
  });
});

test('both maps end in white where the pictures are furthest apart', () => {
  const map = (...values: number[]) => ({ width: 2, height: 1, values: Float32Array.from(values) });
  const most = scaleOf({ apart: map(1, 4) });
  expect([...mapOf(map(2, 8), most)]).toEqual([128, 128, 128, 255, 255, 255, 255, 255]);
});

test('names at the ends of lines keep their order and their distance', () => {
  expect(spread([50, 48, 10], 12, 200)).toEqual([60, 48, 10]);
  expect(spread([198, 199, 100], 12, 200)).toEqual([188, 200, 100]);
});

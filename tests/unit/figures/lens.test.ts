import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compact, configOf, textureOf, type Measured } from '../../../src/components/figures/lens/data.ts';
import { measure } from '../../../src/components/figures/lens/measure.ts';
import { fixOf, kindOf, modelOf, netNames } from '../../../src/components/figures/lens/nets.ts';
import {
  defaults,
  model,
  focusOf,
  inside,
  lensSide,
  textureSide,
  styles,
} from '../../../src/components/figures/lens/state.ts';
import { netView, styleView } from '../../../src/components/figures/lens/view.ts';
import { missingWords, short } from '../../../src/components/figures/lens/words.ts';
import { hashed } from '../../hashed.ts';

const none = { averagePooling: false, antialiased: false, fourier: false };
const all = { averagePooling: true, antialiased: true, fourier: true };

describe('The remedies', () => {
  test('concern the networks that they are for', () => {
    expect(netNames.map((net) => fixOf(net, none))).toEqual(['none', 'none', 'none', 'none']);
    expect(netNames.map((net) => fixOf(net, all))).toEqual([
      'averagePooling+fourier',
      'averagePooling+fourier',
      'antialiased+fourier',
      'antialiased+fourier',
    ]);
  });

  test('ask for another training where they are one', () => {
    expect(netNames.map((net) => modelOf(net, all))).toEqual([
      'cifar-vgg-standard',
      'cifar-vgg-robust',
      'cifar-resnet-standard-antialiased',
      'cifar-resnet-robust-antialiased',
    ]);
    expect(modelOf('resnet-robust', none)).toBe('cifar-resnet-robust');
  });

  test('are named under each network', () => {
    expect(kindOf('vgg-robust', none)).toBe('max pooling');
    expect(kindOf('resnet-robust', all)).toBe('anti-aliased, Fourier');
  });
});

describe('The lens', () => {
  test('always lies on whole pixels inside the picture', () => {
    for (let share = -0.2; share <= 1.2; share += 0.013) {
      const first = inside(share) * textureSide - lensSide / 2;
      expect(first).toBeCloseTo(Math.round(first), 9);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first + lensSide).toBeLessThanOrEqual(textureSide);
    }
  });

  test('is at home at the style’s own place, unless the reader has put it elsewhere', () => {
    expect(focusOf({ style: 'nothing authored', x: null, y: null })).toEqual([0.5, 0.5]);
    expect(focusOf({ style: 'nothing authored', x: 0.25, y: 0.75 })).toEqual([0.25, 0.75]);
  });

  test('an address cannot put it anywhere else', () => {
    const { x, style } = model.fields;
    expect([x.parse('0.5'), x.parse('2'), x.parse('abc'), x.parse('')]).toEqual([
      0.5,
      undefined,
      undefined,
      undefined,
    ]);
    expect(style.parse('nothing measured')).toBeUndefined();
  });
});

const measured = JSON.parse(readFileSync('content/measured/artifacts.json', 'utf8')) as Measured & {
  protocol: { side: number };
};
const data = compact(measured, {});
const choice = defaults;

describe('content/measured/artifacts.json', () => {
  test('has files of the styles that the figure offers', () => {
    expect(new Set(Object.keys(data.styles))).toEqual(new Set(styles));
  });

  test('names only pictures that are there, of the size that the lens shows', () => {
    const files = Object.values(data.textures).flatMap(({ image, spectrum }) => [image, spectrum]);
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((file) => !existsSync(`public/${file}`))).toEqual([]);
    expect(measured.protocol.side).toBe(textureSide);
  });

  test('holds at least three styles of every network and remedy, and one where random moves make it slow', () => {
    const counts: Record<string, number> = {};
    for (const { model, fix } of measured.textures) {
      const key = `${model} ${fix}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    for (const [key, count] of Object.entries(counts))
      expect(count, key).toBeGreaterThanOrEqual(key.endsWith('fourier') ? 1 : 3);
  });
});

describe('A panel', () => {
  test('shows what was measured of its network in the state that is switched on', () => {
    for (const fourier of [false, true])
      for (const net of netNames) {
        const state = { ...choice, antialiased: true, averagePooling: true, fourier };
        const texture = textureOf(data, choice.style, net, state);
        const view = netView(data, state, net);
        expect(view.shown?.src).toBe(texture?.image);
        expect(view.absent === undefined).toBe(texture !== undefined);
      }
  });

  test('says so where a network was not measured', () => {
    const view = netView({ ...data, textures: {} }, choice, 'vgg-robust');
    expect(view.shown).toBeUndefined();
    expect(view.absent).toMatch(/not been measured/);
  });

  test('of the style is the style, which misses nothing', () => {
    const view = styleView(data, choice.style);
    expect(view.shown?.src).toMatch(/^posters\/lens-/);
    expect(view.missing).toBeUndefined();
  });
});

describe('A live texture', () => {
  const style = {
    width: textureSide,
    height: textureSide,
    pixels: new Float32Array(textureSide * textureSide * 3),
  };

  test('is made as the measured ones were', () => {
    const config = configOf(data, { ...choice, net: 'resnet-robust' }, style);
    expect(config).toMatchObject({
      model: 'cifar-resnet-robust',
      averagePooling: false,
      transforms: false,
      ...measured.protocol.ways.plain,
    });
    const fixed = configOf(data, { ...choice, ...all, net: 'vgg-robust' }, style);
    expect(fixed).toMatchObject({ averagePooling: true, ...measured.protocol.ways.fourier });
    expect(Object.keys(fixed.styleLayers)).toEqual(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']);
  });

  test('is measured from its bytes: noise has no grid, and a board has one', () => {
    const noise = hashed(textureSide * textureSide, 9, 60, 200);
    const rgba = Uint8ClampedArray.from({ length: textureSide * textureSide * 4 }, (_, i) => noise[i >> 2]!);
    const board = rgba.map((value, i) => value + ((i >> 2) % 2 === 0 ? 30 : 0));
    expect(Math.abs(Math.log(measure(rgba).reading.all))).toBeLessThan(0.5);
    expect(measure(board).reading.byPeriod[0]).toBeGreaterThan(5 * measure(rgba).reading.byPeriod[0]!);
    expect(measure(rgba).spectrum).toHaveLength(rgba.length / 4);
  });
});

test('Numbers have the digits that they are worth', () => {
  expect([0.973, 1.04, 9.94, 9.96, 123.4].map(short)).toEqual(['1.0', '1.0', '9.9', '10', '123']);
  expect([0.0042, 0.000161, 0.034].map(missingWords)).toEqual([
    '0.4 % of the style missing',
    '0.02 % of the style missing',
    '3 % of the style missing',
  ]);
});

import { PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import {
  depth,
  fieldOfView,
  home,
  keyed,
  limits,
  moved,
  projection,
  stand,
  width,
  type Vector,
} from '../../../src/components/figures/loss-landscape/camera.ts';
import { frameOf } from '../../../src/components/figures/loss-landscape/frame.ts';

describe('the camera', () => {
  test('sees what three’s own camera sees', () => {
    for (const camera of [home, { turn: -135, tilt: 70, zoom: 1.8 }, { turn: 90, tilt: 10, zoom: 0.6 }]) {
      const { eye, middle } = stand(camera);
      const theirs = new PerspectiveCamera(fieldOfView, width / depth, 0.5, 30);
      theirs.up.set(0, 0, 1);
      theirs.position.set(...eye);
      theirs.lookAt(...middle);
      theirs.updateMatrixWorld();
      for (const place of [
        [-1, 1, 0.3],
        [0.4, -0.8, 1],
        [1, 1, 0],
      ] as Vector[]) {
        const seen = new Vector3(...place).project(theirs);
        const { x, y } = projection(camera)(place);
        expect(x).toBeCloseTo(((seen.x + 1) / 2) * width, 4);
        expect(y).toBeCloseTo(((1 - seen.y) / 2) * depth, 4);
      }
    }
  });

  test('goes round without an end, and no further up, down, near or far than it may', () => {
    expect(moved({ ...home, turn: 175 }, { turn: 10 }).turn).toBe(-175);
    expect(moved({ ...home, turn: -180 }, { turn: -1 }).turn).toBe(179);
    expect(moved(home, { tilt: 999 }).tilt).toBe(limits.tilt.max);
    expect(moved(home, { zoom: -9 }).zoom).toBe(limits.zoom.min);
    expect(moved({ ...home, zoom: 1.1 }, { zoom: 0.2 }).zoom).toBe(1.3);
  });

  test('obeys arrows, plus, minus and Home, and leaves other keys to the page', () => {
    const turned = keyed(keyed(home, 'ArrowRight')!, 'ArrowUp')!;
    expect(turned).toEqual({ turn: home.turn + 10, tilt: home.tilt + 5, zoom: 1 });
    expect(keyed(keyed(turned, '+')!, '-')).toEqual(turned);
    expect(keyed(turned, 'Home')).toEqual(home);
    expect([keyed(home, 'Tab'), keyed(home, 'PageDown'), keyed(home, ' ')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('writes the axes on the sides that are nearer, wherever it stands', () => {
    for (let turn = -180; turn < 180; turn += 15) {
      const { ticks, titles } = frameOf(
        { ...home, turn },
        { top: 8, ticks: [0, 2, 4, 6, 8] },
        0.5,
        'at random',
      );
      const middle = projection({ ...home, turn })([0, 0, 0]);
      for (const { y } of titles) expect(y).toBeGreaterThanOrEqual(Math.floor(middle.y));
      expect(ticks.map(({ text }) => text)).toEqual([
        ...['−1', '−0.5', '0', '0.5', '1'],
        ...['−1', '−0.5', '0', '0.5', '1'],
        '2',
        '4',
        '6',
        '8',
      ]);
    }
  });
});

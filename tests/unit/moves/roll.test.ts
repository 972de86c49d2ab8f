import { beforeAll, expect, test } from 'vitest';
import { tf, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { randomRoll, rolled } from '../../../src/lib/moves/roll.ts';
import { inTurn } from '../../../src/lib/moves/view.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';
import { hashed } from '../../hashed.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const [height, width, channels] = [5, 7, 3] as const;
const pixels = hashed(height * width * channels, 1, 0, 1);
const picture = () => tf.tensor4d(pixels, [1, height, width, channels]);

/** The same by the definition. */
const moved = (values: Float32Array, down: number, right: number) =>
  values.map((_, i) => {
    const [place, channel] = [Math.floor(i / channels), i % channels];
    const row = (Math.floor(place / width) - down + 5 * height) % height;
    const column = ((place % width) - right + 5 * width) % width;
    return values[(row * width + column) * channels + channel]!;
  });

test.each([
  [0, 0],
  [1, 0],
  [0, -2],
  [-3, 4],
  [5, -7],
  [8, 9],
])('A picture rolled by %i and %i shows each pixel there, and none is lost', (down, right) => {
  const before = tf.memory().numTensors;
  const seen = tf.tidy(() => rolled(picture(), down, right).dataSync());
  expect([...seen]).toEqual([...moved(pixels, down, right)]);
  expect(tf.memory().numTensors).toBe(before);
});

test('Pictures side by side are rolled alike, none into another', () => {
  const others = hashed(pixels.length, 7, 0, 1);
  const seen = tf.tidy(() =>
    rolled(tf.concat([picture(), tf.tensor4d(others, [1, height, width, channels])]), 2, -3).dataSync(),
  );
  expect([...seen]).toEqual([...moved(pixels, 2, -3), ...moved(others, 2, -3)]);
});

test('The gradient goes back where it came from', () => {
  const weights = hashed(pixels.length, 2);
  const gradient = tf.tidy(() => {
    const by = tf.tensor4d(weights, [1, height, width, channels]);
    return tf
      .grad((x) => tf.sum(tf.mul(rolled(x as Tensor4D, 2, -3), by)))(picture())
      .dataSync();
  });
  expect([...gradient]).toEqual([...moved(weights, -2, 3)]);
});

test('A random roll takes every shift up to its reach, and no other', () => {
  const random = seededRandom(4);
  const draw = randomRoll(1);
  const found = new Set<string>();
  for (let i = 0; i < 200; i++) {
    const view = draw(random);
    found.add(String(tf.tidy(() => view(picture()).dataSync())));
  }
  const shifts = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => String(moved(pixels, down, right))));
  expect([...found].sort()).toEqual(shifts.sort());
});

test('Moves in turn are drawn in turn, and the second sees what the first has moved', () => {
  const draw = inTurn([() => (x) => rolled(x, 1, 0), (random) => (x) => rolled(x, 0, random())]);
  const seen = tf.tidy(() => draw(() => 2)(picture()).dataSync());
  expect([...seen]).toEqual([...moved(pixels, 1, 2)]);
});

import { beforeAll, describe, expect, test } from 'vitest';
import { tf, type Scalar, type Tensor4D } from '../../../src/lib/engine/tf.ts';
import { rolled } from '../../../src/lib/moves/roll.ts';
import type { Objective } from '../../../src/lib/objectives/objective.ts';
import { lockstep } from '../../../src/lib/optimisation/lockstep.ts';
import { optimise, type Optimisation } from '../../../src/lib/optimisation/optimise.ts';
import { adam } from '../../../src/lib/optimizers/adam.ts';
import { lbfgs } from '../../../src/lib/optimizers/lbfgs.ts';
import { projectedGradient } from '../../../src/lib/optimizers/pgd/projected-gradient.ts';
import { schedule } from '../../../src/lib/optimizers/schedule.ts';
import { pixelParameterisation } from '../../../src/lib/parameterisations/pixel.ts';
import { seededRandom } from '../../../src/lib/random/seeded.ts';
import { hashed } from '../../hashed.ts';
import { useBackend } from '../../helpers.ts';

beforeAll(() => useBackend('cpu'));

const shape = [1, 4, 6, 2] as const;
const size = 48;
const tensor = (values: Float32Array) => tf.tensor4d(values, [...shape]);
const goal = hashed(size, 1, 0.2, 0.8);
const grey = new Float32Array(size).fill(0.5);

/** Half the squared distance to the goal, in two parts; says what it looked at. */
const nearness = (to = goal): Objective => ({
  names: ['some', 'more'],
  look(picture, view) {
    const shown = view ? view(picture) : picture;
    const far = tf.sum(tf.square(tf.sub(shown, tensor(to))));
    return { parts: [tf.mul(far, 0.2), tf.mul(far, 0.3)] as Scalar[], seen: { shown: shown.clone() } };
  },
  dispose: () => undefined,
});

const walking = projectedGradient({ norm: 'L2', length: schedule('constant', 0.1, 10), box: true });

function run(changes: Partial<Optimisation> = {}): Optimisation {
  return {
    objective: nearness(),
    parameterisation: pixelParameterisation(4, 6, 2),
    start: changes.start ?? tensor(grey),
    optimizer: walking,
    steps: 5,
    random: seededRandom(1),
    signal: new AbortController().signal,
    ...changes,
  };
}

/** The picture and the loss of each frame. */
async function frames(optimisation: Optimisation) {
  const seen = [];
  for await (const { picture, parts, step, evaluations } of optimise(optimisation))
    seen.push({
      step,
      evaluations,
      picture: picture.dataSync(),
      loss: tf.tidy(() => tf.sum(parts).dataSync()[0]!),
    });
  return seen;
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (value, i) => value - b[i]!));

describe('A picture of any size and channels', () => {
  test.each([
    ['normalised steps', walking],
    ['Adam', adam(0.05)],
    ['L-BFGS', lbfgs],
  ])('comes nearer to its goal by %s, and frame 0 is the start', async (_, optimizer) => {
    const seen = await frames(run({ optimizer }));
    expect([...seen[0]!.picture]).toEqual([...grey]);
    expect(seen.at(-1)!.loss).toBeLessThan(0.5 * seen[0]!.loss);
    expect(seen[0]!.loss / (0.5 * distance(grey, goal) ** 2)).toBeCloseTo(1, 5);
    expect(seen[0]!.evaluations).toBe(1);
  });

  test('moves by the length of a step, straight to the goal', async () => {
    const seen = await frames(run({ steps: 1 }));
    const [before, after] = [distance(grey, goal), distance(seen[1]!.picture, goal)];
    expect(before - after).toBeCloseTo(0.1, 5);
  });

  test('takes shorter and shorter steps when they fall to 0', async () => {
    const length = schedule('falling', 0.2, 4);
    const seen = await frames(
      run({ optimizer: projectedGradient({ norm: 'L2', length, box: true }), steps: 4 }),
    );
    const lengths = seen.slice(1).map(({ picture }, i) => distance(picture, seen[i]!.picture));
    lengths.forEach((each, i) => expect(each).toBeCloseTo(0.2 * (1 - i / 4), 5));
  });

  test.each(['L2', 'Linf'] as const)(
    'stays in a ball of %s around another picture, and in the box',
    async (norm) => {
      const centre = tensor(hashed(size, 3, 0, 1));
      const ball = { centre, eps: 0.3, norm };
      const length = schedule('constant', 0.2, 8);
      const start = tf.tidy(() => tf.clipByValue(tf.add(centre, 0.01), 0, 1)) as Tensor4D;
      const seen = await frames(
        run({ start, steps: 8, optimizer: projectedGradient({ norm, length, ball, box: true }) }),
      );
      const origin = centre.dataSync();
      for (const { picture } of seen) {
        const gaps = Array.from(picture, (value, i) => Math.abs(value - origin[i]!));
        const radius = norm === 'L2' ? Math.hypot(...gaps) : Math.max(...gaps);
        expect(radius).toBeLessThan(0.3 + 1e-5);
        expect(Math.min(...picture)).toBeGreaterThanOrEqual(-1e-6);
        expect(Math.max(...picture)).toBeLessThanOrEqual(1 + 1e-6);
      }
      expect(seen.at(-1)!.loss).toBeLessThan(seen[0]!.loss);
    },
  );

  test('changes inside its mask alone', async () => {
    const mask = tf.tensor4d(
      Float32Array.from({ length: 24 }, (_, i) => (i < 12 ? 1 : 0)),
      [1, 4, 6, 1],
    );
    const { picture } = (await frames(run({ mask }))).at(-1)!;
    expect([...picture.slice(24)]).toEqual([...grey.slice(24)]);
    expect(distance(picture.slice(0, 24), goal.slice(0, 24))).toBeLessThan(
      distance(grey.slice(0, 24), goal.slice(0, 24)) - 0.2,
    );
  });

  test('is moved before each look, and the frame shows it unmoved, and not what was seen', async () => {
    let draws = 0;
    const move = () => (draws++, (x: Tensor4D) => rolled(x, 1, 0));
    const walk = optimise(run({ move, steps: 40 }));
    let last: Float32Array | undefined;
    for await (const { picture, seen } of walk) {
      expect(seen).toEqual({});
      last = picture.dataSync<'float32'>();
    }
    expect(draws).toBe(41);
    const wanted = tf.tidy(() => rolled(tensor(goal), -1, 0).dataSync());
    expect(distance(last!, wanted)).toBeLessThan(0.1);
  });

  test('from noise is the same for the same seed, and another for another', async () => {
    const noise = async (seed: number) =>
      (await frames(run({ start: 'noise', random: seededRandom(seed), steps: 1 })))[1]!;
    expect([...(await noise(1)).picture]).toEqual([...(await noise(1)).picture]);
    expect([...(await noise(1)).picture]).not.toEqual([...(await noise(2)).picture]);
  });

  test.each([
    ['normalised steps', walking],
    ['Adam', adam(0.05)],
    ['L-BFGS', lbfgs],
  ])(
    'holds as many tensors after every step by %s, and none in the end or when it is left',
    async (_, optimizer) => {
      const start = tensor(grey);
      const before = tf.memory().numTensors;
      let held: number | undefined;
      for await (const { step } of optimise(run({ start, optimizer }))) {
        if (step === 1) held = tf.memory().numTensors;
        if (step > 1 && step < 5) expect(tf.memory().numTensors).toBe(held);
        // The last step's gradient need not be there.
        if (step === 5) expect(tf.memory().numTensors).toBeLessThanOrEqual(held!);
      }
      expect(tf.memory().numTensors).toBe(before);
      for await (const { step } of optimise(run({ start, optimizer }))) if (step === 2) break;
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  test.each([
    ['normalised steps', walking],
    ['Adam', adam(0.05)],
  ])(
    'by %s, no gradient is taken after the last step, and its loss is told as before',
    async (_, optimizer) => {
      let gradients = 0;
      const counted = (x: Tensor4D): Tensor4D =>
        tf.customGrad((...args: unknown[]) => ({
          value: tf.clone(args[0] as Tensor4D),
          gradFunc: (dy: Tensor4D) => (gradients++, tf.clone(dy)),
        }))(x) as Tensor4D;
      const own = nearness();
      const objective: Objective = { ...own, look: (picture, view) => own.look(counted(picture), view) };
      const seen = await frames(run({ optimizer, objective, steps: 4 }));
      expect([gradients, seen.at(-1)!.evaluations]).toEqual([4, 5]);
      const longer = await frames(run({ optimizer, steps: 5 }));
      expect(seen.map(({ loss }) => loss)).toEqual(longer.slice(0, 5).map(({ loss }) => loss));
    },
  );

  test('stops between two evaluations when it is cancelled, and holds nothing', async () => {
    const start = tensor(grey);
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    const walk = optimise(run({ start, signal: abort.signal }));
    await walk.next();
    abort.abort();
    await expect(walk.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('Several runs in lockstep', () => {
  const other = hashed(size, 2, 0.2, 0.8);

  test('are each what it is alone, frame by frame', async () => {
    const runs = [run(), run({ objective: nearness(other), optimizer: adam(0.02) })];
    const alone = await Promise.all(runs.map(frames));
    let step = 0;
    for await (const standings of lockstep(runs, ({ picture, seen }) => [picture, seen['shown']!])) {
      for (const [i, { values, parts, ...counts }] of standings.entries()) {
        const { picture, loss, evaluations } = alone[i]![step]!;
        expect(counts).toEqual({ step, evaluations });
        expect([...values[0]!]).toEqual([...picture]);
        expect([...values[1]!]).toEqual([...picture]);
        expect(parts['some']! + parts['more']!).toBeCloseTo(loss, 5);
      }
      step++;
    }
    expect(step).toBe(6);
  });

  test('wait for the last where one ends early', async () => {
    const runs = [run({ optimizer: lbfgs, start: tensor(goal) }), run({ steps: 3 })];
    const steps: number[][] = [];
    for await (const standings of lockstep(runs, () => [])) steps.push(standings.map(({ step }) => step));
    expect(steps).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
  });

  test('leave alone what others hold, and dispose what is made for reading', async () => {
    const kept = tensor(goal);
    const [first, second] = [tensor(grey), tensor(grey)];
    const before = tf.memory().numTensors;
    const runs = [run({ start: first }), run({ start: second })];
    for await (const standings of lockstep(runs, ({ picture }) => [kept, tf.add(picture, 1)]))
      expect([...standings[1]!.values[0]!]).toEqual([...goal]);
    expect(tf.memory().numTensors).toBe(before);
    const left = lockstep(runs, () => [kept]);
    await left.next();
    await left.return();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('say so when a loss is no number', async () => {
    const broken: Objective = {
      ...nearness(),
      look: (picture) => ({ parts: [tf.mul(tf.sum(picture), NaN) as Scalar, tf.scalar(0)] }),
    };
    await expect(lockstep([run(), run({ objective: broken })], () => []).next()).rejects.toMatchObject({
      name: 'NumericError',
    });
  });
});

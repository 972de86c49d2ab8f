// Each objective's value and gradient beside PyTorch's: tests/fixtures/parity-objectives, written by
// `python -m training.golden.objectives`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { EngineHost } from '../../src/lib/engine/host.ts';
import { ModelStore, type Net } from '../../src/lib/engine/models.ts';
import { tf, type Tensor4D } from '../../src/lib/engine/tf.ts';
import type {
  ActivationMaximisationConfig,
  ActivationMaximisationFrame,
} from '../../src/lib/experiments/activation-maximisation.ts';
import { experiments } from '../../src/lib/experiments/index.ts';
import type { InterpolationConfig, InterpolationFrame } from '../../src/lib/experiments/interpolation.ts';
import type { InversionConfig } from '../../src/lib/experiments/inversion-checks.ts';
import type { InversionFrame } from '../../src/lib/experiments/inversion.ts';
import type { ManipulationConfig, ManipulationFrame } from '../../src/lib/experiments/manipulation.ts';
import { buildNet } from '../../src/lib/nets/index.ts';
import { labelObjective } from '../../src/lib/objectives/label.ts';
import type { Objective } from '../../src/lib/objectives/objective.ts';
import { layerChange, layerOf } from '../../src/lib/objectives/layer-change.ts';
import { activationOf, representationDistance } from '../../src/lib/objectives/representation.ts';
import type { Smoothing } from '../../src/lib/objectives/smoothing.ts';
import { StyleObjective } from '../../src/lib/objectives/style.ts';
import { unitObjective } from '../../src/lib/objectives/unit.ts';
import { evaluated } from '../../src/lib/optimisation/evaluate.ts';
import { pixelParameterisation } from '../../src/lib/parameterisations/pixel.ts';
import { pictureTensor } from '../../src/lib/pictures/tensors.ts';
import { siteFetch, useBackend, weightsBase } from '../helpers.ts';
import { shippedShards } from './golden.ts';
import { picture } from './style-compute.ts';
import { expected, sampled, type Sampled } from './style.ts';

type Name =
  | 'class logit'
  | 'coordinate'
  | 'cross-entropy'
  | 'cross-entropy, away'
  | 'representation'
  | 'style'
  | 'style, softmax'
  | 'style, log'
  | 'layer change'
  | 'content'
  | 'variation';

type Walk = 'class logit' | 'coordinate' | 'representation';

interface Fixture {
  placeSeed: number;
  targetSeed: number;
  class: number;
  coordinate: number;
  /** Of the softmax that smooths. */
  temperature: number;
  /** Of the walks, whose steps fall to 0. */
  steps: number;
  step: number;
  /** Of one end of the interpolation, and of the picture that is manipulated; the other end is the target. */
  pictureSeed: number;
  /** Of the target in the mix. */
  share: number;
  manipulation: { until: number; step: number; most: number };
  cases: {
    model: string;
    shards: string[];
    size: [number, number];
    style: string;
    content: string;
    objectives: Record<Exclude<Name, Walk>, Point> & Record<Walk, Point & { walk: End }>;
    interpolation: End & { began: number };
    manipulation: {
      coordinate: number;
      steps: number;
      activation: number;
      others: number;
      picture: Sampled;
    };
  }[];
}

interface Point {
  seed: number;
  value: number;
  gradient: Sampled;
}

interface End {
  picture: Sampled;
  value: number;
}

type Case = Fixture['cases'][number];

const file = new URL('../fixtures/parity-objectives/objectives.json', import.meta.url);
const fixture = JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as Fixture;
const tolerance = 1e-4;

/** Every objective, of the fixture's layers and units. @param target stays the caller's */
const objectives: Record<Name, (net: Net, target: Tensor4D, layers: Case) => Objective> = {
  'class logit': (net) => unitObjective(net, { layer: 'logits', index: fixture.class }),
  coordinate: (net) => unitObjective(net, { layer: 'representation', index: fixture.coordinate }),
  'cross-entropy': (net) => labelObjective(net, fixture.class, 'towards'),
  'cross-entropy, away': (net) => labelObjective(net, fixture.class, 'away'),
  representation: (net, target) =>
    representationDistance(
      net,
      tf.tidy(() => activationOf(net, target, 'representation')),
    ),
  style: (net, style, layers) => styleOf(net, style, layers),
  'style, softmax': (net, style, layers) => styleOf(net, style, layers, fixture.temperature),
  'style, log': (net, style, layers) => styleOf(net, style, layers, 'log'),
  'layer change': (net, target, { content }) => {
    const from = tf.tidy(() => layerOf(net, target, content).clone());
    const objective = layerChange(net, content, from, Math.hypot(...from.dataSync<'float32'>()));
    const dispose = () => {
      from.dispose();
      objective.dispose();
    };
    return { ...objective, dispose };
  },
  content: (net, target, { content: layer }) =>
    new StyleObjective({
      ...nothing,
      net,
      style: target,
      content: { net, layer, weight: 1, picture: target },
    }),
  variation: (net, target) => new StyleObjective({ ...nothing, net, style: target, tvWeight: 1 }),
};
const styleOf = (net: Net, style: Tensor4D, layers: Case, smoothing?: Smoothing) =>
  new StyleObjective({ ...nothing, net, style, layers: { [layers.style]: 1 }, styleWeight: 1, smoothing });
const nothing = { layers: {}, styleWeight: 0, tvWeight: 0, averagePooling: false };

const cases = fixture.cases.flatMap((each) =>
  (['wasm', 'cpu'] as const).map((backend) => ({ ...each, backend })),
);

describe.each(cases)('On $backend, of $model', ({ backend, ...each }) => {
  let net: Net;
  const { size, model, shards } = each;
  const [height, width] = size;
  const parameterisation = pixelParameterisation(height, width);

  beforeAll(async () => {
    await useBackend(backend);
    const store = new ModelStore({ base: weightsBase, buildNet, download: { fetch: siteFetch } });
    net = (await store.load([model], () => undefined))[0]!;
  });

  test('the golden values are those of the weights that ship', async () => {
    expect(await shippedShards(model), 'run python -m training.golden.objectives').toEqual(shards);
  });

  test.each(Object.keys(objectives) as Name[])(
    "the %s and its gradient are PyTorch's, and nothing is left behind",
    (name) => {
      const { seed, value, gradient } = each.objectives[name];
      const before = tf.memory().numTensors;
      const target = pictureTensor(picture(size, fixture.targetSeed));
      const x = pictureTensor(picture(size, seed));
      const objective = objectives[name](net, target, each);
      const found = evaluated(objective, parameterisation, x);
      const [parts, ours] = [found.parts.dataSync<'float32'>(), found.gradient.dataSync<'float32'>()];
      expect(parts).toHaveLength(objective.names.length);
      expect([parts.reduce((sum, part) => sum + part, 0)]).toBeNear([value], tolerance);
      expect(sampled(ours, gradient)).toBeNear(expected(gradient), tolerance);
      objective.dispose();
      tf.dispose([target, x, found.parts, found.gradient, ...Object.values(found.seen)]);
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  // One backend is enough for these, which are long.
  if (backend !== 'wasm') return;
  describe('after some steps', () => {
    const rules = {
      step: fixture.step,
      schedule: 'falling',
      steps: fixture.steps,
      roll: 0,
      seed: 1,
    } as const;
    // A walk goes on from its own rounding: what is kept of the picture is bytes, too.
    const isNear = (image: Uint8ClampedArray, golden: Sampled) => {
      const pixels = Float32Array.from(
        { length: width * height * 3 },
        (_, i) => image[4 * Math.floor(i / 3) + (i % 3)]! / 255,
      );
      const theirs = expected(golden);
      const ours = sampled(pixels, golden);
      expect(Math.max(...ours.map((pixel, i) => Math.abs(pixel - theirs[i]!)))).toBeLessThan(1 / 255);
    };
    const arrives = (image: Uint8ClampedArray, value: number, { walk }: { walk: End }) => {
      isNear(image, walk.picture);
      expect([value]).toBeNear([walk.value], 1e-3);
    };

    test.each([
      ['class logit', { layer: 'logits', index: fixture.class }],
      ['coordinate', { layer: 'representation', index: fixture.coordinate }],
    ] as const)("maximising the %s arrives where PyTorch's steps do", async (name, unit) => {
      const golden = each.objectives[name];
      const config: ActivationMaximisationConfig = {
        ...{ ...rules, models: [model], unit, start: picture(size, golden.seed) },
        ...{ parameterisation: 'pixel', transforms: false },
      };
      const { views } = await last<ActivationMaximisationFrame>('activationMaximisation', config);
      arrives(views[0]!.image, -views[0]!.activation, golden);
    });

    test("inversion arrives where PyTorch's steps do", async () => {
      const golden = each.objectives.representation;
      const config: InversionConfig = {
        ...{ ...rules, models: [model], target: picture(size, fixture.targetSeed), layer: 'representation' },
        starts: [picture(size, golden.seed)],
      };
      const { views } = await last<InversionFrame>('inversion', config);
      arrives(views[0]![0]!.image, views[0]![0]!.distance, golden);
    });

    test("interpolation begins and arrives, beside other mixes, where PyTorch's steps do", async () => {
      const ends = { from: picture(size, fixture.pictureSeed), to: picture(size, fixture.targetSeed) };
      const pictures = 1 / fixture.share + 1;
      const config: InterpolationConfig = { ...rules, ...ends, models: [model], pictures };
      const all = await frames<InterpolationFrame>('interpolation', config);
      expect(all.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
      const view = all[1]!.views[0]!;
      expect([view.began]).toBeNear([each.interpolation.began], tolerance);
      arrives(view.image, view.distance, { walk: each.interpolation });
    });

    test("manipulation stops where PyTorch's rule does", async () => {
      const { until, step, most } = fixture.manipulation;
      const golden = each.manipulation;
      const config: ManipulationConfig = {
        ...{ models: [model], picture: picture(size, fixture.pictureSeed), coordinate: golden.coordinate },
        ...{ until, step, steps: most },
      };
      const end = (await last<ManipulationFrame>('manipulation', config)).views[0]!;
      expect(golden.activation).toBeGreaterThan(golden.others);
      expect(end.step).toBe(golden.steps);
      expect([end.activation]).toBeNear([golden.activation], 1e-3);
      expect([end.others]).toBeNear([golden.others], 1e-3);
      isNear(end.image, golden.picture);
    });
  });

  const last = async <Frame>(name: keyof typeof experiments, config: unknown): Promise<Frame> =>
    (await frames<Frame>(name, config)).at(-1)!;

  /** All frames of a run. */
  async function frames<Frame>(name: keyof typeof experiments, config: unknown): Promise<Frame[]> {
    const host = new EngineHost(experiments, buildNet, { fetch: siteFetch });
    await host.open({ backend, weightsBase });
    const job = host.start(name, config);
    const found: Frame[] = [];
    for (let next = await host.next(job); !next.done; next = await host.next(job))
      found.push(next.value as Frame);
    await host.close(job);
    return found;
  }
});

import { EngineError } from '../engine/errors.ts';
import type { NetConfig } from '../engine/weights.ts';
import { countOf, flagOf, numbersOf, wordOf } from './config.ts';

// Which weights a network of a family has, and of which shapes, as the page's own convolutions want them. Knows no
// TF.js: whoever reads a file asks before anything is on a device.

/** The shapes of weights, by name. */
export type WeightShapes = Readonly<Record<string, readonly number[]>>;

/** What the shapes of a network's weights say of it. */
export interface Layout {
  /** Of the pictures it takes: 1 for digits of 28 x 28, 3 for pictures. */
  channels: 1 | 3;
  /** How many logits it gives; 0 for a network without a head. */
  classes: number;
  /** The length of its representation; 0 where it has none. */
  representation: number;
  /** Pixels on a side of the smallest picture that it can look at. */
  leastSide: number;
}

/** More channels or neurons than these has none of our families, nor a published network of them. */
const widest = 32_768;

/** Goes through the weights as a picture would. */
class Walk {
  readonly #net: string;
  readonly #shapes: WeightShapes;
  readonly #left: Set<string>;

  constructor(net: string, shapes: WeightShapes) {
    this.#net = net;
    this.#shapes = shapes;
    this.#left = new Set(Object.keys(shapes));
  }

  #take(name: string, wanted: readonly (number | undefined)[]): readonly number[] {
    const shape = Object.hasOwn(this.#shapes, name) ? this.#shapes[name] : undefined;
    if (!shape) throw refused(`Expected ${name} in this ${this.#net}, got no such tensor.${this.#some()}`);
    this.#left.delete(name);
    const fits =
      shape.length === wanted.length &&
      shape.every((side, i) => (wanted[i] === undefined ? side >= 1 && side <= widest : side === wanted[i]));
    if (fits) return shape;
    const words = wanted.map((side) => side ?? 'any').join(' x ');
    throw refused(`Expected ${name} in this ${this.#net} to be ${words}, got ${shape.join(' x ')}.`);
  }

  #some(): string {
    const names = [...this.#left];
    const some = names.slice(0, 3).join(', ');
    const has =
      names.length === 0
        ? ' It has no other, either.'
        : ` It has ${some}${names.length > 3 ? ' and so on' : ''}.`;
    return names.some((name) => /\.(weight|running_mean)$/.test(name))
      ? `${has} Those are PyTorch’s names: bring what training/convert.py makes of this file with --safetensors.`
      : has;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#shapes, `${name}/kernel`);
  }

  /** A convolution of side x side. @returns its outputs */
  conv(name: string, side: number, inputs: number): number {
    const outputs = this.#take(`${name}/kernel`, [side, side, inputs, undefined])[3]!;
    this.#take(`${name}/bias`, [outputs]);
    return outputs;
  }

  /** A dense layer. @returns its outputs */
  dense(name: string, inputs: number, classes?: number): number {
    const outputs = this.#take(`${name}/kernel`, [inputs, classes])[1]!;
    this.#take(`${name}/bias`, [outputs]);
    return outputs;
  }

  /** Nothing may be left over: it would be of another network. */
  end(): void {
    const [name] = this.#left;
    if (name === undefined) return;
    const shape = this.#shapes[name]!.join(' x ');
    throw refused(`Expected no ${name} in this ${this.#net}, got one of ${shape}. Check its config.`);
  }
}

type LayoutOf = (walk: Walk, config: NetConfig) => Layout;

const digits = (representation: number): Layout => ({
  ...{ channels: 1, classes: 10, representation, leastSide: 28 },
});

const families: Readonly<Record<string, LayoutOf>> = {
  'mnist-cnn': (walk) => {
    const last = walk.conv('conv2', 5, walk.conv('conv1', 5, 1));
    const hidden = walk.dense('fc1', 7 * 7 * last);
    walk.dense('fc2', hidden, 10);
    return digits(hidden);
  },
  'mnist-judge': (walk) => {
    const last = [1, 2, 3, 4, 5].reduce((inputs, i) => walk.conv(`conv${i}`, 3, inputs), 1);
    walk.dense('fc', last, 10);
    return digits(last);
  },
  alexnet: (walk, config) => {
    const photo = wordOf(config, 'stem', ['photo', 'small']) === 'photo';
    normalised(config);
    const sides = [photo ? 11 : 5, 5, 3, 3, 3];
    const width = sides.reduce((inputs, side, i) => walk.conv(`conv${i + 1}`, side, inputs), 3);
    const classes = countOf(config, 'classes');
    if (classes === 0) throw refused('Expected an alexnet to have classes, got 0.');
    return {
      ...{ channels: 3, classes, representation: head(walk, config, width, classes) },
      leastSide: photo ? 63 : 17,
    };
  },
  resnet: (walk, config) => {
    const counts = stagesOf(config);
    const block = wordOf(config, 'block', ['basic', 'bottleneck']);
    const stem = wordOf(config, 'stem', ['photo', 'medium', 'small']);
    flagOf(config, 'antialiased');
    normalised(config);
    const classes = countOf(config, 'classes');
    if (classes > 0 && counts.length !== 4)
      throw refused(`Expected a resnet with a head to have 4 stages, got ${counts.length}.`);
    let width = walk.conv('conv1', { photo: 7, medium: 6, small: 3 }[stem], 3);
    counts.forEach((count, stage) => {
      for (let i = 0; i < count; i++) width = residual(walk, `layer${stage + 1}.${i}`, block, width);
    });
    if (classes > 0) walk.dense('fc', width, classes);
    return { channels: 3, classes, representation: classes > 0 ? width : 0, leastSide: 8 };
  },
  'small-cnn': (walk) => {
    const last = walk.conv('conv2', 4, walk.conv('conv1', 4, 1));
    walk.dense('fc', 7 * 7 * last, 10);
    return digits(0);
  },
  vgg: (walk, config) => {
    let width = 3;
    wordOf(config, 'pooling', ['max', 'average']);
    normalised(config);
    const counts = stagesOf(config);
    counts.forEach((count, stage) => {
      for (let i = 1; i <= count; i++) width = walk.conv(`conv${stage + 1}_${i}`, 3, width);
    });
    const classes = countOf(config, 'classes');
    if (classes > 0 && counts.length !== 5)
      throw refused(`Expected a vgg with a head to have 5 stages, got ${counts.length}.`);
    const representation = classes > 0 ? head(walk, config, width, classes) : 0;
    return { channels: 3, classes, representation, leastSide: 2 ** counts.length };
  },
};

/** @returns the outputs of a residual block */
function residual(walk: Walk, name: string, block: 'basic' | 'bottleneck', inputs: number): number {
  const outputs =
    block === 'basic'
      ? walk.conv(`${name}.conv2`, 3, walk.conv(`${name}.conv1`, 3, inputs))
      : walk.conv(`${name}.conv3`, 1, walk.conv(`${name}.conv2`, 3, walk.conv(`${name}.conv1`, 1, inputs)));
  const shortcut = walk.has(`${name}.downsample`) ? walk.conv(`${name}.downsample`, 1, inputs) : inputs;
  if (shortcut !== outputs)
    throw refused(
      `Expected both paths of ${name} to give ${outputs} channels, got ${shortcut} from the shortcut.`,
    );
  return outputs;
}

/** The classifier of VGG and AlexNet. @returns the length of the representation */
function head(walk: Walk, config: NetConfig, width: number, classes: number): number {
  const grid = countOf(config, 'grid');
  if (grid === 0) {
    walk.dense('fc', width, classes);
    return width;
  }
  const representation = walk.dense('fc7', walk.dense('fc6', grid * grid * width));
  walk.dense('fc8', representation, classes);
  return representation;
}

function stagesOf(config: NetConfig): number[] {
  const counts = numbersOf(config, 'layers');
  if (counts.length >= 1 && counts.length <= 5 && counts.every((n) => Number.isInteger(n) && n >= 1))
    return counts;
  throw refused(
    `Expected the model's layers to be 1 to 5 whole numbers from 1, got ${JSON.stringify(counts)}.`,
  );
}

function normalised(config: NetConfig): void {
  numbersOf(config, 'mean', 3);
  if (numbersOf(config, 'std', 3).some((each) => each <= 0))
    throw refused(`Expected the model's std to be above 0, got ${JSON.stringify(config['std'])}.`);
}

const refused = (sentence: string) => new EngineError('WeightsError', sentence);

/** The families by the names that weights carry. */
export const familyNames: readonly string[] = Object.keys(families);

/**
 * Holds the shapes of a network's weights against its architecture.
 * @throws WeightsError with a sentence that names the first tensor that is missing, of another shape, or one too many
 */
export function layoutOf(net: string, config: NetConfig, shapes: WeightShapes): Layout {
  const family = Object.hasOwn(families, net) ? families[net] : undefined;
  if (!family) throw refused(`Expected the net to be one of ${familyNames.join(', ')}, got ${net}.`);
  const walk = new Walk(net, shapes);
  const layout = family(walk, config);
  walk.end();
  return layout;
}

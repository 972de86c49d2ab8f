import { netOf, type Nets } from './nets.ts';
import { modelsOf, side, type Side } from './side.ts';

/** One thing to put on a side of the comparison. */
export interface Option {
  /** A word or two for a button: "relu2_x". */
  label: string;
  side: Side;
}

/** A comparison that people have argued about. */
export interface Preset {
  name: string;
  title: string;
  /** What is compared, and what it is to show, in a sentence. */
  about: string;
  left: readonly Option[];
  right: readonly Option[];
  /** The options to begin with; the first of each side if not said. */
  begin?: readonly [number, number];
}

const standard = 'cifar-resnet-standard-antialiased';
const robust = 'cifar-resnet-robust-antialiased';
const vgg = 'cifar-vgg-standard';
const robustVgg = 'cifar-vgg-robust';
/** The same families, from larger photographs. */
const photographs = {
  standard: 'photos-resnet-standard-small',
  robust: 'photos-resnet-robust-small',
  vgg: 'photos-vgg-standard-small',
  robustVgg: 'photos-vgg-robust-small',
};

const alexnet = 'cifar-alexnet-standard';
const early = { relu1: 1, relu2: 1, relu3: 1, relu4: 1 };

const one = (of: Side): Option[] => [{ label: '', side: of }];
const alone = ['relu2_x', 'relu3_x', 'relu4_x', 'relu5_x'].map((layer): Option => ({
  label: layer,
  side: side(robust, { styleLayers: { [layer]: 1 } }),
}));
const snapshots = ['25', '50', '75'].map((part): Option => ({
  label: `${part} %`,
  side: side(`${robustVgg}-${part}`),
}));

/** One network for the style, each in turn for the content. */
function contents(model: string): Option[] {
  const labels = { [standard]: 'standard', [robust]: 'robust', [vgg]: 'VGG' };
  return Object.entries(labels).map(([id, label]) => ({
    label: `content: ${label}`,
    side: side(model, { contentModel: id === model ? null : id }),
  }));
}

export const presets: readonly Preset[] = [
  {
    name: 'robustness',
    title: 'Standard against robust ResNet',
    about:
      'The same network twice, trained as usual and trained against attacks. Beside that, only the length of the training may differ.',
    left: one(side(standard)),
    right: one(side(robust)),
  },
  {
    name: 'vgg',
    title: 'VGG against robust ResNet',
    about: 'The network that style transfer was invented with, and one that was trained to resist attacks.',
    left: one(side(vgg)),
    right: one(side(robust)),
  },
  {
    name: 'photographs',
    title: 'The same networks, from larger photographs',
    about: 'ResNet and VGG once more, after learning from larger photographs of many more kinds of thing.',
    left: [
      { label: 'standard ResNet', side: side(photographs.standard) },
      { label: 'standard VGG', side: side(photographs.vgg) },
      { label: 'robust ResNet, CIFAR-10', side: side(robust) },
    ],
    right: [
      { label: 'robust ResNet', side: side(photographs.robust) },
      { label: 'robust VGG', side: side(photographs.robustVgg) },
    ],
  },
  {
    name: 'trick',
    title: 'The parameterisation trick against robustness',
    about:
      'The usual remedy, to optimise Fourier coefficients of a picture that is moved and turned at random, beside robust weights and plain pixels.',
    left: one(side(standard, { parameterisation: 'fourier', transforms: true, optimizer: 'adam' })),
    right: one(side(robust)),
  },
  {
    name: 'training',
    title: 'Robust VGG along its training',
    about: 'The same network after a part of its training against attacks, and after all of it.',
    left: snapshots,
    right: one(side(robustVgg)),
  },
  {
    name: 'layer',
    title: 'One layer alone',
    about:
      'The style of a single layer of the robust ResNet: fine texture near the pixels, whole forms further up.',
    left: alone,
    right: alone,
    begin: [0, 3],
  },
  {
    name: 'alexnet',
    title: 'AlexNet',
    about:
      'AlexNet is hardly ever seen to paint. The authors of the robustness hypothesis say that it can, from its first four layers.',
    left: one(side(alexnet, { styleLayers: early })),
    right: one(side(vgg)),
  },
  {
    name: 'nets',
    title: 'Style net × content net',
    about:
      'One network says what the style is, another what the content is. Change either and see which one matters.',
    left: contents(standard),
    right: contents(robust),
    begin: [1, 0],
  },
];

export type PresetSide = 'left' | 'right';

/** The models that a preset begins with and this site lacks. */
export function missingModels(preset: Preset, nets: Nets): string[] {
  const needed = beginningOf(preset).flatMap((option) => modelsOf(option.side));
  return [...new Set(needed)].filter((id) => !netOf(nets, id));
}

/** What can be put on a side with the models that are there. */
export function optionsOf(preset: Preset, where: PresetSide, nets: Nets): readonly Option[] {
  return preset[where].filter((option) => modelsOf(option.side).every((id) => netOf(nets, id)));
}

export function beginningOf(preset: Preset): [Option, Option] {
  const [left, right] = preset.begin ?? [0, 0];
  return [preset.left[left]!, preset.right[right]!];
}

/** The preset called `name`, if this site has its models; else the one to begin with. */
export function presetOf(name: string | null, nets: Nets): Preset {
  const ready = presets.filter((preset) => missingModels(preset, nets).length === 0);
  const found = ready.find((preset) => preset.name === name) ?? ready[0];
  if (found) return found;
  throw new Error('Expected the weights of the robust ResNet in public/weights, got none; see the README.');
}

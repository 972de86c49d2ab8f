import { equalWeights, protocol, styleLayersOf } from '../../../lib/experiments/style-layers.ts';
import type { Manifest } from '../kit/figure-manifest.ts';
import { pictures } from '../shared/site-pictures/catalogue.ts';
import { knownNets } from './known-nets.ts';
import { modelsOf } from './side.ts';
import { modelOf } from './state.ts';

const names = (part: keyof typeof pictures) => pictures[part].map(({ name }) => name);
const nets = knownNets();
const model = modelOf({ nets, contents: names('content'), styles: names('style') });
const { left, right } = model.defaults;

export const manifest: Manifest = {
  name: 'style-transfer',
  title: 'One content, one style, two networks',
  width: 'full',
  experiments: ['styleTransfer'],
  networks: [...new Set([left, right].flatMap(modelsOf))],
  // One that learned nothing is made of a seed, and no file.
  offers: Object.keys(nets).filter((id) => nets[id]!.bytes > 0),
  model,
  // Its results in advance take hours: training/ computes them.
  posters: {},
  samples: ({ noise }) => ({
    styleTransfer: {
      config: {
        content: noise(40),
        style: noise(32),
        model: right.model,
        styleLayers: equalWeights('resnet'),
        contentLayer: styleLayersOf('resnet').content,
        ...protocol,
        start: 'content',
        parameterisation: 'pixel',
        transforms: false,
        averagePooling: false,
        optimizer: 'l-bfgs',
        iterations: 30,
        seed: 3,
      },
      frames: 60,
    },
  }),
  saves: ['Save left picture', 'Save right picture'],
};

import { activationMaximisation } from './activation-maximisation.ts';
import { attack } from './attack.ts';
import { classSynthesis } from './class-synthesis.ts';
import { gram } from './gram.ts';
import { interpolation } from './interpolation.ts';
import { inversion } from './inversion.ts';
import { layerRobustness } from './layer-robustness.ts';
import { manipulation } from './manipulation.ts';
import { maskedPainting } from './masked-painting.ts';
import { plane } from './plane.ts';
import { predict } from './predict.ts';
import { styleTransfer } from './style-transfer.ts';
import { texture } from './texture.ts';
import { training } from './training.ts';
import { traversal } from './traversal.ts';

/** Every experiment, by the name that a page asks for. */
export const experiments = {
  activationMaximisation,
  attack,
  classSynthesis,
  gram,
  interpolation,
  inversion,
  layerRobustness,
  manipulation,
  maskedPainting,
  plane,
  predict,
  styleTransfer,
  texture,
  training,
  traversal,
};

export type Experiments = typeof experiments;

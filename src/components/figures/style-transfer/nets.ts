import { styleLayersOf } from '../../../lib/experiments/style-layers.ts';

/** What the figure knows of a network before any of it is downloaded. */
export interface NetInfo {
  /** What its card calls `net`: the family, which decides the names of its layers. */
  family: string;
  /** "Robust ResNet". */
  name: string;
  /** What else there is to say of it: "anti-aliased, CIFAR-10". */
  kind: string;
  /** Whether it was trained on adversarial examples, which decides its colour. */
  robust: boolean;
  /** Bytes of its download. */
  bytes: number;
}

/** By id. */
export type Nets = Readonly<Record<string, NetInfo>>;

/** The network called `id`, for texts that came from outside: no name of Object's own leads anywhere. */
export function netOf(nets: Nets, id: string): NetInfo | undefined {
  return Object.hasOwn(nets, id) ? nets[id] : undefined;
}

export function layersOf(nets: Nets, id: string) {
  return styleLayersOf(nets[id]!.family);
}

/** "CIFAR-10, ResNet, robust (L2), anti-aliased" -> a name for a heading, and the rest. */
export function namesOf(title: string): Pick<NetInfo, 'name' | 'kind'> {
  const [data = '', family = '', training = '', ...rest] = title.split(', ');
  const word = training.replace(/ \(.*\)$/, '');
  const name = word ? `${word[0]!.toUpperCase()}${word.slice(1)} ${family}` : title;
  return { name, kind: word ? [...rest, data].join(', ') : '' };
}

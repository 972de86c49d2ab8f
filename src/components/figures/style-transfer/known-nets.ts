import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadBytes, type Card } from '../../../lib/engine/card.ts';
import { namesOf, type Nets } from './nets.ts';

interface FullCard extends Card {
  title: string;
  net: string;
  hyperparameters: { examples?: string };
}

const families = ['resnet', 'vgg', 'alexnet'];
const read = (path: string) => JSON.parse(readFileSync(join(process.cwd(), 'public/weights', path), 'utf8'));

/** Networks that learned nothing (src/lib/nets/untrained.ts): their weights come from a seed, and nothing is downloaded. */
const untrained: Nets = Object.fromEntries(
  [
    ['vgg', 'VGG'],
    ['resnet', 'ResNet'],
  ].map(([family, name]) => [
    `untrained-${family}`,
    { family: family!, name: `Untrained ${name}`, kind: 'random weights', robust: false, bytes: 0 },
  ]),
);

/** The networks for pictures whose weights this site has, and those that need none. Read at build time. */
export function knownNets(): Nets {
  const { models } = read('index.json') as { models: { id: string; card: string }[] };
  const cards = models.map(({ card }) => read(card) as FullCard);
  const trained = Object.fromEntries(
    cards
      .filter(({ net }) => families.includes(net))
      .map((card) => {
        const robust = card.hyperparameters.examples === 'adversarial';
        return [
          card.id,
          { family: card.net, ...namesOf(card.title), robust, bytes: downloadBytes(card) },
        ] as const;
      }),
  );
  return { ...trained, ...untrained };
}

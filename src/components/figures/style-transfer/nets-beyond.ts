import type { NetworkFacts } from '../../../lib/brought/network.ts';
import type { Need } from '../shared/networks/needs.ts';
import type { NetInfo } from './nets.ts';

/** Any network of a family whose layers are asked for style, with a head or without. */
export const takesStyle: Need = {
  words: 'networks for pictures: ResNet, VGG or AlexNet, with a head or without',
  suits: ({ layout }) => layout.channels === 3,
};

/** What the figure knows of a network that is none of the article's. */
export const infoOf = ({ net, title, from, robust, bytes }: NetworkFacts): NetInfo => ({
  family: net,
  name: title,
  kind: from === 'host' ? 'offered by this site’s host' : 'your own',
  robust,
  // The reader's own is here.
  bytes: from === 'host' ? bytes : 0,
});

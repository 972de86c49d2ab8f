import Attack from './attack/index.astro';
import Classical from './classical/index.astro';
import Gram from './gram/index.astro';
import Lens from './lens/index.astro';
import Overlap from './overlap/index.astro';
import Paint from './paint/index.astro';
import { registry, type FigureEntry, type FigureName } from './registry.ts';
import StyleTransfer from './style-transfer/index.astro';
import Success from './success/index.astro';
import Traversal from './traversal/index.astro';

interface Listed extends FigureEntry {
  component: typeof Traversal;
}

const components: Record<FigureName, typeof Traversal> = {
  attack: Attack,
  traversal: Traversal,
  success: Success,
  classical: Classical,
  gram: Gram,
  'style-transfer': StyleTransfer,
  paint: Paint,
  overlap: Overlap,
  lens: Lens,
};

/** The registry with what draws each figure. */
export const figures: Record<string, Listed> = Object.fromEntries(
  Object.entries(registry).map(([name, entry]) => [
    name,
    { ...entry, component: components[name as FigureName] },
  ]),
);

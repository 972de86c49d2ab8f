import Traversal from './traversal/index.astro';

interface Listed {
  title: string;
  /** How far it breaks out of the text column. */
  width: 'text' | 'wide' | 'full';
  component: typeof Traversal;
}

/** Every live figure, by its name in the text. The article, the embed pages, the gallery and the tests read this list. */
export const figures: Record<string, Listed> = {
  traversal: { title: 'A digit pushed to another class', width: 'wide', component: Traversal },
};

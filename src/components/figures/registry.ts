export interface FigureEntry {
  /** For the gallery, the embed page and screen readers. */
  title: string;
  /** How far it breaks out of the text column. */
  width: 'text' | 'wide' | 'full';
}

/**
 * Every live figure, by its name in the text and in addresses, in the order of the article. The article, the embed
 * pages, the gallery, the posters and the tests all go by this list.
 */
export const registry = {
  attack: { title: 'One attack, step by step', width: 'full' },
  traversal: { title: 'A digit pushed to another class', width: 'wide' },
  success: { title: 'How often it works', width: 'wide' },
  classical: { title: 'Three painters without a network', width: 'full' },
  gram: { title: 'What a style is, to a network', width: 'wide' },
  'style-transfer': { title: 'One content, one style, two networks', width: 'full' },
  paint: { title: 'Paint your own style', width: 'wide' },
  overlap: { title: 'Where the grid comes from', width: 'wide' },
  lens: { title: 'Textures from noise, under one lens', width: 'full' },
} satisfies Record<string, FigureEntry>;

export type FigureName = keyof typeof registry;
export const figureNames = Object.keys(registry) as FigureName[];

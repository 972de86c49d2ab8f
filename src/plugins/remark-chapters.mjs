import { putChapters } from '../series/chapters.mjs';

/**
 * Puts the chapters of a part into one syntax tree, so that citations, footnotes and figures are numbered in one
 * sequence although each chapter is a file of its own.
 *
 * @this {import('unified').Processor}
 */
export function remarkChapters() {
  return (tree, file) => putChapters(tree, file.path, (value, path) => this.parse({ path, value }));
}

// A tiny series on disk, for the tests of what reads one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Series {
  /** The folder that takes the place of content/. */
  content: string;
  write(path: string, text: string): void;
  remove(): void;
}

/** @param order names of parts, whether they have a file or not */
export function series(order: string[]): Series {
  const content = mkdtempSync(join(tmpdir(), 'series-'));
  const write = (path: string, text: string) => {
    mkdirSync(join(content, path, '..'), { recursive: true });
    writeFileSync(join(content, path), text);
  };
  write('parts.json', JSON.stringify(order));
  return { content, write, remove: () => rmSync(content, { recursive: true }) };
}

/** The text of a part: its front matter, then its body. */
export const part = (title: string, body: string, front = '') =>
  `---\ntitle: ${title}\nshort: ${title}\n${front}---\n\n${body}\n`;

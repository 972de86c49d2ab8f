import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a number of the prose is from: a measured file or a network's card. */
export interface Source {
  file?: string;
  card?: string;
}

/**
 * Numbers for the prose, read from the files that scripts write.
 *
 * A path names a value: `models.mnist-cnn-robust.recognised.3`, or `...recognised@150` for the entry
 * of an array that stands where `frames` holds 150, or `adversarial[norm=l2].accuracy` for the entry of
 * a list that has this property. Two values may be set against each other:
 * `a - b`, `a / b`, and `a - b / c - d`, which is a difference over a difference. A value of another
 * file, or of a network's card, has its name in front, `pooling:means.vgg-max.gram`; a number, as in
 * `2 * a`, stands for itself.
 */
export function measured(source: Source, path: string): number {
  const [numerator, denominator, ...rest] = path.split(' / ').map((side) =>
    side
      .split(' - ')
      .map((product) =>
        product
          .split(' * ')
          .map((one) => factor(source, one))
          .reduce((total, value) => total * value),
      )
      .reduce((total, value) => total - value),
  );
  if (numerator === undefined || rest.length > 0)
    throw new Error(`Cannot read "${path}" as a ratio of two values`);
  return denominator === undefined ? numerator : numerator / denominator;
}

/** The files that a path reads from, as the prose's errors call them. */
export const filesOf = (source: Source, path: string): string[] => [
  ...new Set(
    path
      .split(/ [-*/] /)
      .filter((one) => !isNumber(one))
      .map((one) => split(source, one).where),
  ),
];

const isNumber = (text: string) => /^\s*\d+(\.\d+)?\s*$/.test(text);

const fileOf = ({ file, card }: Source) =>
  card ? `public/weights/${card}/card.json` : `content/measured/${file}.json`;

/** `name:path` is of the measured file of that name, or else of the network's card. */
function split(source: Source, one: string): { where: string; path: string } {
  const [, name, path] = /^\s*([\w-]+):(.+)$/.exec(one) ?? [];
  if (!name || !path) return { where: fileOf(source), path: one };
  const isFile = existsSync(join(process.cwd(), fileOf({ file: name })));
  return { where: fileOf(isFile ? { file: name } : { card: name }), path };
}

function factor(source: Source, one: string): number {
  if (isNumber(one)) return Number(one);
  const { where, path } = split(source, one);
  if (where === fileOf({}))
    throw new Error(
      `Expected "${one.trim()}" to be a number or a value of a file: write "file:${one.trim()}"`,
    );
  return lookUp(load(where), path, where);
}

function load(where: string): Record<string, unknown> {
  const file = join(process.cwd(), where);
  if (!existsSync(file))
    throw new Error(`The prose quotes ${where}, which does not exist: run the script that measures it`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function lookUp(data: Record<string, unknown>, path: string, where: string): number {
  let value: unknown = data;
  // Dots inside brackets belong to a value, as in [eps=1.5].
  for (const part of path.trim().split(/\.(?![^[]*\])/)) {
    const [, key = '', frame, condition] = /^([^@[]+)(?:@(\d+))?(?:\[(.+)\])?$/.exec(part) ?? [];
    value = (value as Record<string, unknown> | undefined)?.[key];
    if (frame)
      value = (value as unknown[] | undefined)?.[
        (data['frames'] as number[] | undefined)?.indexOf(Number(frame)) ?? -1
      ];
    if (condition) value = (value as Record<string, unknown>[] | undefined)?.find(having(condition));
  }
  if (typeof value !== 'number')
    throw new Error(`The prose quotes "${path}" of ${where}, which holds no such number`);
  return value;
}

/** `norm=l2` as a test of an entry. */
function having(condition: string) {
  const [key = '', wanted] = condition.split('=');
  return (entry: Record<string, unknown>) => String(entry[key]) === wanted;
}

export type Format = 'percent' | 'megabytes' | 'number';

export function format(value: number, as: Format, digits: number): string {
  if (as === 'percent') return `${(value * 100).toFixed(digits)}%`;
  if (as === 'megabytes') return `${(value / 1e6).toFixed(digits)}\u00a0MB`;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

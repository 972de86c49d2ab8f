import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Numbers for the prose, read from the files that scripts write.
 *
 * A path names a value: `models.mnist-cnn-robust.recognised.3`, or `...recognised@150` for the entry
 * of an array that stands where `frames` holds 150, or `adversarial[norm=l2].accuracy` for the entry of
 * a list that has this property. Two values may be set against each other:
 * `a - b`, `a / b`, and `a - b / c - d`, which is a difference over a difference.
 */
export function measured(source: { file?: string; card?: string }, path: string): number {
  const where = source.card
    ? `public/weights/${source.card}/card.json`
    : `content/measured/${source.file}.json`;
  const data = load(where);
  const [numerator, denominator, ...rest] = path.split(' / ').map((side) =>
    side
      .split(' - ')
      .map((one) => lookUp(data, one, where))
      .reduce((total, value) => total - value),
  );
  if (numerator === undefined || rest.length > 0)
    throw new Error(`Cannot read "${path}" as a ratio of two values`);
  return denominator === undefined ? numerator : numerator / denominator;
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

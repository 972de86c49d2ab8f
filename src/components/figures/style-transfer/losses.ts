import type { PairFrame } from './pair.ts';
import type { Reading } from './figure.svelte.ts';

/** A line as the charts of lines take it. */
interface Series {
  label: string;
  net: 'standard' | 'robust';
  dashed: boolean;
  points: readonly (readonly [number, number])[];
}

/** One chart: a part of the loss on both sides. */
export interface LossChart {
  title: string;
  series: Series[];
  /** The powers of ten at its lower and upper edge. */
  domain: [number, number];
}

/** A chart shows no more powers of ten than these below its highest: what is lower lies on its floor. */
const depth = 4;

type Part = (reading: Reading) => number | undefined;

/** What distinguishes the two lines of a chart. */
export interface Line {
  name: string;
  net: 'standard' | 'robust';
  /** The names of the style layers that are on, from the pixels on. */
  layers: readonly string[];
}

/**
 * The loss and its parts against the frames: the sum, the content, and the style layer by layer. Layers of different
 * networks share a chart when they come at the same place in the order. Values are powers of ten.
 */
export function lossCharts(frames: readonly PairFrame<Reading>[], lines: readonly [Line, Line]): LossChart[] {
  const chart = (title: string, parts: readonly [Part, Part]) =>
    framed({
      title,
      series: lines.map((line, i) => ({
        label: `${i === 0 ? 'left' : 'right'}, ${line.name}`,
        net: line.net,
        dashed: i === 0 && line.net === lines[1].net,
        points: frames.flatMap(({ step, moved, sides }) => {
          const value = sides[i] && moved[i] ? parts[i]!(sides[i]) : undefined;
          // A loss of nothing, as the content's at its own start, has no logarithm.
          return value === undefined || value <= 0 ? [] : [[step, Math.log10(value)] as const];
        }),
      })),
    });
  const [left, right] = [lines[0].layers, lines[1].layers];
  const layers = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const names = [...new Set([left[i], right[i]].filter((name) => name !== undefined))];
    return chart(`Style, ${names.join(' and ')}`, [
      (reading) => reading.style[left[i] ?? ''],
      (reading) => reading.style[right[i] ?? ''],
    ]);
  });
  return [
    chart('Loss', [(reading) => reading.loss, (reading) => reading.loss]),
    chart('Content', [(reading) => reading.content, (reading) => reading.content]),
    ...layers,
  ];
}

/** The whole powers of ten around the points of a chart, and its points no lower than them. */
function framed(chart: Omit<LossChart, 'domain'>): LossChart {
  const values = chart.series.flatMap(({ points }) => points.map(([, value]) => value));
  if (values.length === 0) return { ...chart, domain: [-2, 1] };
  const high = Math.ceil(Math.max(...values));
  const low = Math.max(high - depth, Math.min(high - 1, Math.floor(Math.min(...values))));
  const series = chart.series.map((one) => ({
    ...one,
    points: one.points.map(([step, value]) => [step, Math.max(value, low)] as const),
  }));
  return { ...chart, series, domain: [low, high] };
}

/** -2 -> "0.01". */
export const powerOfTen = (exponent: number) => String(Number((10 ** exponent).toPrecision(1)));

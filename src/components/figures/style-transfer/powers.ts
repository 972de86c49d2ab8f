/** A slider over powers of ten. */
export interface PowerRange {
  /** The exponents at its ends. */
  min: number;
  max: number;
  /** Whether a place below the lower end stands for 0. */
  zero?: boolean;
}

/** Between two places, as exponents. */
export const powerStep = 0.1;

/** The lowest place of a slider. */
export const lowest = ({ min, zero = false }: PowerRange) => (zero ? min - powerStep : min);

/** The value at a place: two digits that count, or 0. */
export function valueAt(exponent: number, { min }: PowerRange): number {
  return exponent < min - powerStep / 2 ? 0 : Number((10 ** exponent).toPrecision(2));
}

/** The place that lies next to a value, from 0 up. */
export function placeOf(value: number, range: PowerRange): number {
  const [low, { max }] = [lowest(range), range];
  const exponent = value > 0 ? Math.log10(value) : low;
  const steps = Math.round((Math.max(low, Math.min(max, exponent)) - low) / powerStep);
  return Number((low + steps * powerStep).toFixed(4));
}

/**
 * One choice of a figure as a text in an address, and back. Whatever an address says, `parse` gives a value that the
 * control of this choice can make, or nothing: numbers snap to the control's grid, and the rest is refused.
 */
export interface Field<T> {
  /** Undefined for a text that is no value of this field, or one that lies outside of it. */
  parse(text: string): T | undefined;
  format(value: T): string;
  /** Only how the figure looks depends on it: another value starts no new run. */
  look?: boolean;
}

export type Fields<State> = { [Key in keyof State]: Field<State[Key]> };

/** The grid of a slider, as `<input type="range">` takes it. */
export interface Grid {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** The value of the grid that lies next to `value`; the ends hold it. Undefined for what is no number. */
export function snapped(value: number, { min, max, step }: Grid): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  const steps = Math.round((Math.max(min, Math.min(max, value)) - min) / step);
  const last = Math.floor((max - min) / step + 1e-9);
  // A sum of steps is off by a rounding: 0.1 + 2 * 0.1 is not 0.3.
  return Number((min + Math.min(steps, last) * step).toFixed(8));
}

/** A number as people write it: no exponents, no blanks, nothing that grows without end. */
export function numberIn(text: string): number | undefined {
  return /^-?(\d{1,6}(\.\d{0,8})?|\.\d{1,8})$/.test(text) ? Number(text) : undefined;
}

/** A number on the grid of its control. What lies outside is refused, what lies between snaps. */
export function stepped(grid: Grid): Field<number> {
  return {
    parse: (text) => {
      const value = numberIn(text);
      return value === undefined || value < grid.min || value > grid.max ? undefined : snapped(value, grid);
    },
    format: (value) => String(Number(value.toFixed(8))),
  };
}

/** A whole number from min to max; halves are refused. */
export function integer(min: number, max: number): Field<number> {
  const { parse, format } = stepped({ min, max, step: 1 });
  return { parse: (text) => (/^-?\d+$/.test(text) ? parse(text) : undefined), format };
}

/** One of a few words or numbers. */
export function oneOf<const Value extends string | number>(values: readonly Value[]): Field<Value> {
  return { parse: (text) => values.find((value) => String(value) === text), format: String };
}

/** A box to tick. */
export const flag: Field<boolean> = {
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  format: (value) => (value ? '1' : '0'),
};

/** A value that may be left open; null stands for "as usual". */
export function optional<T>(field: Field<T>): Field<T | null> {
  return {
    ...field,
    parse: (text) => field.parse(text),
    format: (value) => (value === null ? '' : field.format(value)),
  };
}

/** Marks a choice that only the looks depend on. */
export const look = <T>(field: Field<T>): Field<T> => ({ ...field, look: true });

/** Bytes of a fixed number, as base64url, or nothing. Used for what a reader drew. */
export function optionalBytes(length: number): Field<Uint8Array | null> {
  return {
    parse: (text) => {
      if (!/^[\w-]+$/.test(text) || text.length !== Math.ceil((length * 4) / 3)) return undefined;
      const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
        c.charCodeAt(0),
      );
      return bytes.length === length ? bytes : undefined;
    },
    format: (bytes) =>
      bytes === null
        ? ''
        : btoa(String.fromCharCode(...bytes))
            .replaceAll('+', '-')
            .replaceAll('/', '_')
            .replaceAll('=', ''),
  };
}

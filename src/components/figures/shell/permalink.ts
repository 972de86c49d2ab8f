/**
 * A figure's state in an address, and back. Each field reads its own text; what it cannot read, or what is out of
 * its range, falls back to the default, so that no address can put a figure into a state its controls cannot reach.
 */
export interface Field<T> {
  /** Undefined for a text that is not a value of this field. */
  parse(text: string): T | undefined;
  format(value: T): string;
}

export type Fields<State> = { [Key in keyof State]: Field<State[Key]> };

/** A whole number from min to max. */
export function integer(min: number, max: number): Field<number> {
  return {
    parse: (text) => {
      const value = /^-?\d{1,6}$/.test(text) ? Number(text) : NaN;
      return value >= min && value <= max ? value : undefined;
    },
    format: String,
  };
}

/** A number from min to max, kept to so many decimals. */
export function decimal(min: number, max: number, decimals: number): Field<number> {
  return {
    parse: (text) => {
      const value = /^-?\d{0,6}(\.\d{1,8})?$/.test(text) && text !== '' ? Number(text) : NaN;
      return value >= min && value <= max ? Number(value.toFixed(decimals)) : undefined;
    },
    format: (value) => String(Number(value.toFixed(decimals))),
  };
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Field<Word> {
  return { parse: (text) => words.find((word) => word === text), format: String };
}

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

/** The state an address asks for. Unknown names are ignored, bad values give the default. */
export function decode<State extends object>(
  fields: Fields<State>,
  defaults: State,
  params: URLSearchParams,
): State {
  const state = { ...defaults };
  for (const key of Object.keys(fields) as (keyof State & string)[]) {
    const text = params.get(key);
    const value = text === null ? undefined : fields[key].parse(text);
    if (value !== undefined) state[key] = value;
  }
  return state;
}

/** The shortest address of a state: what equals the default is left out. */
export function encode<State extends object>(
  fields: Fields<State>,
  defaults: State,
  state: State,
): URLSearchParams {
  const params = new URLSearchParams();
  for (const key of Object.keys(fields) as (keyof State & string)[]) {
    const text = fields[key].format(state[key]);
    if (text !== fields[key].format(defaults[key])) params.set(key, text);
  }
  return params;
}

/** The part of this page's address that is meant for the figure: all of it on its own page, its own on the article. */
export function figureParams(name: string, location: Location): URLSearchParams {
  const params = new URLSearchParams(location.search);
  const alone = location.pathname.includes(`/embed/${name}/`);
  return alone || params.get('figure') === name ? params : new URLSearchParams();
}

/**
 * The address that opens a figure in this state.
 *
 * @param site the address of the cover
 * @param part the part of the series whose page holds the figure; without one, the figure stands alone
 */
export function figureAddress(name: string, state: URLSearchParams, site: URL, part?: string): string {
  const alone = part === undefined;
  const url = new URL(alone ? `embed/${name}/` : `${part}/`, site);
  const params = alone ? state : new URLSearchParams([['figure', name], ...state]);
  url.search = params.toString();
  if (!alone) url.hash = name;
  return url.href;
}

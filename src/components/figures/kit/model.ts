import type { Field, Fields } from './fields.ts';

/** What a figure is given to make its model of. */
export interface ModelParts<State extends object> {
  /** The state of an empty address. */
  defaults: State;
  fields: Fields<State>;
  /** Brings back what each field allows and all together do not: a step beyond the last, a layer of another network. */
  sane?: (state: State) => State;
  /** A choice that the defaults of the others depend on, and those that belong to its value. */
  lead?: { [Key in keyof State]: { key: Key; defaults: (value: State[Key]) => State } }[keyof State];
  /** What a run is started with where null stands for "as usual": two states that come to the same are one run. */
  resolved?: (state: State) => State;
  /** The name of the choice that holds the frame on show; 0 stands for none, or for the last. */
  frame?: { [Key in keyof State]: State[Key] extends number ? Key : never }[keyof State];
}

/**
 * The choices of a figure. The state is one plain object, which is also what a link holds.
 * Knows nothing of the page, so that scripts, tests and the build can ask it.
 */
export interface FigureModel<State extends object> {
  readonly defaults: State;
  readonly fields: Fields<State>;
  readonly frame: keyof State | undefined;
  sane(state: State): State;
  /** The state an address asks for. Unknown names are ignored, bad values give the default. */
  decode(params: URLSearchParams): State;
  /** The shortest address of a state: neither what is as usual, nor what no address can hold. */
  encode(state: State): URLSearchParams;
  /** Whether two states compute the same, however they look. */
  sameRun(a: State, b: State): boolean;
  /** Whether any of these choices is another than the usual one. */
  differs(state: State, keys: readonly (keyof State)[]): boolean;
}

export function figureModel<State extends object>(parts: ModelParts<State>): FigureModel<State> {
  const { defaults, fields, lead, frame, sane = same, resolved = same } = parts;
  const keys = Object.keys(fields) as (keyof State & string)[];
  const text = (key: keyof State, state: State) => (fields[key] as Field<unknown>).format(state[key]);
  /** The defaults that belong to the leading choice of a state. */
  const usual = (state: State) => (lead ? lead.defaults(state[lead.key]) : defaults);
  const running = keys.filter((key) => key !== frame && !fields[key].look);

  return {
    defaults,
    fields,
    frame,
    sane,
    decode(params) {
      const asked: Partial<State> = {};
      for (const key of keys) {
        const given = params.get(key);
        const value = given === null ? undefined : fields[key].parse(given);
        if (value !== undefined) asked[key] = value;
      }
      return sane({ ...usual({ ...defaults, ...asked }), ...asked });
    },
    encode(state) {
      const params = new URLSearchParams();
      const base = usual(state);
      for (const key of keys) {
        const told = text(key, state);
        const silent = text(key, key === lead?.key ? defaults : base);
        if (told !== silent && fields[key].parse(told) !== undefined) params.set(key, told);
      }
      return params;
    },
    sameRun(a, b) {
      const [one, other] = [resolved(a), resolved(b)];
      return running.every((key) => text(key, one) === text(key, other));
    },
    differs(state, some) {
      const base = usual(state);
      return some.some((key) => text(key, state) !== text(key, base));
    },
  };
}

const same = <State>(state: State) => state;

import { manifestOf } from '../manifests.ts';
import type { Field } from './fields.ts';

/**
 * What is wrong with a state that a text wants a figure to show: nothing, if each of its choices is one that the
 * figure has, and that its controls can make. For the build, which fails on what it returns.
 * @param params as in an address: `target=0&digit=5`
 * @returns sentences, each naming the choice
 * @throws for a figure that is not there
 */
export function checkState(figure: string, params: URLSearchParams | string): string[] {
  const { model } = manifestOf(figure);
  const asked = new URLSearchParams(params);
  const decoded = model.decode(asked) as Record<string, unknown>;
  return [...asked].flatMap(([key, text]) => {
    if (!Object.hasOwn(model.fields, key)) {
      const known = Object.keys(model.fields).join(', ');
      return [`Expected one of ${known} in a state of the figure “${figure}”, got “${key}”.`];
    }
    const { parse, format } = model.fields[key] as Field<unknown>;
    const kept = format(decoded[key]);
    if (kept === text) return [];
    const value = parse(text);
    const meant = value !== undefined && format(value) === kept ? `, or “${kept}”, which is next to it` : '';
    return [
      `Expected ${key} of the figure “${figure}” to be what its controls can make${meant}, got “${text}”.`,
    ];
  });
}

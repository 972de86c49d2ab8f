/** The length of a step by its number, the first being 0. */
export type Schedule = (step: number) => number;

export type ScheduleName = 'constant' | 'falling';

/** Always the same, or falling linearly to 0, which step number `steps` would have. */
export function schedule(name: ScheduleName, length: number, steps: number): Schedule {
  return name === 'constant' ? () => length : (step) => length * (1 - step / steps);
}

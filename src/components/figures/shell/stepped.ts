/** Every frame tells which step it is, of how many. */
export interface Stepped {
  step: number;
  of: number;
}

/** The index that a run's last frame will have, if its frames go on being as many steps apart as the first `count`. */
export function lastIndexOf(first: Stepped, newest: Stepped, count: number): number {
  if (newest.step === first.step) return newest.of;
  const apart = (newest.step - first.step) / (count - 1);
  return count - 1 + Math.ceil((newest.of - newest.step) / apart);
}

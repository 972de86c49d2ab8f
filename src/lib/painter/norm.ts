/** The length of a vector. `Math.hypot` guards against overflow too, and takes many times as long. */
export const norm = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy);

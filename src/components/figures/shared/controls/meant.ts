/** Pixels that a finger moves before it is clear where it goes. */
const slop = 8;

/**
 * Tells what is meant for a picture that fingers also scroll past. A mouse and a pen mean it wherever they are; a
 * finger does once it goes sideways, and what it taps is a click.
 */
export class Meant {
  #start: { x: number; y: number } | undefined;
  #sideways = false;

  down({ clientX: x, clientY: y }: PointerEvent): void {
    [this.#start, this.#sideways] = [{ x, y }, false];
  }

  /** Whether a movement is for the picture. */
  move({ pointerType, clientX, clientY }: PointerEvent): boolean {
    if (pointerType !== 'touch') return true;
    if (!this.#start) return false;
    const [dx, dy] = [Math.abs(clientX - this.#start.x), Math.abs(clientY - this.#start.y)];
    this.#sideways ||= dx > slop && dx > dy;
    return this.#sideways;
  }

  up(): void {
    this.#start = undefined;
    this.#sideways = false;
  }
}

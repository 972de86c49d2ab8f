import type { Vector } from './camera.ts';
import type { Colour } from './scale.ts';

/** Triangles with the light already in their colours: what draws them only draws. */
export interface Mesh {
  /** Three numbers a corner, in the box of the camera. */
  positions: Float32Array;
  /** Three numbers a corner, in 0 to 1, as a screen takes them. */
  colours: Float32Array;
  /** Three corners a triangle, anticlockwise from outside. */
  indices: Uint32Array;
  /** Whether only the sides that look away are drawn: the outline of what lies inside. */
  outline?: boolean;
}

/** Gathers corners and triangles. */
export class MeshBuilder {
  readonly #positions: number[] = [];
  readonly #colours: number[] = [];
  readonly #indices: number[] = [];

  /** @returns the corner's number */
  corner(place: Vector, colour: Colour): number {
    this.#positions.push(...place);
    this.#colours.push(...colour);
    return this.#positions.length / 3 - 1;
  }

  triangle(a: number, b: number, c: number): void {
    this.#indices.push(a, b, c);
  }

  /** Corners in turn, anticlockwise from outside. */
  square(a: number, b: number, c: number, d: number): void {
    this.#indices.push(a, b, c, a, c, d);
  }

  build(outline = false): Mesh {
    return {
      positions: Float32Array.from(this.#positions),
      colours: Float32Array.from(this.#colours),
      indices: Uint32Array.from(this.#indices),
      outline,
    };
  }
}

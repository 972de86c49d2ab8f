import { snapped, type Grid } from '../kit/fields.ts';

/**
 * The one camera of both surfaces. It goes round a box of 2 x 2 that is as high as `height`: x runs along the attack,
 * y along the other direction, z is the loss. In degrees: `turn` 0 looks along y, with the attack from left to right,
 * and grows as the box turns to the left; `tilt` 0 looks from the side, 90 from above.
 */
export interface Camera {
  turn: number;
  tilt: number;
  zoom: number;
}

export type Vector = readonly [x: number, y: number, z: number];

export const height = 1.05;

/** A turn has no ends: 180 is where it meets itself. */
export const limits = {
  turn: { min: -180, max: 179, step: 1 },
  tilt: { min: 10, max: 85, step: 1 },
  zoom: { min: 0.6, max: 2.4, step: 0.1 },
} as const satisfies Record<keyof Camera, Grid>;

export const home: Camera = { turn: 30, tilt: 30, zoom: 1 };

/** The drawing's shape, and its size in the units of what is written round it. */
export const [width, depth] = [480, 350];

const middle: Vector = [0, 0, 0.36 * height];
export const fieldOfView = 30;
/** From the middle, at zoom 1: the box fits, however it is turned. */
const distance = 5.15;

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Where the camera stands and what it looks at. */
export function stand({ turn, tilt, zoom }: Camera): { eye: Vector; middle: Vector } {
  const [around, up, far] = [radians(turn), radians(tilt), distance / zoom];
  const flat = far * Math.cos(up);
  return {
    eye: [
      middle[0] - flat * Math.sin(around),
      middle[1] - flat * Math.cos(around),
      middle[2] + far * Math.sin(up),
    ],
    middle,
  };
}

/** A place in the drawing, in its units from the left and from the top, and how far it is from the camera. */
export interface Projected {
  x: number;
  y: number;
  far: number;
}

/** What the camera makes of a place in space. */
export function projection(camera: Camera): (place: Vector) => Projected {
  const { eye } = stand(camera);
  const [around, up] = [radians(camera.turn), radians(camera.tilt)];
  const right: Vector = [Math.cos(around), -Math.sin(around), 0];
  const ahead: Vector = [Math.cos(up) * Math.sin(around), Math.cos(up) * Math.cos(around), -Math.sin(up)];
  const above: Vector = [Math.sin(up) * Math.sin(around), Math.sin(up) * Math.cos(around), Math.cos(up)];
  const scale = depth / 2 / Math.tan(radians(fieldOfView / 2));
  return (place) => {
    const from = minus(place, eye);
    const far = dot(from, ahead);
    return {
      x: width / 2 + (scale * dot(from, right)) / far,
      y: depth / 2 - (scale * dot(from, above)) / far,
      far,
    };
  };
}

/** Turned and tilted by so many degrees and brought so much nearer, within the limits. */
export function moved({ turn, tilt, zoom }: Camera, by: Partial<Camera>): Camera {
  const around = Math.round(turn + (by.turn ?? 0) + 180);
  return {
    turn: (((around % 360) + 360) % 360) - 180,
    tilt: snapped(tilt + (by.tilt ?? 0), limits.tilt)!,
    zoom: snapped(zoom + (by.zoom ?? 0), limits.zoom)!,
  };
}

/** What a key does to the camera; nothing for a key that is not the camera's. */
export function keyed(camera: Camera, key: string): Camera | undefined {
  switch (key) {
    case 'ArrowLeft':
      return moved(camera, { turn: -10 });
    case 'ArrowRight':
      return moved(camera, { turn: 10 });
    case 'ArrowUp':
      return moved(camera, { tilt: 5 });
    case 'ArrowDown':
      return moved(camera, { tilt: -5 });
    case '+':
    case '=':
      return moved(camera, { zoom: 0.2 });
    case '-':
      return moved(camera, { zoom: -0.2 });
    case 'Home':
      return home;
    default:
      return undefined;
  }
}

/** Where the camera is, in words. */
export const told = ({ turn, tilt, zoom }: Camera) =>
  `Turned by ${turn}°, seen from ${tilt}° above, ${Math.round(zoom * 100)} % as large.`;

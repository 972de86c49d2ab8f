import { noise, type Field } from './noise.ts';

/** The direction of a flow at a place, in radians: 0 to the right, a quarter turn down. */
export type Flow = Field;

export interface Vortex {
  x: number;
  y: number;
  /** Where it turns fastest, in units of the canvas's side. */
  radius: number;
  /** How strong beside the wind; its sign is the sense in which it turns. */
  strength: number;
}

/**
 * Wind over the plane: a steady stream, vortices (Lamb and Oseen's, without decay), and gusts, which are the curl of
 * noise and so have no sources and no sinks (Bridson et al. 2007, "Curl-noise for procedural fluid flow").
 * @param gusts how strong beside the stream
 */
export function wind(seed: number, angle: number, vortices: readonly Vortex[], gusts: number): Flow {
  const [potential, step] = [noise(seed, 3.5), 1e-3];
  return (x, y) => {
    let [vx, vy, open] = [0, 0, 1];
    for (const vortex of vortices) {
      const [dx, dy] = [x - vortex.x, y - vortex.y];
      const far = Math.max((dx * dx + dy * dy) / (vortex.radius * vortex.radius), 1e-9);
      const speed = (vortex.strength * (1 - Math.exp(-far))) / far / vortex.radius;
      vx -= dy * speed;
      vy += dx * speed;
      // The wind would carry the eye of a vortex away from where it was put.
      open *= 1 - Math.exp(-far);
    }
    const gust = (gusts * open) / (14 * step);
    vx += open * Math.cos(angle) + gust * (potential(x, y + step) - potential(x, y - step));
    vy += open * Math.sin(angle) - gust * (potential(x + step, y) - potential(x - step, y));
    return Math.atan2(vy, vx);
  };
}

/**
 * The path from a place along a flow, both ways, while `inside` holds.
 * @param step distance between its points
 */
export function follow(
  flow: Flow,
  x: number,
  y: number,
  length: number,
  step: number,
  inside: (x: number, y: number) => boolean,
): number[] {
  const half = (sign: 1 | -1) => {
    const points: number[] = [];
    let [px, py] = [x, y];
    for (let way = 0; way < length / 2; way += step) {
      const angle = flow(px, py);
      px += sign * step * Math.cos(angle);
      py += sign * step * Math.sin(angle);
      if (!inside(px, py)) break;
      points.push(px, py);
    }
    return points;
  };
  const back = half(-1);
  const path: number[] = [];
  for (let i = back.length - 2; i >= 0; i -= 2) path.push(back[i]!, back[i + 1]!);
  path.push(x, y, ...half(1));
  return path;
}

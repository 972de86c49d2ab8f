import { depth, projection, width, type Camera } from './camera.ts';
import type { Mesh } from './mesh.ts';

/** Pixels are drawn so many times as fine on each side, and averaged. */
const samples = 3;

/**
 * Draws meshes without a graphics processor, for the picture that stands in the page before anything runs.
 * @param scale pixels a unit of the drawing
 * @returns see-through RGBA
 */
export function rasterise(meshes: Iterable<Mesh>, camera: Camera, scale: number) {
  const [w, h] = [Math.round(width * scale), Math.round(depth * scale)];
  const [fineW, fineH] = [w * samples, h * samples];
  const nearest = new Float32Array(fineW * fineH).fill(Infinity);
  const fine = new Float32Array(3 * fineW * fineH);
  const project = projection(camera);
  for (const { positions, colours, indices, outline = false } of meshes) {
    const corners = Array.from({ length: positions.length / 3 }, (_, i) => {
      const { x, y, far } = project([positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!]);
      return { x: x * scale * samples, y: y * scale * samples, far };
    });
    for (let i = 0; i < indices.length; i += 3) {
      const numbers = [indices[i]!, indices[i + 1]!, indices[i + 2]!] as const;
      const [a, b, c] = numbers.map((number) => corners[number]!) as [Corner, Corner, Corner];
      const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
      // In a picture whose y runs down, what is anticlockwise from outside has a negative area.
      if (area === 0 || (outline && area < 0)) continue;
      const [left, right] = [Math.min(a.x, b.x, c.x), Math.max(a.x, b.x, c.x)];
      const [top, bottom] = [Math.min(a.y, b.y, c.y), Math.max(a.y, b.y, c.y)];
      for (let y = Math.max(0, Math.ceil(top - 0.5)); y <= Math.min(fineH - 1, bottom - 0.5); y++)
        for (let x = Math.max(0, Math.ceil(left - 0.5)); x <= Math.min(fineW - 1, right - 0.5); x++) {
          const [px, py] = [x + 0.5, y + 0.5];
          const ofB = ((px - a.x) * (c.y - a.y) - (c.x - a.x) * (py - a.y)) / area;
          const ofC = ((b.x - a.x) * (py - a.y) - (px - a.x) * (b.y - a.y)) / area;
          const ofA = 1 - ofB - ofC;
          if (ofA < 0 || ofB < 0 || ofC < 0) continue;
          // Along a line of sight it is one over the distance that runs evenly over the picture.
          const far = 1 / (ofA / a.far + ofB / b.far + ofC / c.far);
          const at = y * fineW + x;
          if (far >= nearest[at]!) continue;
          nearest[at] = far;
          for (let part = 0; part < 3; part++)
            fine[3 * at + part] =
              ofA * colours[3 * numbers[0] + part]! +
              ofB * colours[3 * numbers[1] + part]! +
              ofC * colours[3 * numbers[2] + part]!;
        }
    }
  }
  return { width: w, height: h, rgba: averaged(fine, nearest, w, h) };
}

type Corner = { x: number; y: number; far: number };

function averaged(fine: Float32Array, nearest: Float32Array, w: number, h: number) {
  const rgba = new Uint8ClampedArray(4 * w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const sum = [0, 0, 0];
      let drawn = 0;
      for (let dy = 0; dy < samples; dy++)
        for (let dx = 0; dx < samples; dx++) {
          const at = (y * samples + dy) * w * samples + x * samples + dx;
          if (nearest[at] === Infinity) continue;
          drawn += 1;
          for (let part = 0; part < 3; part++) sum[part]! += fine[3 * at + part]!;
        }
      if (drawn > 0)
        rgba.set([...sum.map((part) => (255 * part) / drawn), (255 * drawn) / samples ** 2], 4 * (y * w + x));
    }
  return rgba;
}

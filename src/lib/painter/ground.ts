import type { Canvas } from './canvas.ts';
import { fractal, hash, noise } from './noise.ts';

/** Linen: threads over and under each other, `threads` along each side. Raises the canvas and its tone a little. */
export function weave(canvas: Canvas, seed: number, threads: number, strength: number): void {
  const slack = noise(seed, 9);
  canvas.everywhere((index, x, y) => {
    const bend = 0.4 * slack(x, y);
    const [across, down] = [x * threads + bend, y * threads + bend];
    const over = (Math.floor(across) + Math.floor(down)) % 2 === 0;
    const thread = Math.sin(Math.PI * ((over ? down : across) % 1));
    canvas.height[index]! += strength * 0.0006 * thread;
  });
}

/** Laid paper: fibres, clouds of thickness, specks. Changes the tone by at most `strength` times .06. */
export function paper(canvas: Canvas, seed: number, strength: number): void {
  const [cloud, fibre] = [fractal(seed, 6, 3), noise(seed + 1, 130)];
  canvas.tone((x, y) => {
    const speck = hash(seed, Math.floor(x * 420), Math.floor(y * 420)) > 0.985 ? -0.05 : 0;
    return strength * (0.018 * cloud(x, y) + 0.022 * fibre(x * 0.35, y) + speck);
  });
}

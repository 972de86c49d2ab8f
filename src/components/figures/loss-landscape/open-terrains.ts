import type { Terrains } from './scene.ts';

const instead = 'Here is the same from above.';

/**
 * What draws terrains, with a graphics context of its own. It is fetched here, and so with the first surface.
 * @param count how many terrains
 * @param lost told why nothing can be drawn any more
 * @throws where the browser has no WebGL, or the code does not come
 */
export async function openTerrains(count: number, lost: (why: string) => void): Promise<Terrains> {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { antialias: true, alpha: true, powerPreference: 'low-power' });
  if (!gl) throw new Error(`This browser draws nothing in three dimensions: it has no WebGL 2. ${instead}`);
  const scene = await import('./scene.ts').catch((cause: unknown) => {
    const words = `What draws in three dimensions did not come: check the connection. ${instead}`;
    throw new Error(words, { cause });
  });
  return new scene.Terrains(gl, count, () => lost(`The graphics processor went away. ${instead}`));
}

import type { Terrains } from './scene.ts';

/**
 * What draws terrains, with a graphics context of its own. It is fetched here, and so on the first surface.
 * @param count how many terrains
 * @param changed told why nothing can be drawn any more, and with nothing once it can again
 * @throws where the browser has no WebGL
 */
export async function openTerrains(count: number, changed: (why: string) => void): Promise<Terrains> {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { antialias: true, alpha: true, powerPreference: 'low-power' });
  if (!gl)
    throw new Error(
      'This browser draws nothing in three dimensions (no WebGL): here is the same from above.',
    );
  const { Terrains } = await import('./scene.ts');
  const terrains = new Terrains(gl, count);
  const lost = () =>
    changed('The graphics processor went away: here is the same from above until it is back.');
  const restored = () => changed('');
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  const dispose = terrains.dispose.bind(terrains);
  terrains.dispose = () => {
    canvas.removeEventListener('webglcontextlost', lost);
    canvas.removeEventListener('webglcontextrestored', restored);
    dispose();
  };
  return terrains;
}

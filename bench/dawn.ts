/**
 * Puts `navigator.gpu` in its place in Node, by Dawn, the WebGPU of Chromium. Its package is large and only a machine
 * with a graphics processor has a use for it, so it is no dependency: `npm install --no-save webgpu`.
 *
 * @throws when the package is not there
 */
export async function offerWebGPU(): Promise<void> {
  const name = 'webgpu';
  const dawn = (await import(name)) as { create: (flags: string[]) => GPU; globals: object };
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: dawn.create([]) }, configurable: true });
}

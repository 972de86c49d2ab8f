const SPLIT = 330;
const wave = (x: number) => 24 - 13 * Math.sin(x / 38) * (0.55 + 0.45 * Math.cos(x / 151));

/** The calm half: a smooth line from the left edge to just past the middle. */
export function stroke(): string {
  const points = Array.from({ length: 111 }, (_, i) => 4 + (i * SPLIT) / 110);
  return 'M' + points.map((x) => `${x.toFixed(1)} ${wave(x).toFixed(1)}`).join('L');
}

/** The other half: pixels that stray further from the line the further right they stand. */
export function grain(): string {
  const random = mulberry32(5);
  const pixels: string[] = [];
  for (let i = 0; i < 300; i += 1) {
    const along = Math.sqrt(random());
    const x = SPLIT - 40 + along * (640 - SPLIT + 36);
    const stray = (random() - 0.5) * 2 * (2 + 22 * along);
    const y = wave(x) * (1 - along * 0.5) + 12 * along + stray;
    if (y > 0 && y < 45) pixels.push(`M${snap(x)} ${snap(y)}h3v3h-3z`);
  }
  return pixels.join('');
}

const snap = (v: number) => Math.round(v / 3) * 3;

/** A small seeded generator, so that every build draws the same line. */
function mulberry32(seed: number) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Files such as readers bring, made here: each holds the same four quarters, or is broken in one known way.
import sharp, { type Sharp } from 'sharp';

export const width = 96;
export const height = 64;
/** Colours of the quarters: upper left, upper right, lower left, lower right. */
export const quarters = [
  [200, 40, 40],
  [40, 160, 60],
  [50, 60, 190],
  [230, 200, 60],
] as const;

/** Four quarters of flat colour, RGBA; `alpha` is that of the upper left one. */
function bytes(alpha = 255, colours: readonly (readonly number[])[] = quarters): Buffer {
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const quarter = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1);
      pixels.set([...colours[quarter]!, quarter === 0 ? alpha : 255], 4 * (y * width + x));
    }
  }
  return pixels;
}

const raw = (pixels: Buffer, tall = height) =>
  sharp(pixels, { raw: { width, height: tall, channels: 4, pageHeight: height } });

const opaque = () => raw(bytes()).removeAlpha();

/** The quarters, then the same with black in the upper half: a second frame that must not be taken. */
const twoFrames = () => {
  const second = bytes(255, [[0, 0, 0], [0, 0, 0], quarters[2], quarters[3]]);
  return raw(Buffer.concat([bytes(), second]), 2 * height);
};

const jpeg = (picture: Sharp) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' });

function crc(data: Buffer): number {
  let sum = ~0;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

const numbers = (...values: number[]) =>
  Buffer.concat(
    values.map((value) => {
      const four = Buffer.alloc(4);
      four.writeUInt32BE(value);
      return four;
    }),
  );

/** The chunks of a PNG that hold pixels. */
function pixelChunks(png: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      found.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return found;
}

/** An animated PNG of two frames: the quarters, then black. */
async function apng(): Promise<Buffer> {
  const first = await opaque().png().toBuffer();
  const second = await sharp({ create: { width, height, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
  const control = (sequence: number) =>
    chunk(
      'fcTL',
      Buffer.concat([numbers(sequence, width, height, 0, 0), Buffer.from([0, 10, 0, 100, 0, 0])]),
    );
  return Buffer.concat([
    first.subarray(0, 33),
    chunk('acTL', numbers(2, 0)),
    control(0),
    ...pixelChunks(first).map((data) => chunk('IDAT', data)),
    control(1),
    ...pixelChunks(second).map((data, i) => chunk('fdAT', Buffer.concat([numbers(2 + i), data]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG whose header promises this size, and that has no pixels. */
export const promisedPng = (wide: number, tall: number) =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([numbers(wide, tall), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IEND', Buffer.alloc(0)),
  ]);

const box = (name: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([numbers(8 + body.length), Buffer.from(name, 'latin1'), body]);
};

/** The boxes by which a phone's HEIC photograph is known, without the photograph (ISO/IEC 23008-12). */
const heic = () =>
  Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    box('meta', numbers(0), box('iprp', box('ipco', box('ispe', numbers(0, 4032, 3024))))),
    box('mdat', Buffer.alloc(64)),
  ]);

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64" onload="window.pwned = 1">
  <script>window.pwned = 1; fetch('https://example.org/')</script><rect width="96" height="64" fill="red"/></svg>`;

/** A JPEG behind three megabytes of colour profile, as cameras of film studios write them. */
async function heavyProfile(): Promise<Buffer> {
  const plain = await jpeg(opaque()).toBuffer();
  const part = Buffer.alloc(65_533, 7);
  part.write('ICC_PROFILE\0');
  const segments = Array.from({ length: 48 }, () =>
    Buffer.concat([Buffer.from([0xff, 0xe2, 0xff, 0xff]), part]),
  );
  return Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]);
}

/** Pictures that must come out as the four quarters, upright. */
export const good: Record<string, () => Promise<Buffer>> = {
  'plain.png': () => opaque().png().toBuffer(),
  'plain.jpg': () => jpeg(opaque()).toBuffer(),
  'plain.webp': () => opaque().webp({ lossless: true }).toBuffer(),
  'plain.avif': () => opaque().avif({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer(),
  'heavy-profile.jpg': heavyProfile,
  'sixteen-bit.png': () => opaque().toColourspace('rgb16').png().toBuffer(),
  'wide-gamut.jpg': () => jpeg(opaque()).withIccProfile('p3').toBuffer(),
  'palette.png': () => opaque().png({ palette: true }).toBuffer(),
  'moving.gif': () =>
    twoFrames()
      .gif({ delay: [100, 100], loop: 0 })
      .toBuffer(),
  'moving.webp': () =>
    twoFrames()
      .webp({ lossless: true, delay: [100, 100] })
      .toBuffer(),
  'moving.png': apng,
  // Stored lying on a side or mirrored, with the EXIF orientation that puts it right.
  'turned-3.jpg': () => jpeg(opaque().rotate(180)).withMetadata({ orientation: 3 }).toBuffer(),
  'turned-6.jpg': () => jpeg(opaque().rotate(-90)).withMetadata({ orientation: 6 }).toBuffer(),
  'turned-8.jpg': () => jpeg(opaque().rotate(90)).withMetadata({ orientation: 8 }).toBuffer(),
  'mirrored-2.jpg': () => jpeg(opaque().flop()).withMetadata({ orientation: 2 }).toBuffer(),
};

/** Those whose colours a printing profile or transparency changes, in ways that their tests know. */
export const cmyk = () => jpeg(opaque().toColourspace('cmyk')).toBuffer();
export const seeThrough = (alpha: number) => raw(bytes(alpha)).png().toBuffer();
export const grey = () => jpeg(opaque().greyscale()).toBuffer();
/** A large picture of the quarters, every other pixel a lighter or a darker one. */
export function large(wide: number, tall: number): Promise<Buffer> {
  return opaque()
    .resize(wide, tall, { kernel: 'nearest', fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Files that cannot be used, each with what its one sentence must say. */
export const bad: Record<string, { make: () => Buffer | Promise<Buffer>; says: RegExp }> = {
  'notes.png': { make: () => Buffer.from('Dear diary, today I renamed a file.\n'), says: /got text; try/ },
  'empty.jpg': { make: () => Buffer.alloc(0), says: /got an empty file; try/ },
  'truncated.jpg': {
    make: async () => {
      const noise = await sharp({
        create: {
          width: 400,
          height: 300,
          channels: 3,
          background: '#888',
          noise: { type: 'gaussian', mean: 128, sigma: 40 },
        },
      })
        .jpeg()
        .toBuffer();
      return noise.subarray(0, noise.length / 3);
    },
    says: /got a damaged JPEG; try/,
  },
  'huge.png': {
    make: () => promisedPng(20000, 20000),
    says: /at most 64 megapixels, got 20000 × 20000 pixels; try a smaller/,
  },
  'tiny.png': {
    make: () => promisedPng(1, 1),
    says: /at least 16 × 16 pixels, got 1 × 1 pixels; try a larger/,
  },
  'hollow.png': { make: () => promisedPng(640, 480), says: /got a damaged PNG; try/ },
  'drawing.svg': { make: () => Buffer.from(svg), says: /got an SVG drawing; try exporting it as a PNG/ },
  'drawing.png': { make: () => Buffer.from(svg), says: /got an SVG drawing; try exporting it as a PNG/ },
  'phone.heic': { make: heic, says: /got a HEIC photograph; try/ },
  'thesis.jpg': {
    make: () => Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    says: /got a PDF document; try/,
  },
  'film.jpg': {
    make: () => box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2', 'latin1')),
    says: /got a video; try/,
  },
  'report.jpg': {
    make: () => Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'),
    says: /got an archive or an office document; try/,
  },
  'noise.png': {
    make: () => Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919 + 128) % 251)),
    says: /got a file of another kind; try/,
  },
};

import type { Picture } from '../pictures/picture.ts';
import { seededRandom } from '../random/seeded.ts';
import { draw, lit, type Paint } from './brush.ts';
import { edgesOf } from './edges.ts';
import { blankCanvas, unit, type Painting } from './painting.ts';
import { blurred, luma } from './smooth.ts';

export interface StrokesConfig {
  picture: Picture;
  /** Width of the middle brush in pixels; one is twice as wide, one half. */
  size: number;
  /** Length of a stroke, in widths of its brush. */
  length: number;
  /** How much the picture is smoothed before its edges are followed: sigma in pixels. */
  smoothing: number;
  seed: number;
  /** Into how many parts the painting is divided, to be watched. */
  parts: number;
}

/** A primed canvas. */
const ground = [0.87, 0.84, 0.78] as const;

/** The three brushes, broad to fine: width against the middle one, and how often each covers the canvas. */
const brushes = [
  { width: 2, coverage: 4, everywhere: true },
  { width: 1, coverage: 4, everywhere: true },
  { width: 0.5, coverage: 4, everywhere: false },
] as const;

/** A point of the plane-filling sequence of Roberts (2018), which leaves no gaps as chance does. */
const spread = (i: number, offset: number) => [
  (offset + i * 0.7548776662466927) % 1,
  (offset * 0.61 + i * 0.5698402909980532) % 1,
];

/**
 * Paints by strokes that run along the edges of the picture and take their colour from it: the automatic variant of
 * Haeberli 1990, "Paint by numbers", with the direction of each stroke from the gradient of the smoothed picture.
 * Broad brushes cover the canvas, then the finest goes over what they have missed.
 */
export function* paintStrokes(config: StrokesConfig): Generator<Painting, void, void> {
  const { picture, seed, parts } = config;
  const { width, height } = picture;
  const random = seededRandom(seed);
  const edges = edgesOf(luma(picture), width, height, config.smoothing);
  const paint: Paint = {
    canvas: blankCanvas(picture, ground),
    thickness: new Float32Array(width * height),
  };
  const layers = brushes.map((brush) => layerOf(config, brush));
  const total = layers.reduce((sum, layer) => sum + layer.count, 0);

  let painted = 0;
  let step = 0;
  yield { step, of: parts, canvas: lit(paint, relief) };
  for (const layer of layers) {
    const offset = random();
    for (let i = 0; i < layer.count; i++, painted++) {
      const [fx, fy] = spread(i, offset) as [number, number];
      const [x, y] = [fx * (width - 1), fy * (height - 1)];
      const at = Math.round(y) * width + Math.round(x);
      if (random() < layer.wanted(at)) {
        const tilt = (random() - 0.5) * 0.35;
        const light = (random() - 0.5) * 0.07;
        const colour = [0, 1, 2].map((channel) =>
          unit(layer.colours[3 * at + channel]! + light + (random() - 0.5) * 0.03),
        ) as [number, number, number];
        const length = layer.width * config.length * (0.7 + 0.6 * random());
        draw(
          paint,
          {
            x,
            y,
            angle: edges.direction[at]! + tilt + (random() < 0.5 ? Math.PI : 0),
            length: Math.max(length, layer.width),
            width: layer.width * (0.8 + 0.4 * random()),
            bend: (random() - 0.5) * 0.12 * length,
            colour,
          },
          random,
        );
      }
      if (painted + 1 >= ((step + 1) * total) / parts) {
        step += 1;
        yield { step, of: parts, canvas: lit(paint, relief) };
      }
    }
  }
}

const relief = 0.3;

/** What one brush paints: its colours, how many strokes it tries, and where it is wanted. */
function layerOf(
  { picture, size, length }: StrokesConfig,
  brush: (typeof brushes)[number],
): { width: number; count: number; colours: Float32Array; wanted: (at: number) => number } {
  const { width, height, pixels } = picture;
  const brushWidth = Math.max(1.5, size * brush.width);
  const colours = blurred(pixels, width, height, brushWidth / 4, 3);
  const count = Math.ceil((brush.coverage * width * height) / (brushWidth * brushWidth * length));
  if (brush.everywhere) return { width: brushWidth, count, colours, wanted: () => 1 };
  const broad = blurred(pixels, width, height, size, 3);
  const missed = blurred(
    Float32Array.from({ length: width * height }, (_, at) =>
      [0, 1, 2].reduce((sum, c) => sum + Math.abs(colours[3 * at + c]! - broad[3 * at + c]!), 0),
    ),
    width,
    height,
    brushWidth,
  );
  return { width: brushWidth, count, colours, wanted: (at) => unit(missed[at]! * 8 - 0.15) };
}

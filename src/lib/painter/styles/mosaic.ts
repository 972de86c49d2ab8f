import { between, newSeed, scatter } from '../chance.ts';
import type { Canvas } from '../canvas.ts';
import { along, mix, shift, type Rgb } from '../colour.ts';
import type { Flow } from '../flow.ts';
import type { Hand, Studio } from '../hand.ts';
import { light } from '../impasto.ts';
import { clamp, fractal, hash, noise, smoothstep, type Field } from '../noise.ts';
import { streamlines } from '../streamlines.ts';

interface Part {
  flow: Flow;
  colour: (x: number, y: number) => Rgb;
  /** How large the stones are here, beside those of the sea. */
  stones: number;
}

/** Fish in the sea, of small stones in rows that follow the forms. */
export const mosaic: Hand = {
  title: 'Mosaic',
  palette: 'fjord',
  measures: {
    width: 'Stone size',
    length: 'Stone length',
    turbulence: 'Currents',
    density: 'Tightness',
    relief: 'Relief',
  },
  ground: ({ ink, paper }) => mix(paper, ink, 0.72),

  *paint(studio) {
    const { canvas, measures, random } = studio;
    const grit = newSeed(random);
    canvas.tone((x, y) => 0.1 * (hash(grit, Math.floor(x * 500), Math.floor(y * 500)) - 0.5));
    const partAt = compose(studio);
    const stone = 0.0175 * measures.width;
    const lines = streamlines((x, y) => partAt(x, y).flow(x, y), scatter(random, 9 / stone ** 2), {
      distance: (x, y) => stone * partAt(x, y).stones,
      widest: stone,
      length: 0.6,
      shortest: 0.006,
      inside: (x, y) => x > -0.02 && x < 1.02 && y > -0.02 && y < 1.02,
    });
    const whole = 1.15 / stone ** 2;
    let laid = 0;
    for (const path of lines) {
      let since = Infinity;
      for (let i = 0; i < path.length; i += 2) {
        const [x, y] = [path[i]!, path[i + 1]!];
        if (i > 0) since += Math.hypot(x - path[i - 2]!, y - path[i - 1]!);
        const part = partAt(x, y);
        const size = stone * part.stones;
        const long = size * measures.length;
        if (since < long) continue;
        since = 0;
        setStone(canvas, x, y, {
          angle: part.flow(x, y) + between(random, -0.09, 0.09),
          halfLength: long * between(random, 0.37, 0.45) * (0.8 + 0.2 * measures.density),
          halfWidth: size * between(random, 0.36, 0.43) * (0.8 + 0.2 * measures.density),
          colour: shift(part.colour(x, y), between(random, -0.075, 0.075), between(random, -13, 13)),
          tilt: [between(random, -1, 1), between(random, -1, 1)],
          height: 0.16 * size * measures.relief,
        });
        if (laid++ % 64 === 0) yield clamp(laid / whole);
      }
    }
    light(canvas, 0.9 * measures.relief);
  },
};

interface Stone {
  angle: number;
  halfLength: number;
  halfWidth: number;
  colour: Rgb;
  /** How its face leans; no two in a wall lean alike. */
  tilt: [x: number, y: number];
  height: number;
}

function setStone(canvas: Canvas, cx: number, cy: number, stone: Stone): void {
  const { angle, halfLength, halfWidth, colour, tilt, height } = stone;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const reach = halfLength + halfWidth;
  const round = 0.25 * Math.min(halfLength, halfWidth);
  canvas.within(cx - reach, cy - reach, cx + reach, cy + reach, (index, x, y) => {
    const way = (x - cx) * cos + (y - cy) * sin;
    const side = (y - cy) * cos - (x - cx) * sin;
    const [dx, dy] = [
      Math.abs(way) - halfLength + round,
      Math.abs(side) - halfWidth * (1 + 0.16 * tilt[0] * (way / halfLength)) + round,
    ];
    const away = Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
    const cover = clamp(0.5 - away / canvas.pixel);
    if (cover === 0) return;
    const sheen = 0.07 * ((tilt[0] * (x - cx) + tilt[1] * (y - cy)) / halfWidth) + 0.03 * tilt[1];
    canvas.lay(index, colour[0] + sheen, colour[1] + sheen, colour[2] + sheen, cover);
    canvas.height[index] = height * cover * smoothstep(0, 0.5, -away / halfWidth);
  });
}

/** Two or three fish, one above the other, with bubbles and a border. */
function compose({ measures, palette, random }: Studio): (x: number, y: number) => Part {
  const { paper, ink, cool, warm, accents } = palette;
  const current = noise(newSeed(random), 2);
  const swell = fractal(newSeed(random), 3, 2);
  const sea: Part = {
    flow: (x, y) => 0.9 * measures.turbulence * current(x, y),
    colour: (x, y) => {
      const bands = Math.sin(26 * (y + 0.09 * measures.turbulence * current(x, y) * 2) + 2 * swell(x, y));
      return along(
        [mix(cool[0], ink, 0.45), cool[0], cool[1], cool[2]],
        0.5 + 0.42 * bands - 0.25 * (y - 0.5),
      );
    },
    stones: 1,
  };

  const count = 3;
  const heading = random() < 0.5 ? 1 : -1;
  const school = Array.from({ length: count }, (_, i) => {
    const way = i % 2 === 0 ? heading : -heading;
    return fish({
      x: 0.5 + between(random, -0.05, 0.05),
      y: 0.235 + 0.265 * i + between(random, -0.015, 0.015),
      half: between(random, 0.26, 0.3),
      way,
      lean: between(random, -0.16, 0.16),
      colours:
        i % 2 === 0 ? [warm[0], warm[1], warm[2], accents[0]] : [accents[0], warm[2], accents[1], warm[0]],
    });
  });
  const bubbles = Array.from({ length: 9 }, () => ({
    x: between(random, 0.1, 0.9),
    y: between(random, 0.1, 0.9),
    radius: between(random, 0.014, 0.026),
  }));

  const border: Part = {
    flow: (x, y) => (Math.min(x, 1 - x) < Math.min(y, 1 - y) ? Math.PI / 2 : 0),
    colour: (x, y) => {
      const [inwards, way] = x < y === x < 1 - y ? [Math.min(x, 1 - x), y] : [Math.min(y, 1 - y), x];
      if (inwards > 0.037) return ink;
      return Math.floor((way + inwards * (x < y ? 1 : -1)) * 12) % 2 === 0 ? warm[2] : warm[0];
    },
    stones: 1,
  };

  return (x, y) => {
    if (Math.min(x, y, 1 - x, 1 - y) < 0.055) return border;
    for (const part of school) {
      const found = part(x, y);
      if (found) return found;
    }
    for (const { x: bx, y: by, radius } of bubbles)
      if (Math.hypot(x - bx, y - by) < radius)
        return {
          flow: (px, py) => Math.atan2(py - by, px - bx) + Math.PI / 2,
          colour: () => paper,
          stones: 0.75,
        };
    return sea;
  };

  interface Fish {
    x: number;
    y: number;
    half: number;
    way: number;
    lean: number;
    colours: [Rgb, Rgb, Rgb, Rgb];
  }

  function fish({ x: cx, y: cy, half, way, lean, colours }: Fish) {
    const [back, flank, belly, fin] = colours;
    const bend = between(random, -0.03, 0.03);
    // Along the fish from the tail's end, -1, to the mouth, 1; across it in units of its length.
    const local = (x: number, y: number): [number, number] => {
      const [dx, dy] = [(x - cx) * way, y - cy];
      const along_ = (dx * Math.cos(lean) + dy * Math.sin(lean)) / half;
      return [along_, (dy * Math.cos(lean) - dx * Math.sin(lean) - bend * Math.cos(2.2 * along_)) / half];
    };
    const girth = (t: number) => 0.3 * Math.max(0, 1 - ((t - 0.22) / 0.79) ** 2) ** 0.8 + 0.035;
    const inBody = (t: number, s: number) => t > -0.62 && t < 1 && Math.abs(s) < girth(t);
    const inTail = (t: number, s: number) =>
      t > -1 && t <= -0.5 && Math.abs(s) < 0.04 + 0.55 * (-0.5 - t) && Math.abs(s) > 0.35 * (-0.78 - t);
    const inFin = (t: number, s: number) =>
      (s < 0 && t > -0.25 && t < 0.45 && s > -girth(t) - 0.16 * Math.sin((Math.PI * (t + 0.25)) / 0.7)) ||
      (s > 0 && t > -0.2 && t < 0.1 && s < girth(t) + 0.14 * (0.1 - t) * 3.3);
    const angle =
      (turn: Field): Flow =>
      (x, y) => {
        const inner = turn(...local(x, y));
        return Math.atan2(Math.sin(inner), Math.cos(inner) * way) + lean * way;
      };
    const body: Part = {
      flow: angle(
        (t, s) =>
          -Math.sign(s) * Math.abs(s / girth(t)) * Math.atan((girth(t - 0.02) - girth(t + 0.02)) / 0.04) * -1,
      ),
      colour: (x, y) => {
        const [t, s] = local(x, y);
        const rim = Math.abs(s) / girth(t);
        if (rim > 0.86 && t < 0.9) return mix(back, ink, 0.55);
        if (t > 0.5 && t < 0.56) return ink;
        if (t >= 0.56) return mix(flank, belly, 0.5 + s * 2);
        const scales = Math.cos(21 * t) * Math.cos(34 * s);
        return scales > 0.45 ? paper : along([back, flank, belly], 0.5 + 1.9 * s + 0.16 * scales);
      },
      stones: 0.72,
    };
    const eye: Part = {
      flow: (x, y) => {
        const [t, s] = local(x, y);
        return Math.atan2(s + 0.05, (t - 0.73) * way) + Math.PI / 2;
      },
      colour: (x, y) => {
        const [t, s] = local(x, y);
        return Math.hypot(t - 0.73, s + 0.05) < 0.035 ? ink : paper;
      },
      stones: 0.55,
    };
    const fins: Part = {
      flow: angle((t, s) => (t < -0.5 ? Math.atan2(s, t + 0.5) + Math.PI : -2.1 * Math.sign(s) * -1)),
      colour: (x, y) => {
        const [t, s] = local(x, y);
        return Math.sin(70 * (t < -0.5 ? s : t)) > 0.2 ? fin : mix(fin, back, 0.6);
      },
      stones: 0.72,
    };
    return (x: number, y: number): Part | undefined => {
      const [t, s] = local(x, y);
      if (Math.hypot(t - 0.73, s + 0.05) < 0.075) return eye;
      if (inBody(t, s)) return body;
      return inTail(t, s) || inFin(t, s) ? fins : undefined;
    };
  }
}

/** Units on a side of the pad: places on it are bytes. */
export const padSide = 256;

/** A colour of the pad, as RGB bytes. */
export interface PadColour {
  name: string;
  rgb: readonly [red: number, green: number, blue: number];
}

/** Ten flat colours that toy landscapes are made of. Links hold their places in this list. */
export const palette: readonly PadColour[] = [
  { name: 'white', rgb: [244, 244, 240] },
  { name: 'sky', rgb: [203, 215, 226] },
  { name: 'grey', rgb: [112, 112, 114] },
  { name: 'black', rgb: [24, 22, 26] },
  { name: 'brown', rgb: [104, 66, 38] },
  { name: 'fawn', rgb: [160, 106, 56] },
  { name: 'red', rgb: [202, 38, 38] },
  { name: 'yellow', rgb: [240, 178, 60] },
  { name: 'green', rgb: [82, 142, 58] },
  { name: 'blue', rgb: [54, 104, 172] },
];

/** Widths of the brushes, in units of the pad. */
export const brushes = [6, 14, 30] as const;

/** A line that was drawn, or a shape that was filled. */
export interface Mark {
  /** Its place in the palette. */
  colour: number;
  /** Of the line, in units of the pad. */
  width: number;
  /** Whether what the line goes round is filled. */
  fill: boolean;
  /** Alternately from the left and from the top, 0 to 255. */
  points: readonly number[];
}

/** Of a mark that a link holds. */
export const mostPoints = 255;
/** Letters that a link holds of a drawing. */
const mostLetters = 4000;

/**
 * Marks as text for a link: of each a byte for colour, brush and filling, one for the number of its points, and two
 * for every point, as base64url.
 */
export function encodeMarks(marks: readonly Mark[]): string {
  const bytes = marks.flatMap(({ colour, width, fill, points }) => {
    const brush = Math.max(0, (brushes as readonly number[]).indexOf(width));
    return [colour | (brush << 4) | (fill ? 64 : 0), points.length / 2, ...points];
  });
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Undefined for a text that no marks give. */
export function decodeMarks(text: string): Mark[] | undefined {
  if (!/^[\w-]+$/.test(text) || text.length > mostLetters || text.length % 4 === 1) return undefined;
  const bytes = Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const marks: Mark[] = [];
  for (let at = 0; at < bytes.length;) {
    const [kind = 0, count = 0] = bytes.slice(at, at + 2);
    const points = bytes.slice(at + 2, at + 2 + 2 * count);
    const width = brushes[(kind >> 4) & 3];
    const colour = kind & 15;
    if (kind > 127 || width === undefined || colour >= palette.length) return undefined;
    if (count === 0 || points.length < 2 * count) return undefined;
    marks.push({ colour, width, fill: (kind & 64) > 0, points });
    at += 2 + points.length;
  }
  return encodeMarks(marks) === text ? marks : undefined;
}

/** The marks of a state's text; none of a text that is none's. */
export const marksIn = (drawn: string | null): Mark[] => (drawn ? (decodeMarks(drawn) ?? []) : []);

/** Red, green and blue as a screen takes them (sRGB), each in [0, 1]. */
export type Rgb = readonly [red: number, green: number, blue: number];

// Colours are mixed and varied in OKLab (Ottosson 2020, "A perceptual color space for image processing"), where a
// step of one length looks equally large everywhere: halfway from blue to yellow is not grey mud but a clear green.
type Lab = readonly [lightness: number, a: number, b: number];

/** '#1a2b3c' to a colour. */
export function hex(text: string): Rgb {
  const byte = (at: number) => parseInt(text.slice(at, at + 2), 16) / 255;
  return [byte(1), byte(3), byte(5)];
}

/** The colour at `t` in [0, 1] on the way from one to another. */
export function mix(from: Rgb, to: Rgb, t: number): Rgb {
  const [a, b] = [toLab(from), toLab(to)];
  return toRgb([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]);
}

/** The colour at `t` in [0, 1] along a row of colours. */
export function along(colours: readonly Rgb[], t: number): Rgb {
  const at = Math.min(Math.max(t, 0), 1) * (colours.length - 1);
  const left = Math.min(Math.floor(at), colours.length - 2);
  return mix(colours[left]!, colours[left + 1]!, at - left);
}

/**
 * The same paint, mixed anew: a little lighter or darker, warmer or cooler, duller or purer.
 * @param lightness added, of a range of 1
 * @param turn degrees around the colour circle
 * @param purity factor of the chroma
 */
export function shift(colour: Rgb, lightness: number, turn = 0, purity = 1): Rgb {
  const [l, a, b] = toLab(colour);
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180) * purity, Math.sin((turn * Math.PI) / 180) * purity];
  return toRgb([Math.min(Math.max(l + lightness, 0), 1), a * cos - b * sin, a * sin + b * cos]);
}

/** How light a colour looks, 0 to 1. */
export const lightness = (colour: Rgb): number => toLab(colour)[0];

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const fromLinear = (value: number) =>
  value <= 0.0031308 ? Math.max(value, 0) * 12.92 : Math.min(1.055 * value ** (1 / 2.4) - 0.055, 1);

function toLab([red, green, blue]: Rgb): Lab {
  const [r, g, b] = [toLinear(red), toLinear(green), toLinear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** What lies outside the screen's colours is cut off at its limits. */
function toRgb([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

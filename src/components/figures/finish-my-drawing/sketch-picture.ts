import { padSide, palette, type Mark } from '../shared/drawing/marks.ts';
import type { DrawingState } from './state.ts';
import { sketches, sky } from './sketches.ts';

const colour = (place: number) => `rgb(${palette[place]!.rgb.join()})`;

/** A mark as `rasterise.ts` paints it: a shape has an edge of its own, one unit wide on each side. */
function pathOf({ colour: place, width, fill, points }: Mark): string {
  const inside = fill ? colour(place) : 'none';
  const edge = `stroke="${colour(place)}" stroke-width="${fill ? 2 : width}"`;
  return `<path d="M${points.join(' ')}${fill ? 'Z' : ''}" fill="${inside}" ${edge}/>`;
}

/** The address of a small picture of a sketch, which the browser draws by itself: nine of them painted here take a while. */
export function sketchAddress(name: DrawingState['sketch']): string {
  const marks = name === 'none' ? [] : sketches[name];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${padSide} ${padSide}">`,
    `<path d="M0 0H${padSide}V${padSide}H0Z" fill="${colour(sky)}"/>`,
    '<g fill-rule="evenodd" stroke-linecap="round" stroke-linejoin="round">',
    ...marks.map(pathOf),
    '</g></svg>',
  ];
  return `data:image/svg+xml,${encodeURIComponent(svg.join(''))}`;
}

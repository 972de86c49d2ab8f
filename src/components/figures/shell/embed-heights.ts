import measured from '../../../../content/embed-heights.json';
import { usualWidth } from './iframe.ts';

/** A figure's own page in a frame: its height by the frame's width, before it runs, both in CSS pixels. */
export type EmbedHeights = Readonly<Record<string, number>>;

const heights: Readonly<Record<string, EmbedHeights>> = measured.heights;

/** What a new figure stands at until `npm run embeds` has measured it. */
const guess: EmbedHeights = { 360: 1200, [usualWidth]: 900, 1080: 900 };

export const embedHeights = (name: string): EmbedHeights => heights[name] ?? guess;

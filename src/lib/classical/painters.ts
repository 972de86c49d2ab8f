import type { Painting } from './painting.ts';
import { paintSpots, type SpotsConfig } from './spots.ts';
import { paintStrokes, type StrokesConfig } from './strokes.ts';
import { transferTexture, type TextureTransferConfig } from './texture-transfer.ts';

export interface PainterConfigs {
  strokes: StrokesConfig;
  spots: SpotsConfig;
  texture: TextureTransferConfig;
}

export type PainterName = keyof PainterConfigs;

/** The painters without a network, by name. Each is given its config, and gives its canvas as it fills. */
export const painters: {
  [Name in PainterName]: (config: PainterConfigs[Name]) => Generator<Painting, void, void>;
} = { strokes: paintStrokes, spots: paintSpots, texture: transferTexture };

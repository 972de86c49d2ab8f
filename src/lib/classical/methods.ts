import type { Painting } from './painting.ts';
import { paintSpots, type SpotsConfig } from './spots.ts';
import { paintStrokes, type StrokesConfig } from './strokes.ts';
import { transferTexture, type TextureTransferConfig } from './texture-transfer.ts';

export interface MethodConfigs {
  strokes: StrokesConfig;
  spots: SpotsConfig;
  texture: TextureTransferConfig;
}

export type MethodName = keyof MethodConfigs;

/** The methods of painting without a network, by name. Each is given its config, and gives its canvas as it fills. */
export const methods: {
  [Name in MethodName]: (config: MethodConfigs[Name]) => Generator<Painting, void, void>;
} = { strokes: paintStrokes, spots: paintSpots, texture: transferTexture };

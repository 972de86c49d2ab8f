import type { StyleTransferConfig, StyleTransferFrame } from './style-transfer.ts';

/** A texture with the style's Gram matrices, from noise (Gatys, Ecker and Bethge 2015). */
export interface TextureConfig extends Pick<
  StyleTransferConfig,
  | 'style'
  | 'model'
  | 'styleLayers'
  | 'tvWeight'
  | 'parameterisation'
  | 'transforms'
  | 'averagePooling'
  | 'optimizer'
  | 'learningRate'
  | 'iterations'
  | 'seed'
> {
  /** Of the texture, in pixels. */
  size: { width: number; height: number };
}

/** A style transfer's frame without content. */
export type TextureFrame = Omit<StyleTransferFrame, 'content'>;

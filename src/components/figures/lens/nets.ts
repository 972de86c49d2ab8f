import type { TextureConfig } from '../../../lib/experiments/texture.ts';

interface Net {
  /** For a heading. */
  name: string;
  family: 'vgg' | 'resnet';
  robust: boolean;
}

/** The remedies that a reader can switch on. */
export interface Fixes {
  /** Average pooling in place of max pooling: the VGGs. */
  averagePooling: boolean;
  /** Averages before unstrided convolutions in place of strides: the ResNets, trained so. */
  antialiased: boolean;
  /** Fourier coefficients with decorrelated colours, and random moves: all of them. */
  fourier: boolean;
}

/** In the order they are shown. */
export const nets = {
  'vgg-standard': { name: 'Standard VGG', family: 'vgg', robust: false },
  'vgg-robust': { name: 'Robust VGG', family: 'vgg', robust: true },
  'resnet-standard': { name: 'Standard ResNet', family: 'resnet', robust: false },
  'resnet-robust': { name: 'Robust ResNet', family: 'resnet', robust: true },
} as const satisfies Record<string, Net>;

export type NetName = keyof typeof nets;
export const netNames = Object.keys(nets) as NetName[];

/** The model that plays a net's part, by id: anti-aliased is another training. */
export function modelOf(net: NetName, { antialiased }: Fixes): string {
  return `cifar-${net}${nets[net].family === 'resnet' && antialiased ? '-antialiased' : ''}`;
}

/** What of the switches concerns a net, as content/measured/artifacts.json calls it. */
export function fixOf(net: NetName, fixes: Fixes): string {
  const own = nets[net].family === 'vgg' ? 'averagePooling' : 'antialiased';
  const on = [fixes[own] && own, fixes.fourier && 'fourier'].filter((word) => word !== false);
  return on.join('+') || 'none';
}

/** What a net has in its present state, in words. */
export function kindOf(net: NetName, fixes: Fixes): string {
  const own =
    nets[net].family === 'vgg'
      ? fixes.averagePooling
        ? 'average pooling'
        : 'max pooling'
      : fixes.antialiased
        ? 'anti-aliased'
        : '3×3 at stride 2';
  return fixes.fourier ? `${own}, Fourier` : own;
}

/** How textures are made with and without the Fourier remedy: as the script that measured them did. */
export type Way = Pick<TextureConfig, 'parameterisation' | 'optimizer' | 'iterations'> & {
  transforms?: boolean;
};

import type { SaveAction } from '../../shell/save.ts';
import type { MovingPicture } from './moving-picture.ts';

/** The buttons for a film, as a figure's manifest names them. */
export const filmSaveLabels = ['Save film (video)', 'Save film (GIF)'] as const;

/**
 * What saves a film: as a video where the browser encodes one, for slides and for phones, and as a GIF everywhere.
 * Neither encoder is loaded before its button is pressed.
 */
export function filmSaves(film: {
  ready: () => boolean;
  /** The film as it is now. */
  picture: () => Promise<MovingPicture>;
  /** Of the file, without its ending. */
  name: () => string;
}): SaveAction[] {
  const { ready, picture, name } = film;
  const [video, gif] = filmSaveLabels;
  return [
    {
      label: video,
      ready,
      offered: () => typeof VideoEncoder !== 'undefined',
      save: async () => (await import('./save-video.ts')).saveVideo(await picture(), name()),
    },
    {
      label: gif,
      ready,
      save: async () => (await import('./save-gif.ts')).saveGif(await picture(), name()),
    },
  ];
}

import { LiveFigure } from '../../kit/live-figure.svelte.ts';
import type { OwnPicture } from '../picture-input/read.ts';
import type { Stepped } from '../../shell/stepped.ts';
import { own } from './own.ts';
import { OwnPictures } from './own-pictures.svelte.ts';

/** A live figure whose choices hold names of pictures, in places where the reader may put one of their own. */
export class PictureFigure<
  State extends { [P in Place]: string },
  Frame extends Stepped,
  Place extends keyof State & string,
> extends LiveFigure<State, Frame> {
  readonly own = new OwnPictures<Place>();

  takeOwn(place: Place, picture: OwnPicture): void {
    this.own.take(place, picture);
    // Another of the reader's pictures has the same name.
    this.run.reset();
    this.change({ [place]: own } as Partial<State>);
  }
}

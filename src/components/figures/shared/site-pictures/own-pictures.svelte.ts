import type { OwnPicture } from '../picture-input/read.ts';

/** The reader's own pictures in a figure, one for each place where a picture is chosen. */
export class OwnPictures<Place extends string> {
  /** How many have been taken: they have no names that tell them apart. */
  taken = $state(0);
  #pictures = $state.raw<Partial<Record<Place, OwnPicture>>>({});

  in(place: Place): OwnPicture | undefined {
    return this.#pictures[place];
  }

  /** Puts a picture into a place, where it stays until the next one. */
  take(place: Place, picture: OwnPicture): void {
    this.#pictures = { ...this.#pictures, [place]: picture };
    this.taken += 1;
  }
}

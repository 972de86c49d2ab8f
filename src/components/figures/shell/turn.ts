/** Something that computes and can be asked to stop for another. */
export interface Computing {
  giveWay(): void;
}

let holder: Computing | undefined;

/** Takes the page's one GPU: whoever computes now pauses. */
export function takeTurn(next: Computing): void {
  if (holder !== next) holder?.giveWay();
  holder = next;
}

/** Says that this one computes no more. */
export function endTurn(last: Computing): void {
  if (holder === last) holder = undefined;
}

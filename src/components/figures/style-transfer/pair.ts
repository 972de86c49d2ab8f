import type { Stepped } from '../shell/stepped.ts';

/** One frame of a comparison: what each side has come to. A side that has not begun has nothing to show. */
export interface PairFrame<Frame> extends Stepped {
  sides: readonly [Frame | undefined, Frame | undefined];
  /** Which sides are new in this frame. */
  moved: readonly [boolean, boolean];
}

type Frames<Frame> = AsyncGenerator<Frame, void, void>;

/**
 * Two runs as one. In lockstep each frame takes one step of each, and a side that ends before the other keeps its
 * last; in turns the right side begins when the left has ended.
 * @param lengths steps that each side will take; a run of n steps has n + 1 frames, the first being its start
 */
export async function* pair<Frame>(
  sides: readonly [Frames<Frame>, Frames<Frame>],
  lengths: readonly [number, number],
  order: 'lockstep' | 'turns',
): AsyncGenerator<PairFrame<Frame>, void, void> {
  try {
    yield* order === 'lockstep' ? inLockstep(sides, Math.max(...lengths)) : inTurns(sides, lengths);
  } finally {
    await Promise.all(sides.map((side) => side.return()));
  }
}

async function* inLockstep<Frame>(sides: readonly [Frames<Frame>, Frames<Frame>], of: number) {
  let shown: [Frame | undefined, Frame | undefined] = [undefined, undefined];
  for (let step = 0; ; step++) {
    // One after the other, not both at once: there is one device.
    const left = await sides[0].next();
    const right = await sides[1].next();
    if (left.done && right.done) return;
    shown = [left.value ?? shown[0], right.value ?? shown[1]];
    yield { step, of, sides: shown, moved: [!left.done, !right.done] as const };
  }
}

async function* inTurns<Frame>(
  sides: readonly [Frames<Frame>, Frames<Frame>],
  lengths: readonly [number, number],
) {
  const of = lengths[0] + lengths[1] + 1;
  let step = 0;
  let left: Frame | undefined;
  for await (left of sides[0])
    yield { step: step++, of, sides: [left, undefined] as const, moved: [true, false] as const };
  for await (const right of sides[1])
    yield { step: step++, of, sides: [left, right] as const, moved: [false, true] as const };
}

import type { StyleTransferFrame } from '../../../lib/experiments/style-transfer.ts';
import type { Stepped } from '../shell/stepped.ts';

type Frames = AsyncGenerator<StyleTransferFrame, void, void>;

/** Where the runs stand; one that has ended keeps its last frame. */
export interface LockstepFrame extends Stepped {
  runs: readonly StyleTransferFrame[];
}

/** Several runs of as many steps as one: each frame is one step of each. */
export async function* inLockstep(runs: readonly Frames[]): AsyncGenerator<LockstepFrame, void, void> {
  const last: StyleTransferFrame[] = [];
  try {
    for (;;) {
      let moved = false;
      // One after the other, not all at once: there is one device.
      for (const [i, run] of runs.entries()) {
        const { value, done } = await run.next();
        if (done) continue;
        last[i] = value;
        moved = true;
      }
      if (!moved) return;
      yield { step: Math.max(...last.map(({ step }) => step)), of: last[0]!.of, runs: [...last] };
    }
  } finally {
    await Promise.all(runs.map((run) => run.return()));
  }
}

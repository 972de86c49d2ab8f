import type { Stepped } from '../shell/stepped.ts';
import { alter, type Altered, type Frames, type Net } from '../shared/digits/fooling.ts';
import { asked, netsOf, type Candidate, type TestState } from './state.ts';

/** A digit that was altered for one network, and what the readers made of it. */
export interface Question extends Altered {
  label: number;
  net: Net;
}

export interface TestFrame extends Stepped {
  /** All questions so far. */
  questions: readonly Question[];
}

/** Alters one digit a frame; one that its network misreads as it is makes no question, and the next is taken. */
export async function* questions(
  frames: Frames,
  choice: TestState,
  pool: readonly Candidate[],
): AsyncGenerator<TestFrame> {
  const nets = netsOf(choice);
  let made: readonly Question[] = [];
  yield { step: 0, of: asked, questions: made };
  for (const { label, image } of pool) {
    const net = nets[made.length]!;
    const altered = await alter(frames, { image, label, net, eps: choice.eps });
    if (!altered) continue;
    made = [...made, { ...altered, label, net }];
    yield { step: made.length, of: asked, questions: made };
    if (made.length === asked) return;
  }
}

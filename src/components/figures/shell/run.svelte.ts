import type { EngineStatus, OnStatus } from '../../../lib/engine/status.ts';
import { nextPaint, ScreenPace } from './screen-pace.ts';
import { lastIndexOf, type Stepped } from './stepped.ts';
import { endTurn, takeTurn, type Computing } from './turn.ts';

export type Phase = 'idle' | 'running' | 'paused' | 'done' | 'failed';

export interface Source<Frame> {
  /** Starts the experiment from its first frame. */
  frames(options: { signal: AbortSignal; onStatus: OnStatus }): AsyncGenerator<Frame, void, void>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * One live experiment as a reader handles it: run, pause, step, reset, scrub, replay. It pulls frames from the
 * engine one a paint, the next while one is painted, keeps all of them, and shows one.
 */
export class FigureRun<Frame extends Stepped> implements Computing {
  phase = $state<Phase>('idle');
  status = $state<EngineStatus | undefined>();
  /** Frames computed so far. */
  count = $state(0);
  /** Index of the frame on show. */
  shown = $state(0);
  of = $state(0);
  stepsPerSecond = $state(0);
  error = $state<Error | undefined>();
  /** Why it stands still, when the reader did not ask for it. */
  pausedBy = $state<'reader' | 'other figure' | 'out of view' | undefined>();
  replaying = $state(false);

  readonly #source: Source<Frame>;
  readonly #replayPause: number;
  #replays = 0;
  #frames: Frame[] = [];
  #generator: AsyncGenerator<Frame, void, void> | undefined;
  /** The frame after the last that was taken: computed while that one is painted. */
  #ahead: Promise<IteratorResult<Frame, void>> | undefined;
  #abort = new AbortController();
  /** Frames pulled since the generator started: after a restart it fills the kept frames anew. */
  #pulled = 0;
  /** The step at which to pause, or the first frame's after it. */
  #stopAt = Infinity;
  #linkedStep: number | undefined;
  /** Whether the reader looks at the newest frame, and wants to see the next one when it comes. */
  #follows = true;
  #loop: Promise<void> | undefined;
  #clock = { time: 0, step: 0 };
  readonly #pace = new ScreenPace();

  /** @param replayPause milliseconds that a replay rests on each frame, besides the time to paint it */
  constructor(source: Source<Frame>, { replayPause = 0 }: { replayPause?: number } = {}) {
    this.#source = source;
    this.#replayPause = replayPause;
  }

  get frame(): Frame | undefined {
    return this.count > 0 ? this.#frames[this.shown] : undefined;
  }

  get frames(): readonly Frame[] {
    return this.#frames.slice(0, this.count);
  }

  /** Of the last frame, as far as one can tell. */
  get lastIndex(): number {
    const [first, newest] = [this.frameAt(0), this.frameAt(this.count - 1)];
    if (this.phase === 'done' || !first || !newest) return Math.max(0, this.count - 1);
    return lastIndexOf(first, newest, this.count);
  }

  frameAt(index: number): Frame | undefined {
    return index < this.count ? this.#frames[index] : undefined;
  }

  /** Makes the next run stop at this step, as a link does that shows the middle of a run. */
  stopAt(step: number | undefined): void {
    this.#linkedStep = step;
  }

  /** Computes on, to the end or to step `until`. */
  run(until = this.#linkedStep ?? Infinity): void {
    if (this.phase === 'running' || this.phase === 'done') return;
    this.#linkedStep = undefined;
    takeTurn(this);
    this.replaying = false;
    this.phase = 'running';
    this.pausedBy = undefined;
    this.error = undefined;
    this.#stopAt = until;
    // A frame that came in after the pause has been waiting for this.
    if (this.#follows) this.shown = Math.max(0, this.count - 1);
    this.#clock = { time: performance.now(), step: this.#pulled };
    this.#loop ??= this.#startLoop();
  }

  pause(by: 'reader' | 'other figure' | 'out of view' = 'reader'): void {
    if (this.phase !== 'running') return;
    this.#catchUp();
    this.phase = 'paused';
    this.pausedBy = by;
    this.stepsPerSecond = 0;
    endTurn(this);
  }

  giveWay(): void {
    this.pause('other figure');
  }

  /** Computes one frame, or shows the next frame where it is computed already. */
  step(): void {
    this.replaying = false;
    if (this.shown + 1 < this.count) {
      this.show(this.shown + 1);
      return;
    }
    if (this.phase === 'done') return;
    this.pause();
    const newest = this.#frames[this.#pulled - 1];
    this.run(newest ? newest.step + 1 : 0);
  }

  show(index: number): void {
    this.replaying = false;
    this.shown = Math.max(0, Math.min(index, this.count - 1));
    this.#follows = this.shown >= this.count - 1;
  }

  /** Plays the computed frames from the first one, at the speed of the screen. */
  async replay(): Promise<void> {
    if (this.replaying || this.count < 2) return;
    this.show(0);
    this.replaying = true;
    // A replay that was stopped while it rested must not go on beside the next one.
    const replay = ++this.#replays;
    while (this.replaying && this.shown < this.count - 1) {
      await Promise.all([nextPaint().then(nextPaint), pause(this.#replayPause)]);
      if (replay !== this.#replays) return;
      if (this.replaying) this.shown += 1;
    }
    this.show(this.shown);
  }

  stopReplay(): void {
    this.show(this.shown);
  }

  /** Forgets the frames; the next run starts afresh. */
  reset(): void {
    this.#cancel();
    this.#linkedStep = undefined;
    this.#frames = [];
    this.count = 0;
    this.show(0);
    this.of = 0;
    this.phase = 'idle';
    this.status = undefined;
    this.error = undefined;
    this.stepsPerSecond = 0;
    this.replaying = false;
  }

  /** After a failure: computes the same frames again while the kept ones stay on show. */
  restart(): void {
    this.#cancel();
    this.phase = 'idle';
    this.run();
  }

  #cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    // A generator that never ran has nothing to free; one that did frees it here, and its errors are nobody's.
    void this.#generator?.return().catch(() => undefined);
    this.#generator = undefined;
    this.#ahead = undefined;
    this.#loop = undefined;
    this.#pulled = 0;
    endTurn(this);
  }

  #startLoop(): Promise<void> {
    const loop: Promise<void> = this.#compute().finally(() => {
      if (this.#loop === loop) this.#loop = undefined;
    });
    return loop;
  }

  async #compute(): Promise<void> {
    const { signal } = this.#abort;
    const onStatus: OnStatus = (status) => {
      if (!signal.aborted) this.status = status;
    };
    try {
      this.#generator ??= this.#source.frames({ signal, onStatus });
      while (this.phase === 'running') {
        const result = await (this.#ahead ?? this.#generator.next());
        if (signal.aborted) return;
        this.#ahead = undefined;
        if (result.done) {
          this.#catchUp();
          this.phase = 'done';
          this.stepsPerSecond = 0;
          endTurn(this);
          return;
        }
        this.#take(result.value);
        if (this.phase === 'running' && !this.#pace.isDue) continue;
        this.#catchUp();
        if (this.phase === 'running') this.#computeAhead();
        await this.#pace.paint();
        if (signal.aborted) return;
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#catchUp();
      this.error = error instanceof Error ? error : new Error(String(error));
      this.phase = 'failed';
      this.#generator = undefined;
      this.#ahead = undefined;
      endTurn(this);
    }
  }

  /** What went wrong is told by whoever waits for the frame. */
  #computeAhead(): void {
    this.#ahead = this.#generator!.next();
    this.#ahead.catch(() => undefined);
  }

  /** Shows what has been taken, if the reader looks at the newest. */
  #catchUp(): void {
    if (this.#pulled <= this.count) return;
    this.count = this.#pulled;
    // A frame that was under way when the reader paused moves nothing: by now the scrubber may stand elsewhere.
    if (this.#follows && !this.replaying && this.phase === 'running') this.shown = this.count - 1;
  }

  #take(frame: Frame): void {
    this.#frames[this.#pulled] = frame;
    this.#pulled += 1;
    this.of = frame.of;
    const now = performance.now();
    if (now - this.#clock.time > 500) {
      this.stepsPerSecond = ((this.#pulled - this.#clock.step) * 1000) / (now - this.#clock.time);
      this.#clock = { time: now, step: this.#pulled };
    }
    // The last frame goes through to the generator's end instead.
    if (frame.step >= this.#stopAt && frame.step < frame.of) this.pause();
  }
}

import type { Attachment } from 'svelte/attachments';

interface Pausable {
  phase: string;
  pausedBy: string | undefined;
  pause(by: 'out of view'): void;
  run(): void;
}

/** Pauses a run while its figure is off the screen, and goes on when it comes back. */
export function runsInView(run: Pausable): Attachment<HTMLElement> {
  return (element) => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === false) run.pause('out of view');
      else if (run.phase === 'paused' && run.pausedBy === 'out of view') run.run();
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}

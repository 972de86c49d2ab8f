// What a page's main thread did, from the browser's own trace.

/** What a trace has to hold for it. */
export const tracedCategories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];

/**
 * The tasks of the page that set a mark, and its marks. `wall` is a task's length by the clock, `cpu` the processor's
 * time in it: on a machine that does other things too, a task waits for its turn in the middle.
 * @param {Buffer} trace what the browser gives when tracing stops
 * @param {string} marked the mark's name
 * @returns {{ tasks: { at: number, wall: number, cpu: number }[], marks: Map<string, number> }} milliseconds
 */
export function mainThread(trace, marked) {
  const { traceEvents } = JSON.parse(trace.toString());
  const mark = traceEvents.find(({ cat, name }) => cat === 'blink.user_timing' && name === marked);
  const ours = traceEvents.filter(({ pid, tid }) => pid === mark.pid && tid === mark.tid);
  const tasks = ours
    .filter(({ name, ph }) => name === 'RunTask' && ph === 'X')
    .map(({ ts, dur, tdur }) => ({ at: ts / 1000, wall: dur / 1000, cpu: (tdur ?? dur) / 1000 }));
  const marks = ours.filter(({ cat }) => cat === 'blink.user_timing');
  return { tasks, marks: new Map(marks.map(({ name, ts }) => [name, ts / 1000])) };
}

/** What a key asks of a slide show. */
export type Turn = 'next' | 'previous' | 'leave';

/** What uses the arrow keys itself: fields, and whatever a figure lets the keyboard into. */
const ownsArrows = 'input, select, textarea, [contenteditable], [tabindex], audio, video';
/** What types, or opens a list, with the other keys as well. */
const ownsPages =
  'select, textarea, [contenteditable], input:not([type="range"], [type="checkbox"], [type="radio"])';

/** The part of a keyboard event that decides. */
export type Key = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'defaultPrevented'
>;

/**
 * What a key means to the slide show. The page keys, which are also those of a presenter's remote control, turn
 * from everywhere but a text field; the arrows turn only where nothing else has a use for them: not on a slider, in
 * a matrix or on a drawing. Escape leaves.
 *
 * @param focused where the keyboard is
 * @param frame what holds the focus of a slide as a whole, though it may have a tabindex
 * @returns undefined for a key that is none of its business
 */
export function turnOf(event: Key, focused: Element | null, frame: string): Turn | undefined {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return undefined;
  const inside = (owners: string) => {
    const owner = focused?.closest(owners);
    return owner !== null && owner !== undefined && !owner.matches(frame);
  };
  switch (event.key) {
    case 'PageDown':
      return inside(ownsPages) ? undefined : 'next';
    case 'PageUp':
      return inside(ownsPages) ? undefined : 'previous';
    case 'ArrowRight':
      return inside(ownsArrows) ? undefined : 'next';
    case 'ArrowLeft':
      return inside(ownsArrows) ? undefined : 'previous';
    case 'Escape':
      return inside(ownsPages) ? undefined : 'leave';
    default:
      return undefined;
  }
}

import type { Attachment } from 'svelte/attachments';

/** Where what had the focus is gone from the page, this has it next, so that the keys go on working. */
export const catchesFocus: Attachment<HTMLElement> = (element) => {
  // What stood here before is taken away after this has come.
  const timer = setTimeout(() => {
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  });
  return () => clearTimeout(timer);
};

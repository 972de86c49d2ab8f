import { optional, type Field } from '../../kit/fields.ts';
import { decodeMarks } from './marks.ts';

const marks: Field<string> = {
  parse: (text) => (decodeMarks(text) ? text : undefined),
  format: (text) => text,
};

/** A drawing of the reader's in an address: its marks as text, or none. */
export const drawnField = optional(marks);

/** What a link leaves out of a drawing, as a sentence; nothing where it has it all. */
export const drawnLinkNote = (drawn: string | null, link: URLSearchParams): string =>
  drawn && !link.has('drawn') ? 'The drawing is too long for a link, and is not in it.' : '';

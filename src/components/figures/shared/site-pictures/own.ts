/** The name of the reader's own picture, which no address can hold. */
export const own = 'own';

/** What a link leaves out where the reader's own picture is chosen, as a sentence; nothing where it is not. */
export const ownLinkNote = (...chosen: readonly string[]): string =>
  chosen.includes(own) ? 'A link cannot hold your own picture: it shows one of the site’s in its place.' : '';

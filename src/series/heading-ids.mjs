/**
 * Names the headings of one page, in reading order: a function from a heading's words to its id, each id once.
 *
 * @returns {(words: string) => string}
 */
export function headingIds() {
  const taken = new Set();
  return (words) => {
    const id = slug(words);
    let candidate = id;
    for (let n = 2; taken.has(candidate); n += 1) candidate = `${id}-${n}`;
    taken.add(candidate);
    return candidate;
  };
}

/** @param {string} words */
function slug(words) {
  return words
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

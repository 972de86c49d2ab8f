/*
 * Numbers and names as readers expect them, without the browser's tables of the world's languages: the first question to
 * those, `toLocaleString` or `localeCompare`, takes a phone 30 milliseconds, in which a page that scrolls stands still.
 */

/** 9600 -> "9 600", its parts held together. A whole number. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** For `sort`: the order of the alphabet, for names in plain letters. */
export const inAlphabet = (a: string, b: string): number => (a.toLowerCase() < b.toLowerCase() ? -1 : 1);

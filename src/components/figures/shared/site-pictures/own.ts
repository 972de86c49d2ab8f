/** The name of the reader's own picture, which no address can hold. */
export const own = 'own';

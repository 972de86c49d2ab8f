/**
 * Resolves in a task of its own. What need not be done together is done in several tasks, so that the page can follow the
 * finger between them: on a slow phone a figure that comes alive all at once would hold it up.
 */
export const newTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

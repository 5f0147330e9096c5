/** What has come to the worker meanwhile, a search first of all, has its turn before a long task goes on. */
export const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

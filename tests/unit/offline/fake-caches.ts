/** Cache Storage in memory, as far as the site uses it. @param room bytes after which nothing more fits */
export function fakeCaches(room = Infinity): CacheStorage {
  const all = new Map<string, Map<string, Response>>();
  let used = 0;

  const cacheOf = (entries: Map<string, Response>) => ({
    match: async (key: string) => entries.get(key)?.clone(),
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    delete: async (key: string, { ignoreSearch = false } = {}) => {
      const same = [...entries.keys()].filter((one) =>
        ignoreSearch ? one.split('?')[0] === key : one === key,
      );
      return same.map((one) => entries.delete(one)).length > 0;
    },
    put: async (key: string, response: Response) => {
      used += (await response.clone().arrayBuffer()).byteLength;
      if (used > room) throw new DOMException('full', 'QuotaExceededError');
      entries.set(key, response);
    },
  });

  return {
    open: async (name: string) => {
      const entries = all.get(name) ?? new Map<string, Response>();
      all.set(name, entries);
      return cacheOf(entries);
    },
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
  } as unknown as CacheStorage;
}

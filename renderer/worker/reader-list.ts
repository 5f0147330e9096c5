/** Lends the page the order that the search index keeps, in parts as long as a screen. */
import type { ReaderListApi, SearchApi } from "../platform/worker/worker-api.ts";

export const createReaderList = (search: Pick<SearchApi, "sorted">): ReaderListApi => ({
  async part(from, to) {
    const ids = await search.sorted();
    return { ids: ids.slice(from, to), total: ids.length };
  },
  placeOf: async (id) => (await search.sorted()).indexOf(id),
});

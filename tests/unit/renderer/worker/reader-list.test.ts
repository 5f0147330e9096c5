import { describe, expect, it } from "vitest";
import { createReaderList } from "../../../../renderer/worker/reader-list.ts";

describe("the list of readers", () => {
  const list = createReaderList({ sorted: async () => ["a", "b", "c", "d", "e"] });

  it("lends the places that are asked for, and says how many there are", async () => {
    expect(await list.part(1, 3)).toEqual({ ids: ["b", "c"], total: 5 });
  });

  it("ends where the list ends", async () => {
    expect(await list.part(4, 64)).toEqual({ ids: ["e"], total: 5 });
    expect(await list.part(64, 128)).toEqual({ ids: [], total: 5 });
  });
});

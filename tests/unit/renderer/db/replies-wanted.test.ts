import { expect, it } from "vitest";
import { repliesWanted } from "../../../../renderer/db/replies-wanted.ts";

const mainOf = (id: string): string => (id === "a2" ? "a" : id);
const wanted = (asked: Partial<Parameters<typeof repliesWanted>[0]>) =>
  [...repliesWanted({ opinions: [], promises: [], ...asked }, mainOf)].map(([id, { noReply }]) => [id, noReply]);

it("goes by the last opinion of a person, under whichever of her records it stands", () => {
  const opinions = [
    { reader: "a", receivedAt: 1 },
    { reader: "a2", receivedAt: 2, noReply: true },
    { reader: "b", receivedAt: 3, noReply: true },
    { reader: "b", receivedAt: 4 },
    { reader: "c", receivedAt: 5, noReply: true, gone: 1 as const },
    { receivedAt: 6, noReply: true },
  ];
  expect(wanted({ opinions })).toEqual([
    ["a", true],
    ["b", false],
  ]);
});

it("takes a promise for what was asked, where no opinion says more, and a deleted one for nothing", () => {
  const promises = [{ promisedTo: "a2" }, { promisedTo: "d", gone: 1 as const }, { promisedTo: "e", noReply: true }];
  expect(wanted({ promises, opinions: [{ reader: "a", receivedAt: 1, noReply: true }] })).toEqual([
    ["a", true],
    ["e", true],
  ]);
  expect(wanted({ promises: [{ promisedTo: "a2" }] })).toEqual([["a", false]]);
});

import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { create } from "../../../../../renderer/db/write/changes.ts";
import { type Chain, createChain } from "../../../../../renderer/db/write/command-chain.ts";
import { MemoryJournal } from "../../../../support/memory-journal.ts";
import { OWN, openDesk, type TestDesk } from "../desk.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

interface Told {
  readonly confirmed: number;
  readonly isWaiting: boolean;
  readonly journaled: number;
}

async function chainOf(
  desk: TestDesk,
  isCancelled: () => boolean,
  hear: (told: Told) => void,
): Promise<{ readonly chain: Chain; readonly written: number }> {
  const chain = createChain({
    writer: desk.writer,
    onProgress: (confirmed, isWaiting) => hear({ confirmed, isWaiting, journaled: desk.memory.entries.length }),
    isCancelled,
  });
  let written = 0;
  for (let n = 1; n <= 6; n++) {
    written += 1;
    if (
      !(await chain.add(
        await desk.writer.run("reader.import", [create("reader", id(n), { name: `读者${n}` })], { batchId: "b1" }),
        1,
      ))
    )
      break;
  }
  await chain.end();
  return { chain, written };
}

/** A second of the journal's client lasts a fiftieth: it gives up a wait after a fifth. */
const impatient = (memory: MemoryJournal): Promise<TestDesk> => openDesk(memory, undefined, 0, OWN, 1 / 50);

describe("a chain of commands", () => {
  it("waits for a journal that is silent, says so, and goes on to its end once it answers", async () => {
    const desk = await impatient(new MemoryJournal());
    desk.memory.silent = true;
    const told: Told[] = [];
    const { chain } = await chainOf(
      desk,
      () => false,
      (one) => {
        told.push(one);
        if (one.isWaiting) desk.memory.silent = false;
      },
    );
    expect(chain.failure).toBeNull();
    expect(chain.confirmed).toBe(6);
    expect(desk.memory.entries).toHaveLength(6);
    expect(told.some(({ isWaiting }) => isWaiting)).toBe(true);
    expect(told.filter(({ confirmed, journaled }) => confirmed > journaled)).toEqual([]);
  });

  it("ends when a person waits no longer, counts only what the journal has, and leaves the rest to it", async () => {
    const desk = await impatient(new MemoryJournal());
    let isEnough = false;
    const { chain, written } = await chainOf(
      desk,
      () => isEnough,
      ({ confirmed, isWaiting }) => {
        if (confirmed === 2) desk.memory.silent = true;
        if (isWaiting) isEnough = true;
      },
    );
    expect(chain.failure).toEqual({ tag: "journal-silent" });
    expect(chain.confirmed).toBe(desk.memory.entries.length);
    expect(chain.confirmed).toBeLessThan(written);
    desk.memory.silent = false;
    await expect.poll(() => desk.memory.entries.length).toBe(written);
  });

  it("ends where the journal takes nothing any more", async () => {
    const desk = await impatient(new MemoryJournal());
    desk.memory.fullOnce = true;
    const { chain, written } = await chainOf(
      desk,
      () => false,
      () => undefined,
    );
    expect(chain.failure).toEqual({ tag: "disk-full", freeBytes: 10 });
    expect(chain.confirmed).toBe(0);
    expect(written).toBe(3);
  });
});

/** The store that other tests stand on keeps the real one's contract. */
import { createMemoryStore } from "../../support/memory-store.ts";
import { describeStore } from "../../support/store-contract.ts";

describeStore("a store in memory", async () => createMemoryStore());

/** The simulator's replica for the contract of replicas. */
import { MemoryReplica } from "./memory-replica.ts";
import type { OpenReplica } from "./replica-contract.ts";

export const openMemoryReplica: OpenReplica = async (stream, now) => {
  let replica = new MemoryReplica(stream, now);
  return {
    get replica() {
      return replica;
    },
    write: async (ops) => replica.write(ops),
    rows: async () => replica.rows,
    journal: async () => replica.log,
    endErasing: async () => void (await replica.eraseBelongings()),
    quarantine: async () => replica.quarantine,
    async restart(applyOthers) {
      replica = replica.copy(now);
      await replica.catchUp(applyOthers);
    },
    close: async () => undefined,
  };
};

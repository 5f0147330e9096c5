import "fake-indexeddb/auto";
import { openDexieReplica } from "../../../support/dexie-replica.ts";
import { describeReplica } from "../../../support/replica-contract.ts";

describeReplica("the database's replica", openDexieReplica);

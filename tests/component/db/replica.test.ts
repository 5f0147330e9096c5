/** The contract of replicas over the browser's own IndexedDB. */
import { openDexieReplica } from "../../support/dexie-replica.ts";
import { describeReplica } from "../../support/replica-contract.ts";

describeReplica("the database's replica", openDexieReplica);

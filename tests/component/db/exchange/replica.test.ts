/** The contract of replicas over the browser's own IndexedDB. */
import { openDexieReplica } from "../../../support/dexie-replica.ts";
import { describeReplica } from "../../../support/replica-contract.ts";
import { describeWholeState } from "../../../support/whole-state-contract.ts";

describeReplica("the database's replica", openDexieReplica);
describeWholeState("the database's replica", openDexieReplica);

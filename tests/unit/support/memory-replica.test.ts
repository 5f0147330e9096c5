import { openMemoryReplica } from "../../support/memory-rig.ts";
import { describeReplica } from "../../support/replica-contract.ts";

describeReplica("the simulator's replica", openMemoryReplica);

import { openMemoryReplica } from "../../support/memory-rig.ts";
import { describeReplica } from "../../support/replica-contract.ts";
import { describeWholeState } from "../../support/whole-state-contract.ts";

describeReplica("the simulator's replica", openMemoryReplica);
describeWholeState("the simulator's replica", openMemoryReplica);

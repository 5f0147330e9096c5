/** Every bug that the simulator is known to find. */

import { answersAcknowledgements } from "./planted/answers-acknowledgements.ts";
import { batchSpansAPull } from "./planted/batch-spans-a-pull.ts";
import { broughtBackInPart } from "./planted/brought-back-in-part.ts";
import { clockDecides } from "./planted/clock-decides.ts";
import { cursorBeforeRows } from "./planted/cursor-before-rows.ts";
import { deleteOnAbsence } from "./planted/delete-on-absence.ts";
import { deletionHidesUnseenEdits } from "./planted/deletion-hides-unseen-edits.ts";
import { digestOverTombstones } from "./planted/digest-over-tombstones.ts";
import { floorWithoutCheckpoint } from "./planted/floor-without-checkpoint.ts";
import { formHasSeenAll } from "./planted/form-has-seen-all.ts";
import { freshVector } from "./planted/fresh-vector.ts";
import { headBeforeBatch } from "./planted/head-before-batch.ts";
import { headIsBelieved } from "./planted/head-is-believed.ts";
import { healingBelowTheFloor } from "./planted/healing-below-the-floor.ts";
import { largerHashStays } from "./planted/larger-hash-stays.ts";
import { pairwiseFold } from "./planted/pairwise-fold.ts";
import { sealedTwice } from "./planted/sealed-twice.ts";
import { seqIsUsedAgain } from "./planted/seq-is-used-again.ts";
import { sweepWithoutAcknowledgement } from "./planted/sweep-without-acknowledgement.ts";
import { twiceIsTwice } from "./planted/twice-is-twice.ts";
import { undoAfterAPull } from "./planted/undo-after-a-pull.ts";
import { unknownKindsAreDropped } from "./planted/unknown-kinds-are-dropped.ts";
import { waitsForNobody } from "./planted/waits-for-nobody.ts";
import { withdrawalIsOutvoted } from "./planted/withdrawal-is-outvoted.ts";
import type { PlantedBug } from "./planted-bug.ts";

export const PLANTED_BUGS: readonly PlantedBug[] = [
  pairwiseFold,
  clockDecides,
  formHasSeenAll,
  withdrawalIsOutvoted,
  deletionHidesUnseenEdits,
  broughtBackInPart,
  twiceIsTwice,
  unknownKindsAreDropped,
  waitsForNobody,
  largerHashStays,
  cursorBeforeRows,
  headBeforeBatch,
  headIsBelieved,
  deleteOnAbsence,
  healingBelowTheFloor,
  seqIsUsedAgain,
  freshVector,
  batchSpansAPull,
  sealedTwice,
  sweepWithoutAcknowledgement,
  floorWithoutCheckpoint,
  digestOverTombstones,
  undoAfterAPull,
  answersAcknowledgements,
];

/** A shift at a branch as it is now. */
import { useLiveQuery } from "dexie-react-hooks";
import { readShift, type Shift } from "../../db/lists/shift.ts";
import { useServices } from "../../desk-services/services.ts";

export function useShift(branch: string | undefined, day: string): Shift | undefined {
  const { db } = useServices();
  return useLiveQuery(
    async () => (branch === undefined ? undefined : await readShift(db, branch, day)),
    [db, branch, day],
  );
}

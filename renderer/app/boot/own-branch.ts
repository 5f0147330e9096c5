/** A desk that has joined knows its branch by name only; once a branch of that name has come, it stands there. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect } from "react";
import { useDeviceSettings, useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";

const plain = (name: string): string => name.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();

export function useOwnBranch(): void {
  const { db } = useServices();
  const store = useDeviceSettingsStore();
  const { branch, branchName } = useDeviceSettings();
  const wanted = branch === undefined && branchName !== undefined ? plain(branchName) : null;
  const found = useLiveQuery(
    async () =>
      wanted === null
        ? undefined
        : await db.branch
            .filter((row) => row.hidden !== true && row.gone !== 1 && plain(row.name ?? "") === wanted)
            .first(),
    [db, wanted],
  );
  const id = found?.id;
  useEffect(() => {
    if (wanted !== null && id !== undefined) void store.update({ branch: id });
  }, [store, wanted, id]);
}

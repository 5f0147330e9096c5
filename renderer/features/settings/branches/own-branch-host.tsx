/**
 * A desk that has joined knows its branch by name only. Once a branch of that name has come, it stands there; where
 * the library has none, somebody is asked whether it is another one or a new one.
 */
import { Suspense, useEffect, useState } from "react";
import { plainBranchName } from "#shared/model/settings/branch-name.ts";
import { hasExchanged } from "../../../db/exchange/sync-log.ts";
import { useDeviceSettings, useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSharedQuery } from "../../../desk-services/shared-query.ts";
import { WholeLanguage } from "../../../i18n/whole-language.tsx";
import { lazyPart } from "../../../ui/hooks/lazy-part.tsx";
import { useAllBranches } from "./branch-queries.ts";

const OwnBranchDialog = lazyPart(async () => (await import("./own-branch-dialog.tsx")).OwnBranchDialog);

/** @param paused behind the privacy screen nobody is asked */
export function OwnBranchHost({ paused }: { readonly paused: boolean }) {
  const { branch, branchName } = useDeviceSettings();
  if (branch !== undefined) return <Closed branch={branch} paused={paused} />;
  return branchName === undefined ? null : <Wanted name={branchName} paused={paused} />;
}

/** A desk whose branch was closed, here or at another desk, is asked where it stands now. */
function Closed({ branch, paused }: { readonly branch: string; readonly paused: boolean }) {
  const branches = useAllBranches();
  const [isLater, setIsLater] = useState(false);
  const own = branches?.find(({ id }) => id === branch);
  const open = branches?.filter(({ hidden }) => hidden !== true) ?? [];
  if (own?.hidden !== true || open.length === 0 || isLater || paused) return null;
  return (
    <Suspense fallback={null}>
      <WholeLanguage>
        <OwnBranchDialog closed name={own.name ?? ""} branches={open} others={[]} onClose={() => setIsLater(true)} />
      </WholeLanguage>
    </Suspense>
  );
}

function Wanted({ name, paused }: { readonly name: string; readonly paused: boolean }) {
  const { db } = useServices();
  const store = useDeviceSettingsStore();
  const branches = useAllBranches();
  const isComplete = useSharedQuery(db, hasExchanged) === true;
  const [isLater, setIsLater] = useState(false);
  const open = branches?.filter(({ hidden }) => hidden !== true);
  const found = open?.find((row) => plainBranchName(row.name ?? "") === plainBranchName(name))?.id;
  useEffect(() => {
    if (found !== undefined) void store.update({ branch: found });
  }, [store, found]);
  if (branches === undefined || open === undefined || found !== undefined || !isComplete || isLater || paused)
    return null;
  return (
    <Suspense fallback={null}>
      <WholeLanguage>
        <OwnBranchDialog name={name} branches={open} others={branches} onClose={() => setIsLater(true)} />
      </WholeLanguage>
    </Suspense>
  );
}

/** What the computers are called whose backups these are: two of one name are told apart by the number. */
import type { BackupEntry } from "#shared/host/backup-calls.ts";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { computerNames, ownerOf } from "../../words/computer-names.ts";

type Owned = Pick<BackupEntry, "id" | "device">;

/**
 * @param lines computers that the last exchange knew; also those that go on under another number
 * @param backups that stand beside one another
 */
export function ownerNames(
  lines: readonly Pick<DeviceLine, "stream" | "device" | "replacedBy">[],
  backups: readonly Owned[],
): (backup: Owned) => string | null {
  const known = new Set(lines.map(({ stream }) => stream));
  const others = new Map(
    backups.flatMap((each) =>
      ownerOf(each) === null || known.has(ownerOf(each) ?? "") ? [] : [[ownerOf(each) ?? "", each.device] as const],
    ),
  );
  const nameIn = computerNames([
    ...lines,
    ...[...others].map(([stream, device]) => ({ stream, device, replacedBy: null })),
  ]);
  return (backup) => {
    const owner = ownerOf(backup);
    return owner === null ? backup.device : nameIn(owner, backup.device);
  };
}

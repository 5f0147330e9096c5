/** Whose a backup is: two computers of one name are told apart by the number with which the backup's name ends. */
import type { BackupEntry } from "#shared/host/backup-calls.ts";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { isStreamId } from "#shared/replication/files/names.ts";
import { computerNames } from "../../words/computer-names.ts";

const NUMBER_LENGTH = 16;

/** Null where a person has renamed its folder. */
export function ownerOf({ id }: Pick<BackupEntry, "id">): string | null {
  const number = id.slice(-NUMBER_LENGTH);
  return isStreamId(number) ? number : null;
}

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

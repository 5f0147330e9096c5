/** Who makes, opens and restores backups: the page's worker; in tests whatever the test hands in. */
import type { BackupApi } from "../../platform/worker/backup-api.ts";

type Answering = Exclude<keyof BackupApi, "cancel">;

export interface BackupRunner extends Pick<BackupApi, Answering> {
  cancel(): void;
}

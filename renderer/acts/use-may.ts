/**
 * What the colleague at this desk may do. The page guards it here; what the host guards besides stands in
 * `electron/README.md`.
 */
import { areRolesInForce, isAbove, mayDo, type Ranked, RIGHTS_OF, type Right } from "#shared/model/colleagues/roles.ts";
import type { DeskDb, Row } from "../db/database.ts";
import { useDeviceSettings } from "../desk-services/device-settings.ts";
import { useServices } from "../desk-services/services.ts";
import { useSharedQuery } from "../desk-services/shared-query.ts";
import { useT } from "../i18n/use-t.ts";

const readColleagues = async (db: DeskDb): Promise<readonly Row<"staff">[]> =>
  (await db.staff.toArray()).filter(({ gone, as }) => gone !== 1 && as === undefined);

const NOBODY: readonly Row<"staff">[] = [];

export interface May {
  /** Undefined where nobody was chosen. */
  readonly self: Row<"staff"> | undefined;
  readonly may: (right: Right) => boolean;
  /** Set the PIN of another one, and hide that colleague. */
  readonly mayRule: (over: Ranked) => boolean;
  /** Who may instead, as a sentence; undefined for what this colleague may. */
  readonly refusal: (right: Right) => string | undefined;
}

/** While the colleagues are read, everything may be done: what comes of it asks again. */
export function useMay(): May {
  const t = useT();
  const { db } = useServices();
  const { staff } = useDeviceSettings();
  const all = useSharedQuery(db, readColleagues) ?? NOBODY;
  const self = all.find(({ id }) => id === staff);
  const may = (right: Right): boolean => mayDo(right, self, all);
  return {
    self,
    may,
    mayRule: (over) => isAbove(over, self, all),
    refusal: (right) =>
      may(right) ? undefined : t(RIGHTS_OF.lead.includes(right) ? "acts.only-heads" : "acts.only-administrators"),
  };
}

/** Colleagues who may, for somebody at the desk who is nobody yet; undefined where everybody may. */
export async function readWhoMay(db: DeskDb, right: Right): Promise<readonly Row<"staff">[] | undefined> {
  const all = await readColleagues(db);
  return areRolesInForce(all) ? all.filter((row) => mayDo(right, row, all)) : undefined;
}

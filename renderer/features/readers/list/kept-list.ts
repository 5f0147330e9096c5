/**
 * What a person has made of the list of readers: whom it is narrowed to, where she stands, whom she has selected. It is
 * kept for her as long as the window lives, so that a scan, or another screen, in between takes nothing away.
 */
import type { DeskDb } from "../../../db/database.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { ListPlace } from "../../../ui/list-keys.ts";

export interface StoodAt extends ListPlace {
  /** Null until the row under the cursor is known. */
  readonly id: string | null;
  /** The question under which she was last found, or missed. */
  readonly under: string | null;
  /** She is not listed; should she come back, she is stood at again. */
  readonly isMissing: boolean;
}

export interface KeptList {
  /** Of the address, without the place in the list. */
  search?: string;
  text?: string;
  cursor?: StoodAt;
  /** Whoever followed her at whom she stands, when she was last found there. */
  followers?: readonly string[];
  ids?: ReadonlySet<string>;
}

const lists = new WeakMap<DeskDb, Map<string, KeptList>>();

/** @param figure names the list of a figure, which has a selection and a place of its own; empty for the usual one */
export function useKeptList(figure: string): KeptList {
  const { db } = useServices();
  const { staff = "" } = useDeviceSettings();
  return keptAt(db, `${staff} ${figure}`);
}

function keptAt(db: DeskDb, key: string): KeptList {
  const ofDesk = lists.get(db) ?? new Map<string, KeptList>();
  lists.set(db, ofDesk);
  const kept = ofDesk.get(key) ?? {};
  ofDesk.set(key, kept);
  return kept;
}

/**
 * The text from which the id of a record of use is derived, so that two desks which import one list, or see one
 * reader come, make the same record: kind ‖ source ‖ reader ‖ day ‖ kind of use ‖ main class.
 */
import { foldCode } from "../kernel/fold.ts";
import type { Activity } from "./activity.ts";

export interface ActivityKey {
  /** Which system, list or event says so. */
  readonly source: string;
  /** Id of the reader. */
  readonly reader: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly kind: NonNullable<Activity["kind"]>;
  readonly mainClass: string | undefined;
}

export const activityKey = ({ source, reader, on, kind, mainClass = "" }: ActivityKey): string =>
  ["activity", foldCode(source), reader, on, kind, mainClass].join("\u001f");

/** The source of visits that a desk has seen itself: one a day, whichever desk it was. */
export const AT_THE_DESK = "desk";

/** The source of those who came to an event: one a day for each event. */
export const atEvent = (name: string): string => `event ${name}`;

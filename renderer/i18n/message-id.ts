/**
 * The type of every message id: the keys of the English catalogues. The build refuses catalogues in
 * which a language misses one of them. A new area is one line here and one file per language.
 */
import type { CalledOut } from "#shared/model/readers/mask.ts";
import type acts from "./messages/en/acts.json";
import type attend from "./messages/en/attend.json";
import type backup from "./messages/en/backup.json";
import type backups from "./messages/en/backups.json";
import type batch from "./messages/en/batch.json";
import type boot from "./messages/en/boot.json";
import type calendar from "./messages/en/calendar.json";
import type calls from "./messages/en/calls.json";
import type care from "./messages/en/care.json";
import type centre from "./messages/en/centre.json";
import type classes from "./messages/en/classes.json";
import type clock from "./messages/en/clock.json";
import type commands from "./messages/en/commands.json";
import type conditions from "./messages/en/conditions.json";
import type dayLog from "./messages/en/day-log.json";
import type desk from "./messages/en/desk.json";
import type diagnostics from "./messages/en/diagnostics.json";
import type duplicates from "./messages/en/duplicates.json";
import type exporting from "./messages/en/export.json";
import type figures from "./messages/en/figures.json";
import type firstRun from "./messages/en/first-run.json";
import type frame from "./messages/en/frame.json";
import type guide from "./messages/en/guide.json";
import type handover from "./messages/en/handover.json";
import type history from "./messages/en/history.json";
import type importing from "./messages/en/import.json";
import type keep from "./messages/en/keep.json";
import type lastResort from "./messages/en/last-resort.json";
import type life from "./messages/en/life.json";
import type lists from "./messages/en/lists.json";
import type mail from "./messages/en/mail.json";
import type notices from "./messages/en/notices.json";
import type opinions from "./messages/en/opinions.json";
import type outFiles from "./messages/en/out-files.json";
import type outreach from "./messages/en/outreach.json";
import type practice from "./messages/en/practice.json";
import type readers from "./messages/en/readers.json";
import type reports from "./messages/en/reports.json";
import type result from "./messages/en/result.json";
import type rules from "./messages/en/rules.json";
import type segments from "./messages/en/segments.json";
import type settings from "./messages/en/settings.json";
import type sheets from "./messages/en/sheets.json";
import type staff from "./messages/en/staff.json";
import type statistics from "./messages/en/statistics.json";
import type sync from "./messages/en/sync.json";
import type tasks from "./messages/en/tasks.json";
import type today from "./messages/en/today.json";
import type ui from "./messages/en/ui.json";
import type waiting from "./messages/en/waiting.json";
import type words from "./messages/en/words.json";

export type MessageId =
  | keyof typeof boot
  | keyof typeof acts
  | keyof typeof attend
  | keyof typeof backup
  | keyof typeof backups
  | keyof typeof batch
  | keyof typeof calendar
  | keyof typeof care
  | keyof typeof calls
  | keyof typeof centre
  | keyof typeof classes
  | keyof typeof clock
  | keyof typeof commands
  | keyof typeof conditions
  | keyof typeof dayLog
  | keyof typeof desk
  | keyof typeof diagnostics
  | keyof typeof duplicates
  | keyof typeof exporting
  | keyof typeof figures
  | keyof typeof firstRun
  | keyof typeof frame
  | keyof typeof handover
  | keyof typeof guide
  | keyof typeof history
  | keyof typeof importing
  | keyof typeof keep
  | keyof typeof lastResort
  | keyof typeof life
  | keyof typeof lists
  | keyof typeof mail
  | keyof typeof notices
  | keyof typeof opinions
  | keyof typeof outreach
  | keyof typeof outFiles
  | keyof typeof practice
  | keyof typeof readers
  | keyof typeof reports
  | keyof typeof result
  | keyof typeof rules
  | keyof typeof segments
  | keyof typeof settings
  | keyof typeof sheets
  | keyof typeof staff
  | keyof typeof statistics
  | keyof typeof sync
  | keyof typeof tasks
  | keyof typeof today
  | keyof typeof ui
  | keyof typeof waiting
  | keyof typeof words;

/**
 * What a message's placeholders stand for. A reader is `who` in every sentence that says an act: masked, or it does not
 * compile.
 */
export type MessageValues = Readonly<Record<string, string | number>> & { readonly who?: CalledOut };

/**
 * What is said of an act, where a queue reads it: whatever has a name says by its own word what it is, and a reader is
 * `who`.
 */
export interface Said extends Message {
  readonly values?: MessageValues & { readonly name?: never };
}

/** A sentence that is not yet in a language: what stores and commands hand to the screen. */
export interface Message {
  readonly id: MessageId;
  readonly values?: MessageValues;
}

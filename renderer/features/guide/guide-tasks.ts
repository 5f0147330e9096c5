/**
 * The guide as data: tasks, each a few numbered steps. What a step names on the screen is taken from the
 * catalogue, and what it presses is written as the keyboard writes it, so that both are always those of the screen.
 */
import type { MessageId } from "../../i18n/message-id.ts";

export interface GuideStep {
  readonly says: MessageId;
  /** By placeholder, what stands on the button or above the part of the screen. */
  readonly names: Readonly<Record<string, MessageId>>;
  /** By placeholder, the keys. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface GuideTask {
  readonly id: string;
  readonly title: MessageId;
  /** When it is wanted. */
  readonly when: MessageId;
  readonly steps: readonly GuideStep[];
}

const step = (says: MessageId, names: GuideStep["names"] = {}, keys: GuideStep["keys"] = {}): GuideStep => ({
  says,
  names,
  keys,
});

const PALETTE = { palette: "Ctrl+K" } as const;
const PRESETS = { first: "Alt+1", last: "Alt+0" } as const;
const MORE = "readers.more";
const FULL_PAGE = "desk.full-page";

export const GUIDE_TASKS: readonly GuideTask[] = [
  {
    id: "log",
    title: "guide.log",
    when: "guide.log-when",
    steps: [
      step("guide.log-1"),
      step("guide.log-2", { purpose: "desk.purpose.directional" }, PRESETS),
      step("guide.log-3", {}, { note: "F4", enter: "Enter" }),
      step("guide.log-4", {}, { undo: "Ctrl+Z" }),
      step("guide.log-5"),
    ],
  },
  {
    id: "no-card",
    title: "guide.no-card",
    when: "guide.no-card-when",
    steps: [
      step("guide.no-card-1", {}, { down: "↓", enter: "Enter" }),
      step("guide.no-card-2", { register: "desk.new-reader" }, { key: "F2" }),
      step("guide.no-card-3", { save: "sheets.save-reader" }, { key: "Ctrl+N" }),
      step("guide.no-card-4", {}, { key: "Alt+-", ...PRESETS }),
    ],
  },
  {
    id: "family",
    title: "guide.family",
    when: "guide.family-when",
    steps: [
      step("guide.family-1", {}, { ...PRESETS, note: "F4" }),
      step("guide.family-2", { people: "desk.participants" }),
      step("guide.family-3", { count: "words.interaction.count" }),
      step("guide.family-4", { save: "readers.save", timeline: "readers.tab-timeline" }),
    ],
  },
  {
    id: "calls",
    title: "guide.calls",
    when: "guide.calls-when",
    steps: [
      step("guide.calls-1", { outreach: "frame.module-outreach", open: "outreach.to-calls" }),
      step(
        "guide.calls-2",
        {
          reached: "calls.outcome.reached",
          missed: "calls.outcome.no-answer",
          declined: "calls.outcome.declined",
          wrong: "words.contact-result.wrong-number",
          quiet: "words.reader.doNotContact",
        },
        { one: "1", two: "2", three: "3", four: "4", five: "5", eight: "8", nine: "9", enter: "Enter" },
      ),
      step("guide.calls-3", { putOff: "calls.later" }, { note: "N", later: "H" }),
      step("guide.calls-4", {}, { undo: "U" }),
      step("guide.calls-5", { deal: "calls.deal", back: "calls.give-back" }),
    ],
  },
  {
    id: "find",
    title: "guide.find",
    when: "guide.find-when",
    steps: [
      step("guide.find-1", {}, { key: "F3" }),
      step("guide.find-2", { page: FULL_PAGE }, { down: "↓", enter: "Enter", full: "Ctrl+Enter" }),
      step("guide.find-3", { timeline: "readers.tab-timeline" }, { next: "Ctrl+PgDn" }),
      step("guide.find-4", { groups: "commands.segments" }, PALETTE),
    ],
  },
  {
    id: "outreach",
    title: "guide.outreach",
    when: "guide.outreach-when",
    steps: [
      step("guide.outreach-1", { begin: "batch.outreach", outreach: "outreach.title" }, { key: "Ctrl+5" }),
      step("guide.outreach-2", { goal: "outreach.goal" }),
      step("guide.outreach-3", { lists: "outreach.make-lists" }, { make: "Ctrl+Enter" }),
      step("guide.outreach-4", { calls: "outreach.to-calls" }),
    ],
  },
  {
    id: "opinion",
    title: "guide.opinion",
    when: "guide.opinion-when",
    steps: [
      step(
        "guide.opinion-1",
        { complaint: "desk.purpose.complaint", suggestion: "desk.purpose.suggestion", praise: "desk.purpose.praise" },
        { complaintKey: "Alt+7", suggestionKey: "Alt+8", praiseKey: "Alt+9" },
      ),
      step("guide.opinion-2", { save: "sheets.save-opinion" }),
      step("guide.opinion-3", { opinions: "opinions.title" }, { key: "Ctrl+3" }),
      step("guide.opinion-4", { assign: "opinions.assign" }, { key: "A" }),
      step("guide.opinion-5", { reply: "opinions.reply", note: "opinions.note" }, { key: "R", send: "Ctrl+Enter" }),
      step("guide.opinion-6", { told: "opinions.told", close: "opinions.close" }, { key: "E" }),
    ],
  },
  {
    id: "mail",
    title: "guide.mail",
    when: "guide.mail-when",
    steps: [
      step(
        "guide.mail-1",
        { opinions: "frame.module-opinions", mail: "commands.mail" },
        { key: "Ctrl+3", mailKey: "M" },
      ),
      step("guide.mail-2", {}, { next: "Enter", above: "Ctrl+D" }),
      step("guide.mail-3", { files: "mail.add-files", form: "mail.site-form" }, { key: "Ctrl+O" }),
      step("guide.mail-4", { later: "mail.later" }, { register: "Ctrl+Enter", leave: "Esc" }),
      step("guide.mail-5", { order: "words.feedback.externalOrder", step: "opinions.order-step" }, { key: "W" }),
    ],
  },
  {
    id: "caller",
    title: "guide.caller",
    when: "guide.caller-when",
    steps: [
      step("guide.caller-1", { phone: "desk.channel.phone" }, { key: "F12" }),
      step("guide.caller-2", { check: "desk.command.caller" }, { key: "Alt+F12" }),
      step("guide.caller-3", { back: "desk.caller-called-back", failed: "words.caller-check.failed" }),
    ],
  },
  {
    id: "promise",
    title: "guide.promise",
    when: "guide.promise-when",
    steps: [
      step("guide.promise-1", {}, { note: "F4" }),
      step("guide.promise-2"),
      step("guide.promise-3", { promised: "desk.promised" }, { enter: "Enter" }),
      step("guide.promise-4", { today: "today.title", tasks: "commands.tasks" }, PALETTE),
      step("guide.promise-5", {}, { undo: "Ctrl+Z" }),
    ],
  },
  {
    id: "handover",
    title: "guide.handover",
    when: "guide.handover-when",
    steps: [
      step("guide.handover-1", {}, { key: "Ctrl+Shift+L" }),
      step("guide.handover-2", { line: "handover.line", found: "handover.found-new" }, { enter: "Enter" }),
      step("guide.handover-3", { save: "handover.save" }),
      step("guide.handover-4", { take: "handover.take" }),
      step("guide.handover-5", { book: "commands.handover-book" }, PALETTE),
    ],
  },
  {
    id: "import",
    title: "guide.import",
    when: "guide.import-when",
    steps: [
      step("guide.import-1"),
      step("guide.import-2", { command: "commands.import", choose: "import.choose" }, PALETTE),
      step("guide.import-3", { next: "import.next" }),
      step("guide.import-4", { check: "import.check-now" }),
      step("guide.import-5", { errors: "import.bucket-error", duplicates: "import.bucket-duplicate" }),
      step("guide.import-6", { past: "import.past", undo: "import.undo-short" }),
    ],
  },
  {
    id: "refresh",
    title: "guide.refresh",
    when: "guide.refresh-when",
    steps: [
      step("guide.refresh-1", { command: "commands.refresh", choose: "lists.choose" }, PALETTE),
      step("guide.refresh-2", { look: "lists.look" }),
      step("guide.refresh-3", {}, { enter: "Enter" }),
      step("guide.refresh-4", { undo: "import.undo-short" }),
    ],
  },
  {
    id: "merge",
    title: "guide.merge",
    when: "guide.merge-when",
    steps: [
      step("guide.merge-1", { page: FULL_PAGE }, { full: "Ctrl+Enter" }),
      step("guide.merge-2", { more: MORE, merge: "readers.merge", find: "readers.merge-find" }),
      step("guide.merge-3", { merge: "readers.merge-do" }),
      step("guide.merge-4", { more: MORE, part: "readers.part" }, { undo: "Ctrl+Z" }),
    ],
  },
  {
    id: "sync",
    title: "guide.sync",
    when: "guide.sync-when",
    steps: [
      step("guide.sync-1", { folder: "sync.choose-folder" }, PALETTE),
      step("guide.sync-2", { sync: "sync.now" }, { key: "F9" }),
      step("guide.sync-3", { join: "first-run.join", sheet: "sync.code-open" }),
      step("guide.sync-4", {}, { key: "F9" }),
      step("guide.sync-5", { centre: "centre.title", decide: "sync.to-decide" }),
    ],
  },
  {
    id: "report",
    title: "guide.report",
    when: "guide.report-when",
    steps: [
      step("guide.report-1", { reports: "commands.reports" }, PALETTE),
      step("guide.report-2", { close: "reports.page-close", save: "reports.typed-save" }),
      step("guide.report-3", { figures: "reports.page-sheet" }),
      step("guide.report-4", { seal: "reports.seal-title" }),
      step("guide.report-5", { paper: "reports.page-paper", print: "reports.print", form: "reports.page-form" }),
    ],
  },
  {
    id: "day-log",
    title: "guide.day-log",
    when: "guide.day-log-when",
    steps: [
      step("guide.day-log-1", { log: "day-log.title" }, PALETTE),
      step("guide.day-log-2"),
      step("guide.day-log-3", {}, { edit: "E", note: "F4", del: "Del", enter: "Enter" }),
      step("guide.day-log-4", { print: "day-log.print", export: "day-log.export" }),
    ],
  },
  {
    id: "calendar",
    title: "guide.calendar",
    when: "guide.calendar-when",
    steps: [
      step("guide.calendar-1", { week: "calendar.week", year: "calendar.title" }, { settings: "Ctrl+," }),
      step("guide.calendar-2", { file: "calendar.file-open" }),
      step("guide.calendar-3", { year: "calendar.title" }),
      step("guide.calendar-4"),
    ],
  },
  {
    id: "erase",
    title: "guide.erase",
    when: "guide.erase-when",
    steps: [
      step("guide.erase-1", { page: FULL_PAGE }, { full: "Ctrl+Enter" }),
      step("guide.erase-2", { print: "readers.print" }, { key: "Ctrl+P" }),
      step("guide.erase-3", { more: MORE, erase: "readers.erase" }),
      step("guide.erase-4", { all: "readers.erase-do" }),
      step("guide.erase-5", { centre: "centre.title", erased: "centre.erased" }, { key: "F9" }),
      step("guide.erase-6"),
    ],
  },
  {
    id: "lost",
    title: "guide.lost",
    when: "guide.lost-when",
    steps: [
      step("guide.lost-1", {
        centre: "centre.title",
        sheets: "centre.sheets",
        sheet: "sync.sheet-lost-computer",
        print: "centre.print",
      }),
      step("guide.lost-2", { devices: "centre.devices", remove: "centre.out-remove" }, { key: "F9" }),
      step("guide.lost-3", { sheet: "sync.code-open" }),
      step("guide.lost-4", { join: "first-run.join", restore: "first-run.restore-open" }),
    ],
  },
  {
    id: "colleague",
    title: "guide.colleague",
    when: "guide.colleague-when",
    steps: [
      step("guide.colleague-1", {}, { key: "Ctrl+L", down: "↓", enter: "Enter" }),
      step("guide.colleague-2", { settings: "settings.title", colleagues: "settings.colleagues" }, { key: "Ctrl+," }),
      step("guide.colleague-3", { pin: "settings.pin", save: "settings.pin-save" }),
      step("guide.colleague-4", {}, { key: "Ctrl+L" }),
      step("guide.colleague-5", { hide: "settings.hide" }),
    ],
  },
  {
    id: "roles",
    title: "guide.roles",
    when: "guide.roles-when",
    steps: [
      step(
        "guide.roles-1",
        {
          settings: "settings.title",
          colleagues: "settings.colleagues",
          desk: "settings.role-desk",
          lead: "settings.role-lead",
          admin: "settings.role-admin",
        },
        { key: "Ctrl+," },
      ),
      step("guide.roles-2", { admin: "settings.role-admin", pin: "settings.pin" }),
      step("guide.roles-3", { lead: "settings.role-lead" }),
      step("guide.roles-4", { code: "staff.by-code" }, { key: "Ctrl+L" }),
    ],
  },
  {
    id: "branch",
    title: "guide.branch",
    when: "guide.branch-when",
    steps: [
      step("guide.branch-1", {}, { key: "F9" }),
      step(
        "guide.branch-2",
        { settings: "settings.title", branches: "settings.branches", hide: "settings.hide" },
        { key: "Ctrl+," },
      ),
      step("guide.branch-3"),
      step("guide.branch-4"),
    ],
  },
];

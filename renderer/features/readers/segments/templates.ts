/** Ten segments to begin with. */
import { type DraftCondition, type SegmentDraft, STILL_HERE } from "./segment-draft.ts";

export const TEMPLATES = [
  "core-away",
  "new-once",
  "expiring",
  "expired-in-use",
  "children",
  "complaint-open",
  "never-used",
  "with-colleague",
  "one-service",
  "event-invite",
] as const;
export type Template = (typeof TEMPLATES)[number];

const RULES: Readonly<Record<Template, readonly DraftCondition[]>> = {
  "core-away": [
    { field: "core", is: "known" },
    { field: "lifeState", is: "any-of", values: ["not-seen", "occasional"] },
  ],
  "new-once": [
    { field: "lifeState", is: "any-of", values: ["new"] },
    { field: "visits", is: "at-most", number: 1 },
  ],
  expiring: [{ field: "expiresOn", is: "in-next", days: 30 }, STILL_HERE],
  "expired-in-use": [
    { field: "expiresOn", is: "in-last", days: 365 },
    { field: "lastUseOn", is: "in-last", days: 90 },
    STILL_HERE,
  ],
  children: [{ field: "ageBand", is: "any-of", values: ["0-6", "7-17"] }, STILL_HERE],
  "complaint-open": [{ field: "openOpinionTypes", is: "any-of", values: ["complaint"] }],
  "never-used": [{ field: "lifeState", is: "any-of", values: ["registered"] }],
  "with-colleague": [
    { field: "owner", is: "known" },
    { field: "lastContactedOn", is: "not-in-last", days: 60 },
    STILL_HERE,
  ],
  "one-service": [
    { field: "breadth", is: "at-least", number: 1 },
    { field: "breadth", is: "at-most", number: 1 },
    STILL_HERE,
  ],
  "event-invite": [
    {
      field: "mayContact",
      is: "any-of",
      values: ["phone.event", "sms.event", "letter.event", "email.event", "wechat.event", "line.event"],
    },
    { field: "lifeState", is: "any-of", values: ["active", "new", "returned"] },
  ],
};

export const templateDraft = (template: Template, name: string): SegmentDraft => ({
  name,
  match: "all",
  groups: [{ match: "all", conditions: RULES[template].map((each) => ({ ...each })) }],
  pinned: [],
  excluded: [],
});

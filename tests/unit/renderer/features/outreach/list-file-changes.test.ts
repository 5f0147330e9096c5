import { expect, test } from "vitest";
import {
  deliveredChanges,
  fileChanges,
  inParts,
} from "../../../../../renderer/features/outreach/files/list-file-changes.ts";

const file = {
  id: "f",
  outreach: "o",
  made: "letters",
  channel: "letter",
  purpose: undefined,
  by: "chen",
  at: 7,
} as const;

test("a file of thousands is kept in acts that the journal takes, the record first and everybody once", () => {
  const recipients = Array.from({ length: 401 }, (_, at) => `r${at}`);
  const parts = fileChanges({ ...file, recipients });
  expect(parts.map(({ length }) => length)).toEqual([201, 200, 1]);
  const text = JSON.stringify(parts);
  expect(text.match(/"people":401/g)).toHaveLength(1);
  for (const id of recipients) expect(text.split(`"${id}"`)).toHaveLength(2);
  expect(JSON.stringify(parts[0]?.[0])).toContain('"f"');
});

test("a file of nobody is still kept", () => {
  expect(fileChanges({ ...file, recipients: [] }).map(({ length }) => length)).toEqual([1]);
  expect(inParts([], 2)).toEqual([]);
});

test("a number is marked only where there is none behind it", () => {
  const of = {
    recipient: "r",
    holder: "mother",
    phone: "138-0013 8000",
    sharing: [
      { holder: "mother", way: "138-0013 8000" },
      { holder: "son", way: "13800138000" },
    ],
    attempt: "a",
    readers: ["son"],
    giver: "guardian",
    purpose: "event",
    records: ["i"],
  } as const;
  const changes = (delivery: Parameters<typeof deliveredChanges>[0]["delivery"]) =>
    JSON.stringify(deliveredChanges({ ...of, delivery }, 7, "chen"));
  const none = changes({ tag: "failed", fault: "no-such-number", said: "空号" });
  expect(none.match(/"badContact"/g)).toHaveLength(2);
  expect(none).toMatch(/"mother".*"138-0013 8000".*"son".*"13800138000"/);
  expect(changes({ tag: "failed", fault: "switched-off", said: "关机" })).not.toContain("mother");
  expect(changes({ tag: "delivered" })).toContain('"delivered"');
  expect(changes({ tag: "delivered" })).not.toContain("son");
  const refused = changes({ tag: "declined" });
  expect(refused).toContain('"declined"');
  expect(refused).toMatch(/"son".*"sms\.event":\{"given":false,"at":7,"how":"written","giver":"guardian"/);
  expect(
    JSON.stringify(deliveredChanges({ ...of, delivery: { tag: "declined" }, purpose: undefined }, 7, "chen")),
  ).not.toContain("son");
  // what nobody got is no contact
  expect(changes({ tag: "failed", fault: "switched-off", said: "关机" })).toMatch(/"i".*"not-answered"/);
  expect(refused).toMatch(/"i".*"contactResult":"declined"/);
  expect(changes({ tag: "delivered" })).not.toContain('"i"');
  expect(changes({ tag: "unclear", said: "未知" })).toBe("[]");
});

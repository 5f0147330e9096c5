import { expect, test } from "vitest";
import { joinedRecord } from "#shared/model/readers/joined-record.ts";

test("shows the smallest id's values, and the next's where it has none", () => {
  const rows = [
    { id: "b", w: 2, name: "李卫东", email: "li@example.org", as: "a" },
    { id: "a", w: 1, name: "李卫冬", card: "0021" },
  ];
  expect(joinedRecord<Record<string, unknown> & { readonly id: string }>("reader", rows)).toEqual({
    id: "a",
    w: 1,
    name: "李卫冬",
    card: "0021",
    email: "li@example.org",
  });
  expect(joinedRecord("reader", [])).toBeUndefined();
});

test("fills a map key by key, the smallest id's values first, and no other field", () => {
  const rows = [
    { id: "a", otherIds: { former: "0020", staff: "7" }, tags: ["合唱"] },
    { id: "b", otherIds: { student: "2023001", staff: "8" }, tags: ["朗诵"] },
  ];
  expect(joinedRecord<Record<string, unknown> & { readonly id: string }>("reader", rows)).toEqual({
    id: "a",
    otherIds: { former: "0020", student: "2023001", staff: "7" },
    tags: ["合唱"],
  });
});

test("takes of a consent what the person said last, under whichever record, and of two at one time the refusal", () => {
  const said = (given: boolean, at: number) => ({ given, at });
  const rows = [
    {
      id: "a",
      consents: {
        "phone.event": said(true, 1),
        "sms.event": said(true, 3),
        "email.event": said(true, 2),
        "letter.event": said(false, 2),
      },
    },
    {
      id: "b",
      consents: {
        "phone.event": said(false, 2),
        "sms.event": said(false, 2),
        "email.event": said(false, 2),
        "letter.event": said(true, 2),
        "wechat.event": said(true, 1),
      },
    },
  ];
  expect(joinedRecord<Record<string, unknown> & { readonly id: string }>("reader", rows)?.consents).toEqual({
    "phone.event": said(false, 2),
    "sms.event": said(true, 3),
    "email.event": said(false, 2),
    "letter.event": said(false, 2),
    "wechat.event": said(true, 1),
  });
});

test("takes what the person said rather than a yes of a list, however late the list was read", () => {
  const no = { given: false, at: 2, how: "spoken" };
  const yes = { given: true, at: 2, how: "written" };
  const listed = { given: true, at: 9, how: "imported" };
  const rows = [
    { id: "a", consents: { "phone.invite-back": no, "sms.invite-back": listed, "email.event": listed } },
    { id: "b", consents: { "phone.invite-back": listed, "sms.invite-back": no, "email.event": yes } },
    { id: "c", consents: { "letter.event": listed } },
  ];
  expect(joinedRecord<Record<string, unknown> & { readonly id: string }>("reader", rows)?.consents).toEqual({
    "phone.invite-back": no,
    "sms.invite-back": no,
    "email.event": yes,
    "letter.event": listed,
  });
});

test("takes a no of a list rather than an older yes", () => {
  const rows = [
    { id: "a", consents: { "phone.event": { given: true, at: 2, how: "spoken" } } },
    { id: "b", consents: { "phone.event": { given: false, at: 9, how: "imported" } } },
  ];
  expect(joinedRecord<Record<string, unknown> & { readonly id: string }>("reader", rows)?.consents).toEqual({
    "phone.event": { given: false, at: 9, how: "imported" },
  });
});

test("wants no contact once either record says so", () => {
  const quiet = { since: "2026-11-01", words: "别再打电话了" };
  const rows = [
    { id: "a", name: "张素琴" },
    { id: "b", doNotContact: quiet },
  ];
  expect(joinedRecord<Record<string, unknown> & { readonly id: string }>("reader", rows)?.doNotContact).toEqual(quiet);
});

test("keeps the last day on which she declined, under whichever record, so that nobody calls again too soon", () => {
  const rows = [
    { id: "a", declined: { "invite-back": "2025-01-05", event: "2026-11-01" } },
    { id: "b", declined: { "invite-back": "2026-11-20", event: "2026-10-01", survey: "2026-09-09" } },
  ];
  expect(joinedRecord<Record<string, unknown> & { readonly id: string }>("reader", rows)?.declined).toEqual({
    "invite-back": "2026-11-20",
    event: "2026-11-01",
    survey: "2026-09-09",
  });
});

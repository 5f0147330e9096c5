import { expect, test } from "vitest";
import { isUntold, type OrderStep } from "#shared/model/feedback.ts";
import { edit } from "../../../../../renderer/db/write/changes.ts";
import {
  answer,
  answerAndClose,
  assign,
  type ChangedOpinion,
  canClose,
  close,
  type EnteredOrderStep,
  enterOrderStep,
  giveBack,
  setDepartment,
  setNoReply,
  setStatus,
  toggleTag,
} from "../../../../../renderer/features/opinions/opinion-changes.ts";

const actor = { now: 100, staff: "chen" };
const to = { at: 100, by: "chen", to: "zhou" };

test("accepts a registered opinion with its first owner, and leaves a later step as it is", () => {
  expect(
    assign(
      [
        { id: "a", status: "registered" },
        { id: "b", status: "in-progress" },
        { id: "c", status: "in-progress", owner: "zhou" },
      ],
      "zhou",
      actor,
    ),
  ).toEqual([
    edit("feedback", "a", { owner: "zhou", status: "accepted", steps: { accepted: to } }),
    edit("feedback", "b", { owner: "zhou", steps: { "forwarded-100": to } }),
    edit("feedback", "c", { owner: "zhou" }),
  ]);
});

test("says to which department an opinion was forwarded, and nothing where it had it or has none any more", () => {
  const rows = [{ id: "a" }, { id: "b", department: "reading" }];
  const forwarded = { "forwarded-100": { at: 100, by: "chen", department: "reading" } };
  expect(setDepartment(rows, "reading", actor)).toEqual([
    edit("feedback", "a", { department: "reading", steps: forwarded }),
    edit("feedback", "b", { department: "reading" }),
  ]);
  expect(setDepartment(rows, null, actor)).toEqual(rows.map(({ id }) => edit("feedback", id, { department: null })));
});

test("keeps who registered and who accepted an opinion when its status goes back", () => {
  const steps = { registered: { at: 1, by: "zhang" }, accepted: { at: 2, by: "zhang" } };
  const begun = { id: "a", status: "in-progress" as const, steps };
  expect(setStatus([begun], "registered", actor)).toEqual([edit("feedback", "a", { status: "registered" })]);
  expect(setStatus([begun], "accepted", actor)).toEqual([edit("feedback", "a", { status: "accepted" })]);
  // nobody knows who registered what came without it: not whoever puts it back
  expect(setStatus([{ ...begun, steps: {} }], "registered", actor)).toEqual([
    edit("feedback", "a", { status: "registered" }),
  ]);
});

test("dates a step anew when it is taken once more, and one that had been passed over", () => {
  const steps = { registered: { at: 1, by: "zhang" }, "in-progress": { at: 2, by: "zhang" } };
  const by = { at: 100, by: "chen" };
  expect(setStatus([{ id: "a", status: "registered", steps }], "in-progress", actor)).toEqual([
    edit("feedback", "a", { status: "in-progress", steps: { "in-progress": by } }),
  ]);
  expect(setStatus([{ id: "a", status: "in-progress", steps }], "accepted", actor)).toEqual([
    edit("feedback", "a", { status: "accepted", steps: { accepted: by } }),
  ]);
});

test("gives an open opinion back to be accepted anew, with who and why, and takes an answered one only from its owner", () => {
  const returned = { returned: { at: 100, by: "chen" } };
  expect(
    giveBack(
      [
        { id: "a", status: "in-progress", owner: "zhou" },
        { id: "b", status: "answered", owner: "zhou" },
        { id: "c", status: "registered" },
      ],
      "不归本组",
      actor,
    ),
  ).toEqual([
    edit("feedback", "a", {
      owner: null,
      status: "registered",
      steps: returned,
      notes: { "100": { text: "不归本组", by: "chen" } },
    }),
    edit("feedback", "b", { owner: null, notes: { "100": { text: "不归本组", by: "chen" } } }),
  ]);
  expect(giveBack([{ id: "a", status: "accepted" }], "", actor)).toEqual([
    edit("feedback", "a", { owner: null, status: "registered", steps: returned }),
  ]);
});

test("does not close a suggestion without the public reply", () => {
  expect(canClose({ type: "suggestion" })).toBe(false);
  expect(canClose({ type: "suggestion", publicReply: "改到 20:45" })).toBe(true);
  expect(
    close(
      [
        { id: "a", type: "suggestion" },
        { id: "b", type: "complaint" },
      ],
      { by: "library" },
      actor,
    ).map((change) => change.id),
  ).toEqual(["b"]);
});

test("says with the closing that the reader was told, where there is one who had not been", () => {
  const answered = { status: "answered" as const, publicReply: "已修好" };
  const closed = { at: 100, by: "chen" };
  const steps = (told: boolean, row: Partial<ChangedOpinion>): unknown => {
    const [change] = close([{ id: "a", ...answered, ...row }], { by: "library", told }, actor);
    return change?.act === "edit" && change.patch.steps;
  };
  expect(steps(true, { reader: "r1" })).toEqual({ told: closed, closed });
  expect(steps(false, { reader: "r1" })).toEqual({ closed });
  // she has been told before, and of nobody it is said
  expect(steps(true, { reader: "r1", steps: { told: { at: 1 } } })).toEqual({ closed });
  expect(steps(true, {})).toEqual({ closed });
  expect([{ reader: "r1" }, { contact: { name: "王先生" } }, {}].map((of) => isUntold({ ...answered, ...of }))).toEqual(
    [true, true, false],
  );
});

test("closes with a line what nobody has answered, by whom it ended, and leaves alone what is closed", () => {
  expect(close([{ id: "a", status: "registered" }], { by: "no-answer-possible", reason: "重复登记" }, actor)).toEqual([
    edit("feedback", "a", {
      status: "closed",
      closedBy: "no-answer-possible",
      notes: { "100": { text: "重复登记", by: "chen" } },
      steps: { closed: { at: 100, by: "chen" } },
    }),
  ]);
  expect(
    close(
      [
        { id: "a", status: "answered" },
        { id: "b", status: "closed" },
      ],
      { by: "reader", reason: "重复登记" },
      actor,
    ),
  ).toEqual([
    edit("feedback", "a", { status: "closed", closedBy: "library", steps: { closed: { at: 100, by: "chen" } } }),
  ]);
});

test("answers and closes in one act, and only corrects the reply of one that is closed", () => {
  const reply = { text: "谢谢", listPublicly: true, seen: {} };
  expect(answerAndClose({ id: "a", status: "registered" }, reply, actor)).toEqual([
    edit(
      "feedback",
      "a",
      {
        publicReply: "谢谢",
        listPublicly: true,
        status: "closed",
        closedBy: "library",
        steps: { answered: { at: 100, by: "chen" }, closed: { at: 100, by: "chen" } },
      },
      {},
    ),
  ]);
  expect(answerAndClose({ id: "a", status: "closed" }, reply, actor)).toEqual(
    answer({ id: "a", status: "closed" }, reply, actor),
  );
});

test("keeps a closed opinion closed when its reply is corrected", () => {
  expect(answer({ id: "a", status: "closed" }, { text: "谢谢", listPublicly: true, seen: {} }, actor)).toEqual([
    edit("feedback", "a", { publicReply: "谢谢", listPublicly: true }, {}),
  ]);
});

test("takes a tag off only where all have it", () => {
  expect(toggleTag([{ id: "a", tags: ["x"] }, { id: "b" }], "x")).toEqual([
    edit("feedback", "a", { tags: ["x"] }),
    edit("feedback", "b", { tags: ["x"] }),
  ]);
  expect(toggleTag([{ id: "a", tags: ["x", "y"] }], "x")).toEqual([edit("feedback", "a", { tags: ["y"] })]);
});

test("whoever wants no reply is told nothing, and is not called back either, until she wants it after all", () => {
  expect(setNoReply([{ id: "a" }], [{ id: "t" }], false)).toEqual([
    edit("feedback", "a", { noReply: true }),
    edit("task", "t", { noReply: true }),
  ]);
  expect(setNoReply([{ id: "a" }], [{ id: "t" }], true)).toEqual([
    edit("feedback", "a", { noReply: null }),
    edit("task", "t", { noReply: null }),
  ]);
  const answered = { id: "a", status: "answered" as const, publicReply: "修好了", reader: "r" };
  expect(isUntold(answered)).toBe(true);
  expect(isUntold({ ...answered, noReply: true })).toBe(false);
  const quiet = { ...answered, noReply: true };
  expect(close([quiet], { by: "library", told: true }, actor)).toEqual([
    edit("feedback", "a", {
      status: "closed",
      closedBy: "library",
      steps: { closed: { at: 100, by: "chen" } },
    }),
  ]);
});

test("a step of an outside order brings along what follows from it, in one act", () => {
  const order = { system: "12345", number: "7", due: "2026-12-04" };
  const row = { id: "a", status: "in-progress", externalOrder: order, contact: { name: "周女士" } } as const;
  const entered = (
    step: OrderStep,
    more: Partial<EnteredOrderStep> = {},
    of: Parameters<typeof enterOrderStep>[0] = row,
  ) => enterOrderStep(of, { step, on: "2026-12-01", text: "", ...more }, actor);
  const said = (step: OrderStep, more = {}) => ({
    orderSteps: { "100": { step, on: "2026-12-01", ...more, by: "chen" } },
  });
  const stamped = { at: 100, by: "chen" };
  expect(entered("signed")).toEqual([
    edit("feedback", "a", { ...said("signed"), externalOrder: { ...order, signedOn: "2026-12-01" } }),
  ]);
  expect(entered("extension-asked", { until: "2026-12-20", text: "要等配件" })).toEqual([
    edit("feedback", "a", {
      ...said("extension-asked", { until: "2026-12-20" }),
      notes: { "100": { text: "要等配件", by: "chen" } },
    }),
  ]);
  expect(entered("extension-granted", { until: "2026-12-20" })).toEqual([
    edit("feedback", "a", {
      ...said("extension-granted", { until: "2026-12-20" }),
      externalOrder: { ...order, due: "2026-12-20" },
    }),
  ]);
  expect(entered("returned")).toEqual([
    edit("feedback", "a", {
      ...said("returned"),
      status: "closed",
      closedBy: "no-answer-possible",
      steps: { closed: stamped },
    }),
  ]);
  expect(entered("reply-filed")).toEqual([
    edit("feedback", "a", { ...said("reply-filed"), status: "answered", steps: { answered: stamped } }),
  ]);
  const answered = { ...row, status: "answered" } as const;
  expect(entered("called-back", { verdict: "satisfied" }, answered)).toEqual([
    edit("feedback", "a", { ...said("called-back", { verdict: "satisfied" }), steps: { told: stamped } }),
  ]);
  expect(entered("called-back", { verdict: "not-reached" }, answered)).toEqual([
    edit("feedback", "a", said("called-back", { verdict: "not-reached" })),
  ]);
  expect(enterOrderStep({ id: "a" }, { step: "signed", on: "2026-12-01", text: "" }, actor)).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { differingFields, mergeChanges } from "../../../../../../renderer/features/readers/merge/merge-changes.ts";

const WANG = { id: "r1", name: "王小明", card: "10000005", formerNames: ["王晓明"], otherIds: { 原证号: "10000001" } };
const ZHOU = { id: "r2", name: "周八", card: "10000007", unit: "三年级" };
const join = { act: "cells", kind: "reader", id: "r2", cells: { ".alias": "r1" } };

describe("a merge of two records", () => {
  test("keeps the name and the card that the chosen ones take the place of", () => {
    const edit = {
      act: "edit",
      kind: "reader",
      id: "r1",
      patch: { name: "周八", card: "10000007", formerNames: { 王小明: true }, otherIds: { "原证号 2": "10000005" } },
    };
    expect(differingFields(WANG, ZHOU)).toEqual(["name", "card"]);
    expect(mergeChanges(WANG, ZHOU, new Set(["name", "card"]), "zh-CN")).toEqual({ main: "r1", changes: [join, edit] });
    // from the other one's page what is chosen is her own
    expect(mergeChanges(ZHOU, WANG, new Set(), "zh-CN")).toEqual({ main: "r1", changes: [join, edit] });
  });

  test("asks nothing of two who both want no contact: she does not", () => {
    const [first, second] = [{ since: "2026-11-01" }, { since: "2026-11-02" }];
    expect(differingFields({ doNotContact: first }, { doNotContact: second })).toEqual([]);
  });

  test("writes the join alone where the first record keeps its own values", () => {
    expect(mergeChanges(WANG, ZHOU, new Set(), "zh-CN")).toEqual({ main: "r1", changes: [join] });
  });
});

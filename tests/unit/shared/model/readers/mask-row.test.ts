import { describe, expect, test } from "vitest";
import { maskedFields, maskRow } from "#shared/model/readers/mask-row.ts";

const reader = {
  id: "r1",
  name: "张素琴",
  card: "002104178853",
  phones: ["13812345678", "021-62345678"],
  email: "zhang.sq@example.cn",
  wechat: "suqin1952",
  address: "上海市长宁区愚园路 1088 弄 5 号",
  birthDate: "1952-03-01",
  note: "怕生，不要大声叫名字",
};

describe("rows as a screen may have them", () => {
  test("a reader keeps name and card and loses every protected value", () => {
    const shown = maskRow("reader", reader);
    expect(shown).toEqual({
      id: "r1",
      name: "张素琴",
      card: "002104178853",
      phones: ["138****5678", "021****5678"],
      email: "z***@example.cn",
      wechat: "****",
      address: "上海市长宁区****",
      birthDate: "1952-**-**",
      note: "****",
    });
  });

  test("nothing of a masked field is left of any kind", () => {
    for (const field of maskedFields("reader")) {
      const shown: Readonly<Record<string, unknown>> = maskRow("reader", { [field]: "secretvalue" });
      expect(JSON.stringify(shown[field])).not.toContain("secretvalue");
    }
  });

  test("a person without a card is masked inside the contact, and an opinion's words only where they reach somebody", () => {
    const shown = maskRow("feedback", {
      contact: { name: "王大明", phone: "13912345678" },
      text: "饮水机停水，回电 13912345678",
      notes: { "1764000000000": { text: "打 13912345678", by: "s1" } },
    });
    expect(shown).toEqual({
      contact: { name: "王*明", phone: "139****5678" },
      text: "饮水机停水，回电 139****5678",
      notes: { "1764000000000": { text: "打 139****5678", by: "s1" } },
    });
  });
});

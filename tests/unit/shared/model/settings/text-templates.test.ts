import { expect, test } from "vitest";
import {
  FIELD_NAMES,
  fillTemplate,
  parseTemplate,
  TEMPLATE_FIELDS,
  unknownFields,
} from "#shared/model/settings/text-templates.ts";

test("fills its fields in, whichever language and width they are written in, and leaves what is not known", () => {
  const values = { registerNo: "CD-A-2026-0001", library: "城东图书馆" };
  expect(fillTemplate("您的意见（{登记号}）{library}已收到，{ 期限 }前答复", values)).toBe(
    "您的意见（CD-A-2026-0001）城东图书馆已收到，____前答复",
  );
  expect(fillTemplate("｛登記號｝{Number}", values)).toBe("CD-A-2026-0001CD-A-2026-0001");
  expect(fillTemplate("{称呼}，$& 您好", values)).toBe("{称呼}，$& 您好");
  expect(fillTemplate("{library}", { library: "$1 馆" })).toBe("$1 馆");
});

test("names what is no field, once and as it is written", () => {
  expect(unknownFields("{称呼}您好，{登记号}，{称呼}，｛ｘｘ｝{}")).toEqual(["{称呼}", "｛ｘｘ｝", "{}"]);
  for (const field of TEMPLATE_FIELDS)
    expect(
      unknownFields(
        Object.values(FIELD_NAMES[field])
          .map((name) => `{${name}}`)
          .join(),
      ),
    ).toEqual([]);
});

test("what is no template is none", () => {
  const template = { use: "reply", name: "受理", texts: { "zh-CN": "已受理" } };
  expect(parseTemplate(template)).toEqual(template);
  for (const none of [
    undefined,
    {},
    { ...template, use: "letter" },
    { ...template, name: " " },
    { ...template, texts: 3 },
  ])
    expect(parseTemplate(none)).toBeUndefined();
});

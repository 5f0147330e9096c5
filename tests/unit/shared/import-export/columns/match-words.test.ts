import { describe, expect, it } from "vitest";
import { suggestMapping } from "#shared/import-export/columns/mapping.ts";
import { matchByWords } from "#shared/import-export/columns/match-words.ts";
import { knownAfter, planTable, tableOf } from "../../../../support/plan-table.ts";

describe("a column whose name stands in no list", () => {
  it("of the exports of four library systems has its place: numbers, and who may not borrow", () => {
    const table = tableOf(
      "pid|usrname|home_ou|debarred|guarantorid",
      "1001|wangfang|CPL|2026-12-31|1007",
      "1002|lili|CPL||",
    );
    expect(suggestMapping(table).columns.map(({ target }) => target)).toEqual([
      "system",
      "userid",
      "branch",
      "barred",
      "guarantor",
    ]);
  });

  it("becomes what it is: an id that finds the reader again, the category, the branch, the guarantor, and who may not borrow an alert that must be seen", async () => {
    const table = tableOf(
      "pid|usrname|first_given_name|family_name|profile|home_ou|guarantorid|barred",
      "1001|wangfang|芳|王|adult|CPL|1007|因逾期停借",
      "1002|lili|莉|李|adult|CPL||f",
      "1003|zhaomin|敏|赵|adult|CPL||0",
    );
    const planner = await planTable(table);
    expect(planner.draft(0).values).toEqual({
      otherIds: { system: "1001", userid: "wangfang" },
      givenName: "芳",
      familyName: "王",
      name: "王芳",
      category: "adult",
      branch: "branch-1",
      note: "guarantorid：1007",
      alert: { text: "barred：因逾期停借", level: "must" },
    });
    expect([planner.draft(1).values.alert, planner.draft(2).values.alert, planner.draft(1).values.note]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // the same list again, by its ids alone: nobody is new
    const again = await planTable(tableOf("pid|姓名", "1001|王芳", "1002|李莉"), { known: knownAfter(planner) });
    expect(again.positions("same")).toEqual([0, 1]);
  });

  it("of several codes, of a child's parents, and of who is no longer served, has its place", () => {
    const table = tableOf(
      "name|addresses|postal_codes|家长姓名|active",
      "王芳|槐安路 12 号;中山路 3 号|050000;050011|王强|true",
      "李强|||李明|false",
    );
    expect(suggestMapping(table).columns.map(({ target }) => target)).toEqual([
      "name",
      "address",
      "address",
      "guarantor",
      "status",
    ]);
  });

  it.each([
    ["first_given_name", "givenName"],
    ["homePhone2", "phone"],
    ["家长手机", "phone"],
    ["emergency_phone", "phone"],
    ["postal code", "address"],
    ["billing_postal_codes", "address"],
    ["zipcodes", "address"],
    ["remark_2", "note"],
    ["其他备注", "note"],
    ["billing-state", "address"],
    ["membership_expiration_date", "expiresOn"],
    ["library card number", "card"],
    ["is_barred", "barred"],
  ])("is known by its words: %s", (header, target) => expect(matchByWords(header)).toEqual({ target }));

  it.each([
    "contact_first_name",
    "item_barcode",
    "phone_verified",
    "title",
    "last_login",
    "家长姓名",
    "B_address",
    "has_card",
  ])("is not somebody else's, and no mark of one: %s", (header) => expect(matchByWords(header)).toBeNull());

  it.each([
    ["id_card_number", "identity-number"],
    ["家长身份证号", "identity-number"],
    ["user_password", "password"],
    ["student religion", "religion"],
  ])("is left out where a library need not know it: %s", (header, withheld) =>
    expect(matchByWords(header)).toEqual({ withheld }),
  );

  it("is taken only where what it holds agrees", () => {
    const table = tableOf(
      "姓名|backup_phone|last_expiry|记录|new_card",
      "王芳|yes|3|13800138000|y",
      "李强|no|4|13900139000|n",
      "赵敏|yes|5|13700137000|y",
    );
    expect(suggestMapping(table).columns.map(({ target }) => target)).toEqual(["name", null, null, "phone", null]);
  });

  it("of a known name that may be either is what it holds", () => {
    const table = tableOf("姓名|联系方式", "王芳|a@example.org", "李强|b@example.org", "赵敏|c@example.org");
    expect(suggestMapping(table).columns[1]?.target).toBe("email");
  });
});

/** Whom a file that is made to contact readers holds, over random libraries: exactly those whom the one function lets in. */
import "../../../../support/indexed-db.ts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mayContact } from "#shared/model/consent/may-contact.ts";
import { CONSENT_PURPOSES, consentKey } from "#shared/model/consent/purposes.ts";
import { CONTACT_CHANNELS, type Reader } from "#shared/model/reader.ts";
import type { Row } from "../../../../../renderer/db/database.ts";
import { readPeople } from "../../../../../renderer/db/reader-class.ts";
import { sortByConsent } from "../../../../../renderer/worker/export/may-be-told.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { openDesk } from "../../db/desk.ts";

const W: Row<"reader">["w"] = ["s", 1, "0000000000000000", "m"];
const IDS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const anId = fc.constantFrom(...IDS);
const aDay = fc.constantFrom("2010-01-01", "2020-06-01", "2026-11-25", "2027-01-01");
const aKey = fc.constantFrom(
  ...CONTACT_CHANNELS.flatMap((channel) => CONSENT_PURPOSES.map((purpose) => consentKey(channel, purpose))),
);
const aConsent = fc.record({ given: fc.boolean(), at: fc.constant(Date.UTC(2026, 0, 1)) });
const aReader: fc.Arbitrary<Partial<Reader> & { readonly as?: string; readonly gone?: 1 }> = fc.record(
  {
    birthDate: aDay,
    guardian: anId,
    phones: fc.subarray(["13800138000", "021-62345678"]),
    email: fc.constant("a@example.org"),
    address: fc.constant("城东路 5 号"),
    badContact: fc.subarray(["phone", "email"]),
    doNotContact: fc.record({ since: aDay }),
    leaving: fc.record({ reason: fc.constantFrom("deceased", "moved"), on: aDay }),
    tags: fc.subarray(["test"]),
    consents: fc.dictionary(aKey, aConsent, { maxKeys: 12 }),
    gone: fc.constant(1 as const),
  },
  { requiredKeys: [] },
);
/** Some of the first four are merged into one of the last. */
const aLibrary = fc.tuple(
  fc.array(aReader, { minLength: IDS.length, maxLength: IDS.length }),
  fc.array(fc.option(fc.constantFrom("e", "f", "g", "h"), { nil: undefined }), { minLength: 4, maxLength: 4 }),
);

it("holds those whom the one function lets in, and of everybody else one reason: together all, each once", async () => {
  const { db } = await openDesk();
  const aContact = fc.record({
    purpose: fc.constantFrom(...CONSENT_PURPOSES),
    channel: fc.constantFrom(...CONTACT_CHANNELS),
  });
  const where = { today: "2026-11-25", place: "mainland" as const };
  await fc.assert(
    fc.asyncProperty(aLibrary, aContact, async ([readers, merges], contact) => {
      await db.reader.clear();
      await db.reader.bulkPut(
        readers.map((values, place) => {
          const as = merges[place];
          return { id: IDS[place] ?? "", w: W, ...values, ...(as !== undefined && { as }) };
        }),
      );
      const { told, leftOut } = await sortByConsent(db, IDS, contact, where);
      const left = leftOut.flatMap(({ readers: some }) => some);
      expect(new Set([...told, ...left]).size).toBe(told.length + left.length);
      const people = (await readPeople(db, IDS)).filter((row) => row !== undefined && row.gone !== 1);
      expect([...told, ...left].toSorted()).toEqual([...new Set(people.map((row) => row?.id ?? ""))].toSorted());
      for (const row of people) {
        if (row === undefined) continue;
        const [guardian] = row.guardian === undefined ? [] : await readPeople(db, [row.guardian]);
        const known = guardian?.gone === 1 ? undefined : guardian;
        const answer = mayContact({ reader: row, guardian: known, ...contact, ...where });
        expect(told.includes(row.id)).toBe(answer.may);
        if (!answer.may) expect(leftOut.find(({ reason }) => reason === answer.reason)?.readers).toContain(row.id);
      }
    }),
    { numRuns: proofScale(40, 600) },
  );
  db.close();
});

/** Which fields a rule can ask, in the order in which they are offered, and the values that a field has by itself. */

import { AGE_BANDS } from "#shared/analysis/age-band.ts";
import { SERVICES } from "#shared/analysis/breadth.ts";
import { LIFE_STATES_SHOWN } from "#shared/analysis/life/life-state.ts";
import type { SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import { CONSENT_PURPOSES, consentKey } from "#shared/model/consent/purposes.ts";
import { FEEDBACK_TYPES } from "#shared/model/feedback.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { codesOf, type House } from "../../../db/read-house.ts";
import { ruleClassesOf } from "../../../words/rule-words.ts";

export const SEGMENT_FIELD_GROUPS = ["who", "life", "value", "contact"] as const;
type FieldGroup = (typeof SEGMENT_FIELD_GROUPS)[number];

/** What no desk records yet is not offered. */
export const FIELDS: Readonly<Record<FieldGroup, readonly SegmentField[]>> = {
  who: [
    "category",
    "branch",
    "gender",
    "ageBand",
    "age",
    "language",
    "organisation",
    "unit",
    "tags",
    "source",
    "serviceNeeds",
    "offers",
    "interests",
    "enrolledOn",
    "expiresOn",
  ],
  life: ["lifeState", "path", "lastUseOn", "lastVisitOn", "visits", "services", "breadth"],
  value: ["core", "value", "frequency", "r", "f", "v", "participation", "probabilityActive", "expectedVisits"],
  contact: [
    "owner",
    "preferredChannel",
    "consents",
    "mayContact",
    "lastContactedOn",
    "openOpinions",
    "openOpinionTypes",
    "lastOpinionOn",
  ],
};

/** Values that are offered whether anybody has them or not. */
export function ownValues(field: string, house: House): readonly string[] {
  switch (field) {
    case "category":
    case "source":
      return codesOf(house, field);
    case "branch":
      return [...house.branches.keys()];
    case "owner":
      return [...house.staff.keys()];
    case "gender":
      return ["female", "male", "other"];
    case "ageBand":
      return AGE_BANDS;
    case "lifeState":
      // from a card on to nobody any more, as the statistics show them
      return LIFE_STATES_SHOWN;
    case "path":
      return ["potential", "actual", "loyal"];
    case "preferredChannel":
      return offeredIn(house.place, CONTACT_CHANNELS);
    case "services":
      return SERVICES;
    case "interests":
      return ruleClassesOf(house.place);
    case "openOpinionTypes":
      return FEEDBACK_TYPES;
    case "consents":
    case "mayContact":
      return offeredIn(house.place, CONTACT_CHANNELS).flatMap((channel) =>
        CONSENT_PURPOSES.map((purpose) => consentKey(channel, purpose)),
      );
    default:
      return [];
  }
}

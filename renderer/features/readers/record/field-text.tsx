/** What a field says: a name in the language of the name. */
import { PersonName } from "../../../desk-services/person-name.tsx";
import type { FieldPlan } from "./reader-fields.ts";

const NAMES: ReadonlySet<string> = new Set(["name", "preferredName", "familyName", "givenName"]);

export const FieldText = ({ plan, children }: { readonly plan: FieldPlan; readonly children: string }) =>
  plan.kind === "reader" || NAMES.has(plan.field) ? <PersonName>{children}</PersonName> : children;

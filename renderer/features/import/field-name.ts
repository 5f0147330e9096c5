/** The name of a record's field on screen. */
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import { RECORDS } from "#shared/model/kinds.ts";
import type { MessageId } from "../../i18n/message-id.ts";

/** Every field of these kinds has its word, as the catalogue's test asks. */
export const importFieldName = (kind: OwnKind, field: string): MessageId =>
  Object.hasOwn(RECORDS[kind].fields, field) ? (`words.${kind}.${field}` as MessageId) : "import.col-field"; // the record's own declaration

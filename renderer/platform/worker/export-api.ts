/** What the page asks of its worker to write records into a file. */
import type { OwnLanguage } from "#shared/import-export/own/own-format.ts";
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import type { NoContactReason } from "#shared/model/consent/may-contact.ts";
import type { ConsentPurpose, ContactChannel } from "#shared/model/consent/purposes.ts";
import type { Rate } from "./import-api.ts";

export interface ExportRequest {
  readonly kind: OwnKind;
  readonly format: "xlsx" | "csv";
  /** Of column names and of the names of codes. */
  readonly language: OwnLanguage;
  /** Phones, addresses and the like as they are; masked otherwise. */
  readonly withProtected: boolean;
  /** Only these records; all of the kind where absent. */
  readonly ids?: readonly string[];
  /** Where the file is made to contact its readers: whoever may not be is left out, with all records of hers. */
  readonly contact?: ExportContact;
  readonly staff: string;
}

export interface ExportContact {
  readonly purpose: ConsentPurpose;
  readonly channel: ContactChannel;
}

export interface NotInFile {
  readonly reason: NoContactReason;
  readonly readers: readonly string[];
}

export interface ExportedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly records: number;
  /** Whom the purpose left out, and why. */
  readonly leftOut: readonly NotInFile[];
  /** Records of nobody who is known, which a purpose leaves out too. */
  readonly ofNobody: number;
}

/** Below the row of names a sheet of XLSX takes so many. */
export const MOST_IN_SHEET = 1_048_575;

export interface ExportApi {
  /**
   * Every export is recorded before it is given out.
   * @throws where it could not be, or a sheet does not take so many: then there is no file
   */
  run(request: ExportRequest, onProgress: (rate: Rate) => void): Promise<ExportedFile>;
  /** How many records of the kind there are. */
  count(kind: OwnKind): Promise<number>;
}

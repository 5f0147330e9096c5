/**
 * What a colleague may do, by role. Roles hold from the moment on when an administrator has a PIN: before, whoever
 * wants to may choose that name, and a rule that everybody can step over is none.
 */
import type { Staff } from "../house.ts";

/** `director` is what earlier versions have written of a head who does not work at a desk. */
export type Role = NonNullable<Staff["role"]>;

/** Roles as people choose them, the fewest rights first: librarian, head, administrator. */
export const ROLES = ["desk", "lead", "admin"] as const satisfies readonly Role[];

/**
 * `erase`: take a reader out everywhere. `unmasked`: write files with protected fields whole. `settings`: what holds for
 * the whole library. `figures`: close a month for good, and enter what all its formulas need. `roles`: give roles, and PINs to those who have one. `computers`: let computers in and take them out.
 * `code`: see the library code and make a new one. `files`: see in which files a reader stood.
 */
export const RIGHTS = ["erase", "unmasked", "settings", "figures", "roles", "computers", "code", "files"] as const;
export type Right = (typeof RIGHTS)[number];

/** The one table; what is not in it everybody may. */
export const RIGHTS_OF: Readonly<Record<(typeof ROLES)[number], readonly Right[]>> = {
  desk: [],
  lead: ["erase", "unmasked", "settings", "figures"],
  admin: RIGHTS,
};

/** Of a colleague, as far as rights go by it. */
export type Ranked = Pick<Staff, "role" | "pin" | "hidden">;

export const roleOf = ({ role = "desk" }: Pick<Ranked, "role">): (typeof ROLES)[number] =>
  role === "director" ? "lead" : role;

const isThere = ({ hidden }: Ranked): boolean => hidden !== true;

/** @param all colleagues of the library, none of them deleted */
export const areRolesInForce = (all: readonly Ranked[]): boolean =>
  all.some((each) => isThere(each) && roleOf(each) === "admin" && each.pin !== undefined);

/**
 * A role without a PIN gives no rights: anybody may choose that name.
 * @param self who is at the desk; undefined for nobody that is known
 */
export const mayDo = (right: Right, self: Ranked | undefined, all: readonly Ranked[]): boolean =>
  !areRolesInForce(all) || (self?.pin !== undefined && isThere(self) && RIGHTS_OF[roleOf(self)].includes(right));

/**
 * Somebody else's PIN is set, and that colleague hidden, by a head or an administrator who has the same rights at least:
 * nobody comes to more rights by it.
 */
export const isAbove = (other: Ranked, self: Ranked | undefined, all: readonly Ranked[]): boolean =>
  (["settings", ...RIGHTS_OF[roleOf(other)]] as const).every((right) => mayDo(right, self, all));

/** The one by whom roles hold: hidden, or with another role, everybody could do everything unawares. */
export const isLastAdministrator = (one: Ranked, all: readonly Ranked[]): boolean =>
  areRolesInForce(all) && !areRolesInForce(all.filter((each) => each !== one));

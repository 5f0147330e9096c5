/** Files by name, with quick listings and cheap copies; contents are shared and never changed in place. */
import { equalBytes } from "#shared/kernel/bytes.ts";

export class FileTree {
  readonly #files: Map<string, Uint8Array>;
  readonly #folders: Map<string, Map<string, number>>;

  constructor(other?: FileTree) {
    this.#files = new Map(other === undefined ? [] : other.#files);
    this.#folders = new Map(
      other === undefined ? [] : [...other.#folders].map(([folder, children]) => [folder, new Map(children)]),
    );
  }

  get(name: string): Uint8Array | undefined {
    return this.#files.get(name);
  }

  names(): string[] {
    return [...this.#files.keys()];
  }

  /** Undefined where there is no such folder. */
  list(folder: string): string[] | undefined {
    const children = this.#folders.get(folder);
    return children === undefined ? (folder === "" ? [] : undefined) : [...children.keys()].sort();
  }

  set(name: string, bytes: Uint8Array): void {
    if (!this.#files.has(name)) this.#count(name, 1);
    this.#files.set(name, bytes);
  }

  delete(name: string): void {
    if (this.#files.delete(name)) this.#count(name, -1);
  }

  clear(): void {
    this.#files.clear();
    this.#folders.clear();
  }

  equals(other: FileTree): boolean {
    return (
      this.#files.size === other.#files.size &&
      [...this.#files].every(([name, bytes]) => {
        const theirs = other.#files.get(name);
        return theirs !== undefined && (theirs === bytes || equalBytes(theirs, bytes));
      })
    );
  }

  #count(name: string, by: 1 | -1): void {
    const parts = name.split("/");
    for (let depth = 0; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join("/");
      const child = parts[depth] ?? "";
      const children = this.#folders.get(folder) ?? new Map<string, number>();
      const left = (children.get(child) ?? 0) + by;
      if (left > 0) children.set(child, left);
      else children.delete(child);
      if (children.size > 0) this.#folders.set(folder, children);
      else this.#folders.delete(folder);
    }
  }
}

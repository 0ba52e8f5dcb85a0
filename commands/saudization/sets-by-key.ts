/** Sets of ids by a key: an index that only grows. */
export class SetsByKey {
  readonly #sets = new Map<string, Set<string>>();

  add(key: string, id: string): void {
    const found = this.#sets.get(key);
    if (found === undefined) this.#sets.set(key, new Set([id]));
    else found.add(id);
  }

  get(key: string): Iterable<string> {
    return this.#sets.get(key) ?? [];
  }

  keys(): Iterable<string> {
    return this.#sets.keys();
  }
}

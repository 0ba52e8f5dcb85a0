/** Ids by a key: an index that only grows. Most keys have one id, which is kept without a set. */
export class SetsByKey {
  readonly #ids = new Map<string, string | Set<string>>();

  add(key: string, id: string): void {
    const found = this.#ids.get(key);
    if (found === undefined) this.#ids.set(key, id);
    else if (typeof found !== 'string') found.add(id);
    else if (found !== id) this.#ids.set(key, new Set([found, id]));
  }

  get(key: string): Iterable<string> {
    const found = this.#ids.get(key);
    return typeof found === 'string' ? [found] : (found ?? []);
  }

  keys(): Iterable<string> {
    return this.#ids.keys();
  }
}

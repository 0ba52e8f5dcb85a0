// Law: a person's key stays in memory for at most a minute after the vault last said that it stands, in bounded number, and never after it was destroyed here.

const MAX_AGE_MS = 60_000;
/** How often those whose time is over are looked for, in milliseconds. They serve nobody meanwhile. */
const SWEEP_MS = 20_000;
/** Some 10 MB. Fewer than are used within the minute would mean to unwrap each one again at every use. */
const MAX_KEYS = 30_000;

export interface SubjectKey {
  readonly version: number;
  readonly key: Buffer;
  /** What is derived from it for digests, once somebody has needed that. */
  digests?: Buffer;
}

interface Kept {
  readonly key: SubjectKey;
  until: number;
}

/** Opened keys by subject and version, the oldest thrown out first. */
export class KeyCache {
  readonly #kept = new Map<string, Map<number, Kept>>();
  #sweeping: NodeJS.Timeout | undefined;

  constructor(
    private readonly now: () => Date,
    private readonly maxSubjects = MAX_KEYS,
  ) {}

  /** The opened key, unless it is too old or was never here. */
  get(subject: string, version: number): SubjectKey | undefined {
    const kept = this.#kept.get(subject)?.get(version);
    if (kept === undefined) return undefined;
    if (kept.until > this.now().getTime()) return kept.key;
    this.forget(subject);
    return undefined;
  }

  /** The newest version that is here of a subject's key. The vault may have a newer one, or none any more. */
  newest(subject: string): SubjectKey | undefined {
    let newest: Kept | undefined;
    for (const kept of this.#kept.get(subject)?.values() ?? []) if (newest === undefined || kept.key.version > newest.key.version) newest = kept;
    return newest !== undefined && newest.until > this.now().getTime() ? newest.key : undefined;
  }

  /** The vault has just said that the subject's key stands as it is here: one that is still kept stays for its time from now on. */
  confirm(subject: string, key: SubjectKey): void {
    const kept = this.#kept.get(subject)?.get(key.version);
    if (kept?.key === key) kept.until = this.now().getTime() + MAX_AGE_MS;
  }

  /** Keeps a key, and gives it as it is kept. */
  put(subject: string, { version, key: bytes }: SubjectKey): SubjectKey {
    // Bytes of its own, and as few: what it came in holds eight kilobytes of the engine's for as long as it is kept.
    const key: SubjectKey = { version, key: Buffer.alloc(bytes.length) };
    bytes.copy(key.key);
    const versions = this.#kept.get(subject) ?? new Map<number, Kept>();
    versions.set(key.version, { key, until: this.now().getTime() + MAX_AGE_MS });
    this.#kept.set(subject, versions);
    this.#sweeping ??= this.#sweepLater();
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.maxSubjects) break;
      this.#kept.delete(oldest);
    }
    return key;
  }

  forget(subject: string): void {
    this.#kept.delete(subject);
  }

  size(): number {
    return this.#kept.size;
  }

  #sweepLater(): NodeJS.Timeout {
    return setTimeout(() => {
      const now = this.now().getTime();
      for (const [subject, versions] of this.#kept) {
        for (const [version, { until }] of versions) if (until <= now) versions.delete(version);
        if (versions.size === 0) this.#kept.delete(subject);
      }
      this.#sweeping = this.#kept.size === 0 ? undefined : this.#sweepLater();
    }, SWEEP_MS).unref();
  }
}

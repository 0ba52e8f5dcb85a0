// Law: what an identifier led to, or that it led nowhere, still holds as long as no line that brings it in and nothing that rearranges the directory came in between.
import type { DirectoryEntry, Vault } from '../../domain/ledger/vault.js';
import type { Identifier } from '../../domain/standards/identifiers.js';

/** Identifiers that are remembered; then all are asked for anew. */
const MOST = 20_000;

/** The directory's answers, for a run besides which nobody claims identifiers. */
export interface RememberedLookups {
  readonly lookUp: Vault['lookUp'];
  /** A line begins that touches these: identifiers among them may lead elsewhere. */
  begun(touched: readonly string[]): void;
  /** Any identifier may lead elsewhere. */
  forgetAll(): void;
}

/** Remembers what a directory answered; `isRunning` says whether a line under way touches an identifier. */
export function rememberLookups(lookUp: Vault['lookUp'], isRunning: (touched: string) => boolean): RememberedLookups {
  const known = new Map<string, DirectoryEntry | undefined>();
  /** Counts what may make an answer that is under way outdated. */
  let changes = 0;
  return {
    async lookUp(identifier: Identifier) {
      const key = `${identifier.scheme}:${identifier.value}`;
      if (known.has(key) && !isRunning(key)) return known.get(key);
      const before = isRunning(key) ? -1 : changes;
      const entry = await lookUp(identifier);
      if (before === changes) {
        if (known.size >= MOST) known.clear();
        known.set(key, entry);
      }
      return entry;
    },
    begun(touched) {
      changes += 1;
      for (const key of touched) known.delete(key);
    },
    forgetAll() {
      changes += 1;
      known.clear();
    },
  };
}

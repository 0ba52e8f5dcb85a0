// Law: a box that was opened is not opened again while it is the very same object in the same place, and for no longer than its key is kept.
import type { PersonalValues, SealedBox } from '../../domain/ledger/event.js';
import type { BoxPlace } from './box.js';

/** As long as a person's key stays in memory (`key-cache.ts`), in milliseconds. */
const MAX_AGE_MS = 60_000;

interface Kept extends BoxPlace {
  readonly values: PersonalValues;
  readonly until: number;
}

/**
 * What boxes held, by the box as its reader keeps it: it goes with the box. It is never asked before the vault has said
 * that the person's key still stands.
 */
export class OpenedBoxes {
  readonly #kept = new WeakMap<SealedBox, Kept>();

  constructor(private readonly now: () => Date) {}

  /** The values, the same object each time; undefined when they have to be opened. */
  get(place: BoxPlace, box: SealedBox): PersonalValues | undefined {
    const kept = this.#kept.get(box);
    if (kept === undefined || kept.eventId !== place.eventId || kept.type !== place.type || kept.schemaVersion !== place.schemaVersion) return undefined;
    return kept.until > this.now().getTime() ? kept.values : undefined;
  }

  put(place: BoxPlace, box: SealedBox, values: PersonalValues): void {
    const { eventId, type, schemaVersion } = place;
    this.#kept.set(box, { eventId, type, schemaVersion, values, until: this.now().getTime() + MAX_AGE_MS });
  }
}

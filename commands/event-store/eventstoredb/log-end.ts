// Law: the head is the ledger's last event; what the store wrote behind it for itself is looked through once, not each time.
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import { ForeignPosition } from '../../../domain/ledger/position.js';
import { BEGINNING, type Place } from './log-place.js';
import type { PlacedRecord, RecordsReader } from './records-reader.js';
import { eventOf } from './recorded-record.js';

/** Records of the first look backwards; the next ones are larger. */
const FIRST_LOOK = 16;
const LARGEST_LOOK = 1_024;

/** The end of the log: its last event, and its last record of any kind. */
export interface LogEnd {
  readonly event: Place;
  readonly record: Place;
}

/** Finds the log's end, remembering what it saw of it. */
export class LogEndFinder {
  readonly #reader: RecordsReader;
  readonly #isNew: () => boolean;
  readonly #shorter: (last: Place) => void;
  #known: LogEnd = { event: BEGINNING, record: BEGINNING };
  #looking: Promise<LogEnd> | undefined;
  #next: Promise<LogEnd> | undefined;

  /**
   * @param isNew whether the leader that answers is a new one. A node that was just elected answers before it shows all
   * that it has, and one that slept believes for a moment that it leads: that the log ends earlier is then no news of it.
   * @param shorter hears of the last record when the log ends before what it held at an earlier look.
   */
  constructor(reader: RecordsReader, isNew: () => boolean, shorter: (last: Place) => void) {
    this.#reader = reader;
    this.#isNew = isNew;
    this.#shorter = shorter;
  }

  /** The end as it stands now: never one that was seen before the call. Rejects with StoreUnavailable, also while it is in doubt. */
  find(): Promise<LogEnd> {
    if (this.#looking === undefined) return this.#look();
    // A look under way began before this call; those who come meanwhile share the one behind it.
    this.#next ??= this.#looking.then(
      () => this.#look(),
      () => this.#look(),
    );
    return this.#next;
  }

  /** Throws ForeignPosition for a place behind the log's last record: the log was restored from an earlier copy. Rejects as `find`. */
  async refuseBeyond(place: Place): Promise<LogEnd> {
    const end = await this.find();
    if (place > end.record) this.#refuseDoubt();
    if (place > end.record) throw new ForeignPosition('a place behind the end of the log: it was restored from an earlier copy');
    return end;
  }

  #look(): Promise<LogEnd> {
    this.#next = undefined;
    const looking = this.#search().finally(() => {
      if (this.#looking === looking) this.#looking = undefined;
    });
    this.#looking = looking;
    return looking;
  }

  #refuseDoubt(): void {
    if (this.#isNew()) throw new StoreUnavailable('the log’s leader is new, and may not show yet all that it has');
  }

  async #search(): Promise<LogEnd> {
    const known = this.#known;
    let last: Place | undefined;
    let before: Place | undefined;
    for (let size = FIRST_LOOK; ; size = Math.min(size * 4, LARGEST_LOOK)) {
      const records = await this.#reader.backwards(before, size);
      last ??= records[0]?.place ?? BEGINNING;
      const event = lastEvent(records);
      // Behind what was looked through before only if the log still holds that.
      const reached = last >= known.record && (records.at(-1)?.place ?? BEGINNING) <= known.record;
      if (event !== undefined || reached || records.length < size) {
        const nothing = records.length < size ? BEGINNING : known.event;
        if (last < known.record) {
          this.#refuseDoubt();
          this.#shorter(last);
        }
        this.#known = { event: event ?? nothing, record: last };
        return this.#known;
      }
      before = records.at(-1)?.place;
    }
  }
}

function lastEvent(records: readonly PlacedRecord[]): Place | undefined {
  return records.find(({ record, place }) => eventOf('', record, place) !== undefined)?.place;
}

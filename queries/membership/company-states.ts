// Law: how a company stands is what its own stream says when the question comes; what was folded before is only read on from there.
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { CompanyEvent } from '../../domain/company/events.js';
import { companyRecord } from '../../domain/company/record-type.js';
import type { CompanyState } from '../../domain/company/state.js';
import { askTogether } from '../../read-models/id-batches.js';

/** Most companies kept; the oldest go first. */
const MOST_COMPANIES = 2_000;
/** A company is folded anew after so many milliseconds, as all that a process remembers. */
const KEPT_MS = 60_000;
/** Streams read at a time: the log reads so many in one statement. */
const MOST_READS = 64;

export interface CompanyNow {
  /** The company as its stream tells it now; `noCompany` where there is none. Throws what the store throws. */
  (companyId: string): Promise<CompanyState>;
  /** The company as its stream told it last, within the minute; undefined where it was not asked. */
  lately(companyId: string): CompanyState | undefined;
}

interface Folded {
  readonly state: CompanyState;
  /** Revision of the next event. */
  readonly next: number;
}

/** Follows companies over a log. Who asks while a read of the company is not yet sent shares it: none is answered by a read that began before he asked. */
export function followCompanies(parts: {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly registry: Pick<EventRegistry, 'decode'>;
  readonly monotonic?: () => number;
}): CompanyNow {
  const { store, registry, monotonic = () => performance.now() } = parts;
  const kept = new Map<string, Folded & { readonly until: number }>();

  const keep = (companyId: string, folded: Folded, until: number): void => {
    const other = kept.get(companyId);
    // Two reads may be on their way: the farther one stays.
    if (other !== undefined && other.next > folded.next) return;
    kept.delete(companyId);
    kept.set(companyId, { ...folded, until });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_COMPANIES) return;
      kept.delete(oldest);
    }
  };

  const read = async (companyId: string): Promise<CompanyState> => {
    const found = kept.get(companyId);
    const from = found !== undefined && found.until > monotonic() ? found : { state: companyRecord.initial, next: 0, until: monotonic() + KEPT_MS };
    const events = await readWholeStream(store, streamOf(companyRecord.category, companyId), from.next);
    const last = events.at(-1);
    // Streams that do not exist are not kept: who guesses ids pushes nothing out.
    if (last === undefined) return from.state;
    let { state } = from;
    for (const event of events) if (!isLedgerEvent(event.type)) state = companyRecord.evolve(state, registry.decode(event) as CompanyEvent);
    keep(companyId, { state, next: last.revision + 1 }, from.until);
    return state;
  };

  const ask = askTogether<CompanyState>(
    async (ids) => {
      const states = new Map(await Promise.all(ids.map(async (id) => [id, await read(id)] as const)));
      return (id) => states.get(id) ?? companyRecord.initial;
    },
    { mostInFlight: MOST_READS, worthAnother: 1 },
  );
  return Object.assign((companyId: string) => ask(companyId, companyId), {
    lately(companyId: string) {
      const found = kept.get(companyId);
      return found !== undefined && found.until > monotonic() ? found.state : undefined;
    },
  });
}

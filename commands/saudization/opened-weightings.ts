// Law: weighting facts are opened from where they stand in the log, and of whoever was erased nothing opened is kept.
import type { OpenedWeighting } from '../../domain/entity/owner-sources.js';
import { weighedBy, type PersonFacts, type WeighedFacts } from '../../domain/entity/person-facts.js';
import { boxesOf } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { OpenRequest, Vault } from '../../domain/ledger/vault.js';

/** Events read at a time. */
const MOST_READS = 128;
/** Opened sets kept; the oldest go first. */
const MOST_KEPT = 200_000;

export interface OpenedWeightings {
  /** Weighting facts of humans, by id; of those who were erased, none. */
  of(people: ReadonlyMap<string, PersonFacts>): Promise<ReadonlyMap<string, readonly OpenedWeighting[]>>;
  /** Forgets what was opened of a human. */
  forget(employeeId: string): void;
}

/** Opens weighting facts through the vault; each set once, while it is kept. */
export function createOpenedWeightings(parts: { readonly store: Pick<EventStore, 'readStream'>; readonly vault: Pick<Vault, 'open'>; readonly registry: Pick<EventRegistry, 'part'> }): OpenedWeightings {
  const { store, vault, registry } = parts;
  const kept = new Map<string, WeighedFacts & { readonly employeeId: string }>();

  const request = async (employeeId: string, revision: number): Promise<OpenRequest | undefined> => {
    const [event] = await store.readStream(streamOf('employee', employeeId), revision, 1);
    if (event === undefined) return undefined;
    const box = boxesOf(event).find(({ subject }) => subject === employeeId);
    return box === undefined ? undefined : { eventId: event.id, type: event.type, schemaVersion: event.metadata.schemaVersion, box };
  };

  const open = async (wanted: readonly { readonly employeeId: string; readonly eventId: string; readonly revision: number }[]): Promise<void> => {
    const requests = await Promise.all(wanted.map(({ employeeId, revision }) => request(employeeId, revision)));
    const asked = requests.filter((one) => one !== undefined);
    const opened = asked.length === 0 ? [] : await vault.open(asked, (type, part) => registry.part(type, part));
    const byEvent = new Map(asked.map(({ eventId }, n) => [eventId, opened[n]]));
    for (const { employeeId, eventId } of wanted) {
      const found = byEvent.get(eventId);
      kept.set(eventId, { employeeId, ...weighedBy(found?.kind === 'opened' ? found.values : {}) });
    }
  };

  return {
    async of(people) {
      const all = [...people].flatMap(([employeeId, { weightings, erased }]) => (erased ? [] : weightings.map((one) => ({ employeeId, ...one }))));
      const missing = all.filter(({ eventId }) => !kept.has(eventId));
      for (let from = 0; from < missing.length; from += MOST_READS) await open(missing.slice(from, from + MOST_READS));
      const found = new Map<string, OpenedWeighting[]>();
      for (const { employeeId, from, eventId } of all) {
        const one = { from, ...(kept.get(eventId) ?? weighedBy({})) };
        const own = found.get(employeeId);
        if (own === undefined) found.set(employeeId, [one]);
        else own.push(one);
      }
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return found;
    },
    forget(employeeId) {
      for (const [eventId, one] of kept) if (one.employeeId === employeeId) kept.delete(eventId);
    },
  };
}

// Law: requests that come at the same time ask the vault for keys together; a box that does not open fails only who asked for it.
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { Opened, OpenRequest, Vault } from '../../domain/ledger/vault.js';
import { afterTurns } from '../../read-models/loop-turns.js';
import type { RowBox } from '../../read-models/table.js';

/** Opens boxes, in their order. Throws what the vault throws for a box that was altered or whose key is lost. */
export type BoxOpener = (boxes: readonly RowBox[]) => Promise<readonly Opened[]>;

interface Waiting {
  readonly boxes: readonly RowBox[];
  readonly resolve: (opened: readonly Opened[]) => void;
  readonly reject: (error: unknown) => void;
}

const mostInFlight = 2;
/** Requests that are worth a second question while one is on its way. */
const worthASecond = 32;
/** Boxes after which a batch is closed: opening them takes the processor's time. */
const mostBoxes = 1_000;

/** An opener over the vault: what is asked while a question is on its way goes with the next, which does not wait for its end when many ask. */
export function createBoxOpener(parts: { readonly vault: Pick<Vault, 'open'>; readonly registry: Pick<EventRegistry, 'part'> }): BoxOpener {
  const partOf = (type: string, part: string): PersonalPart => parts.registry.part(type, part);
  const ask = (batch: readonly Waiting[]): Promise<readonly Opened[]> => {
    const requests: OpenRequest[] = [];
    for (const { boxes } of batch) for (const { eventId, type, version, box } of boxes) requests.push({ eventId, type, schemaVersion: version, box });
    return parts.vault.open(requests, partOf);
  };
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let scheduled = false;

  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const opened = await ask(batch);
      let next = 0;
      for (const { boxes, resolve } of batch) resolve(opened.slice(next, (next += boxes.length)));
    } catch (error) {
      if (batch.length === 1) for (const { reject } of batch) reject(error);
      else for (const one of batch) await settle([one]);
    }
  };

  const send = (): void => {
    scheduled = false;
    while (waiting.length > 0 && (inFlight === 0 || (inFlight < mostInFlight && waiting.length >= worthASecond))) {
      const batch = takeBatch(waiting);
      waiting = waiting.slice(batch.length);
      inFlight += 1;
      void settle(batch).finally(() => {
        inFlight -= 1;
        schedule();
      });
    }
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    // As the rows' questions do, so that both are on their way at the same time.
    afterTurns(send);
  };

  return (boxes) => {
    if (boxes.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      waiting.push({ boxes, resolve, reject });
      schedule();
    });
  };
}

/** The first ones that wait, up to the size of a batch; at least one. */
function takeBatch(waiting: readonly Waiting[]): readonly Waiting[] {
  let size = 0;
  const end = waiting.findIndex(({ boxes }, n) => (size += boxes.length) > mostBoxes && n > 0);
  return end < 0 ? waiting : waiting.slice(0, end);
}

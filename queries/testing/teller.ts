import { v4 } from 'uuid';
import type { NewEvent, PersonalValues } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Json, JsonObject } from '../../domain/ledger/json.js';
import type { Position } from '../../domain/ledger/position.js';
import type { SealRequest, Vault } from '../../domain/ledger/vault.js';
import { metadataOf, type GivenEvent } from '../../projections/testing/given-events.js';

/** An event of a specification, with the personal values to seal in it, by part. Boxes that are given are left out. */
export interface Told {
  readonly given: GivenEvent;
  readonly personal?: Readonly<Record<string, PersonalValues>>;
  readonly basis?: JsonObject;
}

/** An event that tells these personal values. */
export function telling(given: GivenEvent, personal: Readonly<Record<string, PersonalValues>>): Told {
  return { given, personal };
}

/** Events without personal values. */
export function plainly(...given: readonly GivenEvent[]): readonly Told[] {
  return given.map((event) => ({ given: event }));
}

/** Appends events one by one, each at the exact revision of its stream. */
export function createTeller(store: EventStore, vault: Vault, registry: EventRegistry): (...events: readonly Told[]) => Promise<Position> {
  let n = 0;
  const revisions = new Map<string, number>();
  return async (...events) => {
    let position = await store.head();
    for (const told of events) {
      const { stream } = told.given;
      const revision = revisions.get(stream);
      const event = await sealedEvent(told, n++, vault, registry);
      const appended = await store.append(stream, revision ?? 'no-stream', [event]);
      revisions.set(stream, appended.revision);
      position = appended.position;
    }
    return position;
  };
}

async function sealedEvent({ given, personal = {}, basis }: Told, n: number, vault: Vault, registry: EventRegistry): Promise<NewEvent> {
  const { type } = given;
  const data = given.data as unknown as Readonly<Record<string, Json>>;
  const id = v4();
  const { version: schemaVersion } = registry.of(type);
  const requests = Object.entries(personal).map(([part, values]): SealRequest => {
    const subject = data[part];
    if (typeof subject !== 'string') throw new TypeError(`${type}: ${part} names nobody`);
    return { eventId: id, type, schemaVersion, part: registry.part(type, part), subject, values };
  });
  const boxes = await vault.seal(requests);
  const subjects = boxes.flatMap((box) => ('erased' in box ? [] : [`${box.subject}#${box.keyVersion}`]));
  return {
    id,
    type,
    data: {
      ...data,
      ...(boxes.length === 0 ? {} : { boxes: boxes as unknown as Json }),
      ...(basis === undefined ? {} : { basis }),
    },
    metadata: metadataOf(n, { schemaVersion, subjects, ...(given.synthetic === undefined ? {} : { synthetic: given.synthetic }) }),
  };
}

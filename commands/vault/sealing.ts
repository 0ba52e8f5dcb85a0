// Law: however many boxes are sealed or opened together, the vault is asked once for their keys; an erased subject's boxes hold nothing.
import type { Box, SealedBox } from '../../domain/ledger/event.js';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import type { ForeseenKey, OpenRequest, Opened, SealRequest } from '../../domain/ledger/vault.js';
import { openBox, sealBox } from './box.js';
import type { SubjectKey, SubjectKeys } from './subject-keys.js';

/** A subject's key is not in the vault, and no tombstone says why: the vault was restored from before the key was made. */
export class KeyLost extends Error {
  override readonly name = 'KeyLost';
}

/** Seals each request into a box, in their order; an erased subject's box is `erased`. */
export async function sealAll(keys: SubjectKeys, requests: readonly SealRequest[], foreseen?: ForeseenKey): Promise<readonly Box[]> {
  const [first, ...others] = requests;
  if (first === undefined) return [];
  if (others.length === 0) return [sealed(first, await keys.newest(first.subject, foreseen))];
  const bySubject = await keys.forSealing(requests.map(({ subject }) => subject));
  return requests.map((request) => sealed(request, bySubject.get(request.subject)));
}

/**
 * Opens each box, in their order. Asks for the keys as they stand now, so a reader that has seen a key's destruction
 * opens nothing of that subject. Throws BoxRefused for an altered box, KeyLost for a key that should be there.
 */
export async function openAll(
  keys: SubjectKeys,
  requests: readonly OpenRequest[],
  parts: (type: string, part: string) => PersonalPart,
): Promise<readonly Opened[]> {
  const subjects = new Set(requests.flatMap(({ box }) => (isSealed(box) ? [box.subject] : [])));
  const known = await keys.read([...subjects]);
  return requests.map(({ box, ...place }): Opened => {
    if (!isSealed(box) || known.erased.has(box.subject)) return { kind: 'erased' };
    const key = known.keys.get(box.subject)?.find(({ version }) => version === box.keyVersion);
    if (key === undefined) throw new KeyLost(`the vault has no key ${box.keyVersion} of subject ${box.subject}, and no tombstone`);
    return { kind: 'opened', values: openBox(place, parts(place.type, box.part), box, key.key) };
  });
}

function sealed({ part, subject, values, eventId, type, schemaVersion }: SealRequest, key: SubjectKey | undefined): Box {
  if (key === undefined) return { part: part.part, subject, erased: true };
  return sealBox({ eventId, type, schemaVersion }, part, subject, values, key);
}

function isSealed(box: Box): box is SealedBox {
  return !('erased' in box);
}

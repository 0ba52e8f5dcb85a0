// Law: a person's values are compared with the same person's earlier values in the stream; of an erased person nothing is told.
import { boxesOf, type PersonalValues, type RecordedEvent } from '../../domain/ledger/event.js';
import type { Opened } from '../../domain/ledger/vault.js';
import type { RowBox } from '../../read-models/table.js';
import type { BoxOpener } from '../personal/box-opener.js';
import { laterValues } from '../personal/later-values.js';
import type { Erased } from '../personal/open-rows.js';
import { fieldChanges, type FieldChange } from './field-changes.js';

/** What an event's boxes say, and what of it was not so before. */
export interface PersonalStory {
  readonly personal: Readonly<Record<string, PersonalValues | Erased>>;
  readonly changes: readonly FieldChange[];
}

/**
 * The personal part of some events of a stream, by event id. `past` is the stream up to the last of them, in order.
 * All boxes are opened together, and only those of people whom the events name.
 */
export async function personalStories(
  open: BoxOpener,
  past: readonly RecordedEvent[],
  told: ReadonlySet<string>,
): Promise<ReadonlyMap<string, PersonalStory>> {
  const named = new Set(past.filter((event) => told.has(event.id)).flatMap((event) => boxesOf(event).map((box) => box.subject)));
  const boxes = past.flatMap((event) => rowBoxesOf(event).filter(({ box }) => named.has(box.subject)));
  const opened = await open(boxes);
  const known = new Map<string, PersonalValues>();
  const stories = new Map<string, { personal: Record<string, PersonalValues | Erased>; changes: FieldChange[] }>();
  for (const [n, { eventId, type, box }] of boxes.entries()) {
    const story = stories.get(eventId) ?? { personal: {}, changes: [] };
    stories.set(eventId, story);
    const found: Opened = opened[n] ?? { kind: 'erased' };
    if (found.kind === 'erased') {
      story.personal[box.part] = { erased: true };
      continue;
    }
    const before = known.get(box.subject);
    const after = laterValues(before, type, found.values);
    known.set(box.subject, after);
    story.personal[box.part] = found.values;
    if (told.has(eventId)) story.changes.push(...fieldChanges(before ?? {}, after, `/personal/${box.part}`));
  }
  return stories;
}

function rowBoxesOf(event: RecordedEvent): readonly RowBox[] {
  return boxesOf(event).map((box) => ({ eventId: event.id, type: event.type, version: event.metadata.schemaVersion, box }));
}

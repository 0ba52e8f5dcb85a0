// Law: a command meets its record as its sender knows it, or hears how it stands.
import { Problem } from '../../domain/access/problem.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import type { LoadedRecord } from './loaded-record.js';
import type { CommandRequest } from './request.js';

/** The record must be there for a change and not yet for a creation, not merged away, and at the revision the client knows. */
export function requireStanding(definition: AnyCommandDefinition, record: LoadedRecord<unknown>, request: CommandRequest): void {
  const location = `/v1/${definition.record.path}/${record.id}`;
  if (definition.kind === 'create') {
    if (!record.exists) return;
    const survivor = definition.record.survivor?.(record.state) ?? record.id;
    throw new Problem(409, 'record-exists', 'The identifiers belong to a record that is there already.', {
      headers: { Location: `/v1/${definition.record.path}/${survivor}` },
    });
  }
  if (!record.exists && record.id !== definition.record.register) throw new Problem(404, 'record-not-found', 'There is no such record.');
  const survivor = definition.record.survivor?.(record.state) ?? null;
  if (survivor !== null) {
    throw new Problem(409, 'record-merged', 'The record was a duplicate and was merged into another.', {
      headers: { Location: `/v1/${definition.record.path}/${survivor}` },
    });
  }
  if (request.revision === 'optional') return;
  if (request.revision === 'required') {
    throw new Problem(428, 'if-match-required', 'A change needs If-Match with the revision you know.', {
      headers: { ETag: `"${record.revision}"` },
      members: { location },
    });
  }
  if (request.revision.match !== record.revision) {
    throw new Problem(412, 'stale-revision', `The record stands at revision ${record.revision}.`, {
      headers: { ETag: `"${record.revision}"` },
      members: { revision: record.revision },
    });
  }
}

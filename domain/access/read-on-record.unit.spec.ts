import { describe, expect, it } from 'vitest';
import { canonicalRead, type RecordedRead } from './read-on-record.js';

const read: RecordedRead = {
  ordinal: 9_007_199_254_740_993n,
  id: '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a001',
  readAt: '2026-05-01T09:00:00.000Z',
  recordedAt: '2026-05-01T09:00:00.004Z',
  actorId: '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a002',
  department: 'inspection',
  purpose: 'audit',
  caseId: '1447/2',
  act: 'request',
  method: 'GET',
  policy: 'records.read',
  route: '/v1/companies/:id',
  category: 'company',
  recordId: '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a003',
  asked: { limit: 20, after: 'x' },
  requestId: '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a004',
};

describe('the canonical form of an entry', () => {
  it('is frozen: what was sealed must be found the same', () => {
    expect(canonicalRead(read)).toBe(
      '{"act":"request","actorId":"6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a002","asked":{"after":"x","limit":20},"caseId":"1447/2","category":"company",' +
        '"department":"inspection","id":"6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a001","method":"GET","ordinal":"9007199254740993","policy":"records.read",' +
        '"purpose":"audit","readAt":"2026-05-01T09:00:00.000Z","recordId":"6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a003","recordedAt":"2026-05-01T09:00:00.004Z",' +
        '"requestId":"6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a004","route":"/v1/companies/:id","v":1}',
    );
  });

  it('holds every member of the entry', () => {
    const { ordinal: _ordinal, ...members } = read;
    expect(JSON.parse(canonicalRead(read))).toEqual({ v: 1, ordinal: '9007199254740993', ...members });
  });
});

import { describe, expect, it } from 'vitest';
import { laterValues } from './later-values.js';

describe('what is known of a person', () => {
  it('is the newest value of each field, also where it is none any more', () => {
    const first = laterValues(undefined, 'CitizenRegistered', { name: 'a', email: 'x', student: true });
    expect(laterValues(first, 'PersonCorrected', { name: 'b', email: null })).toEqual({ name: 'b', email: null, student: true });
  });

  it('has a new document’s number in the place of the earlier one of its kind', () => {
    const border = { scheme: 'border-number', value: '3000000000' };
    const first = { identifiers: [border, { scheme: 'iqama', value: '2000000006' }], email: 'x' };
    const iqama = { scheme: 'iqama', value: '2000000014' };
    expect(laterValues(first, 'ResidenceDocumentChanged', { identifier: iqama })).toEqual({ identifiers: [border, iqama], email: 'x' });
  });

  it('stays as it is when a document has no number', () => {
    const first = { identifiers: [{ scheme: 'iqama', value: '2000000006' }] };
    expect(laterValues(first, 'ResidenceDocumentChanged', { identifier: null })).toEqual(first);
    expect(laterValues(undefined, 'ResidenceDocumentChanged', { identifier: null })).toEqual({});
  });
});

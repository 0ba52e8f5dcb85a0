import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toIsoDate } from '../../../domain/standards/calendar.js';
import { temporaryVisaStay } from '../../../domain/rules/visa-rules.js';
import { ruleAt } from '../../../domain/rules/rule-table.js';
import { lastOfTerm } from '../terms-of-days.js';
import { weekdayOf } from './day.js';
import { Stream } from './stream.js';
import { temporaryTenures } from './temporary-days.js';

const { months, extensions } = ruleAt(temporaryVisaStay, toIsoDate('2024-01-01')).value;
/** Days before the first day of work on which somebody enters, at most. */
const ENTERS_BEFORE = 26;

it('comes one after the other on working days, each within a stay or an extended one, and is over long before the last day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 16_000, max: 20_000 }), fc.integer({ min: 0, max: 3_600 }), fc.nat(), (registeredOn, days, seed) => {
      const last = registeredOn + days;
      let before = registeredOn;
      for (const { from, to, comes, course } of temporaryTenures(registeredOn, last, Stream.at(seed))) {
        expect([comes, course, weekdayOf(from) <= 4, from > before]).toEqual(['visa', 'expires', true, true]);
        expect(to ?? last).toBeLessThanOrEqual(last - 100);
        expect(to ?? last).toBeLessThanOrEqual(lastOfTerm(from - ENTERS_BEFORE, months * (1 + extensions)));
        before = to ?? last;
      }
    }),
  );
});

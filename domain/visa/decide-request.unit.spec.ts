import { describe, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { deciderSpec } from '../testing/decider-spec.js';
import type { RequestVisas } from './commands.js';
import { visaDecider } from './decider.js';
import { employer, goodFacts, masons, nurses, requested, requester } from './testing/visa-examples.js';

const day = toIsoDate;
const spec = deciderSpec(visaDecider, goodFacts);

const lines = [
  { ...masons, count: 3 },
  { ...nurses, count: 2 },
];
const request = (change: Partial<RequestVisas['data']> = {}): RequestVisas => ({
  type: 'RequestVisas',
  data: { ...requester, kind: 'permanent', phase: 'expansion', lines, ...change },
});
const branch = { ...employer, establishment: { open: true, main: false } };

describe('the request of visas', () => {
  it('numbers its lines, and says what could not be answered', () => {
    spec
      .given([])
      .when(request())
      .then([requested()], {
        rules: ['visa.request-limits'],
        unknown: ['nitaqat-band', 'wage-protection', 'expired-permits', 'absher-balance'],
      });
  });

  it('from the balance of expansion is for branches and old companies too', () => {
    spec.given([]).when(request(), { employer: { ...branch, foundedOn: day('1999-01-01') } }).then([requested()]);
  });

  it('in the establishment phase is measured by the founding', () => {
    spec
      .given([])
      .when(request({ phase: 'establishment' }), { today: '2026-05-31' })
      .then([requested({ phase: 'establishment', effectiveOn: day('2026-05-31') })], {
        rules: ['visa.request-limits', 'visa.establishment-phase', 'contract.authentication-target'],
        unknown: ['nitaqat-band', 'establishment-phase-balance', 'authenticated-share'],
      });
  });

  it('in the establishment phase of a company without a founding day says so', () => {
    spec
      .given([])
      .when(request({ phase: 'establishment' }), { employer: { ...employer, foundedOn: null } })
      .then([requested({ phase: 'establishment' })], { unknown: ['nitaqat-band', 'establishment-phase-balance', 'founding-day'] });
  });

  it.each([
    ['a day ahead', request({ effectiveOn: day('2026-04-27') }), {}, 'visa.effective-in-future', '/effectiveOn'],
    ['a day too far back', request({ effectiveOn: day('2025-01-01') }), {}, 'visa.reported-too-late', '/effectiveOn'],
    ['a company nobody registered', request(), { employer: { ...employer, company: 'none' } }, 'visa.company-unknown', '/companyId'],
    ['a suspended company', request(), { employer: { ...employer, company: 'suspended' } }, 'visa.company-not-active', '/companyId'],
    ['no such establishment', request(), { employer: { ...employer, establishment: null } }, 'visa.establishment-not-open', '/establishmentId'],
    ['a closed establishment', request(), { employer: { ...employer, establishment: { open: false, main: true } } }, 'visa.establishment-not-open', '/establishmentId'],
    ['a line for citizens', request({ lines: [{ ...masons, nationality: 'SAU', count: 1 }] }), {}, 'visa.none-needed', '/lines/0/nationality'],
    [
      'a line for nationals of the Gulf Cooperation Council',
      request({ lines: [...lines, { ...masons, nationality: 'BHR', count: 1 }] }),
      {},
      'visa.none-needed',
      '/lines/2/nationality',
    ],
    ['the same line twice', request({ lines: [...lines, { ...masons, count: 9 }] }), {}, 'visa.line-repeated', '/lines/2'],
    ['too many visas in a line', request({ lines: [{ ...masons, count: 1_001 }] }), {}, 'visa.too-many-in-line', '/lines/0/count'],
    [
      'too many lines',
      request({ lines: Array.from({ length: 51 }, (_, n) => ({ ...masons, occupation: `7112${10 + n}`, count: 1 })) }),
      {},
      'visa.too-many-lines',
      '/lines',
    ],
    ['a branch in the establishment phase', request({ phase: 'establishment' }), { employer: branch }, 'visa.not-first-establishment', '/phase'],
    ['an establishment phase that is over', request({ phase: 'establishment' }), { today: '2026-06-01' }, 'visa.establishment-phase-over', '/phase'],
  ] as const)('is refused for %s', (_, command, facts, code, pointer) => {
    spec.given([]).when(command, facts).thenRefused(code, { pointer });
  });

  it('is refused for a record that was requested already', () => {
    spec.given([requested()]).when(request()).thenRefused('visa.already-requested');
  });
});

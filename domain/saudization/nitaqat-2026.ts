// Nitaqat 2026 as the ledger takes it unless a rule set is adopted. `assumed` marks what no source states: a named choice, to be replaced.
import { toIsoDate } from '../standards/calendar.js';
import { gates2026 } from './gate-rules.js';
import { curves2026 } from './nitaqat-2026-curves.js';
import { quotas2026 } from './nitaqat-2026-quotas.js';
import type { CapRule, CategoryRule, RuleSet } from './rule-set.js';

const wholeFrom4000 = [{ wageFrom: 4000, weight: 1 }, { wageFrom: 3000, weight: 0.5 }, { wageFrom: 0, weight: 0 }];
const always = (percent: number): CapRule['percent'] => [{ fromWorkers: 0, value: percent }];

/** A Saudi who counts by his category; what a rule does not say stays as here. */
const saudi = {
  of: 'saudis',
  side: 'saudi',
  belowSteps: 'none',
  activities: null,
  regions: null,
  months: null,
  certificate: null,
  cap: null,
} as const;

/** Someone who counts as a Saudi though he is none, within a tenth of them; beyond it as an expatriate (assumed). */
const asSaudi = (category: CategoryRule['category']): CategoryRule => ({
  ...saudi,
  category,
  of: 'others',
  weight: [{ wageFrom: 0, weight: 1 }],
  cap: { percent: always(10), inActivities: {}, beyond: 'expat' },
});

// The form of work limits the weight, so it is asked first; then the larger weights; the order is assumed.
const categories: readonly CategoryRule[] = [
  { ...saudi, category: 'flexible', weight: { perHours: 160 } },
  { ...saudi, category: 'part-time', weight: [{ wageFrom: 3000, weight: 0.5 }] },
  {
    ...saudi,
    category: 'disabled',
    weight: [{ wageFrom: 4000, weight: 4 }],
    belowSteps: 'ordinary',
    certificate: { fromWorkers: 50, otherwise: 1 },
    cap: { percent: [{ fromWorkers: 0, value: 20 }, { fromWorkers: 50, value: 10 }], inActivities: {}, beyond: 'ordinary' },
  },
  { ...saudi, category: 'released-prisoner', weight: [{ wageFrom: 0, weight: 2 }], cap: { percent: always(10), inActivities: {}, beyond: 'ordinary' } },
  { ...saudi, category: 'social-investment', weight: [{ wageFrom: 0, weight: 1.25 }], cap: { percent: always(20), inActivities: {}, beyond: 'ordinary' } },
  // A student beyond the cap counts as nobody (assumed): by wage he could count for more than within it.
  { ...saudi, category: 'student', weight: [{ wageFrom: 2000, weight: 0.5 }], cap: { percent: always(10), inActivities: { '460': 40 }, beyond: 'nobody' } },
  {
    ...saudi,
    category: 'ajeer-guard',
    weight: [{ wageFrom: 5500, weight: 1 }, { wageFrom: 4500, weight: 0.5 }],
    activities: ['477'],
  },
  { ...saudi, category: 'trainee', weight: [{ wageFrom: 2000, weight: 1 }], months: 24 },
  { ...saudi, category: 'owner', weight: [{ wageFrom: 0, weight: 1 }] },
  { ...saudi, category: 'outsourced', weight: [{ wageFrom: 0, weight: 1 }], cap: { percent: always(10), inActivities: {}, beyond: 'nobody' } },
  { ...saudi, category: 'remote', weight: wholeFrom4000 },
  asSaudi('mother-or-widow-of-saudi'),
  asSaudi('child-of-saudi-woman'),
  asSaudi('displaced-tribe'),
  { ...asSaudi('athlete'), cap: null },
  { ...saudi, category: 'dependant-spouse', of: 'others', side: 'expat', weight: [{ wageFrom: 0, weight: 0 }] },
];

/** The rule set of Nitaqat 2026. Source: MHRSD procedural guide 2026 (NIT26) and Qiwa's help, as transcribed (T). */
export const nitaqat2026: RuleSet = {
  name: 'nitaqat-2026',
  version: '1',
  from: toIsoDate('2026-04-26'),
  source: 'MHRSD, Nitaqat Mutawar procedural guide 2026 (ntaqat-almtwr.pdf), as transcribed by two third parties; first day: press',
  curves: curves2026,
  // Assumed: the sources say only "each year".
  curveYearBegins: '01-01',
  small: { below: 6, lowGreenFrom: 1, combinedActivity: '101', combineUpTo: 5 },
  // Assumed, all three.
  size: { counts: 'heads', over: 'average', gatedOut: 'left-out' },
  rounding: { ratio: null, threshold: null },
  window: {
    weeks: 26,
    weekBegins: 0,
    // The span of the twelve weeks is assumed.
    immediate: { weeks: 1, afterGreenWeeks: 13, whileOldestWeeks: 13, backAfterRedWeeks: 8, backAfterRedOf: { red: 12, within: 52 } },
  },
  // Council of Ministers' resolution 195. Before it no gate is taken to have stood (assumed: the sources name none).
  gate: [{ from: toIsoDate('2026-04-15'), authenticated: true, insured: true }],
  // Part-time work with two employers: general knowledge. Flexible work counts by its hours wherever it is done (assumed).
  employers: { most: 1, inCategories: { 'part-time': 2, flexible: 100 } },
  ordinary: { saudi: wholeFrom4000, expat: 1 },
  categories: [...categories],
  nationalities: [
    // Nationals of the Gulf states are no expatriates; beyond the cap they are nobody (assumed).
    {
      name: 'gcc',
      nationalities: ['ARE', 'BHR', 'KWT', 'OMN', 'QAT'],
      side: 'saudi',
      weight: 1,
      regions: null,
      cap: { percent: always(10), inActivities: {}, beyond: 'nobody' },
      capBase: 'saudis',
    },
    // The guide does not say on which side: assumed on the Saudis', as in the rules for Makkah and Madinah.
    { name: 'burmese', nationalities: ['MMR'], side: 'saudi', weight: 1, regions: ['SA-02', 'SA-03'], cap: null, capBase: 'saudis' },
    // The side is inferred; that the passport is Egyptian is not known, so every Palestinian is taken as one (assumed).
    {
      name: 'palestinian',
      nationalities: ['PSE'],
      side: 'expat',
      weight: 0.25,
      regions: null,
      cap: { percent: always(50), inActivities: {}, beyond: 'expat' },
      capBase: 'workers',
    },
  ],
  // Assumed, as is the order: own caps, then joint ones, the larger weight losing first.
  caps: { base: 'heads', rounding: 'down' },
  jointCaps: [
    { name: 'special', of: ['disabled', 'released-prisoner', 'student'], percent: 15, inActivities: { '460': 40 } },
    { name: 'alike', of: ['mother-or-widow-of-saudi', 'child-of-saudi-woman', 'displaced-tribe', 'gcc', 'outsourced'], percent: 15, inActivities: {} },
  ],
  quotas: [...quotas2026],
  // The guide lets low green renew, Qiwa's text does not: the guide is followed (conflict). Transfers: not stated. Visas of the founding phase: press.
  lowGreen: { renewPermit: true, receiveTransfer: false, establishmentVisas: true },
  gates: gates2026,
};

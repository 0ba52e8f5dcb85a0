// Quotas of professions as the ledger takes them unless a rule set is adopted. Titles of the decisions are not published with them: groups of occupations stand for them.
import { toIsoDate } from '../standards/calendar.js';
import type { QuotaRule } from './quota-rule.js';

const guide = 'ministerial decision and its procedural guide, as transcribed by a third party (T)';
const press = 'press (S)';
const anywhere: QuotaRule['isic'] = { only: null, except: [] };

type Step = QuotaRule['steps'][number];
const step = (from: string, workersFrom: number | null, percent: number): Step => ({ from: toIsoDate(from), shares: [{ workersFrom, percent }] });
const wage = (wageFrom: number, qualification: QuotaRule['wages'][number]['qualification'] = null): QuotaRule['wages'][number] => ({ qualification, wageFrom });

/** A row; what it does not say no source does. */
function quota(profession: string, occupations: readonly string[], row: Partial<QuotaRule> & Pick<QuotaRule, 'steps'>): QuotaRule {
  const assumed: QuotaRule['assumed'] = ['occupations', ...(row.level === undefined ? ['level' as const] : []), ...(row.assumed ?? [])];
  return {
    profession,
    decision: null,
    source: press,
    level: 'establishment',
    occupations: [...occupations],
    approximate: true,
    isic: anywhere,
    wages: [],
    accreditation: null,
    rounding: 'half-up',
    ...row,
    assumed,
  };
}

const pharmacies = ['477211', '862063', '862040'];
const hospitals = ['861011'];
const pharmacy = { decision: '103111', source: guide, wages: [wage(7_000)], accreditation: 'SCFHS' } satisfies Partial<QuotaRule>;
const health = { wages: [wage(5_000)], accreditation: 'SCFHS', assumed: ['steps'] } satisfies Partial<QuotaRule>;
const tourism = { isic: { only: ['55', '79'], except: [] }, assumed: ['isic'] } satisfies Partial<QuotaRule>;

/** The quotas. A first day of a part of the Kingdom is not told: the first of all of it stands (assumed: steps). */
export const quotas2026: readonly QuotaRule[] = [
  quota('accounting', ['2411'], {
    decision: '103108',
    source: guide,
    level: 'establishment',
    steps: [
      step('2025-10-27', 5, 40),
      step('2026-10-27', 5, 50),
      step('2027-10-27', 5, 60),
      step('2028-10-27', 5, 70),
      { from: toIsoDate('2029-10-27'), shares: [{ workersFrom: 3, percent: 30 }, { workersFrom: 5, percent: 70 }] },
    ],
    wages: [wage(6_000, 'bachelor'), wage(4_500, 'diploma')],
    accreditation: 'SOCPA',
  }),
  quota('dentistry', ['2261'], { decision: '103107', source: guide, steps: [step('2025-07-27', 3, 45), step('2026-01-27', 3, 55)], wages: [wage(9_000)], accreditation: 'SCFHS' }),
  quota('pharmacy-community', ['2262'], { ...pharmacy, isic: { only: pharmacies, except: [] }, steps: [step('2025-07-27', 5, 35)] }),
  quota('pharmacy-hospital', ['2262'], { ...pharmacy, isic: { only: hospitals, except: [] }, steps: [step('2025-07-27', 5, 65)] }),
  quota('pharmacy-other', ['2262'], { ...pharmacy, isic: { only: null, except: [...pharmacies, ...hospitals] }, steps: [step('2025-07-27', 5, 55)] }),
  quota('engineering', ['214', '215'], { decision: '93483', source: guide, level: 'entity', steps: [step('2026-06-30', 5, 30)], wages: [wage(8_000)], accreditation: 'SCE' }),
  quota('engineering-technical', ['311'], { decision: '103105', source: guide, steps: [step('2025-07-27', 5, 30)], wages: [wage(5_000)], accreditation: 'SCE' }),
  quota('marketing', ['2431'], { decision: '101319', source: guide, level: 'entity', steps: [step('2026-04-19', 3, 60)], wages: [wage(5_500)] }),
  quota('sales', ['3322'], { decision: '101278', source: guide, level: 'entity', steps: [step('2026-04-19', 3, 60)] }),
  quota('project-management', ['121314', '242108'], { decision: '41454', source: guide, level: 'entity', steps: [step('2027-02-14', 3, 70)] }),
  quota('procurement', ['3323'], { steps: [step('2026-05-30', 3, 70)], assumed: ['steps'] }),
  // Specialists need 7,000, technicians 5,000: those of groups of professionals (2) are taken for specialists.
  quota('radiology', ['3211'], { ...health, steps: [step('2025-10-17', 1, 65)] }),
  quota('laboratories', ['3212'], { ...health, steps: [step('2025-10-17', 1, 70)] }),
  quota('clinical-nutrition', ['2265'], { ...health, wages: [wage(7_000)], steps: [step('2025-10-17', 1, 80)] }),
  quota('physiotherapy', ['2264'], { ...health, wages: [wage(7_000)], steps: [step('2025-10-17', 1, 80)] }),
  quota('tourism-reception', ['4224'], { ...tourism, steps: [step('2026-04-22', null, 100)] }),
  quota('tourism-guides', ['5113'], { ...tourism, steps: [step('2026-04-22', null, 70)] }),
  quota('tourism-agents', ['4221'], { ...tourism, steps: [step('2026-04-22', null, 50)] }),
  quota('tourism-chefs', ['3434'], { ...tourism, steps: [step('2027-01-03', null, 30)] }),
  quota('tourism-hotel-managers', ['1411'], { ...tourism, steps: [step('2028-01-02', null, 50)] }),
  quota('administrative-support', ['3343', '4110', '4120'], { steps: [step('2026-04-05', 1, 100)] }),
  quota('consulting', ['2421'], { isic: { only: ['7020'], except: [] }, steps: [step('2024-03-25', null, 40)], assumed: ['isic'] }),
];

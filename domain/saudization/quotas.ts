// Law: of the quotas that a worker’s occupation comes under the one of the highest share is his; he is counted in no other.
import type { IsoDate } from '../standards/calendar.js';
import { isSaudi } from '../standards/nationality.js';
import type { Accreditation, Qualification, QuotaRule } from './quota-rule.js';
import type { RuleSet } from './rule-set.js';

/** What of a worker quotas look at, on a day on which he works there. */
export interface QuotaWorker {
  readonly ref: string;
  readonly nationality: string;
  /** ISCO unit group, or a title under one. */
  readonly occupation: string;
  /** Contributory wage, SAR a month. */
  readonly wage: number;
  readonly establishment: string;
  /** Bodies that have accredited him. */
  readonly accreditations: readonly Accreditation[];
  /** Null: not known; then the lowest floor is his (assumed). */
  readonly qualification: Qualification | null;
}

/** Where workers work. */
export interface QuotaEstablishment {
  readonly id: string;
  /** ISIC class, or more digits of it. */
  readonly isic: string;
}

/** Why a worker of the profession is none of those who fill the quota. */
export type NotCounted = 'not-saudi' | 'below-wage' | 'not-accredited';

/** A quota as it stands for an entity (`establishment` null) or one establishment. */
export interface QuotaStanding {
  readonly profession: string;
  readonly decision: string | null;
  readonly approximate: boolean;
  readonly establishment: string | null;
  /** Least number of workers; null: none is stated. */
  readonly workersFrom: number | null;
  readonly percent: number;
  readonly workers: number;
  readonly required: number;
  readonly counted: number;
  /** Saudis who count that are missing. */
  readonly short: number;
  readonly notCounted: readonly { readonly ref: string; readonly why: NotCounted }[];
}

interface Unit {
  readonly establishment: string | null;
  readonly workers: readonly QuotaWorker[];
}

interface DueUnit extends Unit {
  readonly rule: QuotaRule;
  readonly share: { readonly workersFrom: number | null; readonly percent: number };
}

/** The quotas that an entity comes under on a day; those of too few workers are left out. */
export function quotaStandings(rules: Pick<RuleSet, 'quotas'>, establishments: readonly QuotaEstablishment[], workers: readonly QuotaWorker[], day: IsoDate): readonly QuotaStanding[] {
  const due = rules.quotas.flatMap((rule) => unitsOf(rule, establishments, workers).flatMap((unit) => dueOf(rule, unit, day).map((one) => ({ ...one, all: unit.workers }))));
  // A sort keeps the order of the rule set among equal shares.
  due.sort((a, b) => b.share.percent - a.share.percent);
  const taken = new Set<QuotaWorker>();
  const found: QuotaStanding[] = [];
  for (const { rule, establishment, all } of due) {
    // Who comes under a higher share is gone: what is left may be too few, or enough for a smaller share only.
    const [left] = dueOf(rule, { establishment, workers: all.filter((one) => !taken.has(one)) }, day);
    if (left === undefined) continue;
    const heads = new Set(left.workers.map(({ ref }) => ref));
    for (const one of all) if (heads.has(one.ref)) taken.add(one);
    found.push(standingOf(left));
  }
  return found;
}

function unitsOf(rule: QuotaRule, establishments: readonly QuotaEstablishment[], workers: readonly QuotaWorker[]): readonly Unit[] {
  const inActivity = new Set(establishments.filter(({ isic }) => isOfActivity(rule, isic)).map(({ id }) => id));
  const own = workers.filter(({ occupation, establishment }) => inActivity.has(establishment) && rule.occupations.some((prefix) => occupation.startsWith(prefix)));
  if (rule.level === 'entity') return [{ establishment: null, workers: own }];
  return [...inActivity].map((establishment) => ({ establishment, workers: own.filter((one) => one.establishment === establishment) }));
}

/** Codes of different length agree as far as both go. */
function isOfActivity({ isic: { only, except } }: QuotaRule, isic: string): boolean {
  const agrees = (code: string): boolean => isic.startsWith(code) || code.startsWith(isic);
  return !except.some(agrees) && (only === null || only.some(agrees));
}

function dueOf(rule: QuotaRule, { establishment, workers: all }: Unit, day: IsoDate): readonly DueUnit[] {
  const workers = onceEach(all);
  const share = rule.steps.findLast(({ from }) => from <= day)?.shares.findLast(({ workersFrom }) => workers.length >= (workersFrom ?? 1));
  return share === undefined ? [] : [{ rule, establishment, workers, share }];
}

/** Who works at two establishments of an entity is one head of it. */
function onceEach(workers: readonly QuotaWorker[]): readonly QuotaWorker[] {
  const refs = new Set<string>();
  return workers.filter(({ ref }) => refs.size < refs.add(ref).size);
}

function standingOf({ rule, establishment, workers, share: { workersFrom, percent } }: DueUnit): QuotaStanding {
  const notCounted = workers.flatMap((one) => {
    const why = whyNot(rule, one);
    return why === null ? [] : [{ ref: one.ref, why }];
  });
  const required = heads(rule, (percent * workers.length) / 100);
  const counted = workers.length - notCounted.length;
  const { profession, decision, approximate } = rule;
  return { profession, decision, approximate, establishment, workersFrom, percent, workers: workers.length, required, counted, short: Math.max(0, required - counted), notCounted };
}

function whyNot({ wages, accreditation }: QuotaRule, { nationality, wage, qualification, accreditations }: QuotaWorker): NotCounted | null {
  if (!isSaudi(nationality)) return 'not-saudi';
  const own = wages.filter((one) => one.qualification === null || qualification === null || one.qualification === qualification);
  const floor = Math.min(...own.map(({ wageFrom }) => wageFrom));
  if (own.length > 0 && wage < floor) return 'below-wage';
  return accreditation === null || accreditations.includes(accreditation) ? null : 'not-accredited';
}

/** A millionth keeps a share that is whole in percent from being a head less. */
function heads({ rounding }: QuotaRule, share: number): number {
  if (rounding === 'half-up') return Math.floor(share + 0.5 + 1e-6);
  return rounding === 'down' ? Math.floor(share + 1e-6) : Math.ceil(share - 1e-6);
}

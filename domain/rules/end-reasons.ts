// Law: why a contract ends decides when it ends, which end-of-service award is due, and who counts as having ended it.
import { z } from 'zod';
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Why an employment contract ends. */
export const endReasons = [
  'expiry',
  'mutual-agreement',
  'resignation',
  'notice-by-employer',
  'notice-by-employee',
  'probation',
  'article-80',
  'article-81',
  'retirement',
  'death',
  'disability',
  'force-majeure',
  'work-completed',
  'establishment-closed',
  'marriage-or-birth',
  'unlawful-by-employer',
  'unlawful-by-employee',
  'transfer',
] as const;

/** Why an employment contract ends. */
export type EndReason = (typeof endReasons)[number];

/** Why an employment contract ends. */
export const endReason = z.enum(endReasons).meta({ description: 'Why the contract ends' });

/** What follows from a reason. */
export interface EndConsequence {
  /** Article of the Labour Law. */
  readonly article: string;
  /** Whether the contract ends on the day itself, after a notice, or with its term. */
  readonly ends: 'at-once' | 'after-notice' | 'with-term';
  /** Which award is due: the whole, the share of who resigns, or none. */
  readonly award: 'full' | 'resignation-share' | 'none';
  /** Who counts as having ended it, for the days of the final pay. */
  readonly endedBy: 'employer' | 'employee';
}

function consequence(article: string, ends: EndConsequence['ends'], award: EndConsequence['award'], endedBy: EndConsequence['endedBy']): EndConsequence {
  return { article, ends, award, endedBy };
}

/**
 * The consequences of each reason. Not stated by the sources and therefore assumed: the award on a transfer (whole, since the new
 * employer starts a service of its own), and who counts as having ended a contract that nobody ended (the employer: the earlier pay day).
 */
export const endConsequences: RuleTable<Readonly<Record<EndReason, EndConsequence>>> = ruleTable('contract.end-consequences', '1', [
  {
    from: '2018-01-01',
    value: {
      expiry: consequence('74', 'with-term', 'full', 'employer'),
      'mutual-agreement': consequence('74', 'at-once', 'full', 'employer'),
      resignation: consequence('85', 'after-notice', 'resignation-share', 'employee'),
      'notice-by-employer': consequence('75', 'after-notice', 'full', 'employer'),
      'notice-by-employee': consequence('75', 'after-notice', 'resignation-share', 'employee'),
      probation: consequence('53', 'at-once', 'none', 'employer'),
      'article-80': consequence('80', 'at-once', 'none', 'employer'),
      'article-81': consequence('81', 'at-once', 'full', 'employee'),
      retirement: consequence('74', 'at-once', 'full', 'employer'),
      death: consequence('79', 'at-once', 'full', 'employer'),
      disability: consequence('79', 'at-once', 'full', 'employer'),
      'force-majeure': consequence('74', 'at-once', 'full', 'employer'),
      'work-completed': consequence('57', 'at-once', 'full', 'employer'),
      'establishment-closed': consequence('74', 'at-once', 'full', 'employer'),
      'marriage-or-birth': consequence('87', 'at-once', 'full', 'employee'),
      'unlawful-by-employer': consequence('77', 'at-once', 'full', 'employer'),
      'unlawful-by-employee': consequence('77', 'at-once', 'resignation-share', 'employee'),
      transfer: consequence('74', 'at-once', 'full', 'employer'),
    },
    source: 'Labour Law Art. 53, 57, 74-81, 84-88',
    confidence: 'S',
  },
]);

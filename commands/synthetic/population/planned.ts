// Law: what is planned is attributes and days; how it is told as commands, or written down as a state, is for others.
import type { LegalForm } from '../../../domain/company/legal-form.js';
import type { VisaKind } from '../../../domain/rules/visa-rules.js';
import type { Category } from '../../../domain/saudization/category.js';
import type { NitaqatActivityCode } from '../../../domain/standards/nitaqat-activity.js';
import type { RegionCode } from '../../../domain/standards/regions.js';
import type { Sex } from '../../../domain/standards/sex.js';
import type { Course } from './course.js';
import type { Day } from './market.js';

/** Companies that may exchange people with one another, and with no other block. */
export interface PlannedBlock {
  readonly n: number;
  readonly companies: readonly PlannedCompany[];
}

/** A text in both scripts. */
export interface BothScripts {
  readonly ar: string;
  readonly en: string;
}

export interface PlannedCompany {
  /** From 0 on, over the whole market. */
  readonly n: number;
  readonly unifiedNumber: string;
  readonly name: BothScripts;
  readonly legalForm: LegalForm;
  readonly owner: PlannedOwner;
  /** Who acts for it: its owner where that is a human. */
  readonly representative: PlannedPerson;
  /** Section of ISIC Rev. 4. */
  readonly section: string;
  /** May lie long before the history. */
  readonly foundedOn: Day;
  /** Day on which the ledger learns of it: in the first weeks of the history for those that were there before. */
  readonly registeredOn: Day;
  readonly closesOn: Day | null;
  /** Nobody is hired and nobody leaves within it, nor in the 45 days before. */
  readonly suspension: PlannedSpan | null;
  /** The main one first. */
  readonly establishments: readonly PlannedEstablishment[];
  /** Its certificates for employing people with disabilities. */
  readonly mowaamah: readonly PlannedSpan[];
  readonly posts: readonly PlannedPost[];
  /** What its human owner does in it himself: he is insured for it without a contract, and is none of its employees; null where he does nothing. */
  readonly ownersPost: PlannedPost | null;
  /** Where it stands clearly in all weeks that are rated; null where the history ends before the first. Nobody comes by visa or transfer then but to who is clearly in medium green or above. */
  readonly clearBand: ClearBand | null;
}

/** What a company may stand on in all weeks that are rated: two bands, their opposite, or nothing that is sure. */
export type ClearBand = 'RED' | 'LOW_GREEN' | 'MEDIUM_GREEN' | 'unclear';

export type PlannedOwner =
  | { readonly kind: 'natural'; readonly person: PlannedPerson }
  | { readonly kind: 'legal'; readonly unifiedNumber: string; readonly name: BothScripts };

/** Both days counted; `to` null: until further notice. */
export interface PlannedSpan {
  readonly from: Day;
  readonly to: Day | null;
}

export interface PlannedEstablishment {
  /** From 0 on, within its company. */
  readonly n: number;
  /** Labour-office number. */
  readonly number: string;
  readonly name: BothScripts;
  readonly main: boolean;
  readonly isic: string;
  readonly nitaqat: NitaqatActivityCode;
  readonly region: RegionCode;
  readonly opensOn: Day;
  readonly closesOn: Day | null;
}

/** A place of work that people hold one after the other. All of them share its attributes, so the stock keeps its proportions on every day. */
export interface PlannedPost {
  /** From 0 on, within its company. */
  readonly n: number;
  /** Index among the company's establishments. */
  readonly establishment: number;
  readonly side: 'saudi' | 'expat';
  readonly sex: Sex;
  /** Alpha-3; nationals of the Gulf states are on the side of the expats here and need no permit. */
  readonly nationality: string;
  /** SSCO, six digits. */
  readonly occupation: string;
  readonly skill: 'high' | 'skilled' | 'basic';
  /** Contributory wage in riyals a month: basic and housing. */
  readonly wage: number;
  /** What makes its holders count otherwise than by wage, working time included. */
  readonly categories: readonly Category[];
  readonly workingTime: 'full-time' | 'part-time' | 'flexible' | 'remote';
  /** Hours a month, for flexible work only. */
  readonly hours: number | null;
  readonly contract: 'fixed' | 'indefinite';
  /** Months of a term; 0 for indefinite ones. */
  readonly months: number;
  /** Held for some weeks or months only: not by who is there on the last day. */
  readonly seasonal: boolean;
  /** On which kind of visa somebody enters for it. */
  readonly visaKind: VisaKind;
  /** In order of day; never two at once. */
  readonly tenures: readonly PlannedTenure[];
}

export interface PlannedTenure {
  readonly person: PlannedPerson;
  /** First day of work: a Sunday to Thursday. */
  readonly from: Day;
  /** Last day of work; null: still there on the last day of the history. */
  readonly to: Day | null;
  readonly comes: 'local' | 'visa' | 'transfer';
  /** How it goes on: one of the courses that end a contract where `to` is a day, else one of the others. Of a fixed one that expires or is not renewed, `to` is the last day of a term. */
  readonly course: Course;
  /** Where he came from or goes to by a transfer, within the block. */
  readonly transfer: PlannedTransfer | null;
}

/** Other ends of transfers: the tenure before and the one after, each by company (over the market), post and place among its tenures. */
export interface PlannedTransfer {
  readonly from: TenureName | null;
  readonly to: TenureName | null;
}

export interface TenureName {
  readonly company: number;
  readonly post: number;
  readonly tenure: number;
}

/** A made-up human. His names, numbers and contacts follow from this (`person-facts.ts`). */
export interface PlannedPerson {
  /** Citizens and others are numbered apart, each over the whole market: all their numbers follow from it. */
  readonly n: number;
  readonly sex: Sex;
  readonly nationality: string;
  readonly bornOn: Day;
}

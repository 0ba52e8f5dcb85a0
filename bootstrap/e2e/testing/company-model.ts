// A company as a client may expect it, written down without looking at the program: what each command does, and what it is answered.
import fc from 'fast-check';
import type { Numbers } from './market.js';

/** An establishment as the model knows it. */
interface Place {
  readonly id: string;
  readonly number: string;
  readonly main: boolean;
  open: boolean;
  isic: string;
}

/** The model. */
export interface ModelCompany {
  readonly id: string;
  /** Position of its registration: who reads before the first change asks for that. */
  readonly registeredAt: string;
  revision: number;
  status: 'active' | 'suspended' | 'closed';
  name: string;
  readonly places: Place[];
}

/** A step of a walk; `pick` chooses among what is there. */
export interface Step {
  readonly kind:
    | 'describe'
    | 'open'
    | 'open-again'
    | 'shut'
    | 'activity'
    | 'suspend'
    | 'resume'
    | 'close'
    | 'again'
    | 'other-payload'
    | 'stale'
    | 'look';
  readonly pick: number;
}

const weights: readonly [Step['kind'], number][] = [
  ['describe', 4],
  ['open', 8],
  ['open-again', 2],
  ['shut', 4],
  ['activity', 5],
  ['suspend', 3],
  ['resume', 4],
  ['close', 1],
  ['again', 6],
  ['other-payload', 2],
  ['stale', 3],
  ['look', 3],
];

export const steps = (count: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.record({
      kind: fc.oneof(...weights.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
      pick: fc.nat(1_000),
    }),
    { minLength: count, maxLength: count },
  );

/** A command that a step sends, and what the model expects: the number of events, or the code of the refusal. */
export interface Sent {
  readonly action: string;
  readonly data: object;
  readonly expect: { readonly events: readonly string[] } | { readonly code: string };
  /** What the model does when it is accepted; told the id of a place that was opened. */
  readonly then: (placeId: string) => void;
}

type Kind = Exclude<Step['kind'], 'again' | 'other-payload' | 'stale' | 'look'>;

/** The command of a step. */
export function sentBy(kind: Kind, pick: number, company: ModelCompany, numbers: Numbers): Sent {
  const place = company.places[pick % company.places.length];
  const closed = company.status === 'closed' ? 'company.closed' : undefined;
  const inactive = company.status === 'suspended' ? 'company.suspended' : closed;
  switch (kind) {
    case 'describe': {
      const name = `Example ${numbers.digits(6)}`;
      const data = { name: { ar: null, en: name }, legalForm: 'limited-liability', contact: { phone: null, email: null, website: null } };
      return sent('descriptions', data, closed, ['CompanyDescribed'], () => void (company.name = name));
    }
    case 'open':
      return opened(company, numbers.establishment(), pick % 4 === 0, inactive);
    case 'open-again':
      return opened(company, place?.number ?? '', false, inactive);
    case 'shut':
      return sent(
        'establishment-closures',
        { establishmentId: idOf(place), reason: 'moved' },
        closed ?? unshuttable(company, place),
        ['EstablishmentClosed'],
        () => {
          if (place !== undefined) place.open = false;
        },
      );
    case 'activity': {
      const isic = pick % 2 === 0 ? '4100' : '4711';
      const unchanged = place?.isic === isic ? 'company.activity-unchanged' : undefined;
      const data = { establishmentId: idOf(place), isicActivity: isic, nitaqatActivity: '450' };
      return sent('establishment-activities', data, inactive ?? notOpen(place) ?? unchanged, ['EstablishmentActivityChanged'], () => {
        if (place !== undefined) place.isic = isic;
      });
    }
    case 'suspend':
      return sent(
        'suspension',
        { reason: 'court-order' },
        closed ?? (company.status === 'suspended' ? 'company.already-suspended' : undefined),
        ['CompanySuspended'],
        () => {
          company.status = 'suspended';
        },
      );
    case 'resume':
      return sent(
        'resumption',
        {},
        closed ?? (company.status === 'active' ? 'company.not-suspended' : undefined),
        ['CompanyResumed'],
        () => {
          company.status = 'active';
        },
      );
    case 'close': {
      const open = company.places.filter((one) => one.open);
      return sent('closure', { reason: 'liquidated' }, closed, [...open.map(() => 'EstablishmentClosed'), 'CompanyClosed'], () => {
        company.status = 'closed';
        for (const one of open) one.open = false;
      });
    }
  }
}

function opened(company: ModelCompany, number: string, main: boolean, inactive: string | undefined): Sent {
  const hasMain = company.places.some((place) => place.open && place.main);
  const known = company.places.some((place) => place.number === number) ? 'company.establishment-known' : undefined;
  const misplaced = main && hasMain ? 'company.main-establishment-exists' : !main && !hasMain ? 'company.no-main-establishment' : undefined;
  const data = { number, name: { ar: null, en: 'Branch' }, main, isicActivity: '4100', nitaqatActivity: '450', region: 'SA-02' };
  return sent('establishments', data, inactive ?? known ?? misplaced, ['EstablishmentOpened'], (id) => {
    company.places.push({ id, number, main, open: true, isic: '4100' });
  });
}

function unshuttable(company: ModelCompany, place: Place | undefined): string | undefined {
  const others = company.places.some((one) => one.open && one !== place);
  return notOpen(place) ?? (place?.main === true && others ? 'company.main-establishment-has-branches' : undefined);
}

function notOpen(place: Place | undefined): string | undefined {
  return place?.open === true ? undefined : 'company.establishment-closed';
}

function idOf(place: Place | undefined): string {
  if (place === undefined) throw new Error('a company of the model has its main establishment from the start');
  return place.id;
}

function sent(action: string, data: object, refusal: string | undefined, events: readonly string[], then: Sent['then']): Sent {
  return { action, data, expect: refusal === undefined ? { events } : { code: refusal }, then };
}

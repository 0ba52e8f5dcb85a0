import { addDays, addMonths, type IsoDate } from '../../../domain/standards/calendar.js';
import { change, madeBy, make, workday, type MarketLine, type Script } from '../market-line.js';
import type { Place, PlannedCompany } from './planned-company.js';

/** The life of a company as a legal register. */
export function companyScript(company: PlannedCompany): readonly Script[] {
  const { key, cast, main, suspension, closesOn } = company;
  const { isic, nitaqat, region, form, ar, en } = cast;
  const record = madeBy(key);
  const owner =
    company.owner.kind === 'legal'
      ? { kind: 'legal', unifiedNumber: company.owner.unifiedNumber, name: { ar: `مجموعة ${ar}`, en: `${en} Holding` } }
      : { kind: 'natural', identifiers: [company.owner.person.identifier], name: company.owner.person.name };
  const registered = make(company.registeredOn, key, 'RegisterCompany', {
    unifiedNumber: company.unifiedNumber,
    name: { ar, en },
    legalForm: form,
    owner,
    foundedOn: company.foundedOn,
    establishment: { number: main.number, name: { ar, en }, isicActivity: isic, nitaqatActivity: nitaqat, region },
  });
  const described = change(workday(addDays(company.registeredOn, 15)), `${key}-description`, 'DescribeCompany', record, {
    name: { ar, en },
    legalForm: form,
    contact: { phone: '+966110000000', email: `info@${key}.example`, website: `https://${key}.example` },
  });
  return [
    [registered],
    ...(cast.citizens + cast.residents > 20 ? [[described]] : []),
    ...company.branches.map((place) => branchScript(company, place)),
    ...(suspension === null ? [] : [suspended(company, suspension)]),
    ...(closesOn === null ? [] : [[change(closesOn, `${key}-closure`, 'CloseCompany', record, { reason: 'owner-request' })]]),
  ];
}

function branchScript({ key, cast }: PlannedCompany, place: Place): Script {
  const { branch, opensOn, closesOn } = place;
  if (branch === null) return [];
  const opened = change(opensOn, place.key, 'OpenEstablishment', madeBy(key), {
    number: place.number,
    name: { ar: `${cast.ar} ${branch.ar}`, en: `${cast.en} ${branch.en}` },
    isicActivity: cast.isic,
    nitaqatActivity: cast.nitaqat,
    region: branch.region,
    main: false,
  });
  const closed = (day: IsoDate): MarketLine =>
    change(day, `${place.key}-closing`, 'CloseEstablishment', madeBy(key), { establishmentId: place.establishment, reason: 'moved' });
  return closesOn === null ? [opened] : [opened, closed(closesOn)];
}

function suspended({ key }: PlannedCompany, { from, to }: { readonly from: IsoDate; readonly to: IsoDate }): Script {
  return [
    change(from, `${key}-suspension`, 'SuspendCompany', madeBy(key), { reason: 'wage-protection' }),
    change(to, `${key}-resumption`, 'ResumeCompany', madeBy(key)),
  ];
}

/** A company that begins to do something else in one of its places, in the second year of the history. */
export function activityScript(company: PlannedCompany, place: Place, start: IsoDate): Script {
  const day = workday(addMonths(start, 17));
  return [
    change(day, `${place.key}-activity`, 'ChangeEstablishmentActivity', madeBy(company.key), {
      establishmentId: place.establishment,
      isicActivity: '4721',
      nitaqatActivity: company.cast.nitaqat,
    }),
  ];
}

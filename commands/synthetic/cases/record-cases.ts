// Single cases of records of people: corrections about earlier days, numbers mistyped, duplicates, a naturalisation, a death.
import { partiesOf } from '../jobs/job.js';
import { drafted } from '../jobs/offer-script.js';
import { bearerOf, change, spoken, workdayAfter, type Script } from '../market-line.js';
import { described, personKey, recordOf } from '../people/person.js';
import { identityOf } from '../population/person-facts.js';
import { register } from '../people/registration.js';
import { isoDay, workdayOn } from '../population/day.js';
import { monthsAfter } from '../terms-of-days.js';
import { hired, hostAt, known, LEAD_DAYS, inForce, oneCase, plainJob, withFacts, type CaseParts } from './case-parts.js';

/** Each case is a script of its own; all lie in the second year of the history, or late in the first. */
export function recordCases(parts: CaseParts): readonly Script[] {
  return [correction(parts), mistypedIqama(parts), duplicate(parts), naturalisation(parts), death(parts), ...weightingFacts(parts)];
}

/** The register had the birth date wrong from the first day: the correction takes effect on that day. */
function correction({ start, people }: CaseParts): Script {
  const person = people.citizen('female');
  const day = workdayOn(monthsAfter(start, 5));
  const right = { ...described({ ...person, bornOn: person.bornOn + 9 }), name: described(person)['name'] };
  return oneCase(
    known(person, day),
    change(workdayAfter(day, 190), `${personKey(person)}-correction`, 'CorrectPerson', recordOf(person), {
      identifiers: [identityOf(person)],
      nationality: 'SAU',
      ...right,
      reason: 'official-document',
      effectiveOn: isoDay(day),
    }),
  );
}

/** Two iqamas were mixed up; once the first bearer is corrected, the number is free for its real one, the same day. */
function mistypedIqama({ start, people }: CaseParts): Script {
  const wrong = people.resident('IND', 'male');
  const right = people.resident('PAK', 'male');
  const own = people.resident('IND', 'male');
  const day = workdayOn(monthsAfter(start, 6));
  const corrected = workdayAfter(day, 40);
  return oneCase(
    known(wrong, day),
    change(corrected, `${personKey(wrong)}-correction`, 'CorrectPerson', recordOf(wrong), {
      identifiers: [identityOf(own)],
      nationality: 'IND',
      ...described(wrong),
      reason: 'typing-error',
    }),
    register(corrected, right, { document: { scheme: 'iqama', value: identityOf(wrong).value }, expiresOn: corrected + 200 }),
  );
}

/** A traveller was registered under his border number, and again under his iqama: the second record is merged into the first. */
function duplicate({ start, people }: CaseParts): Script {
  const person = people.resident('EGY', 'male');
  const again = `${personKey(person)}-again`;
  const day = workdayOn(monthsAfter(start, 7));
  const found = workdayAfter(day, 60);
  const iqama = identityOf(person);
  const record = { createdBy: again };
  return oneCase(
    register(day, person),
    register(workdayAfter(day, 30), person, { key: again, expiresOn: day + 380 }),
    change(found, `${again}-merge`, 'MergeDuplicate', record, { survivorId: recordOf(person) }),
    change(found, `${again}-weighting`, 'RecordWeightingFacts', record, { weighting: { student: true } }, 'record-merged'),
    change(workdayAfter(found, 1), `${personKey(person)}-iqama`, 'ChangeResidenceDocument', bearerOf('iqama', iqama.value), {
      document: { ...iqama, expiresOn: isoDay(day + 380) },
    }),
  );
}

/** A resident becomes a citizen. */
function naturalisation({ start, people }: CaseParts): Script {
  const person = people.resident('SYR', 'female');
  const citizen = people.citizen('female');
  const day = workdayOn(monthsAfter(start, 3));
  return oneCase(
    known(person, day, 400),
    change(workdayAfter(day, 250), `${personKey(person)}-citizen`, 'CorrectPerson', recordOf(person), {
      identifiers: [identityOf(citizen)],
      nationality: 'SAU',
      ...described(person),
      reason: 'naturalisation',
    }),
  );
}

/** A death, reported some days later; the contract ends by it, and no other is made. */
function death(parts: CaseParts): Script {
  const person = parts.people.citizen('male');
  const day = workdayOn(monthsAfter(parts.start, 4));
  const hire = hired(parts, person, 1, day, { kind: 'indefinite', endsOn: null, renewable: false });
  const { lines, agreed, from } = hire;
  const diedOn = from + 150;
  const reported = workdayAfter(diedOn, 6);
  const { scheme, value } = identityOf(person);
  const later = workdayAfter(reported, 7);
  const job = plainJob(person, hostAt(parts, 1), later + LEAD_DAYS, {}, 'late');
  const told = oneCase(
    ...lines,
    change(reported, `${personKey(person)}-death`, 'MarkDeceased', bearerOf(scheme, value), { diedOn: isoDay(diedOn) }),
    change(reported, `${agreed.contract}-end`, 'TerminateContract', agreed.record, { article: 'death', effectiveOn: isoDay(diedOn) }),
    ...spoken(partiesOf(job), [drafted(job, `${job.key}-a`, later, 'contract.employee-deceased')]),
  );
  return withFacts(told, inForce(hire, reported - 1));
}

/** Facts for the head-count weights that become known later. */
function weightingFacts({ start, people }: CaseParts): readonly Script[] {
  const day = workdayOn(monthsAfter(start, 2));
  const told = [{ disability: true, ableToWork: true }, { socialInvestment: true }, { motherOrWidowOfSaudi: true }, { student: true }];
  return told.map((weighting, n) => {
    const person = people.citizen(n % 2 === 0 ? 'female' : 'male');
    const { scheme, value } = identityOf(person);
    return oneCase(known(person, day), change(workdayAfter(day, 120 + 30 * n), `${personKey(person)}-weighting`, 'RecordWeightingFacts', bearerOf(scheme, value), { weighting }));
  });
}

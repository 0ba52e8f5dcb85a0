// Law: a box opens only with its subject's key and in its own event, and shows by neither presence nor length what a person has.
import { createCipheriv, createDecipheriv, timingSafeEqual, type CipherGCM } from 'node:crypto';
import { canonicalText } from '../../domain/ledger/canonical.js';
import type { PersonalValues, SealedBox } from '../../domain/ledger/event.js';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import type { Json } from '../../domain/ledger/json.js';
import { freshBytes } from './fresh-bytes.js';
import { hmacSha256 } from './hmac.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 32;
const PAD_BYTES = 512;
/** Values of a box that together take no more than this, in UTF-8, never show in its size. */
const ROOM_BYTES = 768;

/** Where a box belongs: all of it is authenticated with the box. */
export interface BoxPlace {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
}

/** The box was altered, or does not belong to this event, subject or key. Nothing of it was given out. */
export class BoxRefused extends Error {
  override readonly name = 'BoxRefused';
}

/** One value with its salt, as it lies in a box. */
interface SealedField {
  readonly v: Json;
  readonly r: string;
}

/**
 * Seals a subject's whole set: every field of the part's schema, null where there is no value. Each value has 32
 * random bytes of its own; the commitments are made over both, in the schema's order.
 * @throws TypeError for a field that the schema does not have.
 */
export function sealBox(
  place: BoxPlace,
  part: PersonalPart,
  subject: string,
  values: PersonalValues,
  key: { readonly version: number; readonly key: Buffer },
): SealedBox {
  const { names, sorted, leastBytes } = outlineOf(part);
  for (const name of Object.keys(values)) {
    if (!names.includes(name)) throw new TypeError(`${place.type}: ${part.part} has no sealed field ${name}`);
  }
  // The salts in the schema's order, then the box's own: no view is made of each.
  const chance = freshBytes(SALT_BYTES * names.length + IV_BYTES);
  const texts = names.map((name) => canonicalText(values[name] ?? null));
  const iv = chance.subarray(-IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv);
  cipher.setAAD(authenticated(place, subject, key.version));
  // The canonical text of all fields, put together of what is canonical already.
  const members = sorted.map(
    ({ name, at }) => `${name}:{"r":"${chance.toString('base64', at * SALT_BYTES, (at + 1) * SALT_BYTES)}","v":${texts[at] ?? ''}}`,
  );
  const sealed = sealedText(cipher, `{${members.join(',')}}`, leastBytes);
  return {
    part: part.part,
    subject,
    keyVersion: key.version,
    iv: iv.toString('base64'),
    sealed,
    commitments: texts.map((text, n) => hmacSha256(chance, text, 'base64', n * SALT_BYTES)),
  };
}

/**
 * Opens a box and checks its commitments. A personal schema only grows at its end, so an older box holds the first
 * fields of the newest schema; the rest read as null.
 * @throws BoxRefused when tag, shape or commitments do not hold.
 */
export function openBox(place: BoxPlace, part: PersonalPart, box: SealedBox, key: Buffer): PersonalValues {
  const fields = decrypted(place, box, key);
  const names = fieldsOf(part);
  const known = names.filter((name) => Object.hasOwn(fields, name));
  if (known.length !== Object.keys(fields).length || known.length !== box.commitments.length) {
    throw refused(place, 'its fields are not those of the schema');
  }
  const values: Record<string, Json> = {};
  for (const name of names) values[name] = null;
  for (const [n, name] of known.entries()) {
    const field = fields[name];
    if (!isSealedField(field) || !verifyDisclosure(field.v, field.r, box.commitments[n] ?? '')) {
      throw refused(place, 'a value does not match its commitment');
    }
    values[name] = field.v;
  }
  return values;
}

/** True when a value with its salt (base64) is the one that was committed to: proof of one field without the key. */
export function verifyDisclosure(value: Json, salt: string, commitment: string): boolean {
  const saltBytes = Buffer.from(salt, 'base64');
  const made = Buffer.from(commitmentOf(canonicalText(value), saltBytes), 'base64');
  const given = Buffer.from(commitment, 'base64');
  return saltBytes.length === SALT_BYTES && made.length === given.length && timingSafeEqual(made, given);
}

/** The sealed fields of a part, in the schema's order: the order of the commitments. */
export function fieldsOf(part: PersonalPart): readonly string[] {
  return Object.keys(part.schema.shape);
}

function commitmentOf(text: string, salt: Buffer): string {
  return hmacSha256(salt, text, 'base64');
}

/** What all boxes of a part have in common. */
interface Outline {
  /** Its fields in the schema's order, which is that of the commitments. */
  readonly names: readonly string[];
  /** The same as members of a canonical text: names as JSON, in their order there, each with its place in `names`. */
  readonly sorted: readonly { readonly name: string; readonly at: number }[];
  /** Bytes of a padded text whose values stay within the room. */
  readonly leastBytes: number;
}

const outlines = new WeakMap<PersonalPart['schema'], Outline>();

function outlineOf(part: PersonalPart): Outline {
  const known = outlines.get(part.schema);
  if (known !== undefined) return known;
  const names = fieldsOf(part);
  const sorted = [...names.keys()]
    .sort((a, b) => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1))
    .map((at) => ({ name: JSON.stringify(names[at]), at }));
  const outline = { names, sorted, leastBytes: sizeFor(emptyLength(names) + ROOM_BYTES) };
  outlines.set(part.schema, outline);
  return outline;
}

/** A canonical array: no two places share a text. */
function authenticated(place: BoxPlace, subject: string, keyVersion: number): Buffer {
  return Buffer.from(canonicalText([place.eventId, place.type, place.schemaVersion, subject, keyVersion]), 'utf8');
}

// Nothing waits between what is written here and what is read, and the plain text is overwritten by its own ciphertext.
const desk = Buffer.alloc(8 * 1_024);

/**
 * Ciphertext and tag, base64, of the text with spaces behind it, which JSON allows, up to a size that only the schema decides while
 * the values are small.
 */
function sealedText(cipher: CipherGCM, text: string, leastBytes: number): string {
  const length = Math.max(sizeFor(Buffer.byteLength(text, 'utf8')), leastBytes);
  const place = length + TAG_BYTES <= desk.length ? desk : Buffer.alloc(length + TAG_BYTES);
  place.fill(' ', place.write(text, 'utf8'), length);
  cipher.update(place.subarray(0, length)).copy(place);
  // The mode is a stream: nothing is left for the end.
  cipher.final();
  cipher.getAuthTag().copy(place, length);
  return place.toString('base64', 0, length + TAG_BYTES);
}

function sizeFor(length: number): number {
  return Math.ceil(length / PAD_BYTES) * PAD_BYTES;
}

function emptyLength(names: readonly string[]): number {
  const salt = Buffer.alloc(SALT_BYTES).toString('base64');
  return Buffer.byteLength(JSON.stringify(Object.fromEntries(names.map((name) => [name, { r: salt, v: null }]))), 'utf8');
}

function decrypted(place: BoxPlace, box: SealedBox, key: Buffer): Readonly<Record<string, unknown>> {
  const sealed = Buffer.from(box.sealed, 'base64');
  const iv = Buffer.from(box.iv, 'base64');
  if (iv.length !== IV_BYTES || sealed.length < TAG_BYTES) throw refused(place, 'it has no box’s shape');
  // Lenient base64 reads several texts as the same bytes; only the one that was written counts.
  if (iv.toString('base64') !== box.iv || sealed.toString('base64') !== box.sealed) throw refused(place, 'its text was altered');
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(authenticated(place, box.subject, box.keyVersion));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  let plain: Buffer;
  try {
    plain = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    throw refused(place, 'it was altered, or belongs to another event, subject or key');
  }
  return JSON.parse(plain.toString('utf8')) as Record<string, unknown>;
}

function isSealedField(field: unknown): field is SealedField {
  return typeof field === 'object' && field !== null && 'v' in field && 'r' in field && typeof field.r === 'string';
}

function refused(place: BoxPlace, why: string): BoxRefused {
  return new BoxRefused(`the box of ${place.type} ${place.eventId} does not open: ${why}`);
}

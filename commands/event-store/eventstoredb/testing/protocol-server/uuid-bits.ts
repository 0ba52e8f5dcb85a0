// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: an id is the same id in both its forms, text and two signed halves.
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';

const GUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/;

/** The id's text in lower case with dashes; undefined for what is no id. */
export function uuidText(id: UUID): string | undefined {
  const structured = id.getStructured();
  const text =
    structured === undefined
      ? id.getString().toLowerCase()
      : half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  if (!GUID.test(text)) return undefined;
  return text.replaceAll('-', '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function textUuid(text: string): UUID {
  const id = new shared.UUID();
  id.setString(text);
  return id;
}

export function structuredUuid(text: string): UUID {
  const hex = text.replaceAll('-', '');
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`)).toString());
  structured.setLeastSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`)).toString());
  const id = new shared.UUID();
  id.setStructured(structured);
  return id;
}

const half = (bits: string): string => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');

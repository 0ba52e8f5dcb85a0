// For tests only. Law: an answer is compared in the protocol's own fields; what is empty counts as left out, as on the wire.
import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { textOf, type Fields } from './observation.js';

const BYTES = new Set(['streamName', 'data', 'customMetadata']);
const DETAILS: Readonly<Record<string, { deserializeBinary(bytes: Uint8Array): { toObject(): object } } | undefined>> = {
  WrongExpectedVersion: shared.WrongExpectedVersion,
  StreamDeleted: shared.StreamDeleted,
  MaximumAppendSizeExceeded: shared.MaximumAppendSizeExceeded,
  BadRequest: shared.BadRequest,
  Timeout: shared.Timeout,
};

/** The fields of an answer, as the observations write them. */
export const answerFields = (message: { toObject(): object }): Fields => withoutEmpty(readable(message.toObject() as Fields));

/** Fields with what is empty left out, and numbers as texts. */
export function withoutEmpty(value: Fields): Fields {
  const kept = Object.entries(value).map(([key, content]) => [key, key === 'metadata' ? content : short(key, content)] as const);
  return Object.fromEntries(kept.filter(([, content]) => content !== undefined));
}

function short(key: string, content: unknown): unknown {
  if (content === '' || content === 0 || content === '0' || content === false) return undefined;
  // One number is read by the client as a double.
  if (key === 'expectedRevision2060') return Number(content).toString();
  if (typeof content === 'number') return String(content);
  if (Array.isArray(content)) return content.map((item) => (typeof item === 'object' ? withoutEmpty(item as Fields) : (item as unknown)));
  return typeof content === 'object' && content !== null ? withoutEmpty(content as Fields) : content;
}

/** The client's plain object with bytes as text, the metadata as an object, and the packed detail of an error unpacked. */
function readable(value: Fields): Fields {
  const entries = Object.entries(value).map(([key, content]): [string, unknown] => {
    if (key === 'metadataMap') return ['metadata', Object.fromEntries(content as [string, string][])];
    if (key === 'code') return [key, Object.entries(code.Code).find(([, number]) => number === content)?.[0]];
    if (key === 'details' && typeof content === 'object') return [key, unpacked(content as { typeUrl: string; value: string })];
    if (BYTES.has(key) && typeof content === 'string') return [key, textOf(Buffer.from(content, 'base64'))];
    if (Array.isArray(content))
      return [key, content.map((item) => (typeof item === 'object' ? readable(item as Fields) : (item as unknown)))];
    return [
      key.replace(/List$/, '').replace('maxappendsize', 'maxAppendSize'),
      typeof content === 'object' && content !== null ? readable(content as Fields) : content,
    ];
  });
  return Object.fromEntries(entries);
}

function unpacked({ typeUrl, value }: { typeUrl: string; value: string }): Fields {
  const type = DETAILS[typeUrl.split('.').at(-1) ?? ''];
  return { typeUrl, ...readable((type?.deserializeBinary(Buffer.from(value, 'base64')).toObject() ?? {}) as Fields) };
}

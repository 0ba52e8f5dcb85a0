// Law: an append goes out as the JSON it was checked in; nothing is written out twice.
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { StorableAppend } from '../storable.js';

const NOTHING = new shared.Empty();

/** The request of one append on a batch stream. It names no deadline: the server's own of 2 s holds, whatever its clock says. */
export function appendRequest(append: StorableAppend, correlation: shared.UUID): streams.BatchAppendReq {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(identifierOf(append.stream));
  if (append.expected < 0) options.setNoStream(NOTHING);
  else options.setStreamPosition(String(append.expected));
  const request = new streams.BatchAppendReq();
  request.setCorrelationId(correlation);
  request.setOptions(options);
  request.setIsFinal(true);
  request.setProposedMessagesList(
    append.events.map(({ id, type, data, metadata }) => {
      const message = new streams.BatchAppendReq.ProposedMessage();
      const uuid = new shared.UUID();
      uuid.setString(id);
      message.setId(uuid);
      message.getMetadataMap().set('type', type).set('content-type', 'application/json');
      message.setData(Buffer.from(data));
      message.setCustomMetadata(Buffer.from(metadata));
      return message;
    }),
  );
  return request;
}

/** A stream's name as the protocol wants it: bytes. */
export function identifierOf(stream: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}
